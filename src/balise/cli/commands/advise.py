# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise advise``: which questions can still settle it, and the fewest answers to change."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from balise.cli.documents import show
from balise.cli.inputs import load_inputs
from balise.cli.output import write_data
from balise.cli.parameters import (
    FilePath,
    Format,
    balise_command,
    format_option,
    framework_option,
    id_option,
    on_option,
)
from balise.core.advice import advise
from balise.core.language import Language, Text
from balise.rendering.advice_data import ADVICE_COLUMNS, advice_record, advice_rows
from balise.rendering.advice_page import advice_page

ABOUT = Text(
    "Dit, pour un DOSSIER, quelles réponses manquantes peuvent encore changer l’issue, la plus décisive d’abord, et le "
    "plus petit nombre de choix à changer pour qu’il soit accepté.",
    "Says, for a DOSSIER, which missing answers can still change the outcome, the most decisive first, and the "
    "smallest number of choices to change for it to be accepted.",
)


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("advise", language, ABOUT, "balise advise mon-projet.yaml --framework lyon-2025")
    @click.argument("dossier", type=FilePath())
    @id_option(language)
    @framework_option(language)
    @on_option(language)
    @format_option(language)
    def advise_command(dossier: Path, wanted: str | None, frameworks: Sequence[str], on: date, form: str) -> None:
        inputs = load_inputs(dossier, frameworks, on, language, one=True, wanted=wanted)
        advices = [advise(framework, inputs.bank, only, on) for only, framework in inputs.pairs()]
        if form != Format.TEXT:
            records = [advice_record(advice) for advice in advices]
            rows = (row for record in records for row in advice_rows(record))
            write_data(form, records[0] if len(records) == 1 else records, records, ADVICE_COLUMNS, rows)
            return
        for advice in advices:
            show(advice_page(advice, inputs.bank, language))

    return advise_command
