# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every page, for everybody, at home and elsewhere. The table is in ``permission_matrix.py``."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.web.permission_matrix import GET, MATRIX, POST, Row
from tests.web.permission_world import ANONYMOUS, CLOSED_ACCOUNT, OUTSIDERS, Place, World, build_world

from balise.core.roles import HUMAN_ROLES, Role
from balise.core.states import State
from balise.web.accounts.models import User
from balise.web.assessments.models import Dossier
from balise.web.ui.access import Access, Audience

pytestmark = pytest.mark.django_db

OPEN, SIGN_IN, FORBIDDEN, NOT_FOUND, WRONG_METHOD = "open", "sign in", "403", "404", "405"

REACHED = {200, 302, 400, 409, 410, 422, 429}
"""Whatever the page itself answers, be it that the form is wrong or the act impossible today."""

VISITORS = (ANONYMOUS, CLOSED_ACCOUNT, *OUTSIDERS, *(role.value for role in HUMAN_ROLES))
HERE, ELSEWHERE = "own authority", "another authority"
THEIRS_HERE, PART_OF_THEIRS = "another authority’s object", "own object, another authority’s part of it"


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the site."""

    name: str
    view: object
    parameters: frozenset[str]

    @property
    def about_something(self) -> bool:
        """Tell whether something that an authority owns stands in the address."""
        return any(map(_owned, self.parameters))

    @property
    def about_a_part(self) -> bool:
        """Tell whether the address names a dossier, and something that is part of it."""
        return "number" in self.parameters and bool(self.parameters & PARTS)


@dataclass(frozen=True, slots=True)
class Cell:
    """One case: who, where, how, and what must happen."""

    visitor: str
    place: str
    method: str
    expected: frozenset[str]

    def __str__(self) -> str:
        return f"{self.visitor}, {self.place}, {self.method}: {' or '.join(sorted(self.expected))} expected"


PARTS = frozenset(
    {
        *("evidence_id", "comment_id", "opinion_id", "exception_id", "reservation_id", "proof_id", "unused_id"),
        "key_id",
    }
)
"""The parameters that name a part of a dossier."""

SHARED = frozenset({"model_id"})
"""Those that name what belongs to all: every other one that names something names what an authority owns."""


def _owned(parameter: str) -> bool:
    return parameter == "number" or (parameter.endswith("_id") and parameter not in SHARED)


@cache
def routes() -> dict[str, Route]:
    """Return every address of the site by its name, those of third parties too."""
    return {route.name: route for route in _walk(get_resolver(), (), frozenset())}


def _walk(resolver: URLResolver, spaces: tuple[str, ...], parameters: frozenset[str]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        known = parameters | entry.pattern.converters.keys() | entry.pattern.regex.groupindex.keys()
        if isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name or f"(no name: {entry.pattern})"))
            yield Route(name, entry.callback, known)
        else:
            yield from _walk(entry, (*spaces, entry.namespace) if entry.namespace else spaces, known)


def cells(route: Route, row: Row) -> Iterator[Cell]:
    """Yield every case of a page."""
    for method in (GET, POST):
        for visitor in VISITORS:
            expected = _expected(row, visitor, method)
            yield Cell(visitor, HERE, method, expected)
            if row.audience is not Audience.MEMBERS:
                continue
            if route.about_something:
                yield Cell(visitor, THEIRS_HERE, method, _closed(expected))
            if route.about_a_part:
                yield Cell(visitor, PART_OF_THEIRS, method, _closed(expected))
            if visitor not in {ANONYMOUS, CLOSED_ACCOUNT, OUTSIDERS[-1]}:
                yield Cell(visitor, ELSEWHERE, method, frozenset({NOT_FOUND}) | _when_not(method, row))


def _expected(row: Row, visitor: str, method: str) -> frozenset[str]:
    """Return what must happen in one's own authority. Where a method is not served, a refusal may come first."""
    answer = _answer(row, visitor, method)
    if method in row.methods:
        return frozenset({answer})
    return frozenset({WRONG_METHOD}) if answer == OPEN else frozenset({answer, WRONG_METHOD})


def _answer(row: Row, visitor: str, method: str) -> str:
    if row.closed:
        return NOT_FOUND
    if row.audience is Audience.ANYONE:
        return OPEN
    if visitor in {ANONYMOUS, CLOSED_ACCOUNT}:
        return SIGN_IN
    if row.audience is Audience.SIGNED_IN:
        return OPEN
    if visitor in OUTSIDERS:
        return NOT_FOUND
    if row.may(Role(visitor), method):
        return OPEN
    return FORBIDDEN if Role(visitor) in row.readers else NOT_FOUND


def _closed(expected: frozenset[str]) -> frozenset[str]:
    """Return what must happen for somebody else's object: not found, or refused sooner; never open."""
    if expected in ({SIGN_IN}, {NOT_FOUND}):
        return expected
    return expected - {OPEN} | {NOT_FOUND}


def _when_not(method: str, row: Row) -> frozenset[str]:
    return frozenset() if method in row.methods else frozenset({WRONG_METHOD})


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the documents of the world are kept."""
    return tmp_path_factory.mktemp("world")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest, media: Path) -> Iterator[World]:
    """Build the world once, in a transaction that is undone after the last page."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        with override_settings(MEDIA_ROOT=media):
            built = build_world()
        yield built
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    """Return a browser for each visitor, signed in before their account was closed."""
    return {visitor: _browser(user) for visitor, user in world.people.items()}


