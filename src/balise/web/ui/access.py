# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may open a page: said on the view itself, so that a page without a rule is found by a test.

The permission matrix of the tests walks every address and refuses a view that carries no ``access``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from balise.core.roles import Role
from balise.web.ui.signing_in import after_signing_in

View = Callable[..., HttpResponseBase]


class Audience(StrEnum):
    """How far a page is open."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Access:
    """The rule of one page."""

    audience: Audience
    roles: frozenset[Role] = field(default_factory=frozenset)
    """The roles that open it, for members; none named: every member of the authority."""


def open_to_anyone(view: View) -> View:
    """Mark a page that needs no account."""
    return with_access(view, Access(Audience.ANYONE))


def signed_in(view: View) -> View:
    """Ask for an account, of whatever authority."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return with_access(after_signing_in(guarded), Access(Audience.SIGNED_IN))


def with_access(view: View, access: Access) -> View:
    """Return the view, bearing its rule."""
    view.access = access  # type: ignore[attr-defined]
    return view
