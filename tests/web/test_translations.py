# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The translations of the site: complete, current, and faithful to the words that are put into them."""

import importlib.util
import io
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%|</?[a-z][^>]*>")


@cache
def tool() -> ModuleType:
    """Return the program behind ``make messages``."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "dev" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def current(language: str) -> Catalog:
    return tool().catalogue(language)  # type: ignore[no-any-return]


def kept(language: str, name: str) -> bytes:
    return (ROOT / "src/balise/web/locale" / language / "LC_MESSAGES" / name).read_bytes()


def test_it_says_everything_in_english():
    waiting = [message.id for message in tool().untranslated(current("en"))]
    assert waiting == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_keeps_catalogues_that_hold_the_sentences_of_the_code(language):
    assert kept(language, "django.po") == tool().written(current(language)), "Lancez « make messages »."


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_keeps_compiled_catalogues_that_are_those_written(language):
    assert kept(language, "django.mo") == tool().compiled(kept(language, "django.po"), language)


def english() -> list[tuple[str, str]]:
    """Return each sentence with its translation; the plural for those that count."""
    catalog = read_po(io.BytesIO(kept("en", "django.po")), locale="en")
    return [(_last(message.id), _last(message.string)) for message in catalog if message.id]


def _last(text: object) -> str:
    return str(text[-1]) if isinstance(text, list | tuple) else str(text)


def test_it_puts_the_same_words_into_both_languages():
    unfaithful = [
        (french, said)
        for french, said in english()
        if set(PLACEHOLDER.findall(french)) != set(PLACEHOLDER.findall(said))
    ]
    assert unfaithful == []


def test_it_writes_english_without_french_spaces():
    assert [said for _french, said in english() if re.search(r"[\u00a0\u202f ][:;?!»]|«", said)] == []
