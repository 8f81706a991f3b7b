# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every code that a user can meet has its page, of the same shape as the others, and the index names it."""

import re
from pathlib import Path

import pytest

from balise.core.language import Language
from balise.core.messages import MESSAGES, Severity
from balise.loading.nodes import compose

CODES = Path(__file__).parents[1] / "docs" / "codes"
PAGES = sorted(CODES.glob("BAL-*.md"))
TITLE = re.compile(r"^# (BAL-\d{3})\u00a0: (.+)$")
BLOCK = re.compile(r"^(À corriger|Corrigé)\u00a0:\n\n```(\w+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
CODE_OR_BLOCK = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


def why(code):
    """Return the heading under which a page gives its reasons: a remark refuses nothing."""
    refused = MESSAGES[code].severity is Severity.ERROR
    return "## Pourquoi c’est refusé" if refused else "## Pourquoi c’est signalé"


def all_pages():
    return pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def test_it_has_a_page_for_every_code_and_none_besides():
    assert {page.stem for page in PAGES} == set(MESSAGES)


@all_pages()
def test_it_gives_every_page_the_same_shape(page):
    text = page.read_text(encoding="utf-8")

    headings = [line for line in text.splitlines() if line.startswith("## ")]

    assert headings == ["## Ce qui se passe", why(page.stem), "## Comment corriger", "## Voir aussi"]
    assert all(part.strip() for part in re.split(r"^## .+$", text, flags=re.MULTILINE))


@all_pages()
def test_it_says_its_code_and_what_it_is_in_a_few_words(page):
    first_line = page.read_text(encoding="utf-8").partition("\n")[0]

    title = TITLE.match(first_line)

    assert title is not None
    assert title[1] == page.stem
    assert len(title[2].split()) <= 8


@all_pages()
def test_it_shows_what_is_wrong_then_what_is_right(page):
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))

    assert [label for label, _, _ in blocks] == ["À corriger", "Corrigé"]
    (_, _, wrong), (_, language, right) = blocks
    assert wrong != right
    if language == "yaml":
        compose(right, page.name)


@all_pages()
def test_it_leads_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (CODES / link).is_file()] == []


@all_pages()
def test_it_adds_something_to_the_message(page):
    text = page.read_text(encoding="utf-8")

    assert MESSAGES[page.stem].sentence.in_(Language.FRENCH) not in text
    assert len(text.split()) > 80


@pytest.mark.parametrize("page", [*PAGES, CODES / "README.md"], ids=lambda page: page.stem)
def test_it_is_set_in_french_typography(page):
    prose = CODE_OR_BLOCK.sub("", page.read_text(encoding="utf-8"))

    assert re.findall(r".{12}(?:« | »| [:;?!](?:\s|$)|\w'\w)", prose, re.MULTILINE) == []


def test_it_lists_every_code_with_its_title_and_weight():
    index = (CODES / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| \[(BAL-\d{3})\]\(\1\.md\) \| (.+) \|$", index, re.MULTILINE))

    for page in PAGES:
        title = TITLE.match(page.read_text(encoding="utf-8").partition("\n")[0])
        weight = "faute" if MESSAGES[page.stem].severity is Severity.ERROR else "remarque"
        assert title is not None
        assert rows.pop(page.stem) == f"{title[2]} | {weight}"
    assert rows == {}
