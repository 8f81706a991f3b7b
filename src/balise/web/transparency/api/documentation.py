# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The documentation of the API: its description for programs, and the same as a page that people read.

Our own page rather than Swagger's or Redoc's: they are programs of a megabyte, from elsewhere, that our policy of
contents refuses and that a screen reader struggles with.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from balise.web.transparency.api.description import openapi
from balise.web.transparency.api.problems import Kind
from balise.web.transparency.api.serving import read_only
from balise.web.transparency.queries.examples import any_entry
from balise.web.ui.access import open_to_anyone
from balise.web.ui.site_address import site_address


@read_only
def openapi_file(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Give the description of the API for programs (OpenAPI 3.1)."""
    return JsonResponse(openapi(), json_dumps_params={"ensure_ascii": False, "indent": 2})


@open_to_anyone
@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Show every address of the API, what it takes and what it answers, with an example to try."""
    described = openapi()
    example = any_entry()
    given = {"edition": "1"}
    if example is not None:
        given |= {"code": example.code, "authority": example.authority}
    context = {
        "portal": None,
        "portal_current": "data",
        "version": described["info"]["version"],
        "about": _translated(described["info"]["description"]),
        "sections": list(_sections(described, given)),
        "problems": [
            {"anchor": kind.anchor, "status": kind.status, "title": kind.heading, "advice": kind.advice}
            for kind in Kind
        ],
        "root": site_address(request.path),
    }
    return render(request, "transparency/api.html", context)


def _sections(described: dict[str, Any], given: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the addresses by what they are about, in the order of the description."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, methods in described["paths"].items():
        operation = methods["get"]
        found.setdefault(operation["tags"][0], []).append(_address(path, operation, described, given))
    for tag, addresses in found.items():
        yield {"title": gettext(tag), "addresses": addresses}


def _address(path: str, operation: dict[str, Any], described: dict[str, Any], given: dict[str, str]) -> dict[str, Any]:
    parameters = [_parameter(each, described) for each in operation["parameters"]]
    filled = path
    for each in operation["parameters"]:
        if each["in"] == "path":
            filled = filled.replace(f"{{{each['name']}}}", given.get(each["name"], _example(each)))
    query = urlencode({"limit": 10}) if any(each["name"] == "limit" for each in parameters) else ""
    return {
        "id": operation["operationId"],
        "path": path,
        "summary": _translated(operation["summary"]),
        "description": _translated(operation["description"]),
        "parameters": parameters,
        "fields": list(_fields(operation, described)),
        "statuses": [status for status in operation["responses"] if status != "200"],
        "example": site_address(filled + (f"?{query}" if query else "")),
    }


def _example(parameter: dict[str, Any]) -> str:
    return str(next(iter(parameter["schema"].get("examples", ())), parameter["name"]))


def _parameter(parameter: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter as a line of a table."""
    return {
        "name": parameter["name"],
        "words": _translated(parameter["description"]),
        "values": _values(parameter["schema"], described),
        "default": str(parameter["schema"].get("default") or ""),
    }


def _values(schema: dict[str, Any], described: dict[str, Any]) -> tuple[str, ...]:
    """Return the closed list of a parameter, empty when it is free."""
    if "$ref" in schema:
        return _values(described["components"]["schemas"][schema["$ref"].rpartition("/")[2]], described)
    own = tuple(str(value) for value in schema.get("enum", ()))
    return own or tuple(value for branch in schema.get("anyOf", ()) for value in _values(branch, described))


def _fields(operation: dict[str, Any], described: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield what an answer holds, but for entries: their own schema says it better."""
    shape = operation["responses"]["200"]["content"]["application/json"]["schema"]
    name = shape.get("$ref", "").rpartition("/")[2]
    if name == "Entry":
        return
    for field, its in described["components"]["schemas"].get(name, {}).get("properties", {}).items():
        yield {"name": field, "words": _translated(its.get("description", ""))}


def _translated(words: str) -> str:
    """Return words of the description in the language of the page; an empty text is no header of a catalogue."""
    return gettext(words) if words else ""
