# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The e-mails of this app: plain text, in French, sent once what they tell is written for good."""

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from balise.web.ui.posting import post, post_beside


def send_invitation(
    email: str, *, name: str, authority: str, roles: tuple[str, ...], invited_by: str, link: str, expires_at: datetime
) -> None:
    """Send the link of an invitation when the transaction ends, and not at all if it fails.

    Whoever invites waits for the mail server, and is told when it refuses: they alone can hand the link over.
    """
    words = {
        "name": name,
        "authority": authority,
        "roles": roles,
        "invited_by": invited_by,
        "link": settings.SITE_ADDRESS + link,
        "expires_at": expires_at,
    }
    transaction.on_commit(lambda: post(lambda: _send("accounts/letters/invitation", email, words)), robust=True)


def send_password_link(email: str, *, name: str, link: str) -> None:
    """Send the link by which somebody chooses a new password.

    Beside the request: the page that asks for a link must not take longer for an address that has an account.
    """
    words = {"name": name, "link": settings.SITE_ADDRESS + link, "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}
    transaction.on_commit(lambda: post_beside(lambda: _send("accounts/letters/password", email, words)), robust=True)


def _send(template: str, email: str, words: dict[str, object]) -> None:
    with translation.override("fr"):
        subject = render_to_string(f"{template}_subject.txt", words)
        body = render_to_string(f"{template}.txt", words)
    send_mail(" ".join(subject.split()), body.strip() + "\n", None, [email])
