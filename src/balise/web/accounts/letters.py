# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The e-mails of this app: plain text, in French, sent once what they tell is written for good."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation


def send_invitation(
    email: str, *, name: str, authority: str, roles: tuple[str, ...], invited_by: str, link: str, expires_at: datetime
) -> None:
    """Send the link of an invitation when the transaction ends, and not at all if it fails."""
    words = {
        "name": name,
        "authority": authority,
        "roles": roles,
        "invited_by": invited_by,
        "link": settings.SITE_ADDRESS + link,
        "expires_at": expires_at,
    }
    _when_written(lambda: _send("accounts/letters/invitation", email, words))


def send_password_link(email: str, *, name: str, link: str) -> None:
    """Send the link by which somebody chooses a new password."""
    words = {"name": name, "link": settings.SITE_ADDRESS + link, "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}
    _when_written(lambda: _send("accounts/letters/password", email, words))


def _send(template: str, email: str, words: dict[str, object]) -> None:
    with translation.override("fr"):
        subject = render_to_string(f"{template}_subject.txt", words)
        body = render_to_string(f"{template}.txt", words)
    send_mail(" ".join(subject.split()), body.strip() + "\n", None, [email])


def _when_written(send: Callable[[], None]) -> None:
    """Send after the commit.

    A mail server that refuses is logged: what was written stands, and the link is shown to whoever invites, who may
    hand it over.
    """
    transaction.on_commit(send, robust=True)
