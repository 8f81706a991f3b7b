# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise compare``: the same dossiers under two frameworks, or two versions of one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from balise.cli.documents import show
from balise.cli.inputs import load_frameworks, load_inputs
from balise.cli.output import write_data
from balise.cli.parameters import FilePath, Format, balise_command, format_option, on_option
from balise.core.amendment import Comparison, compare
from balise.core.language import Language, Text
from balise.rendering.comparison_data import comparison_record
from balise.rendering.comparison_page import comparison_page

ABOUT = Text(
    "Juge les mêmes DOSSIERS sous deux cadres, ou deux versions d’un cadre, et montre ceux dont l’issue change, avec "
    "les critères qui en sont la cause. Pour étudier un amendement, donnez le chemin du projet de charte.",
    "Judges the same DOSSIERS under two frameworks, or two versions of one, and shows those whose outcome changes, "
    "with the criteria that caused it. To study an amendment, give the path of the draft charter.",
)
CSV_COLUMNS = ("dossier", "title", "before", "after", "flips", "causes")


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "compare",
        language,
        ABOUT,
        "balise compare lyon-2025 strasbourg-2025 examples/valbrise",
        "balise compare lyon-2025 ma-charte-amendee/ registre.jsonl",
    )
    @click.argument("before", metavar="A")
    @click.argument("after", metavar="B")
    @click.argument("dossiers", type=FilePath())
    @on_option(language)
    @format_option(language)
    def compare_command(before: str, after: str, dossiers: Path, on: date, form: str) -> None:
        (first,), _ = load_frameworks((before,))
        (second,), _ = load_frameworks((after,))
        inputs = load_inputs(dossiers, (before, after), on, language)
        comparison = compare(first, second, inputs.dossiers, on)
        if form != Format.TEXT:
            rows = list(_rows(comparison))
            write_data(form, comparison_record(comparison), rows, CSV_COLUMNS, rows)
        else:
            show(comparison_page(comparison, inputs.bank, language))

    return compare_command


def _rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    causes = {flip.dossier.id: [cause.criterion for cause in flip.causes] for flip in comparison.flips}
    for before, after in comparison.pairs:
        identifier = before.dossier.id
        yield {
            "dossier": identifier,
            "title": before.dossier.title,
            "before": before.outcome.value,
            "after": after.outcome.value,
            "flips": "yes" if identifier in causes else "no",
            "causes": " ".join(causes.get(identifier, ())),
        }
