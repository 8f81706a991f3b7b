# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise frameworks``: the charters and laws that ship, or one of them as a readable page."""

import click

from balise.cli.documents import show
from balise.cli.output import write_data
from balise.cli.parameters import Format, balise_command, format_option
from balise.core.language import Language, Text
from balise.loading.frameworks import load_with_bank, shipped_frameworks
from balise.rendering.framework_data import FRAMEWORK_COLUMNS, framework_record, framework_rows
from balise.rendering.framework_list import framework_list
from balise.rendering.framework_page import framework_page

ABOUT = Text(
    "Liste les cadres livrés ; avec un CADRE (identifiant ou chemin), le montre en entier : principes, engagements, "
    "origine des formulations, critères en mots, sources.",
    "Lists the shipped frameworks; with a FRAMEWORK (id or path), shows it whole: principles, commitments, where the "
    "wordings come from, criteria in words, sources.",
)


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("frameworks", language, ABOUT, "balise frameworks", "balise frameworks lyon-2025")
    @click.argument("framework", required=False, metavar=Text("[CADRE]", "[FRAMEWORK]").in_(language))
    @format_option(language)
    def frameworks_command(framework: str | None, form: str) -> None:
        names = shipped_frameworks() if framework is None else (framework,)
        loaded = [load_with_bank(name) for name in names]
        if form != Format.TEXT:
            records = [framework_record(item, language) for item, _ in loaded]
            rows = (row for item, _ in loaded for row in framework_rows(item, language))
            write_data(form, records if framework is None else records[0], records, FRAMEWORK_COLUMNS, rows)
        elif framework is None:
            show(framework_list([item for item, _ in loaded], language))
        else:
            show(framework_page(*loaded[0], language))

    return frameworks_command
