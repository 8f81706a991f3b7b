# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app."""

from django.urls import URLPattern, path, register_converter

from balise.web.governance.addresses import ActConverter
from balise.web.governance.views import (
    acts,
    exceptions,
    follow_up,
    home,
    journal,
    opinions,
    reservations,
    review,
    roundups,
)

register_converter(ActConverter, "act")

DOSSIER = "dossiers/<str:number>"

app_name = "governance"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("suivi/", follow_up.follow_up, name="follow-up"),
    path("recapitulatif/", roundups.roundup, name="roundup"),
    path("journal/", journal.journal, name="journal"),
    path("journal/export.csv", journal.export, name="export-journal"),
    path(f"{DOSSIER}/instruction/", review.review, name="review"),
    path(f"{DOSSIER}/actes/<act:act>/", acts.act_page, name="act"),
    path(f"{DOSSIER}/avis/", opinions.opinions, name="opinions"),
    path(f"{DOSSIER}/avis/<id:opinion_id>/", opinions.give, name="give-opinion"),
    path(f"{DOSSIER}/avis/<id:opinion_id>/retirer/", opinions.withdraw, name="withdraw-opinion"),
    path(f"{DOSSIER}/exceptions/accorder/", exceptions.grant, name="grant-exception"),
    path(f"{DOSSIER}/exceptions/<id:exception_id>/revoquer/", exceptions.revoke, name="revoke-exception"),
    path(f"{DOSSIER}/reserves/<id:reservation_id>/lever/", reservations.lift, name="lift"),
]
