# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every template of the site, read as text: nothing that the security policy forbids, and true French typography."""

import re
from pathlib import Path

import pytest

import balise.web

ROOT = Path(balise.web.__file__).parent
TEMPLATES = sorted(path for path in ROOT.rglob("templates/**/*") if path.is_file())
NAMES = [str(path.relative_to(ROOT)) for path in TEMPLATES]

FORBIDDEN = re.compile(
    r"""\sstyle\s*= | <style\b | \son[a-z]+\s*= | javascript: | <script(?![^>]*\ssrc=)
    | (?:src|href)="https?: | <link[^>]*//""",
    re.IGNORECASE | re.VERBOSE,
)
LONELY_SIGN = re.compile(r"[^\s{%=<] [;?!»](?=[\s\"<.,)]|$)|« |[a-zà-ÿ)] :(?=[\s\"<]|$)", re.MULTILINE)
STRAIGHT = re.compile(r"[a-zA-ZÀ-ÿ]'[a-zà-ÿ]")


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_it_writes_no_style_and_no_script_in_a_page(template):
    assert FORBIDDEN.findall(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_it_never_parts_a_sign_from_its_word(template):
    said = re.sub(r"\{#.*?#\}", "", template.read_text(encoding="utf-8"))

    assert LONELY_SIGN.findall(said) == []
    assert STRAIGHT.findall(said) == []


@pytest.mark.parametrize(
    "fault",
    [
        '<p style="color: red">',
        "<style>p { }</style>",
        "<a onclick=go()>",
        "<script>go()</script>",
        '<a href="javascript:go()">',
        '<img src="https://ailleurs.example/i.png">',
    ],
)
def test_it_would_see_what_the_policy_forbids(fault):
    assert FORBIDDEN.search(fault)


@pytest.mark.parametrize("fault", ["« Oui »", "Pourquoi ?", "Avis :"])
def test_it_would_see_a_sign_that_a_line_could_begin_with(fault):
    assert LONELY_SIGN.search(fault)
