# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise schemas``: the JSON Schemas with which an editor completes and checks while one types."""

import json
from pathlib import Path

import click

from balise.cli.output import write_file
from balise.cli.parameters import FilePath, balise_command
from balise.core.language import Language, Text
from balise.loading.schemas import schemas

ABOUT = Text(
    "Écrit dans RÉPERTOIRE un schéma JSON par sorte de fichier (cadre, engagement, critère, cas, questions, dossier, "
    "correspondance, registre visé, situation du guide, règles de la passerelle), tirés des types mêmes que lit "
    "Balise.",
    "Writes into FOLDER one JSON Schema for each sort of file (framework, commitment, criterion, case, questions, "
    "dossier, mapping, register to export to, situation of the guide, policy of the gateway), taken from the very "
    "types that Balise reads.",
)


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("schemas", language, ABOUT, "balise schemas schemas/")
    @click.argument("folder", type=FilePath(), metavar=Text("RÉPERTOIRE", "FOLDER").in_(language))
    def schemas_command(folder: Path) -> None:
        for name, schema in schemas().items():
            path = folder / f"{name}.json"
            write_file(path, json.dumps(schema, ensure_ascii=False, indent=2) + "\n", language)
            click.echo(str(path))

    return schemas_command
