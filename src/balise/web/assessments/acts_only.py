# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questions that nobody answers by typing: what the data protection officer, the security officer, the IT say.

A project is not judged on an opinion that its owner wrote in the place of somebody else. These answers come from one
act alone, the opinion requested during the review and given by the body itself. Everything else leaves them out: the
form, the triage, the declaration, copies and files, the lifting of a reservation. Until the opinion is given, they are
unknown, hence never good; the form says who will answer.

The staff committee is not among them: whether it must be heard can be reasoned, and the minutes of its meeting are a
document that anybody can attach.
"""

from collections.abc import Mapping
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_Value = TypeVar("_Value")

OPINION = "opinion"
"""How the origin of what an opinion establishes begins: ``opinion:12``."""

GIVEN_BY: Mapping[str, str | Promise] = {
    "dpo_opinion": _("le délégué ou la déléguée à la protection des données"),
    "ciso_opinion": _("le ou la responsable de la sécurité informatique"),
    "it_opinion": _("la direction des systèmes d’information"),
}
"""Who gives each of these answers, in words."""


def open_to_typing(answers: Mapping[str, _Value]) -> dict[str, _Value]:
    """Return the answers that people may give, without those that an opinion alone gives."""
    return {question: value for question, value in answers.items() if question not in GIVEN_BY}


def may_establish(question: str, origin: str) -> bool:
    """Tell whether an act may answer a question for everybody."""
    return question not in GIVEN_BY or origin.partition(":")[0] == OPINION


def given_by(question: str) -> str:
    """Return who gives the answer to a question that nobody types; nothing for the others."""
    return str(GIVEN_BY.get(question, ""))
