# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise pseudonymise``: replace personal data by placeholders, and put it back."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balise.cli.commands.detect import MODEL, SPARE, built_detector, read_text
from balise.cli.exit_codes import FINE
from balise.cli.output import write_file
from balise.cli.parameters import FilePath, balise_command
from balise.core.language import Language, Text
from balise.core.personal_data import PERSONAL_DATA_WORDS

if TYPE_CHECKING:
    from balise.gateway.pseudonyms.kinds import Span
    from balise.gateway.pseudonyms.placeholders import Mapping

ABOUT = Text(
    "Remplace les données personnelles de TEXTE par des repères ([PERSONNE_1]…) et garde dans un fichier ce que chacun "
    "remplace. Avec --restore, remet les valeurs dans un texte qui porte ces repères, la réponse d’un modèle par "
    "exemple. "
    "Le texte est pseudonymisé, non anonymisé\u00a0: qui a la table retrouve tout. Gardez-la comme le texte lui-même.",
    "Replaces the personal data of TEXT by placeholders ([PERSONNE_1]…) and keeps in a file what each stands for. With "
    "--restore, puts the values back into a text that bears them, the reply of a model for instance. The text is "
    "pseudonymised, not anonymised: whoever has the table finds everything again. Keep it as you keep the text itself.",
)
TABLE = Text(
    "Table de correspondance, en JSON ; complétée si elle existe, pour garder les mêmes repères d’un texte à l’autre.",
    "Table of what stands for what, in JSON; added to when it exists, to keep the same placeholders from text to text.",
)
OUT = Text(
    "Fichier où écrire le texte (la sortie standard par défaut).", "File to write to (standard output by default)."
)
RESTORE = Text("Remet les valeurs à la place des repères.", "Puts the values back in the place of placeholders.")
NO_TABLE = Text(
    "Donnez la table de correspondance\u00a0: --mapping TABLE.json.",
    "Give the table of what stands for what: --mapping TABLE.json.",
)
MISSING_TABLE = Text(
    "La table «\u00a0{path}\u00a0» n’existe pas\u00a0: donnez celle qui a été écrite avec ce texte.",
    "Table “{path}” does not exist: give the one that was written with this text.",
)
BAD_TABLE = Text(
    "«\u00a0{path}\u00a0» n’est pas une table écrite par cette commande. Donnez un autre chemin.",
    "“{path}” is not a table that this command wrote. Give another path.",
)
NOTHING = Text("Aucune donnée personnelle trouvée.", "No personal data found.")
REPLACED = Text("Remplacé\u00a0: {list}.", "Replaced: {list}.")
OWNER_ONLY = 0o600


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "pseudonymise",
        language,
        ABOUT,
        "balise pseudonymise courrier.txt --mapping table.json --out a-envoyer.txt",
        "balise pseudonymise reponse.txt --mapping table.json --restore",
    )
    @click.argument("text", type=FilePath(), metavar=Text("TEXTE", "TEXT").in_(language))
    @click.option("--mapping", "table", type=FilePath(), help=TABLE.in_(language))
    @click.option("--out", type=FilePath(), help=OUT.in_(language))
    @click.option("--restore", is_flag=True, help=RESTORE.in_(language))
    @click.option("--spare-officials", is_flag=True, help=SPARE.in_(language))
    @click.option("--model", "by_model", is_flag=True, help=MODEL.in_(language))
    def pseudonymise_command(
        text: Path, table: Path | None, out: Path | None, restore: bool, spare_officials: bool, by_model: bool
    ) -> int:
        if table is None:
            raise click.ClickException(NO_TABLE.in_(language))
        mapping = _mapping(table, language, existing=restore)
        content = read_text(text, language)
        if restore:
            from balise.gateway.pseudonyms.placeholders import restored  # noqa: PLC0415 - loaded when asked for

            _write(restored(content, mapping), out, language, [text, table])
            return FINE
        with built_detector(spare_officials, by_model) as detector:
            spans = detector.find(content)
        from balise.gateway.pseudonyms.placeholders import pseudonymised  # noqa: PLC0415 - idem

        replaced = pseudonymised(content, spans, mapping)
        _keep(mapping, table, language, [text])
        _write(replaced, out, language, [text, table])
        click.echo(_told(spans, language), err=True)
        return FINE

    return pseudonymise_command


def _mapping(table: Path, language: Language, *, existing: bool) -> "Mapping":
    from balise.gateway.pseudonyms.placeholders import Mapping, MappingUnreadableError  # noqa: PLC0415 - idem

    if not table.exists():
        if existing:
            raise click.ClickException(MISSING_TABLE.in_(language).format(path=table))
        return Mapping()
    try:
        return Mapping.from_json(table.read_bytes())
    except MappingUnreadableError as error:
        raise click.ClickException(BAD_TABLE.in_(language).format(path=table)) from error


def _keep(mapping: "Mapping", table: Path, language: Language, sparing: Sequence[Path]) -> None:
    """Write the table, that its owner alone may read from its first byte."""
    if not table.exists() and table.parent.is_dir():
        table.touch(OWNER_ONLY)
    write_file(table, mapping.to_json() + "\n", language, sparing=sparing)


def _write(content: str, out: Path | None, language: Language, sparing: Sequence[Path]) -> None:
    if out is None:
        click.echo(content, nl=False)
    else:
        write_file(out, content, language, sparing=sparing)


def _told(spans: "Sequence[Span]", language: Language) -> str:
    counted = Counter(span.kind.value for span in spans)
    if not counted:
        return NOTHING.in_(language)
    pieces = (f"{PERSONAL_DATA_WORDS[kind].in_(language)} × {many}" for kind, many in counted.most_common())
    return REPLACED.in_(language).format(list=", ".join(pieces))
