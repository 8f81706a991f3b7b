# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app: those of an authority, and those where anybody checks an attestation."""

from django.urls import URLPattern, path

from balise.web.literacy.views import attestations, coverage, paths, sessions, taking_part

TRAININGS = "espace/<slug:authority>/formations/"
SESSION = f"{TRAININGS}seances/<id:session_id>/"

app_name = "literacy"
urlpatterns: list[URLPattern] = [
    path(TRAININGS, sessions.trainings, name="list"),
    path(f"{TRAININGS}parcours/nouveau/", paths.new_path, name="new-path"),
    path(f"{TRAININGS}parcours/<id:path_id>/", paths.path, name="path"),
    path(f"{TRAININGS}parcours/<id:path_id>/modifier/", paths.edit_path, name="edit-path"),
    path(f"{TRAININGS}parcours/<id:path_id>/fermer/", paths.close, name="close-path"),
    path(f"{TRAININGS}parcours/<id:path_id>/rouvrir/", paths.reopen, name="reopen-path"),
    path(f"{TRAININGS}parcours/<id:path_id>/seances/nouvelle/", sessions.new_session, name="new-session"),
    path(SESSION, sessions.session, name="session"),
    path(f"{SESSION}modifier/", sessions.edit_session, name="edit-session"),
    path(f"{SESSION}annuler/", sessions.cancel, name="cancel-session"),
    path(f"{SESSION}invitation.ics", sessions.invitation, name="invitation"),
    path(f"{SESSION}inscription/", taking_part.register_oneself, name="register"),
    path(f"{SESSION}desinscription/", taking_part.withdraw_oneself, name="withdraw"),
    path(f"{SESSION}questionnaire/", taking_part.quiz, name="quiz"),
    path(f"{SESSION}inscrire/", taking_part.register_somebody, name="register-other"),
    path(
        f"{TRAININGS}inscriptions/<id:registration_id>/retirer/", taking_part.withdraw_somebody, name="withdraw-other"
    ),
    path(f"{SESSION}emargement/", taking_part.sign_in_sheet, name="sign-in-sheet"),
    path(f"{SESSION}releve/", taking_part.webinar, name="webinar"),
    path(f"{SESSION}attestations/", attestations.issue, name="attest"),
    path(f"{TRAININGS}ailleurs/", attestations.outside, name="outside"),
    path(f"{TRAININGS}attestations/<str:attested>/retirer/", attestations.withdraw, name="withdraw-attestation"),
    path(f"{TRAININGS}couverture/", coverage.covered, name="coverage"),
    path(f"{TRAININGS}couverture/effectifs/", coverage.headcounts, name="headcounts"),
    path(f"{TRAININGS}couverture.csv", coverage.as_csv, name="coverage-csv"),
    path(f"{TRAININGS}couverture.ods", coverage.as_ods, name="coverage-ods"),
    path(f"{TRAININGS}article-4/", coverage.evidence, name="evidence"),
    path(f"{TRAININGS}article-4.pdf", coverage.evidence_pdf, name="evidence-pdf"),
    path("attestations/", attestations.check, name="check"),
    path("attestations/<str:attested>/", attestations.attestation, name="attestation"),
    path("attestations/<str:attested>/attestation.pdf", attestations.pdf, name="attestation-pdf"),
]
