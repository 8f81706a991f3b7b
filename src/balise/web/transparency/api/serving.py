# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How every address of the API answers: read only, by any site, without a cookie, and not sent twice for nothing.

The tag of an answer is the digest of its bytes: what is the same is never sent again, and what differs by one sign is,
whatever it came from.
"""

import logging
import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import ValidationError

from balise.core.digests import digest_of_text
from balise.core.language import Language
from balise.core.messages import UNLIKE
from balise.core.suggestions import likely
from balise.web.transparency.api.description import described_parameters
from balise.web.transparency.api.endpoints import api
from balise.web.transparency.api.problems import Kind, ProblemError, language_asked, problem
from balise.web.transparency.cross_origin import READ_BY, may_be_kept, readable_from_anywhere
from balise.web.ui.access import open_to_anyone

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]

UNKNOWN = gettext_noop("Le paramètre « %(name)s » n’existe pas ici. Paramètres possibles : %(known)s.")
MEANT = gettext_noop("Le paramètre « %(name)s » n’existe pas ici. Écrivez plutôt « %(meant)s ».")
NONE_TAKEN = gettext_noop("Le paramètre « %(name)s » n’existe pas ici : cette adresse n’en prend aucun.")
NOWHERE = gettext_noop("Cette interface n’a pas cette adresse : sa documentation est à /api/v1/.")
TWICE = gettext_noop("Le paramètre « %(name)s » est donné deux fois : une seule valeur est possible.")


@api.exception_handler(ProblemError)
def _refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    return problem(request, refusal.kind, refusal.detail, refusal.gaps, **refusal.more)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(request, Kind.NOT_FOUND)


@api.exception_handler(ValidationError)
def _mistaken(request: HttpRequest, error: Any) -> HttpResponse:
    with override(language_asked(request).value):
        wrong = [{"parameter": _parameter(each), "reason": _reason(each)} for each in error.errors]
    first = wrong[0]
    detail = gettext_noop("La valeur de « %(parameter)s » n’est pas possible. %(reason)s")
    return problem(request, Kind.WRONG_VALUE, detail, first, errors=_each_once(wrong))


@api.exception_handler(OperationalError)
def _busy(request: HttpRequest, error: Any) -> HttpResponse:
    logger.error("The database could not be used on %s: %s", request.path, error)
    response = problem(request, Kind.BUSY)
    response.headers["Retry-After"] = "60"
    return response


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    """Tell a program in its own words that the fault is ours, and the log what it was."""
    logger.error("The API failed on %s", request.path, exc_info=error)
    return problem(request, Kind.BROKEN)


def _each_once(wrong: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the reasons, one a parameter: a day that is neither a day nor an instant is one mistake."""
    return list({each["parameter"]: each for each in reversed(wrong)}.values())[::-1]


def _parameter(error: dict[str, Any]) -> str:
    """Return the name of a parameter; the library puts before it where it stands."""
    place = [str(part) for part in error["loc"]]
    return next((part for part in place[1:] if part != "filters"), place[-1])


def _reason(error: dict[str, Any]) -> str:
    """Return what is expected, in the language of whoever reads: the words of the library are English alone."""
    bounds = error.get("ctx", {})
    match error["type"]:
        case "enum" | "literal_error":
            words = str(bounds["expected"]).replace("'", "").replace(" or ", ", ")
            return _("Valeurs possibles : %(words)s.") % {"words": words}
        case "value_error":
            return _("Valeurs possibles : %(words)s.") % {"words": bounds["error"]}
        case "greater_than_equal":
            return _("Le plus petit nombre possible est %(bound)s.") % {"bound": bounds["ge"]}
        case "less_than_equal":
            return _("Le plus grand nombre possible est %(bound)s.") % {"bound": bounds["le"]}
        case "int_parsing" | "int_type" | "int_parsing_size" | "int_from_float":
            return _("Un nombre entier est attendu.")
        case "blank":
            return _("Écrivez au moins un mot, ou retirez ce paramètre.")
        case "string_too_long":
            return _("Au plus %(length)s signes.") % {"length": bounds["max_length"]}
        case kind if kind.startswith(("date", "timezone")):
            return _("Un jour est attendu, comme 2026-11-01, ou un instant, comme 2026-11-01T08:00:00Z.")
        case _other:
            return _("La documentation dit ce qui est attendu.")


def served(pattern: URLPattern) -> URLPattern:
    """Return an address of the API as this site serves it."""
    return URLPattern(pattern.pattern, read_only(pattern.callback), pattern.default_args, pattern.name)


def read_only(view: View) -> View:
    """Return a view that any site reads, and that answers whatever else it is asked by a refusal in words."""

    @csrf_exempt  # nothing is ever written: whoever posts is told so, without a form to be too old
    @readable_from_anywhere
    def answered(request: HttpRequest, **given: Any) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            response: HttpResponseBase = problem(request, Kind.WRONG_METHOD)
            response.headers["Allow"] = READ_BY
        elif not request.accepts("application/json"):
            response = problem(request, Kind.NOT_ACCEPTABLE)
        else:
            response = _unknown_parameter(request) or _answer(view, request, given)
        patch_vary_headers(response, ["Accept"])
        return response

    return open_to_anyone(answered)


@read_only
def nowhere(request: HttpRequest, rest: str) -> HttpResponseBase:  # noqa: ARG001 - Django gives it
    """Say that the API has nothing at an address."""
    return problem(request, Kind.NOT_FOUND, NOWHERE)


def _unknown_parameter(request: HttpRequest) -> HttpResponseBase | None:
    """Refuse a parameter that does nothing: a filter misspelt and passed over would answer everything."""
    known = _parameters(request.resolver_match.route if request.resolver_match else "")
    for name, values in request.GET.lists():
        if name not in known:
            meant = likely(name, known)
            gaps = {"name": name[:60], "known": ", ".join(known), "meant": meant}
            sentence = NONE_TAKEN if not known else UNKNOWN if meant == UNLIKE else MEANT
            return problem(request, Kind.UNKNOWN_PARAMETER, sentence, gaps)
        if len(values) > 1:
            return problem(request, Kind.UNKNOWN_PARAMETER, TWICE, {"name": name})
    return None


@cache
def _parameters(route: str) -> tuple[str, ...]:
    """Return the parameters that the description names for a route: what is not described is not taken."""
    return described_parameters("/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route))


def _answer(view: View, request: HttpRequest, given: dict[str, Any]) -> HttpResponseBase:
    """Answer by the view, or say that nothing has changed since it was last read."""
    asked, request.method = request.method, "GET"  # the head of an answer is that of the answer
    try:
        response = view(request, **given)
    finally:
        request.method = asked
    if response.status_code != 200 or not isinstance(response, HttpResponse):  # noqa: PLR2004 - as HTTP says it
        return response
    tag, changed = f'"{digest_of_text(response.content.decode())}"', response.headers.get("Last-Modified")
    response.headers["ETag"] = tag
    response.headers["Content-Language"] = Language.FRENCH.value
    since = None if changed is None else int(parsedate_to_datetime(changed).timestamp())
    kept: HttpResponseBase | None = get_conditional_response(request, tag, since, response)
    return may_be_kept(kept if kept is not None else response)
