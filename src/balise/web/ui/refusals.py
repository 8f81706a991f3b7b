# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A request that cannot be honoured is a sentence on a page, never a trace on a screen.

Two kinds meet here: what an operation refuses (``RefusedError``, a sentence it wrote), and what the database
refuses (a constraint, a lock held too long), which the middleware puts into words.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import DataError, IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from balise.web.ui.access import Access, Audience

logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """An operation that cannot be done, with the sentence that says why and what to do."""

    def __init__(self, sentence: str, *, status: int = 409) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class RefusalMiddleware:
    """Turns refusals that no view has caught into a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as if this middleware were not there."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page that says the refusal, or None to let Django handle the exception."""
        if isinstance(exception, RefusedError):
            return refusal_page(request, exception.sentence, exception.status)
        if isinstance(exception, IntegrityError | DataError):
            logger.warning("The database refused a write on %s: %s", request.path, exception)
            return refusal_page(
                request,
                _(
                    "Cet enregistrement contredit ce qui est déjà en place. Rien n’a été changé : revenez à la page "
                    "précédente, relisez vos réponses et recommencez."
                ),
                409,
            )
        if isinstance(exception, OperationalError):
            logger.error("The database could not be used on %s: %s", request.path, exception)
            return refusal_page(
                request,
                _(
                    "La base de données ne répond pas pour l’instant. Rien n’a été enregistré : attendez une minute, "
                    "revenez à la page précédente et recommencez."
                ),
                503,
            )
        return None


def refusal_page(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """Return the page that says a refusal; what does not exist is told as any address that leads nowhere."""
    templates = {HTTPStatus.NOT_FOUND: "ui/404.html", HTTPStatus.GONE: "ui/gone.html"}
    template = templates.get(HTTPStatus(status), "ui/refused.html")
    return render(
        request, template, {"sentence": sentence, "read_by_anyone": _is_read_by_anyone(request)}, status=status
    )


def _is_read_by_anyone(request: HttpRequest) -> bool:
    """Tell whether the page asked for needs no account: its reader is not sent to the home page of staff."""
    match = request.resolver_match
    access = getattr(match.func, "access", None) if match is not None else None
    return isinstance(access, Access) and access.audience is Audience.ANYONE and not request.user.is_authenticated
