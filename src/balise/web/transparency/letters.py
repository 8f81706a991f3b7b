# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The e-mails to residents: the private address of what they asked, then the answer itself.

Both leave beside the request, and only to whoever left an address. The second repeats the answer: the private address
is known to nobody but who asked, and cannot be written again.
"""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from balise.web.transparency.operations.questions import Asker
from balise.web.ui.posting import post_beside


def acknowledge(asker: Asker, *, title: str, authority: str, link: str) -> None:
    """Write to somebody that their message has arrived, and where its answer will be read."""
    _post("asked", asker, {"title": title, "authority": authority, "link": link})


def tell_answered(asker: Asker, *, title: str, authority: str, question: str, answer: str) -> None:
    """Write the answer to whoever left an address, in the language in which they asked."""
    _post("answered", asker, {"title": title, "authority": authority, "question": question, "answer": answer})


def _post(letter: str, asker: Asker, words: dict[str, object]) -> None:
    if not asker.email:
        return
    with translation.override(asker.language.value):
        subject = " ".join(render_to_string(f"transparency/letters/{letter}_subject.txt", words).split())
        body = render_to_string(f"transparency/letters/{letter}.txt", words).strip() + "\n"
    post_beside(lambda: send_mail(subject, body, None, [asker.email]))
