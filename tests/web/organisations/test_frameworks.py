# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import shutil

import pytest
from django.urls import reverse
from tests.web.conftest import NOW, make_authority

from balise.core.roles import Role
from balise.loading.frameworks import find_framework, load_framework
from balise.web.config.warming import warm_up
from balise.web.journal.queries import entries_of
from balise.web.organisations.frameworks import framework_of
from balise.web.organisations.models import FrameworkVersion
from balise.web.organisations.operations.frameworks import adopt_shipped, change_frameworks, shipped_laws
from balise.web.organisations.queries import adopted_references, adoptions_of, lead_reference
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db


def page(name, member, **parts):
    return reverse(f"organisations:{name}", kwargs={"authority": member.authority.slug, **parts})


@pytest.fixture
def administrator(member_with):
    return member_with(Role.ADMINISTRATOR, name="Ada Minier")


def test_it_judges_by_the_charter_first_and_by_every_shipped_law_beside_it(authority):
    references = adopted_references(authority.pk)
    assert references[0] == lead_reference(authority.pk) == "lyon-2025@1.0.0"
    assert set(references[1:]) == {law.reference for law in shipped_laws()}


def test_it_shows_the_charter_with_its_vote_its_version_and_the_origin_of_its_wordings(administrator, client_of):
    shown = client_of(administrator).get(page("frameworks", administrator)).text
    for words in ("Conseil municipal de Lyon", "1.0.0", "reconstitu", "Engagement", "25 septembre 2025"):
        assert words in shown


def test_it_changes_the_charter_for_the_dossiers_to_come_and_keeps_the_former_one_readable(administrator, client_of):
    client = client_of(administrator)
    before = adopted_references(administrator.authority.id)[0]
    assert "ne changent pas" in client.get(page("change-frameworks", administrator)).text

    client.post(page("change-frameworks", administrator), {"charter": "strasbourg-2025"})

    assert lead_reference(administrator.authority.id) == "strasbourg-2025@1.0.0"
    (past,) = adoptions_of(administrator.authority.id, past=True)
    assert past.reference == before
    assert framework_of(before).id == "lyon-2025"
    assert client.get(page("framework", administrator, reference=before)).status_code == 200
    assert "strasbourg-2025@" in entries_of(administrator.authority.id)[0].sentence


def test_it_refuses_to_put_into_force_what_already_is(administrator, client_of):
    before = entries_of(administrator.authority.id)
    answer = client_of(administrator).post(page("change-frameworks", administrator), {"charter": "lyon-2025"})
    assert "déjà en vigueur" in answer.text
    assert entries_of(administrator.authority.id) == before


@pytest.mark.parametrize("charter", ["gdpr", "../lyon-2025", "inconnue", ""])
def test_it_offers_shipped_charters_only(charter, administrator, client_of):
    answer = client_of(administrator).post(page("change-frameworks", administrator), {"charter": charter})
    assert answer.status_code == 200
    assert lead_reference(administrator.authority.id) == "lyon-2025@1.0.0"
    with pytest.raises(RefusedError, match="n’est pas livrée"):
        change_frameworks(administrator, charter, at=NOW)


def test_it_shows_no_text_that_the_authority_never_adopted(administrator, client_of):
    make_authority("strasbourg", "Autre", charter="strasbourg-2025")
    client = client_of(administrator)
    for reference in ("strasbourg-2025@1.0.0", "lyon-2025@9.9.9", "n'importe quoi"):
        assert client.get(page("framework", administrator, reference=reference)).status_code == 404


def test_it_comes_back_to_a_charter_it_had_left(authority):
    for charter in ("strasbourg-2025", "lyon-2025"):
        adopt_shipped(authority.pk, charter, at=NOW)
    assert lead_reference(authority.pk) == "lyon-2025@1.0.0"
    assert len([one for one in adoptions_of(authority.pk) if one.lead]) == 1


@pytest.fixture
def amended(tmp_path):
    """Return a function that copies the charter of Lyon, with other words and another version."""

    def amend(version, status="published"):
        folder = tmp_path / "lyon-2025"
        shutil.copytree(find_framework("lyon-2025"), folder)
        manifest = folder / "framework.yaml"
        text = manifest.read_text(encoding="utf-8").replace("version: 1.0.0\n", f"version: {version}\n", 1)
        text = text.replace("status: published", f"status: {status}", 1)
        text = text.replace("publisher: Ville de Lyon", "publisher: Autre ville", 1)
        before, _, _ = text.partition("published:\n")
        if status == "published":
            manifest.write_text(before.replace("status: published", "status: draft", 1), encoding="utf-8")
            digest = load_framework(folder).digest
            text = f"{before}published:\n  - {{version: {version}, on: 2026-11-21, digest: '{digest}'}}\n"
        manifest.write_text(text, encoding="utf-8")
        return str(folder)

    return amend


def test_it_replaces_a_version_by_the_next_one_and_never_keeps_both(authority, amended):
    adopt_shipped(authority.pk, amended("1.0.1"), at=NOW)
    references = [one for one in adopted_references(authority.pk) if one.startswith("lyon")]
    assert references == ["lyon-2025@1.0.1"]


def test_it_reads_ahead_so_that_no_page_waits_for_a_charter(authority, amended, django_assert_num_queries):
    adopt_shipped(authority.pk, amended("1.0.2"), at=NOW)

    warm_up()

    with django_assert_num_queries(0):
        assert framework_of("lyon-2025@1.0.2").version == "1.0.2"


def test_it_starts_all_the_same_when_a_charter_was_altered(authority, amended, caplog):
    adopt_shipped(authority.pk, amended("1.0.3"), at=NOW)
    FrameworkVersion.objects.filter(version="1.0.3").update(digest="sha256:autre")

    warm_up()

    assert "lyon-2025@1.0.3" in caplog.text


def test_it_refuses_a_draft(authority, amended):
    with pytest.raises(RefusedError, match="brouillon"):
        adopt_shipped(authority.pk, amended("1.0.1", status="draft"), at=NOW)
    assert lead_reference(authority.pk) == "lyon-2025@1.0.0"


def test_it_refuses_a_known_version_with_other_words(authority, amended):
    with pytest.raises(RefusedError, match="ne change"):
        adopt_shipped(authority.pk, amended("1.0.0"), at=NOW)
