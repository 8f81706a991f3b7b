# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Refusals for programs (RFC 9457): a stable kind to test, and a sentence that says what to do.

A program has no cookie of language: it is told in English when it asks for it by ``Accept-Language``, else in French.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext, gettext_noop
from django.utils.translation.trans_real import parse_accept_lang_header

from balise.core.language import Language
from balise.web.ui.site_address import site_address

MEDIA_TYPE = "application/problem+json"


class Kind(StrEnum):
    """The sorts of refusals, by the word that ends their address."""

    UNKNOWN_PARAMETER = "parametre-inconnu"
    NOT_FOUND = "introuvable"
    WRONG_METHOD = "methode-refusee"
    NOT_ACCEPTABLE = "format-refuse"
    WITHDRAWN = "fiche-retiree"
    WRONG_VALUE = "valeur-refusee"
    BROKEN = "panne"
    BUSY = "base-occupee"

    @property
    def status(self) -> int:
        """Return the status of HTTP that goes with it."""
        return STATUSES[self]

    @property
    def heading(self) -> str:
        """Return what it is, in the language of whoever reads."""
        return gettext(TITLES[self])

    @property
    def advice(self) -> str:
        """Return what to do about it, in the language of whoever reads."""
        return gettext(ADVICE[self])

    @property
    def anchor(self) -> str:
        """Return the place where the documentation explains it."""
        return f"probleme-{self.value}"


STATUSES = {
    Kind.UNKNOWN_PARAMETER: 400,
    Kind.NOT_FOUND: 404,
    Kind.WRONG_METHOD: 405,
    Kind.NOT_ACCEPTABLE: 406,
    Kind.WITHDRAWN: 410,
    Kind.WRONG_VALUE: 422,
    Kind.BROKEN: 500,
    Kind.BUSY: 503,
}
TITLES = {
    Kind.UNKNOWN_PARAMETER: gettext_noop("Paramètre inconnu"),
    Kind.NOT_FOUND: gettext_noop("Rien à cette adresse"),
    Kind.WRONG_METHOD: gettext_noop("Méthode refusée"),
    Kind.NOT_ACCEPTABLE: gettext_noop("Format refusé"),
    Kind.WITHDRAWN: gettext_noop("Fiche retirée du registre"),
    Kind.WRONG_VALUE: gettext_noop("Valeur refusée"),
    Kind.BROKEN: gettext_noop("Panne du serveur"),
    Kind.BUSY: gettext_noop("Base de données occupée"),
}
ADVICE = {
    Kind.UNKNOWN_PARAMETER: gettext_noop(
        "Un paramètre mal écrit serait un filtre oublié : la réponse aurait l’air juste. Corrigez-le, ou retirez-le."
    ),
    Kind.NOT_FOUND: gettext_noop("Vérifiez le code de la fiche ou le nom de la collectivité."),
    Kind.WRONG_METHOD: gettext_noop("Cette interface se lit seulement : GET, HEAD ou OPTIONS."),
    Kind.NOT_ACCEPTABLE: gettext_noop("Demandez « application/json », ou rien."),
    Kind.WITHDRAWN: gettext_noop("La réponse dit quand et pourquoi. Retirez la fiche de votre copie."),
    Kind.WRONG_VALUE: gettext_noop("La réponse nomme chaque valeur refusée et ce qui est attendu."),
    Kind.BROKEN: gettext_noop("La faute est de notre côté, et notée dans le journal du serveur. Réessayez plus tard."),
    Kind.BUSY: gettext_noop("La base de données ne répond pas pour l’instant. Réessayez dans une minute."),
}


class ProblemError(Exception):
    """A request that the API refuses."""

    def __init__(self, kind: Kind, detail: str = "", gaps: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail
        self.gaps = gaps
        self.more = more


def problem(
    request: HttpRequest, kind: Kind, detail: str = "", gaps: Mapping[str, str] | None = None, **more: Any
) -> HttpResponse:
    """Return a refusal, in the language that the program asked for; ``gaps`` fill its sentence."""
    with translation.override(language_asked(request).value):
        told = {
            "type": f"{site_address(reverse('transparency:api-documentation'))}#{kind.anchor}",
            "title": kind.heading,
            "status": kind.status,
            "detail": gettext(detail) % (gaps or {}) if detail else kind.advice,
            **more,
        }
        language = translation.get_language()
    response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=MEDIA_TYPE, status=kind.status)
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def language_asked(request: HttpRequest) -> Language:
    """Return the language that the header asks for first among those that the site speaks."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()[:200]):
        if code.partition("-")[0] in set(Language):
            return Language(code.partition("-")[0])
    return Language.FRENCH
