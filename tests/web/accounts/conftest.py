# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Invitations, and what their e-mails say."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core import mail
from tests.web.conftest import NOW, Hire

from balise.core.roles import Role
from balise.web.accounts.operations import invite
from balise.web.organisations.members import Member

Invite = Callable[..., str]

GUEST = "nadia.benali@valbrise.example"


@pytest.fixture
def administrator(member_with: Hire) -> Member:
    return member_with(Role.ADMINISTRATOR, name="Jeanne Morel")


@pytest.fixture
def invited(administrator: Member) -> Invite:
    """Invite somebody in Valbrise, and return the path of the link."""

    def call(
        email: str = GUEST,
        name: str = "Nadia Benali",
        roles: tuple[Role, ...] = (Role.DPO,),
        *,
        at: datetime = NOW,
        by: Member = administrator,
        unit_id: int | None = None,
    ) -> str:
        return invite(by, email, name, roles, unit_id, at=at)

    return call


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """Return the e-mails that an act sends once it is written."""

    def of(act: Callable[[], object]) -> list[mail.EmailMessage]:
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mail.outbox[before:]

    return of


def link_in(letter: mail.EmailMessage) -> str:
    """Return the path of the only link of a letter."""
    (address,) = re.findall(r"https?://\S+", str(letter.body))
    return f"/{address.split('/', 3)[3]}"


def token_of(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[1]
