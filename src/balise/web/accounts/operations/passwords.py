# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Forgotten passwords: a link by e-mail, and the way back in."""

from datetime import datetime

from axes.utils import reset
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from balise.web.accounts.addresses import one_way
from balise.web.accounts.letters import send_password_link
from balise.web.accounts.models import User
from balise.web.accounts.operations.attempts import attempt
from balise.web.accounts.operations.current_password import forget_wrong_current
from balise.web.accounts.operations.guesses import forget_guesses
from balise.web.accounts.reset_links import reset_links

LINKS_PER_HOUR = 5
"""How many links one address is sent within an hour; those asked beyond are not sent, and nobody is told."""


def send_password_reset(email: str, *, at: datetime) -> None:
    """Send a link to whoever has a local account at this address; do nothing otherwise, and never tell which."""
    if not attempt("password-link", one_way(email), limit=LINKS_PER_HOUR, at=at):
        return
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None or not user.has_usable_password():
        return
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = reset_links.make_token(user)
    link = reverse("accounts:password-choice", kwargs={"uidb64": uid, "token": token})
    send_password_link(user.email, name=user.name, link=link)


def forgive_failures(user: User) -> None:
    """Forget the wrong passwords of somebody who has just chosen a new one: they proved who they are."""
    reset(username=user.email)
    forget_guesses(user.email)
    forget_wrong_current(user.pk)
