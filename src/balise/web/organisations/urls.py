# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app."""

from django.urls import URLPattern, path

from balise.web.organisations.views import authorities, doors, frameworks, invitations, people, units

SPACE = "espace/<slug:authority>"
MEMBERS = f"{SPACE}/membres"
UNITS = f"{SPACE}/services"

app_name = "organisations"
urlpatterns: list[URLPattern] = [
    path("", doors.home, name="home"),
    path("espace/", doors.authorities, name="authorities"),
    path(f"{MEMBERS}/", people.members, name="members"),
    path(f"{MEMBERS}/inviter/", invitations.invite, name="invite"),
    path(f"{MEMBERS}/invitations/<id:invitation_id>/renvoyer/", invitations.resend, name="resend-invitation"),
    path(f"{MEMBERS}/invitations/<id:invitation_id>/retirer/", invitations.revoke, name="revoke-invitation"),
    path(f"{MEMBERS}/<id:user_id>/", people.person, name="person"),
    path(f"{MEMBERS}/<id:user_id>/confier/", people.give, name="give-role"),
    path(f"{MEMBERS}/<id:user_id>/retirer/<slug:role>/", people.take, name="take-role"),
    path(f"{MEMBERS}/<id:user_id>/service/", people.move, name="move"),
    path(f"{MEMBERS}/<id:user_id>/depart/", people.end, name="end-membership"),
    path(f"{UNITS}/", units.units, name="units"),
    path(f"{UNITS}/ajouter/", units.add, name="add-unit"),
    path(f"{UNITS}/<id:unit_id>/", units.change, name="change-unit"),
    path(f"{UNITS}/<id:unit_id>/fermer/", units.close, name="close-unit"),
    path(f"{UNITS}/<id:unit_id>/rouvrir/", units.reopen, name="reopen-unit"),
    path(f"{SPACE}/reglages/", authorities.settings, name="settings"),
    path(f"{SPACE}/collectivites/", authorities.tree, name="tree"),
    path(f"{SPACE}/collectivites/creer/", authorities.create, name="create-authority"),
    path(f"{SPACE}/charte/", frameworks.frameworks, name="frameworks"),
    path(f"{SPACE}/charte/changer/", frameworks.change, name="change-frameworks"),
    path(f"{SPACE}/charte/<str:reference>/", frameworks.framework, name="framework"),
]
