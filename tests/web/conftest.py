# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Builders for the tests of the site: authorities, members and their browsers, made through the site's own doors."""

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.utils import translation
from pytest_django.plugin import blocking_manager_key
from tests.web.safekeeping.installation import filled_in, new_database, templates

from balise.core.roles import Role
from balise.web.accounts.models import User
from balise.web.organisations import frameworks
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority, Membership
from balise.web.organisations.operations.frameworks import adopt_shipped
from balise.web.organisations.queries import member_of

__all__ = ["filled_in", "new_database", "templates"]

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
"""The instant at which the tests act, unless they say otherwise."""

PASSWORD = "une phrase assez longue 42"  # noqa: S105 - of people who do not exist

Hire = Callable[..., Member]

_numbers = count(1)
no_truncate = import_module("balise.web.journal.migrations.0004_no_truncate")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """Let the tables be emptied after a test of several transactions: Django does it by TRUNCATE on PostgreSQL."""
    mark = item.get_closest_marker("django_db")
    if connection.vendor != "postgresql" or mark is None or not mark.kwargs.get("transaction"):
        return (yield)
    with item.config.stash[blocking_manager_key].unblock():
        _execute(no_truncate.OFF["postgresql"])
        try:
            return (yield)
        finally:
            if nextitem is not None:  # after the last test, the tables are gone
                _execute(no_truncate.ON["postgresql"])


def _execute(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(scope="session")
def _room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the folders of the tests go: pytest reads all that it has made before it makes one more."""
    return tmp_path_factory.mktemp("sites")


def forget_versions() -> None:
    """Forget the versions of charters that were read: those that a test publishes are rolled back with it."""
    frameworks._kept.cache_clear()
    frameworks._bank.cache_clear()


@pytest.fixture(autouse=True, scope="module")
def _versions_of_this_module() -> Iterator[None]:
    """Leave no version to the next module, which may give its name to another."""
    forget_versions()
    yield
    forget_versions()


@pytest.fixture(autouse=True)
def _site_of_tests(settings: LazySettings, _room: Path) -> None:
    """Keep files in a folder of the test, and hash passwords quickly."""
    settings.MEDIA_ROOT = Path(mkdtemp(prefix="pieces-", dir=_room))
    settings.STATIC_ROOT = Path(mkdtemp(prefix="static-", dir=_room))  # whitenoise warns when there is no such folder
    translation.activate("fr")  # a page read in English leaves its language to whoever comes next
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def make_authority(slug: str, name: str, charter: str | None = "lyon-2025", **facts: object) -> LocalAuthority:
    """Return an authority, judging by ``charter`` and the laws that Balise ships."""
    authority = LocalAuthority.objects.create(slug=slug, name=name, **{"kind": "municipality", **facts})
    if charter is not None:
        adopt_shipped(authority.pk, charter, at=NOW)
    return authority


def make_member(authority: LocalAuthority, *roles: Role, name: str = "") -> Member:
    """Return a new person who holds these roles in the authority; a project owner when none is named."""
    number = next(_numbers)
    user = User(email=f"personne{number}@valbrise.example", name=name or f"Personne {number}")
    user.set_password(PASSWORD)
    user.save()
    for role in roles or (Role.OWNER,):
        Membership.objects.create(user=user, authority=authority, role=role, since=NOW)
    member = member_of(user.pk, authority.slug)
    assert member is not None
    return member


@pytest.fixture
def authority(db: None) -> LocalAuthority:
    """Return the city of Valbrise, under the charter of Lyon."""
    return make_authority("valbrise", "Ville de Valbrise")


@pytest.fixture
def elsewhere(db: None) -> LocalAuthority:
    """Return another authority of the same installation."""
    return make_authority("bourg-mesange", "Bourg-Mésange")


@pytest.fixture
def member_with(authority: LocalAuthority) -> Hire:
    """Return a function that hires somebody with some roles, in Valbrise unless another authority is given."""

    def hire(*roles: Role, authority: LocalAuthority = authority, name: str = "") -> Member:
        return make_member(authority, *roles, name=name)

    return hire


@pytest.fixture
def client_of() -> Callable[[Member], Client]:
    """Return a function that opens a browser signed in as a member."""

    def sign_in(member: Member) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=member.user_id), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
