# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may open the pages of an authority: its members, by role. To anybody else the authority does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from balise.core.roles import Role
from balise.web.organisations.members import Member
from balise.web.organisations.queries import member_of
from balise.web.ui.access import Access, Audience, View, with_access
from balise.web.ui.signing_in import after_signing_in


def for_members(*roles: Role) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """Open a page to the members of the authority named in its address, those with one of ``roles`` if any is named.

    The view receives the ``Member`` in the place of the name of the authority. A stranger is answered as if the
    authority did not exist; a member without the role is told so.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, authority: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            member = _member(request, authority)
            if not member.holds(*roles):
                raise PermissionDenied
            return view(request, member, *args, **kwargs)

        return with_access(after_signing_in(guarded), Access(Audience.MEMBERS, frozenset(roles)))

    return decorate


def _member(request: HttpRequest, authority: str) -> Member:
    user = request.user
    member = member_of(user.pk, authority) if user.is_authenticated else None
    if member is None:
        raise Http404
    request.member = member  # type: ignore[attr-defined]
    return member
