# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of the e-mails of this app: plain text, in French, with one link to where something can be done."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

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
    """The page to which the link leads: of this app, unless it names another."""
    argument: int | None = None
    argument_name: str = "opinion_id"
    """What the address of the page calls it."""


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about, as its last lines say it, and the page where something can be done."""

    line: str
    authority: str
    address: str


def about_dossier(words: Words, file: DossierFile, slug: str) -> About:
    """Return what a letter about a dossier ends with."""
    arguments: dict[str, object] = {"authority": slug, "number": file.number}
    if words.argument is not None:
        arguments[words.argument_name] = words.argument
    with translation.override("fr"):
        line = _("Dossier %(number)s : « %(title)s »") % {"number": file.number, "title": file.title}
    return About(line, file.authority_name, reverse(_named(words.page), kwargs=arguments))


def _named(page: str) -> str:
    return page if ":" in page else f"governance:{page}"


def about_tool(tool_id: int, name: str, authority: str, slug: str) -> About:
    """Return what a letter about a tool of the catalogue ends with."""
    with translation.override("fr"):
        line = _("Outil « %(name)s »") % {"name": name}
    return About(line, authority, reverse("catalogue:tool", kwargs={"authority": slug, "tool_id": tool_id}))


def letter_body(words: Words, name: str, about: About) -> str:
    """Return the text of a letter to somebody."""
    with translation.override("fr"):
        text = render_to_string(
            "governance/letters/letter.txt",
            {
                "name": name,
                "sentences": words.sentences,
                "about": about,
                "link": settings.SITE_ADDRESS + about.address,
            },
        )
    return text.strip() + "\n"
