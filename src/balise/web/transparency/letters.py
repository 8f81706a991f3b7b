# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The e-mails to residents: the private address of what they asked, then the answer itself.

Both leave beside the request, and only to whoever left an address. The second repeats the answer: the private address
is known to nobody but who asked, and cannot be written again.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import get_language

from balise.web.ui.posting import post_beside


def acknowledge(email: str, *, title: str, authority: str, path: str) -> None:
    """Write to somebody that their message has arrived, and where its answer will be read."""
    if email:
        _post("asked", email, {"title": title, "authority": authority, "link": settings.SITE_ADDRESS + path})


def tell_answered(email: str, *, title: str, authority: str, question: str, answer: str) -> None:
    """Write the answer to whoever left an address."""
    if email:
        _post("answered", email, {"title": title, "authority": authority, "question": question, "answer": answer})


def _post(letter: str, email: str, words: dict[str, object]) -> None:
    told = {**words, "language": get_language()}
    subject = " ".join(render_to_string(f"transparency/letters/{letter}_subject.txt", told).split())
    body = render_to_string(f"transparency/letters/{letter}.txt", told).strip() + "\n"
    post_beside(lambda: send_mail(subject, body, None, [email]))
