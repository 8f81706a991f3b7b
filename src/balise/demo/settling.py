# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Authorities founded one below the other, their units, and everybody invited into them.

Nobody is written into a table: an administrator invites, and the person accepts with the link, as on the site.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from balise.core.roles import Role
from balise.demo.calendar import Calendar
from balise.demo.scenario import DOMAIN, Inhabitant, Membership, Place, Population
from balise.demo.timeline import Happening
from balise.web.accounts.operations.acceptance import accept, open_account
from balise.web.accounts.operations.identities import Identity, recognise
from balise.web.accounts.tokens import digest_of
from balise.web.organisations.members import Member
from balise.web.organisations.operations.authorities import Description, change_settings, create_child
from balise.web.organisations.operations.founding import found_installation
from balise.web.organisations.operations.frameworks import change_frameworks
from balise.web.organisations.operations.invitations import invite_newcomer
from balise.web.organisations.operations.memberships import end_membership, give_role, move_to_unit
from balise.web.organisations.operations.units import add_unit
from balise.web.organisations.queries import member_of, units_of

PASSWORD = "une charte en vigueur"  # noqa: S105 - printed to whoever plays the demonstration, and of use nowhere else
"""The password of every account shown."""

PROVIDER = f"https://identite.{DOMAIN}"
"""The identity provider of the metropolis, which vouches for those to whom no password was given."""

SPACED = timedelta(minutes=4)
"""What separates two acts that somebody does one after the other."""


class Cast:
    """Who is who once the story is being played: accounts and units, by the names that its files use."""

    def __init__(self, population: Population) -> None:
        self.places = {place.id: place for place in population.places}
        self.people = {person.id: person for person in population.people}
        self.accounts: dict[str, int] = {}

    def member(self, person: str, place: str) -> Member:
        """Return somebody as they act in an authority.

        Raises:
            LookupError: they are not of it yet, or no longer.
        """
        found = member_of(self.accounts[person], place) if person in self.accounts else None
        if found is None:
            raise LookupError(f"{person} is not of {place} on that day.")
        return found

    def unit(self, member: Member, name: str) -> int | None:
        """Return the number of a unit of the member's authority; None for no name.

        Raises:
            LookupError: there is none of that name.
        """
        if not name:
            return None
        found = next((unit.id for unit in units_of(member.authority.id) if unit.name == name), None)
        if found is None:
            raise LookupError(f"{member.authority.slug} has no unit named {name}.")
        return found

    def joins(self, person: Inhabitant, link: str, at: datetime) -> None:
        """Accept an invitation: with an account opened before, with a password, or as the identity provider vouches.

        Passwords are slow to keep, on purpose: only those that somebody will type are.
        """
        token = link.rstrip("/").rpartition("/")[2]
        if person.id in self.accounts:
            accept(token, self.accounts[person.id], at=at)
        elif person.shown:
            opened = open_account(token, name=person.name, password=PASSWORD, at=at, known_to_all=True)
            self.accounts[person.id] = opened.pk
        else:
            identity = Identity(PROVIDER, person.id, person.email, email_verified=True, name=person.name)
            self.accounts[person.id] = recognise(identity, digest_of(token), at=at).pk


def settling(population: Population, cast: Cast, calendar: Calendar) -> Iterator[Happening]:
    """Yield the founding of every authority, and the arrival of everybody."""
    for place in population.places:
        yield Happening(calendar.instant(place.founded_on, 9, 0), partial(_found, cast, place))
        if place.charter_since is not None:
            yield Happening(calendar.instant(place.charter_since, 10, 0), partial(_change_charter, cast, place))
    for rank, person in enumerate(population.people):
        for membership in person.memberships:
            if cast.places[membership.place].administrator != person.id:
                at = calendar.instant(membership.joined_on, 11, 0) + rank * SPACED
                yield Happening(at, partial(_invite, cast, person, membership))


def _found(cast: Cast, place: Place, at: datetime) -> None:
    person = cast.people[place.administrator]
    if place.parent:
        link = _founded_below(cast, place, person, at)
    else:
        founded = found_installation(
            place.name, place.id, place.kind, place.siren, place.founding_charter, person.email, person.name, at
        )
        link = founded.link
    cast.joins(person, link, at + SPACED)
    _settle(cast, place, person, at + 2 * SPACED)


def _change_charter(cast: Cast, place: Place, at: datetime) -> None:
    """Put the charter of today in the place of the first one."""
    change_frameworks(cast.member(place.administrator, place.id), place.charter, at=at)


def _founded_below(cast: Cast, place: Place, person: Inhabitant, at: datetime) -> str:
    """Have the administrator above create the authority and invite its own; return the link of the invitation."""
    above = cast.member(cast.places[place.parent].administrator, place.parent)
    create_child(above, place.id, _description(place), place.founding_charter, at=at)
    founder = cast.member(cast.places[place.parent].administrator, place.id)
    return invite_newcomer(founder, person.email, person.name, [Role.ADMINISTRATOR], None, at=at)


def _settle(cast: Cast, place: Place, person: Inhabitant, at: datetime) -> None:
    """Describe the authority, draw its units, and take one's own place in it."""
    member = cast.member(person.id, place.id)
    change_settings(member, _description(place), at=at)
    for unit in place.units:
        add_unit(member, unit, None, at=at)
    for membership in person.memberships:
        if membership.place == place.id:
            _take_place(cast, member, membership, at)
    if place.parent:
        founder = cast.accounts[cast.places[place.parent].administrator]
        end_membership(member, founder, at=at + SPACED)


def _take_place(cast: Cast, member: Member, membership: Membership, at: datetime) -> None:
    for role in membership.roles:
        if role is not Role.ADMINISTRATOR:
            give_role(member, member.user_id, role, at=at)
    move_to_unit(member, member.user_id, cast.unit(member, membership.unit), at=at)


def _invite(cast: Cast, person: Inhabitant, membership: Membership, at: datetime) -> None:
    administrator = cast.member(cast.places[membership.place].administrator, membership.place)
    unit = cast.unit(administrator, membership.unit)
    link = invite_newcomer(administrator, person.email, person.name, membership.roles, unit, at=at)
    cast.joins(person, link, at + SPACED)


def _description(place: Place) -> Description:
    return Description(
        name=place.name,
        kind=place.kind,
        siren=place.siren,
        contact=place.contact,
        population=place.population,
        staff_count=place.staff_count,
        single_handed=place.single_handed,
    )
