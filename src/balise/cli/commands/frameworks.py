# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise frameworks``: the charters and laws that ship, or one of them as a readable page."""

import click

from balise.cli.documents import show
from balise.cli.output import write_json
from balise.cli.parameters import Format, balise_command, format_option
from balise.core.language import Language, Text
from balise.loading.frameworks import load_framework, load_with_bank, shipped_frameworks
from balise.rendering.framework_list import framework_list
from balise.rendering.framework_page import framework_page
from balise.rendering.records import framework_record

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
    @format_option(language, Format.TEXT, Format.JSON)
    def frameworks_command(framework: str | None, form: str) -> None:
        if framework is None:
            shipped = [load_framework(name) for name in shipped_frameworks()]
            if form == Format.JSON:
                write_json([framework_record(item, language) for item in shipped])
            else:
                show(framework_list(shipped, language))
            return
        loaded, bank = load_with_bank(framework)
        if form == Format.JSON:
            write_json(framework_record(loaded, language))
        else:
            show(framework_page(loaded, bank, language))

    return frameworks_command
