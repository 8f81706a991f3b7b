# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Somebody who publishes, and a project of the city to publish."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker
from tests.web.conftest import NOW, Hire, make_authority, make_member
from tests.web.governance.conftest import Cast, cast_of

from balise.core.roles import Role
from balise.web.assessments.files import DossierFile
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.transparency.operations.proofs import take_back
from balise.web.transparency.operations.publication import Wording, publish
from balise.web.transparency.queries.proofs import proofs_of

WORDING = Wording(
    title="Réponse aux courriers des habitants",
    summary="Un outil propose un projet de réponse. Un agent le corrige, le signe et l’envoie.",
    contact="courriers@valbrise.example",
    reason="L’outil aide, un agent répond : la charte est tenue.",
)


def untold(cast: Cast, file: DossierFile) -> DossierFile:
    """Return a use in service of which every notice has gone."""
    for proof in proofs_of(file.id):
        take_back(cast.reviewer, file.id, proof.id, at=timezone.now())
    return file


@pytest.fixture
def once(request: pytest.FixtureRequest) -> "PublishedOnce | None":
    """Return what the module shares, None where each test makes its own."""
    shared = "published_once" in request.fixturenames
    return request.getfixturevalue("published_once") if shared else None


@pytest.fixture
def authority(db: None, once: "PublishedOnce | None") -> LocalAuthority:
    """Return the city of Valbrise, under the charter of Lyon."""
    if once is not None:
        return LocalAuthority.objects.get(pk=once.publisher.authority.id)
    return make_authority("valbrise", "Ville de Valbrise")


@pytest.fixture
def cast(member_with: Hire, once: "PublishedOnce | None") -> Cast:
    """Return those who make a dossier."""
    return cast_of(member_with) if once is None else once.cast


@pytest.fixture
def publisher(member_with: Hire, once: "PublishedOnce | None") -> Member:
    """Return whoever keeps the portal."""
    return member_with(Role.PUBLISHER, name="Sonia Prat") if once is None else once.publisher


@pytest.fixture
def code(cast: Cast, publisher: Member, once: "PublishedOnce | None") -> str:
    """Return the code of an entry of the register, of a use in service."""
    return publish(publisher, cast.deployed().id, WORDING, at=NOW) if once is None else once.code


@pytest.fixture
def everybody(cast: Cast, publisher: Member) -> tuple[Cast, Member]:
    """Return those who make a dossier, and whoever publishes it."""
    return cast, publisher


@dataclass(frozen=True, slots=True)
class PublishedOnce:
    """A use in service that the public reads of, and those who made it."""

    cast: Cast
    publisher: Member
    code: str


@pytest.fixture(scope="module")
def published_once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PublishedOnce]:
    """Publish a use for all the tests of a module: each undoes what it does to it, the last undoes it all.

    A module whose tests all read an entry marks itself with it (``usefixtures``), rather than have each of them take a
    dossier of its own through the same ten acts.
    """
    quick = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("pieces"), **quick),
    ):
        city = make_authority("valbrise", "Ville de Valbrise")
        people = cast_of(lambda *roles, name="": make_member(city, *roles, name=name))
        publisher = make_member(city, Role.PUBLISHER, name="Sonia Prat")
        yield PublishedOnce(people, publisher, publish(publisher, people.deployed().id, WORDING, at=NOW))
        transaction.set_rollback(True)


def dossier_behind(code: str) -> int:
    """Return the dossier of an entry."""
    from balise.web.transparency.models import Entry  # noqa: PLC0415 - rows exist once Django is ready

    return Entry.objects.get(code=code).dossier_id
