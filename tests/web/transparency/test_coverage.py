# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The coverage of notices: what lacks one inside, and one honest sentence outside."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import WORDING, untold

from balise.core.notices import Channel
from balise.web.assessments.files import DossierFile
from balise.web.organisations.members import Member
from balise.web.transparency.announced import announced_in
from balise.web.transparency.operations.proofs import prove, take_back
from balise.web.transparency.operations.publication import publish
from balise.web.transparency.queries.proofs import proofs_of

pytestmark = pytest.mark.django_db
SEEN = "modèle de lettre « réponse »"


@pytest.fixture
def served(cast: Cast) -> DossierFile:
    """Return a use in service whose letters bear no notice any more."""
    return untold(cast, cast.deployed(on=timezone.now()))


def announce(cast: Cast, file: DossierFile, *channels: Channel) -> None:
    for channel in channels:
        prove(cast.owner, file.id, channel, timezone.localdate(), SEEN, at=timezone.now())


def plain(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_it_names_the_uses_that_lack_a_notice_and_where(served: DossierFile, cast: Cast, client_of):
    slug = cast.owner.authority.slug
    announce(cast, served, Channel.LETTER)
    page = plain(client_of(cast.dpo).get(f"/espace/{slug}/mentions/"))

    assert re.search("0 usages? en service (?:est|sont) annoncés? aux personnes, sur 1 à annoncer", page)
    assert f'href="/espace/{slug}/dossiers/{served.number}/mentions/"' in page
    listed = page[page.index('<ul class="dossiers">') :]
    assert "Courriels" in listed
    assert "Courriers</span>" not in listed


def test_a_use_counts_once_every_required_notice_is_in_place(served: DossierFile, cast: Cast, client_of):
    announce(cast, served, Channel.LETTER, Channel.EMAIL)
    found = announced_in(cast.owner.authority.id, timezone.localdate())
    page = plain(client_of(cast.dpo).get(f"/espace/{cast.owner.authority.slug}/mentions/"))

    assert (found.figures.announced, found.figures.required, found.lacking) == (1, 1, ())
    assert "Rien ne manque." in page


def test_it_says_that_nothing_is_in_service(cast: Cast, client_of):
    page = plain(client_of(cast.dpo).get(f"/espace/{cast.owner.authority.slug}/mentions/"))

    assert "Aucun usage n’est en service" in page


def test_only_those_who_read_every_dossier_see_it(cast: Cast, client_of):
    assert client_of(cast.owner).get(f"/espace/{cast.owner.authority.slug}/mentions/").status_code == 403


def test_it_asks_as_many_queries_for_several_uses_as_for_one(
    served: DossierFile, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
):
    for _again in range(3):
        cast.deployed(on=timezone.now())
    announced_in(cast.owner.authority.id, timezone.localdate())

    with django_assert_max_num_queries(4):
        found = announced_in(cast.owner.authority.id, timezone.localdate())

    assert found.figures.total == 4


def test_the_public_reads_one_sentence_that_follows_the_proofs(
    served: DossierFile, cast: Cast, publisher: Member, client: Client
):
    home = f"/portail/{cast.owner.authority.slug}/"
    publish(publisher, served.id, WORDING, at=timezone.now())
    assert re.search(
        "0 usages? en service (?:est|sont) annoncés? aux personnes, sur 1 à annoncer", plain(client.get(home))
    )

    announce(cast, served, Channel.LETTER, Channel.EMAIL)
    assert re.search("1 usage en service est annoncé aux personnes, sur 1 à annoncer", plain(client.get(home)))


def test_the_public_figure_falls_with_a_notice_that_has_gone(
    served: DossierFile, cast: Cast, publisher: Member, client: Client
):
    home = f"/portail/{cast.owner.authority.slug}/"
    announce(cast, served, Channel.LETTER, Channel.EMAIL)
    publish(publisher, served.id, WORDING, at=timezone.now())
    assert re.search("1 usage en service est annoncé aux personnes, sur 1 à annoncer", plain(client.get(home)))

    take_back(cast.owner, served.id, proofs_of(served.id)[0].id, at=timezone.now())

    assert re.search("0 usages? en service (?:est|sont) annoncés?", plain(client.get(home)))


def test_the_public_reads_nothing_of_it_while_nothing_serves(cast: Cast, publisher: Member, client: Client):
    publish(publisher, cast.accepted(on=timezone.now()).id, WORDING, at=timezone.now())

    assert "annoncé" not in plain(client.get(f"/portail/{cast.owner.authority.slug}/"))
