# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app."""

from django.urls import URLPattern, path

from balise.web.charters.views import consultations, drafts, publication, studies

DRAFTS = "projets-de-charte"
DRAFT = f"{DRAFTS}/<id:draft_id>"
CONSULTATION = "concertations/<id:consultation_id>"

app_name = "charters"
urlpatterns: list[URLPattern] = [
    path(f"{DRAFTS}/", drafts.drafts, name="drafts"),
    path(f"{DRAFTS}/nouveau/", drafts.new_draft, name="new-draft"),
    path(f"{DRAFT}/", drafts.draft, name="draft"),
    path(f"{DRAFT}/presentation/", drafts.presentation, name="presentation"),
    path(f"{DRAFT}/principes/ajouter/", drafts.add_principle, name="add-principle"),
    path(f"{DRAFT}/principes/<slug:principle_name>/", drafts.principle, name="principle"),
    path(f"{DRAFT}/engagements/ajouter/", drafts.add_commitment, name="add-commitment"),
    path(f"{DRAFT}/engagements/<slug:commitment_number>/", drafts.commitment, name="commitment"),
    path(f"{DRAFT}/engagements/<slug:commitment_number>/retirer/", drafts.remove, name="remove-commitment"),
    path(f"{DRAFT}/abandonner/", drafts.give_up, name="abandon"),
    path(f"{DRAFT}/etude/", studies.study, name="study"),
    path(f"{DRAFT}/etude.csv", studies.study_file, name="study-file"),
    path(f"{DRAFT}/differences/", studies.difference, name="difference"),
    path(f"{DRAFT}/publier/", publication.publication, name="publication"),
    path(f"{DRAFT}/concertation/", consultations.announce_on_draft, name="announce-on-draft"),
    path("dossiers/<str:number>/concertation/", consultations.announce_on_dossier, name="announce-on-dossier"),
    path("concertations/", consultations.consultations, name="consultations"),
    path(f"{CONSULTATION}/", consultations.consultation, name="consultation"),
    path(f"{CONSULTATION}/texte/", consultations.consulted_text, name="consulted-text"),
    path(f"{CONSULTATION}/synthese/", consultations.synthesis, name="synthesis"),
    path(f"{CONSULTATION}/contributions/<id:contribution_id>/", consultations.contribution, name="contribution"),
]
