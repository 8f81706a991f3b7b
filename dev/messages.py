# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The translations of the site, kept by Babel alone: nobody needs the gettext programs of their system.

``make messages`` reads every sentence of the site, brings ``locale/*/LC_MESSAGES/django.po`` up to date, and compiles
them. Sentences are written in French in the code: English needs them all, French only those that count (its plural
begins at two, which an untranslated sentence would not know).
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "src" / "balise" / "web"
LOCALE = SITE / "locale"
HEADER = "# SPDX-FileCopyrightText: 2026 Balise contributors\n# SPDX-License-Identifier: EUPL-1.2"
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""The same sentences are the same file, whatever the day."""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sentences() -> Catalog:
    """Return every sentence of the site, with where it is said."""
    catalog = Catalog(project="Balise", charset="utf-8", header_comment=HEADER)
    for path, source in _sources():
        found = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS, comment_tags=("Translators:",))
        for _line, message, comments, context in found:
            catalog.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalog


def _sources() -> Iterator[tuple[str, str]]:
    """Yield the code of the site, templates turned into the calls that they make."""
    for path in sorted(SITE.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield name, path.read_text(encoding="utf-8")
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield name, _unindented(templatize(path.read_text(encoding="utf-8"), origin=name))


def _unindented(source: str) -> str:
    """Return code whose lines all begin at the margin: the indentation of a template means nothing to Python."""
    return "\n".join(line.lstrip() for line in source.split("\n"))


def catalogue(language: str) -> Catalog:
    """Return the translations of a language, brought up to date: new sentences wait, those gone are dropped."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    template = sentences()
    if path.exists():
        with path.open("rb") as file:
            kept = read_po(file, locale=language)
    else:
        kept = Catalog(locale=language, project="Balise", charset="utf-8")
    kept.header_comment = HEADER
    kept.fuzzy = False
    kept.update(template, no_fuzzy_matching=True, update_creation_date=False, keep_user_comments=False)
    kept.obsolete.clear()
    if language == "fr":
        return _only_counted(kept)
    return kept


def _only_counted(catalog: Catalog) -> Catalog:
    """Return French as it is written in the code, for the sentences that change with a count."""
    counted = Catalog(locale="fr", project="Balise", charset="utf-8", header_comment=HEADER, fuzzy=False)
    for message in catalog:
        if isinstance(message.id, tuple):
            forms = (message.id[0], *[message.id[1]] * (counted.num_plurals - 1))
            counted.add(message.id, forms, context=message.context)
    return counted


def untranslated(catalog: Catalog) -> tuple[Message, ...]:
    """Return the sentences that a language does not say yet."""
    return tuple(
        message
        for message in catalog
        if message.id and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    )


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as its file holds it, without dates or lines that would change for nothing."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, sort_output=True, no_location=True, omit_header=False)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_VARYING)).encode()


_VARYING = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Last-Translator',
    '"Language-Team',
    '"Project-Id-Version',
    '"Report-Msgid-Bugs-To',
)


def compiled(source: bytes, language: str) -> bytes:
    """Return a catalogue as gettext reads it."""
    buffer = io.BytesIO()
    catalog = read_po(io.BytesIO(source), locale=language)
    catalog.creation_date = catalog.revision_date = NO_DAY
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> int:
    """Bring the catalogues up to date, and tell what remains to be translated."""
    missing = 0
    for language in ("en", "fr"):
        folder = LOCALE / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        catalog = catalogue(language)
        source = written(catalog)
        (folder / "django.po").write_bytes(source)
        (folder / "django.mo").write_bytes(compiled(source, language))
        waiting = untranslated(catalog)
        missing += len(waiting)
        print(f"{language} : {len(catalog)} phrases, {len(waiting)} à traduire")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
