# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register as open data: what can be taken away, and the files themselves.

One authority or the whole installation, six files each. They are written for programs, which choose no language: texts
are in French as they were published, codes in none, and words in both languages where the format has room for both.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.language import Language
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target
from balise.rendering.open_data.addresses import Download
from balise.rendering.open_data.atom import Feed, atom_chunks
from balise.rendering.open_data.dcat import CatalogueOwner, PublishedRegister, json_ld, statements
from balise.rendering.open_data.entry_json import json_chunks
from balise.rendering.open_data.entry_schema import json_schema
from balise.rendering.open_data.inventory_csv import csv_chunks
from balise.rendering.open_data.siren import siren_of
from balise.rendering.open_data.table_schema import table_schema
from balise.web.transparency.addresses import addresses_of_the_site, file_path
from balise.web.transparency.cross_origin import may_be_kept, readable_from_anywhere
from balise.web.transparency.open_register import OpenRegister, open_register, open_register_or_404
from balise.web.transparency.portals import portal_or_404
from balise.web.transparency.queries.open_data import entries_in, latest_editions, state_of, territory_spans
from balise.web.ui.access import open_to_anyone

INVENTORY = "etalab-inventaire"
LATEST = 50

Written = Callable[[OpenRegister], HttpResponseBase]


@open_to_anyone
@require_safe
def data(request: HttpRequest, authority: str | None = None) -> HttpResponse:
    """Say what can be downloaded, how much there is of it, and under which licence."""
    portal = None if authority is None else portal_or_404(authority)
    register = open_register(portal)
    context = {
        "portal": portal,
        "state": state_of(register.ids),
        "places": () if portal is not None else tuple(register.authorities.values()),
        "files": [(file_path(kind, authority), words) for kind, words in _said_of_files().items()],
        "base": request.path,
        "portal_current": "data",
    }
    return render(request, "transparency/data.html", context)


def _said_of_files() -> dict[Download, str]:
    return {
        Download.CSV: _(
            "Une ligne par usage, pour un tableur : les colonnes de l’inventaire d’Etalab, puis les nôtres."
        ),
        Download.TABLE_SCHEMA: _("Ce que contient chaque colonne (Table Schema)."),
        Download.JSON: _("Les mêmes fiches, pour un programme."),
        Download.JSON_SCHEMA: _("La forme de ces fiches (JSON Schema)."),
        Download.ATOM: _("Les dernières publications, pour un lecteur de flux."),
        Download.DCAT: _("Pour les portails qui moissonnent (DCAT)."),
    }


def _open(write: Written) -> Any:
    """Return a file that anybody reads from any site, and that is not sent again to who has it already."""

    @csrf_exempt  # nothing is ever written: whoever posts is told so, without a form to be too old
    @readable_from_anywhere
    @require_http_methods(["GET", "HEAD", "OPTIONS"])
    def answered(request: HttpRequest, authority: str | None = None) -> HttpResponseBase:
        register = open_register_or_404(authority)
        tag = register.tag(write.__name__)
        response: HttpResponseBase | None = get_conditional_response(request, etag=tag)
        if response is None:
            response = write(register)
        response.headers["ETag"] = tag
        response.headers["Content-Language"] = Language.FRENCH.value
        return may_be_kept(response)

    return open_to_anyone(answered)


def _file(chunks: Iterable[bytes], content_type: str, register: OpenRegister, ending: str) -> HttpResponseBase:
    name = "registre-ia" if register.slug is None else f"registre-ia-{register.slug}"
    return StreamingHttpResponse(
        chunks, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    )


def _described(schema: dict[str, Any]) -> HttpResponseBase:
    return JsonResponse(schema, json_dumps_params={"ensure_ascii": False, "indent": 2})


def _register_csv(register: OpenRegister) -> HttpResponseBase:
    """Give the register as a table, with the columns of Etalab's inventory."""
    chunks = csv_chunks(entries_in(register.ids), shipped_bank(), load_target(INVENTORY), addresses_of_the_site())
    return _file(chunks, "text/csv; charset=utf-8", register, "csv")


def _register_json(register: OpenRegister) -> HttpResponseBase:
    """Give the register as JSON."""
    return _file(json_chunks(entries_in(register.ids), addresses_of_the_site()), "application/json", register, "json")


def _changes(register: OpenRegister) -> HttpResponseBase:
    """Give the last changes as an Atom feed."""
    editions = latest_editions(register.ids, LATEST)
    feed = Feed(max((each.published_on for each in editions), default=None), register.authority, register.name)
    chunks = atom_chunks(editions, feed, addresses_of_the_site())
    return StreamingHttpResponse(chunks, content_type="application/atom+xml; charset=utf-8")


def _csv_schema(register: OpenRegister) -> HttpResponseBase:  # noqa: ARG001 - one schema for all
    """Describe the table, column by column (Table Schema)."""
    return _described(table_schema(shipped_bank(), load_target(INVENTORY), addresses_of_the_site()))


def _json_schema(register: OpenRegister) -> HttpResponseBase:  # noqa: ARG001 - one schema for all
    """Describe the JSON (JSON Schema)."""
    return _described(json_schema(shipped_bank(), addresses_of_the_site()))


def _catalogue(register: OpenRegister) -> HttpResponseBase:
    """Announce the registers to the portals that harvest open data (DCAT); a file without a line is no dataset yet."""
    registers = [
        PublishedRegister(
            register.authorities[identifier],
            *span.whole.days,
            tuple(register.authorities[part] for part in span.parts if part in register.authorities),
        )
        for identifier, span in territory_spans(register.ids).items()
        if span.whole.days is not None
    ]
    own = register.authority
    owner = CatalogueOwner(register.name, "" if own is None else siren_of(own), register.slug)
    stated = statements(registers, owner, addresses_of_the_site())
    return HttpResponse(json_ld(stated), content_type="application/ld+json")


catalogue = _open(_catalogue)
register_csv = _open(_register_csv)
register_json = _open(_register_json)
changes = _open(_changes)
csv_schema = _open(_csv_schema)
json_schema_file = _open(_json_schema)
