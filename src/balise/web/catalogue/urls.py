# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app."""

from django.urls import URLPattern, path

from balise.web.catalogue.views import asking, deciding, describing, following, lists, models, questionnaire, tool

app_name = "catalogue"
urlpatterns: list[URLPattern] = [
    path("", lists.tools, name="list"),
    path("puis-je/", asking.can_i, name="can-i"),
    path("panorama/", lists.overview, name="overview"),
    path("proposer/", describing.propose, name="propose"),
    path("suivre/", following.following, name="following"),
    path("modeles/", models.models, name="models"),
    path("modeles/<id:model_id>/", models.model, name="model"),
    path("modeles/<id:model_id>/delier/<id:tool_id>/", models.unlink, name="unlink-model"),
    path("<id:tool_id>/", tool.tool, name="tool"),
    path("<id:tool_id>/modifier/", describing.edit, name="edit"),
    path("<id:tool_id>/decision/", deciding.decision, name="decide"),
    path("<id:tool_id>/tableau/", deciding.matrix, name="matrix"),
    path("<id:tool_id>/faits/", deciding.facts, name="facts"),
    path("<id:tool_id>/sortie/", describing.exit_plan, name="exit-plan"),
    path("<id:tool_id>/je-l-utilise/", tool.use, name="use"),
    path("<id:tool_id>/referent/", tool.referent, name="referent"),
    path("<id:tool_id>/retirer/", describing.retire, name="retire"),
    path("<id:tool_id>/remettre/", describing.restore, name="restore"),
    path("<id:tool_id>/questionnaire/", questionnaire.questionnaire, name="questionnaire"),
    path("<id:tool_id>/questionnaire.odt", questionnaire.questionnaire_odt, name="questionnaire-odt"),
]