def _browser(user: User | None, *, enforce_csrf_checks: bool = False) -> Client:
    here = {} if enforce_csrf_checks else {"Sec-Fetch-Site": "same-origin"}  # as a form of the site says it
    client = Client(enforce_csrf_checks=enforce_csrf_checks, raise_request_exception=False, headers=here)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _address(route: Route, row: Row, world: World, place: str) -> str:
    home = world.elsewhere if place == ELSEWHERE else world.here
    owner: Place = world.here if place == HERE else world.elsewhere
    kwargs = owner.kwargs(route.parameters, row.given)
    if place == PART_OF_THEIRS:
        kwargs |= world.here.kwargs(route.parameters - PARTS, row.given)
    return reverse(route.name, kwargs=kwargs | ({"authority": home.slug} if "authority" in kwargs else {}))


def _outcome(response: HttpResponseBase) -> str:
    if response.status_code == 302 and response.headers["Location"].startswith(reverse("accounts:sign-in") + "?"):
        return SIGN_IN
    return OPEN if response.status_code in REACHED else str(response.status_code)


def _tried(client: Client, method: str, address: str) -> HttpResponseBase:
    """Send the request, and undo whatever it did: the next case finds the same world."""
    with transaction.atomic():
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        response: HttpResponseBase = client.generic(method, address, content_type="application/x-www-form-urlencoded")
        if isinstance(response, StreamingHttpResponse):
            b"".join(response)  # a file is closed once it is read
        client.cookies = SimpleCookie(cookies)
        transaction.set_rollback(True)
    return response


def _worth_asking(route: Route, row: Row) -> Iterator[Cell]:
    """Yield every case on SQLite; on PostgreSQL those where the page opens and asks something of the database.

    Who may open a page does not depend on the engine: refusing them all once more would say the same twice.
    """
    every = connection.vendor == "sqlite"
    return (cell for cell in cells(route, row) if every or OPEN in cell.expected)


@pytest.mark.parametrize("name", sorted(MATRIX.keys() | routes().keys()))
def test_it_opens_each_page_to_those_it_is_for_and_to_nobody_else(name, world, clients, settings, media):
    assert name in MATRIX, f"{name} is an address of the site, and permission_matrix.py does not say whom it is for."
    assert name in routes(), f"permission_matrix.py has a row for {name}, which is no address of the site."
    route, row = routes()[name], MATRIX[name]
    settings.MEDIA_ROOT = media

    wrong = []
    for cell in _worth_asking(route, row):
        found = _outcome(_tried(clients[cell.visitor], cell.method, _address(route, row, world, cell.place)))
        if found not in cell.expected:
            wrong.append(f"{cell}, {found} found")

    assert not wrong, f"{name}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(MATRIX.keys() & routes().keys()))
def test_it_bears_on_each_view_the_rule_that_the_table_says(name):
    row, access = MATRIX[name], getattr(routes()[name].view, "access", None)
    assert isinstance(access, Access), f"The view of {name} bears no rule: see ui/access.py."
    assert access.audience is row.audience
    if access.roles:
        assert access.roles == row.roles


@pytest.mark.parametrize(
    "name", sorted(name for name in MATRIX.keys() & routes().keys() if POST in MATRIX[name].methods)
)
def test_it_takes_no_form_that_another_site_made_somebody_send(name, world):
    route, row = routes()[name], MATRIX[name]
    allowed = next(role for role in HUMAN_ROLES if row.may(role, POST))
    client = _browser(world.people[allowed.value], enforce_csrf_checks=True)
    assert _tried(client, POST, _address(route, row, world, HERE)).status_code == 403


@pytest.mark.parametrize("role", HUMAN_ROLES)
def test_it_takes_up_a_dossier_for_a_reviewer_alone(role, world, clients):
    route, row = routes()["governance:act"], MATRIX["governance:act"]
    number = world.here.others["filed"]
    with transaction.atomic():
        clients[role.value].post(_address(route, row, world, HERE), {})
        state = Dossier.objects.get(number=number, authority__slug=world.here.slug).state
        transaction.set_rollback(True)
    assert state == (State.IN_REVIEW if role is Role.REVIEWER else State.SUBMITTED)


ROOT = Path(__file__).parents[2]
THIN_SPACE = "\u202f"


def test_it_tells_how_many_cases_it_tries():
    """Print the figure that the two READMEs quote, and check that they do: ``pytest -rP`` shows it."""
    tried = sum(1 for name, route in routes().items() if name in MATRIX for _cell in cells(route, MATRIX[name]))
    sys.stdout.write(f"{tried} cells: {len(routes())} pages, {len(VISITORS)} visitors, two methods, four places.\n")
    assert tried > len(routes()) * len(VISITORS) * 2
    pages, visitors = len(routes()), len(VISITORS)
    english = f"{pages} pages, {visitors} sorts of visitors, {tried:,} cells"
    french = f"{pages} pages, {visitors} sortes de visiteurs, {f'{tried:,}'.replace(',', THIN_SPACE)} cases"
    quoted = {"README.md": english, "README.fr.md": french}
    stale = [words for name, words in quoted.items() if words not in (ROOT / name).read_text(encoding="utf-8")]
    assert stale == []
