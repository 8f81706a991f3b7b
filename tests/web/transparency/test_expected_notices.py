# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words in which the notice of a published use may stand on a page, for the command that checks it."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import WORDING

from balise.cli.main import run
from balise.core.language import Language
from balise.core.notice_check import Form, check_page
from balise.loading.perceived_page import perceived
from balise.rendering.notice_snippets import notice_snippet
from balise.web.assessments.models import Dossier
from balise.web.organisations.members import Member
from balise.web.transparency.expected_notices import expected_of
from balise.web.transparency.operations.publication import publish

pytestmark = pytest.mark.django_db
NO_NOTICE = {
    "audience": ["nobody"],
    "use_types": ["search"],
    "interaction_mode": "none",
    "individual_decisions": "no",
    "public_interest_text": "no",
    "generated_media": ["none"],
}
"""A use that reaches nobody."""


@pytest.fixture
def code(cast: Cast, publisher: Member) -> str:
    return publish(publisher, cast.deployed(on=timezone.now()).id, WORDING, at=timezone.now())


def test_every_form_is_looked_for_and_the_page_must_lead_to_the_entry(code: str):
    found = expected_of(code, timezone.localdate())
    assert found is not None
    address = found.url.partition("://")[2].rstrip("/")

    assert found.url.endswith(f"/r/{code}/")
    assert {each.form for each in found.expected} == {Form.SHORT, Form.FULL, Form.PLAIN}
    for each in found.expected:
        page = perceived(f"<main>{notice_snippet(each.text, address, found.url, Language.FRENCH)}</main>")
        assert check_page(page, found.expected, address).fine


def test_the_day_of_a_notice_is_not_looked_for(code: str):
    found = expected_of(code, timezone.localdate())

    assert found is not None
    assert not any("Mention du" in each.text or "Notice of" in each.text for each in found.expected)


def test_it_knows_no_entry_that_was_never_published(db: None):
    assert expected_of("2345678a", timezone.localdate()) is None


def test_the_snippet_is_in_the_language_of_its_words(code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    page = tmp_path / "page.html"
    page.write_text("<p>Rien.</p>", encoding="utf-8")

    assert run(["notice", "check", str(page), "--code", code, "--lang", "en"], {}) == 1
    assert '<p lang="fr">' in capsys.readouterr().out


def test_the_command_says_that_no_notice_is_needed(
    cast: Cast, publisher: Member, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = cast.deployed(on=timezone.now())
    code = publish(publisher, file.id, WORDING, at=timezone.now())
    Dossier.objects.filter(pk=file.id).update(answers=NO_NOTICE)
    page = tmp_path / "page.html"
    page.write_text("<p>Rien.</p>", encoding="utf-8")

    assert run(["notice", "check", str(page), "--code", code], {}) == 2
    assert "Aucune mention n’est nécessaire" in capsys.readouterr().err


def test_the_open_data_of_an_entry_are_enough_to_find_each_form_that_is_handed_out(
    code: str, client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    entry, page, found = tmp_path / "fiche.json", tmp_path / "page.html", expected_of(code, timezone.localdate())
    entry.write_bytes(client.get(f"/api/v1/entries/{code}").content)
    assert found is not None
    published = {each["channel"] for each in json.loads(entry.read_text(encoding="utf-8"))["notices"]}
    handed_out = [each for each in found.expected if each.channel in published]
    address = found.url.partition("://")[2].rstrip("/")

    assert {each.form for each in handed_out} == {Form.SHORT, Form.FULL, Form.PLAIN}
    for each in handed_out:
        page.write_text(notice_snippet(each.text, address, found.url, each.language), encoding="utf-8")
        assert run(["notice", "check", str(page), "--entry", str(entry)], {}) == 0
    page.write_text("<p>Rien.</p>", encoding="utf-8")
    assert run(["notice", "check", str(page), "--entry", str(entry)], {}) == 1
    assert "la mention n’y est pas" in capsys.readouterr().out
