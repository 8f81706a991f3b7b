# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The annual report as open data: a line a category in CSV, and the JSON annex from which anybody computes it again."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from balise.core.annual.figure import Figure, Part, Unit
from balise.core.annual.record import YearRecord
from balise.core.annual.report import DEFINITIONS, digests_of
from balise.core.language import Language
from balise.core.spreadsheet_cells import neutralised
from balise.rendering.annual_page import AnnualText, Page
from balise.rendering.annual_report import bars_of
from balise.rendering.annual_words import SOURCES, UNITS
from balise.rendering.byte_order_mark import BYTE_ORDER_MARK
from balise.rendering.vega_lite import bars_in_vega_lite

COLUMNS = (
    "annee",
    "premier_jour",
    "dernier_jour",
    "chapitre",
    "chiffre",
    "objet",
    "titre",
    "categorie",
    "libelle",
    "valeur",
    "valeur_haute",
    "unite",
    "cache",
    "valeur_annee_avant",
    "valeur_haute_annee_avant",
)
"""The columns, in the order in which a spreadsheet shows them."""

KIND = "balise-annual-report"


def annual_csv(page: Page) -> bytes:
    """Return the figures, a line a category; what is unknown has no value, and is a line all the same."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([neutralised(cell) for cell in line] for line in _lines(page))
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _lines(page: Page) -> Iterator[tuple[str, ...]]:
    period = page.record.period
    for figure in page.figures:
        definition = DEFINITIONS[figure.id]
        for part in figure.parts:
            yield (
                str(period.year),
                period.first_day.isoformat(),
                period.last_day.isoformat(),
                definition.chapter.value,
                figure.id,
                figure.about,
                page.said(definition.title),
                part.key,
                page.label(definition, part.key),
                *_values(part),
                definition.unit.value if definition.unit in _MEASURES else page.said(UNITS[definition.unit]),
                "oui" if part.hidden else "non",
                *_before(figure, part.key, page),
            )


def _before(figure: Figure, key: str, page: Page) -> tuple[str, str]:
    """Return the amount of the year before; empty when there was no report, or when it did not know."""
    before = page.before(figure.name)
    return ("", "") if before is None else _values(before.part(key) or Part(key, before.amount(key)))


_MEASURES = frozenset({Unit.MICROWATT_HOURS, Unit.MICROGRAMS})


def _values(part: Part) -> tuple[str, str]:
    low, high = (
        ("" if amount is None else f"{amount:g}" if isinstance(amount, float) else str(amount))
        for amount in (part.amount, part.high)
    )
    return low, high


def annual_json(page: Page, plain: Any) -> bytes:
    """Return the annex: the figures, the frozen inputs, their fingerprints, what each figure is, and the words around.

    ``plain`` makes plain data of the core’s objects, and is what reads them back.
    """
    data = {
        "kind": KIND,
        "year": page.record.period.year,
        "inputs": plain(page.record),
        "digests": digests_of(page.record),
        "figures": plain(page.figures),
        "definitions": [_definition(name, page) for name in DEFINITIONS],
        "charts": [_chart(figure, page) for figure in page.figures if bars_of(figure, DEFINITIONS[figure.id], page)],
        "text": plain(_text(page.text)),
    }
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _chart(figure: Figure, page: Page) -> dict[str, Any]:
    definition = DEFINITIONS[figure.id]
    bars = bars_of(figure, definition, page)
    return {"figure": figure.name, "vega_lite": bars_in_vega_lite(bars, page.said(definition.title))}


def _definition(name: str, page: Page) -> dict[str, Any]:
    definition = DEFINITIONS[name]
    return {
        "id": definition.id,
        "chapter": definition.chapter.value,
        "title": {language.value: definition.title.in_(language) for language in Language},
        "counts": {language.value: definition.counts.in_(language) for language in Language},
        "query": {language.value: definition.query.in_(language) for language in Language},
        "source": page.said(SOURCES[definition.source]),
        "unit": definition.unit.value,
    }


def _text(text: AnnualText) -> dict[str, Any]:
    return {
        "narrative": dict(text.narrative),
        "pledges": list(text.pledges),
        "published_on": text.published_on,
        "errata": list(text.errata),
        "digest": text.digest,
    }


def annex_name(record: YearRecord) -> str:
    """Return the beginning of the names of the files of a report."""
    return f"bilan-ia-{record.authority.slug}-{record.period.year}"
