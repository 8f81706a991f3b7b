# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Following the catalogue of the authority above."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.web.catalogue.operations.following import follow, unfollow
from balise.web.catalogue.permissions import INSTRUCTORS
from balise.web.catalogue.queries.followed import chain_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.organisations.queries import ancestors
from balise.web.ui.refusals import RefusedError


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest, member: Member) -> HttpResponse:
    """Choose whose catalogue to follow, if any."""
    above = ancestors(member.authority.id)
    if request.method == "POST":
        _choose(request, member)
        return redirect("catalogue:list", member.authority.slug)
    chain = chain_of(member.authority.id, member.authority.name)
    return render(
        request,
        "catalogue/following.html",
        {
            "nav_current": "tools",
            "above": above,
            "followed_id": chain.ids[1] if chain.followed else None,
            "followed": chain.followed,
            "since": chain.since,
        },
    )


def _choose(request: HttpRequest, member: Member) -> None:
    chosen = request.POST.get("suivre", "")
    if chosen == "":
        unfollow(member, at=timezone.now())
        messages.success(request, _("Votre collectivité ne suit plus que son propre catalogue."), extra_tags="ok")
    elif chosen.isascii() and chosen.isdigit():
        follow(member, int(chosen), at=timezone.now())
        messages.success(
            request,
            _("Catalogue suivi. Là où les deux se prononcent, la règle la plus stricte l’emporte."),
            extra_tags="ok",
        )
    else:
        raise RefusedError(_("Choisissez une collectivité de la liste."), status=400)
