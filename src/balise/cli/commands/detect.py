# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise detect``: say where personal data stands in texts, as the gateway sees it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from balise.cli.exit_codes import FINE
from balise.cli.output import write_file, write_jsonl
from balise.cli.parameters import FilePath, balise_command
from balise.cli.progress import progress
from balise.core.language import Language, Text

if TYPE_CHECKING:
    from balise.gateway.pseudonyms.detection import Detector

ABOUT = Text(
    "Dit où se trouvent les données personnelles de textes, telles que la passerelle les voit. TEXTES est un fichier "
    'JSONL\u00a0: une ligne {"id", "text"} par texte. La réponse a une ligne {"id", "spans"} par texte\u00a0; '
    "chaque donnée y est "
    "[début, fin, type], en caractères Unicode. Rien n’est envoyé nulle part.",
    "Says where personal data stands in texts, as the gateway sees it. TEXTS is a JSONL file: one line "
    '{"id", "text"} a text. The answer has one line {"id", "spans"} a text; each piece of data is '
    "[start, end, type], in Unicode characters. Nothing is sent anywhere.",
)
OUT = Text(
    "Fichier où écrire la réponse (la sortie standard par défaut).", "File to write to (standard output by default)."
)
SPARE = Text(
    "Laisse de côté les élus nommés dans leurs fonctions.", "Leaves aside the elected officials named in their office."
)
MODEL = Text(
    "Cherche aussi les noms par un modèle statistique (complément «\u00a0names\u00a0»).",
    "Looks for names with a statistical model too (extra “names”).",
)
SEARCHING = Text("Recherche", "Searching")
BAD_LINE = Text("«\u00a0{path}\u00a0», ligne {line}\u00a0: {why}", "“{path}”, line {line}: {why}")
NOT_JSON = Text(
    'ce n’est pas du JSON. Écrivez un objet par ligne, par exemple {"id": "1", "text": "Bonjour"}.',
    'this is not JSON. Write one object a line, for example {"id": "1", "text": "Hello"}.',
)
NO_TEXT = Text(
    "il manque «\u00a0text\u00a0», le texte à lire (entre guillemets).",
    "“text” is missing: the words to read (a string).",
)
NO_ID = Text(
    "il manque «\u00a0id\u00a0», ce qui nomme le texte (un mot ou un nombre).",
    "“id” is missing: what names the text (a word or number).",
)
NOT_UTF8 = Text(
    "«\u00a0{path}\u00a0» n’est pas écrit en UTF-8. Enregistrez-le dans cet encodage, puis recommencez.",
    "“{path}” is not written in UTF-8. Save it in that encoding, then try again.",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One text to read."""

    id: str | int
    text: str


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "detect",
        language,
        ABOUT,
        "balise detect textes.jsonl --out donnees.jsonl",
        "balise detect textes.jsonl --spare-officials",
    )
    @click.argument("texts", type=FilePath(), metavar=Text("TEXTES", "TEXTS").in_(language))
    @click.option("--out", type=FilePath(), help=OUT.in_(language))
    @click.option("--spare-officials", is_flag=True, help=SPARE.in_(language))
    @click.option("--model", "by_model", is_flag=True, help=MODEL.in_(language))
    def detect_command(texts: Path, out: Path | None, spare_officials: bool, by_model: bool) -> int:
        items = _items(texts, language)
        with (
            built_detector(spare_officials, by_model) as detector,
            progress(SEARCHING.in_(language), len(items)) as advance,
        ):
            found = []
            for item in items:
                found.append(_found(item, detector))
                advance(1)
        if out is None:
            write_jsonl(found)
        else:
            lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in found)
            write_file(out, "".join(f"{line}\n" for line in lines), language, sparing=[texts])
        return FINE

    return detect_command


@contextmanager
def built_detector(spare_officials: bool, by_model: bool) -> "Iterator[Detector]":
    """Yield the detector that the options ask for.

    Raises:
        click.ClickException: the model is asked for and not installed.
    """
    from balise.gateway.pseudonyms.detection import Detector, Options  # noqa: PLC0415 - reads its lists when asked
    from balise.gateway.pseudonyms.names_by_model import ModelMissingError, NamesModel  # noqa: PLC0415 - idem

    try:
        model = NamesModel.started() if by_model else None
    except ModelMissingError as error:
        raise click.ClickException(str(error)) from error
    try:
        yield Detector.shipped(Options(spare_officials, this_year=datetime.now(UTC).year), model)
    finally:
        if model is not None:
            model.close()


def read_text(path: Path, language: Language) -> str:
    """Return a text as it is in its file, ends of line included.

    Raises:
        click.ClickException: it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(NOT_UTF8.in_(language).format(path=path)) from error


def _items(path: Path, language: Language) -> list[Item]:
    lines = read_text(path, language).removeprefix("\ufeff").split("\n")
    return [_item(path, number, line, language) for number, line in enumerate(lines, 1) if line.strip()]


def _item(path: Path, number: int, line: str, language: Language) -> Item:
    try:
        read = json.loads(line)
    except ValueError as error:
        raise _refused(path, number, NOT_JSON, language) from error
    if not isinstance(read, dict):
        raise _refused(path, number, NOT_JSON, language)
    if not isinstance(read.get("text"), str):
        raise _refused(path, number, NO_TEXT, language)
    if not isinstance(read.get("id"), str | int) or isinstance(read["id"], bool):
        raise _refused(path, number, NO_ID, language)
    return Item(read["id"], read["text"])


def _refused(path: Path, number: int, why: Text, language: Language) -> click.ClickException:
    return click.ClickException(BAD_LINE.in_(language).format(path=path, line=number, why=why.in_(language)))


def _found(item: Item, detector: "Detector") -> dict[str, Any]:
    return {"id": item.id, "spans": [[span.start, span.end, span.kind.value] for span in detector.find(item.text)]}
