# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of the e-mails of this app: plain text, in French, with one link to where something can be done."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from balise.web.assessments.files import DossierFile


@dataclass(frozen=True, slots=True)
class Words:
    """A letter before it is addressed to anybody."""

    key: str
    """What makes it the same letter, for one recipient."""
    subject: str
    sentences: tuple[str, ...]
    """What happened, or falls due; then what to do."""
    page: str = "review"
    """The page of this app to which the link leads."""
    argument: int | None = None


def letter_body(words: Words, name: str, file: DossierFile, slug: str) -> str:
    """Return the text of a letter to somebody."""
    arguments: dict[str, object] = {"authority": slug, "number": file.number}
    if words.argument is not None:
        arguments["opinion_id"] = words.argument
    with translation.override("fr"):
        text = render_to_string(
            "governance/letters/letter.txt",
            {
                "name": name,
                "sentences": words.sentences,
                "file": file,
                "link": settings.SITE_ADDRESS + reverse(f"governance:{words.page}", kwargs=arguments),
            },
        )
    return text.strip() + "\n"
