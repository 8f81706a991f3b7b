# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app: that of the gateway, those of an authority, those of a dossier."""

from django.urls import URLPattern, path

from balise.web.deployments.views import assistant, bundle, gateway, listing, training

GATEWAY = "espace/<slug:authority>/passerelle/"
DOSSIER = "espace/<slug:authority>/dossiers/<str:number>/passerelle/"
ASSISTANTS = "espace/<slug:authority>/assistant/"

app_name = "deployments"
urlpatterns: list[URLPattern] = [
    path("passerelle/bundle.json", bundle.bundle, name="bundle"),
    path(GATEWAY, listing.deployments, name="list"),
    path(f"{GATEWAY}fournisseurs/nouveau/", listing.new_provider, name="new-provider"),
    path(f"{GATEWAY}fournisseurs/<id:provider_id>/", listing.provider, name="provider"),
    path(f"{GATEWAY}modeles/nouveau/", listing.new_model, name="new-model"),
    path(f"{GATEWAY}modeles/<id:served_id>/", listing.model, name="model"),
    path(f"{GATEWAY}modeles/<id:served_id>/retirer/", listing.retire, name="retire-model"),
    path(f"{GATEWAY}modeles/<id:served_id>/remettre/", listing.restore, name="restore-model"),
    path(f"{GATEWAY}jetons/", training.tokens, name="tokens"),
    path(f"{GATEWAY}jetons/<id:token_id>/revoquer/", training.revoke, name="revoke-token"),
    path(DOSSIER, gateway.gateway, name="gateway"),
    path(f"{DOSSIER}reglages/", gateway.opening, name="opening"),
    path(f"{DOSSIER}cles/", gateway.new_key, name="new-key"),
    path(f"{DOSSIER}cles/<id:key_id>/remplacer/", gateway.replacement, name="replace-key"),
    path(f"{DOSSIER}cles/<id:key_id>/revoquer/", gateway.revocation, name="revoke-key"),
    path(f"{DOSSIER}assistant/", assistant.door, name="assistant-door"),
    path(ASSISTANTS, assistant.assistants, name="assistants"),
    path("espace/<slug:authority>/dossiers/<str:number>/assistant/", assistant.assistant, name="assistant"),
    path(f"{DOSSIER}sortie/", gateway.exit_plan, name="exit-plan"),
    path(f"{DOSSIER}bascule/", gateway.switched, name="switch"),
]
