# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app."""

from django.urls import URLPattern, path

from balise.web.assessments.views.check import check_answers
from balise.web.assessments.views.comments import comment_withdraw, comments
from balise.web.assessments.views.copies import copies, copy_file, copy_shared, duplicate, sharing
from balise.web.assessments.views.declaration import declare, make_dossier
from balise.web.assessments.views.evidence import evidence, evidence_add, evidence_file, evidence_remove
from balise.web.assessments.views.form import preview, task_list, theme_page
from balise.web.assessments.views.history import answers, answers_file, history
from balise.web.assessments.views.lists import dossiers, export
from balise.web.assessments.views.new import new, new_dossier
from balise.web.assessments.views.page import dossier, journal
from balise.web.assessments.views.presentation import presentation
from balise.web.assessments.views.published import copy_entry
from balise.web.assessments.views.reevaluation import reevaluation
from balise.web.assessments.views.triage import keep_triage, triage_page

app_name = "assessments"

_filing: list[URLPattern] = [
    path("nouveau/", new, name="new"),
    path("nouveau/dossier/", new_dossier, name="new-dossier"),
    path("nouveau/tri/", triage_page, name="triage"),
    path("nouveau/tri/garder/", keep_triage, name="keep-triage"),
    path("nouveau/declaration/", declare, name="declare"),
    path("<str:number>/formulaire/", task_list, name="form"),
    path("<str:number>/formulaire/<slug:theme>/", theme_page, name="theme"),
    path("<str:number>/formulaire/<slug:theme>/apercu/", preview, name="preview"),
    path("<str:number>/presentation/", presentation, name="presentation"),
    path("<str:number>/verifier/", check_answers, name="check"),
    path("<str:number>/ouvrir/", make_dossier, name="open"),
]
"""Beginning a dossier and filling it in."""

_reading: list[URLPattern] = [
    path("", dossiers, name="list"),
    path("export.csv", export, name="export"),
    path("copier/", copies, name="copies"),
    path("copier/fichier/", copy_file, name="copy-file"),
    path("copier/fiche/", copy_entry, name="copy-entry"),
    path("copier/<slug:source>/<str:number>/", copy_shared, name="copy"),
    path("<str:number>/", dossier, name="dossier"),
    path("<str:number>/reponses/", answers, name="answers"),
    path("<str:number>/reponses/dossier.yaml", answers_file, name="answers-file"),
    path("<str:number>/historique/", history, name="history"),
    path("<str:number>/journal/", journal, name="journal"),
    path("<str:number>/pieces/", evidence, name="evidence"),
    path("<str:number>/pieces/joindre/", evidence_add, name="evidence-add"),
    path("<str:number>/pieces/<id:evidence_id>/", evidence_file, name="evidence-file"),
    path("<str:number>/pieces/<id:evidence_id>/retirer/", evidence_remove, name="evidence-remove"),
    path("<str:number>/echanges/", comments, name="comments"),
    path("<str:number>/echanges/<id:comment_id>/retirer/", comment_withdraw, name="comment-withdraw"),
    path("<str:number>/dupliquer/", duplicate, name="duplicate"),
    path("<str:number>/partage/", sharing, name="share"),
    path("<str:number>/nouvelle-version/", reevaluation, name="reevaluate"),
]
"""Reading a dossier, its papers and its past; starting from one that exists."""

urlpatterns: list[URLPattern] = [*_filing, *_reading]
