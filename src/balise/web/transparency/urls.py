# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app: those of the public, then those of whoever publishes."""

from django.urls import URLPattern, URLResolver, include, path

from balise.web.transparency.views import (
    charter,
    consultations,
    entry,
    exporting,
    guide,
    notices,
    open_data,
    portal,
    portal_settings,
    publication,
    published,
    questions,
    register,
    statements,
    tools,
)

PUBLISHED = "espace/<slug:authority>/registre-public/"
EXPORT = f"{PUBLISHED}exporter/"
DOSSIER = "espace/<slug:authority>/dossiers/<str:number>/registre/"

app_name = "transparency"
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("balise.web.transparency.api.urls")),
    path("portail/", portal.portals, name="portals"),
    path("portail/donnees/", open_data.data, name="all-data"),
    path("portail/donnees/registre.csv", open_data.register_csv, name="all-register-csv"),
    path("portail/donnees/registre.json", open_data.register_json, name="all-register-json"),
    path("portail/donnees/changements.atom", open_data.changes, name="all-changes"),
    path("portail/donnees/catalogue.jsonld", open_data.catalogue, name="all-catalogue"),
    path("portail/donnees/schema-csv.json", open_data.csv_schema, name="all-csv-schema"),
    path("portail/donnees/schema-json.json", open_data.json_schema_file, name="all-json-schema"),
    path("portail/<slug:authority>/", portal.home, name="home"),
    path("portail/<slug:authority>/accessibilite/", statements.accessibility, name="accessibility"),
    path("portail/<slug:authority>/mentions-legales/", statements.legal, name="legal"),
    path("portail/<slug:authority>/aide/", statements.portal_help, name="help"),
    path("portail/<slug:authority>/catalogue/", tools.tools, name="tools"),
    path("portail/<slug:authority>/catalogue/<id:tool_id>/", tools.tool, name="tool"),
    path("portail/<slug:authority>/registre/", register.register, name="register"),
    path("portail/<slug:authority>/charte/", charter.charter, name="charter"),
    path("portail/<slug:authority>/charte/changements/<id:rank>/", charter.charter_change, name="charter-change"),
    path(
        "portail/<slug:authority>/charte/votes/<str:version>/", charter.consulted_and_voted, name="consulted-and-voted"
    ),
    path("portail/<slug:authority>/concertations/", consultations.consultations, name="consultations"),
    path(
        "portail/<slug:authority>/concertations/<id:consultation_id>/", consultations.consultation, name="consultation"
    ),
    path(
        "portail/<slug:authority>/concertations/<id:consultation_id>/texte/",
        consultations.consulted_text,
        name="consulted-text",
    ),
    path("portail/<slug:authority>/charte.pdf", charter.charter_pdf, name="charter-pdf"),
    path("portail/<slug:authority>/guide/<slug:audience>/", guide.guide, name="guide"),
    path("portail/<slug:authority>/guide/<slug:audience>/<slug:name>/", guide.situation, name="situation"),
    path("portail/<slug:authority>/donnees/", open_data.data, name="data"),
    path("portail/<slug:authority>/donnees/registre.csv", open_data.register_csv, name="register-csv"),
    path("portail/<slug:authority>/donnees/registre.json", open_data.register_json, name="register-json"),
    path("portail/<slug:authority>/donnees/changements.atom", open_data.changes, name="changes"),
    path("portail/<slug:authority>/donnees/catalogue.jsonld", open_data.catalogue, name="catalogue"),
    path("portail/<slug:authority>/donnees/schema-csv.json", open_data.csv_schema, name="csv-schema"),
    path("portail/<slug:authority>/donnees/schema-json.json", open_data.json_schema_file, name="json-schema"),
    path("r/<slug:code>/code.svg", entry.code_to_scan, name="qr-code"),
    path("r/<slug:code>/", entry.entry, name="entry"),
    path("r/<slug:code>/historique/", entry.history, name="history"),
    path("r/<slug:code>/historique/<id:edition_number>/", entry.edition, name="edition"),
    path("r/<slug:code>/question/", questions.ask_page, name="ask"),
    path("reponses/<str:private>/", questions.follow, name="follow"),
    path("portail/<slug:authority>/questions/", questions.statistics, name="statistics"),
    path(PUBLISHED, published.published_entries, name="published-entries"),
    path(f"{PUBLISHED}<slug:code>/retirer/", published.withdrawal, name="withdrawal"),
    path(EXPORT, exporting.exports, name="exports"),
    path(f"{EXPORT}<slug:target>/", exporting.export_report, name="export-report"),
    path(f"{EXPORT}<slug:target>/fichier/", exporting.export_file, name="export-file"),
    path(f"{EXPORT}<slug:target>/pertes.json", exporting.export_report_file, name="export-report-file"),
    path("espace/<slug:authority>/portail/", portal_settings.portal_settings, name="portal-settings"),
    path(
        "espace/<slug:authority>/portail/versions/<id:version_number>/remettre/",
        portal_settings.restore,
        name="restore-portal",
    ),
    path("espace/<slug:authority>/questions/", questions.waiting, name="questions"),
    path("espace/<slug:authority>/questions/<id:question_id>/", questions.answer_page, name="answer"),
    path("espace/<slug:authority>/mentions/", notices.coverage, name="coverage"),
    path("espace/<slug:authority>/dossiers/<str:number>/mentions/", notices.notices, name="notices"),
    path(
        "espace/<slug:authority>/dossiers/<str:number>/mentions/<id:proof_id>/retirer/",
        notices.remove_proof,
        name="remove-proof",
    ),
    path(
        "espace/<slug:authority>/dossiers/<str:number>/mentions/<id:proof_id>/fichier/",
        notices.proof_file,
        name="proof-file",
    ),
    path(
        "espace/<slug:authority>/dossiers/<str:number>/mentions/supports/<slug:channel>/",
        notices.unused_channel,
        name="unused-channel",
    ),
    path(
        "espace/<slug:authority>/dossiers/<str:number>/mentions/supports/<id:unused_id>/reprendre/",
        notices.used_channel,
        name="used-channel",
    ),
    path("espace/<slug:authority>/dossiers/<str:number>/mentions/affiche.pdf", notices.poster, name="poster"),
    path(DOSSIER, publication.publication, name="publication"),
]
