# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register as open data: what can be taken away, and the files themselves."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from balise.core.register import PublicAuthority
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target
from balise.rendering.open_data.addresses import Addresses, Download
from balise.rendering.open_data.atom import Feed, atom_chunks
from balise.rendering.open_data.dcat import CatalogueOwner, PublishedRegister, json_ld, statements
from balise.rendering.open_data.entry_json import json_chunks
from balise.rendering.open_data.entry_schema import json_schema
from balise.rendering.open_data.inventory_csv import csv_chunks
from balise.rendering.open_data.table_schema import table_schema
from balise.web.organisations.queries.settings import settings_of
from balise.web.transparency.portals import Portal, portal_or_404
from balise.web.transparency.queries.open_data import entries_in, latest_editions, span_of, state_of
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language

INVENTORY = "etalab-inventaire"
LATEST = 50

_FILES = {
    Download.CSV: "registre.csv",
    Download.JSON: "registre.json",
    Download.ATOM: "changements.atom",
    Download.TABLE_SCHEMA: "schema-csv.json",
    Download.JSON_SCHEMA: "schema-json.json",
    Download.DCAT: "catalogue.jsonld",
}


@open_to_anyone
@require_safe
def data(request: HttpRequest, authority: str) -> HttpResponse:
    """Say what can be downloaded, and under which licence."""
    portal = portal_or_404(authority)
    return render(request, "transparency/data.html", {"portal": portal, "portal_current": "data"})


def _state(request: HttpRequest, authority: str) -> str:  # noqa: ARG001 - Django gives it
    return f'"{state_of(portal_or_404(authority).ids)}"'


def _open(view: Callable[[HttpRequest, str], HttpResponseBase]) -> Any:
    """Return a file that anybody reads from any site, and that is not sent again to who has it already."""

    @require_safe
    @condition(etag_func=_state)
    def answered(request: HttpRequest, authority: str) -> HttpResponseBase:
        response = view(request, authority)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return open_to_anyone(answered)


def _file(chunks: Iterable[bytes], content_type: str, name: str) -> HttpResponseBase:
    return StreamingHttpResponse(
        chunks, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _register_csv(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Give the register as a table, with the columns of Etalab's inventory."""
    portal = portal_or_404(authority)
    chunks = csv_chunks(entries_in(portal.ids), shipped_bank(), load_target(INVENTORY), _addresses(request, portal))
    return _file(chunks, "text/csv; charset=utf-8", f"registre-ia-{portal.place.slug}.csv")


def _register_json(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Give the register as JSON."""
    portal = portal_or_404(authority)
    chunks = json_chunks(entries_in(portal.ids), _addresses(request, portal))
    return _file(chunks, "application/json", f"registre-ia-{portal.place.slug}.json")


def _changes(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Give the last changes as an Atom feed."""
    portal = portal_or_404(authority)
    editions = latest_editions(portal.ids, LATEST)
    feed = Feed(max((each.published_on for each in editions), default=None), _named(portal))
    chunks = atom_chunks(editions, feed, _addresses(request, portal), current_language())
    return StreamingHttpResponse(chunks, content_type="application/atom+xml; charset=utf-8")


def _csv_schema(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Describe the table, column by column (Table Schema)."""
    portal = portal_or_404(authority)
    schema = table_schema(shipped_bank(), load_target(INVENTORY), _addresses(request, portal), current_language())
    return JsonResponse(schema, json_dumps_params={"ensure_ascii": False, "indent": 2})


def _json_schema(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Describe the JSON (JSON Schema)."""
    portal = portal_or_404(authority)
    schema = json_schema(shipped_bank(), _addresses(request, portal), current_language())
    return JsonResponse(schema, json_dumps_params={"ensure_ascii": False, "indent": 2})


def _catalogue(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Announce the registers to the portals that harvest open data (DCAT)."""
    portal = portal_or_404(authority)
    owner, addresses = _named(portal), _addresses(request, portal)
    registers = [
        PublishedRegister(_named(replace(portal, place=place)), issued, modified)
        for place in portal.places
        for issued, modified in span_of(place.id)
    ]
    stated = statements(registers, CatalogueOwner(owner.name, owner.siren), addresses)
    return HttpResponse(json_ld(stated), content_type="application/ld+json")


catalogue = _open(_catalogue)
register_csv = _open(_register_csv)
register_json = _open(_register_json)
changes = _open(_changes)
csv_schema = _open(_csv_schema)
json_schema_file = _open(_json_schema)


def _named(portal: Portal) -> PublicAuthority:
    described = settings_of(portal.place.id)
    return PublicAuthority(portal.place.slug, described.name, described.kind, described.siren, described.contact)


def _addresses(request: HttpRequest, portal: Portal) -> Addresses:
    host = settings.SITE_ADDRESS.partition("://")[2]

    def absolute(path: str) -> str:
        return request.build_absolute_uri(path)

    def download(kind: Download, authority: str | None) -> str:
        page = reverse("transparency:data", args=[authority or portal.place.slug])
        return absolute(f"{page}{_FILES.get(kind, '')}")

    return Addresses(
        entry=lambda code: absolute(reverse("transparency:entry", args=[code])),
        register=partial(_register, absolute, portal),
        download=download,
        naming=f"{host.partition(':')[0]},2026",
    )


def _register(absolute: Callable[[str], str], portal: Portal, authority: str | None) -> str:
    return absolute(reverse("transparency:register", args=[authority or portal.place.slug]))
