# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The description of the API for programs (OpenAPI), made from its code: it cannot say what the code does not do."""

from copy import deepcopy
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja.openapi import get_schema

from balise.rendering.open_data.licence import LICENCE
from balise.web.transparency.api.endpoints import api
from balise.web.transparency.api.problems import ADVICE, MEDIA_TYPE, STATUSES
from balise.web.ui.site_address import site_address

ABOUT = gettext_noop(
    "Le registre public des usages de l’IA par des collectivités, pour les programmes. Tout se lit sans compte ni clé, "
    "et rien ne s’écrit. Les mots sont en français tels qu’ils ont été publiés ; les codes ne changent pas de sens."
)
ANSWERED = gettext_noop("La réponse.")
UNCHANGED = gettext_noop(
    "Rien n’a changé depuis que vous l’avez lue : « If-None-Match » ou « If-Modified-Since » le demandait."
)
TAG = gettext_noop("L’empreinte de la réponse, à rendre par « If-None-Match ».")
CHANGED = gettext_noop("Quand ce qui est lu a changé pour la dernière fois, là où cela se sait.")


@cache
def _written() -> dict[str, Any]:
    """Return what the code says of itself, completed by what its library leaves out."""
    described: dict[str, Any] = deepcopy(
        dict(get_schema(api, path_prefix=reverse("transparency:api-documentation").lstrip("/")))
    )
    for methods in described["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                _with_examples_in_its_schema(parameter)
            operation["responses"] = {
                str(status): _response(int(status), response) for status, response in operation["responses"].items()
            }
    return described


def _with_examples_in_its_schema(parameter: dict[str, Any]) -> None:
    """Put the examples of a parameter where OpenAPI 3.1 wants a list of them; the library puts them beside."""
    if "examples" in parameter:
        parameter["schema"] = {**parameter["schema"], "examples": parameter.pop("examples")}


def _response(status: int, response: dict[str, Any]) -> dict[str, Any]:
    """Return an answer in words, with its headers and the type of its refusals."""
    if status == 200:  # noqa: PLR2004 - as HTTP says it
        headers = {"ETag": _header(TAG), "Last-Modified": _header(CHANGED)}
        return {**response, "description": ANSWERED, "headers": headers}
    if status == 304:  # noqa: PLR2004 - idem
        return {"description": UNCHANGED}
    kind = next(kind for kind, its in STATUSES.items() if its == status)
    return {"description": ADVICE[kind], "content": {MEDIA_TYPE: response["content"]["application/json"]}}


def _header(words: str) -> dict[str, Any]:
    return {"description": words, "schema": {"type": "string"}}


def openapi() -> dict[str, Any]:
    """Return the whole description, with the addresses of this site."""
    written = _written()
    about = {
        "title": written["info"]["title"],
        "version": written["info"]["version"],
        "description": ABOUT,
        "contact": {"name": "Balise", "url": site_address(reverse("transparency:portals"))},
        "license": {"name": "Licence Ouverte 2.0 (etalab-2.0)", "url": LICENCE},
    }
    return {**written, "info": about, "servers": [{"url": site_address()}]}


def described_parameters(path: str) -> tuple[str, ...]:
    """Return the parameters of the query that a path takes."""
    operation = _written()["paths"].get(path, {}).get("get", {})
    return tuple(each["name"] for each in operation.get("parameters", ()) if each["in"] == "query")
