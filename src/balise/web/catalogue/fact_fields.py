# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be established about a tool, field by field. The questions of the bank come first, in its own words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import gettext as _

from balise.core.language import Language, Text
from balise.core.questions import Question, QuestionType
from balise.loading.questions import shipped_bank
from balise.rendering.typography import number_in_words

_RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?)\.\.(?P<high>\d+(?:\.\d+)?)")
LONGEST = 500


class Form(StrEnum):
    """What the value of a field looks like."""

    CHOICE = "choice"
    TEXT = "text"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class FactField:
    """One thing that can be known of a tool."""

    id: str
    group: str
    label: Text
    form: Form
    choices: Mapping[str, Text]

    def accepts(self, value: str) -> bool:
        """Tell whether the value is one that this field can hold."""
        if self.form is Form.CHOICE:
            return value in self.choices
        if self.form is Form.RANGE:
            return range_of(value) is not None
        return 0 < len(value.strip()) <= LONGEST

    def in_words(self, value: str, per: str, language: Language) -> str:
        """Return the value as a page shows it."""
        if self.form is Form.CHOICE:
            return self.choices[value].in_(language) if value in self.choices else value
        found = range_of(value) if self.form is Form.RANGE else None
        if found is None:
            return value
        low, high = (number_in_words(end, language) for end in found)
        return _("de %(low)s à %(high)s Wh par %(per)s") % {"low": low, "high": high, "per": per}


def range_of(value: str) -> tuple[float, float] | None:
    """Read ``0.3..2.5``; None when it is no range, or goes down."""
    match = _RANGE.fullmatch(value)
    if match is None:
        return None
    low, high = float(match["low"]), float(match["high"])
    return (low, high) if low <= high else None


GROUPS: Mapping[str, Text] = {
    "vendor": Text("Fournisseur", "Vendor"),
    "hosting": Text("Hébergement et souveraineté", "Hosting and sovereignty"),
    "data": Text("Données et modèles", "Data and models"),
    "money": Text("Coût et sortie", "Cost and way out"),
    "access": Text("Accessibilité", "Accessibility"),
    "footprint": Text("Empreinte", "Footprint"),
}

_FROM_BANK = (
    ("vendor", "vendor"),
    ("vendor_country", "vendor"),
    ("hosting", "hosting"),
    ("extraterritorial_exposure", "hosting"),
    ("licence", "vendor"),
    ("models_used", "data"),
    ("reuse_for_training", "data"),
    ("transfers_outside_eu", "data"),
    ("subcontractors_known", "data"),
    ("export_format", "money"),
    ("rgaa_level", "access"),
)
_OURS = (
    FactField(
        "vendor_seat", "vendor", Text("pays du siège du fournisseur", "country of the vendor’s seat"), Form.TEXT, {}
    ),
    FactField("hosting_place", "hosting", Text("hébergeur et lieu", "host and place"), Form.TEXT, {}),
    FactField("cost", "money", Text("coût", "cost"), Form.TEXT, {}),
    FactField("price_changes", "money", Text("révision du prix", "price changes"), Form.TEXT, {}),
    FactField("footprint", "footprint", Text("énergie consommée", "energy used"), Form.RANGE, {}),
)
_HELD = Text("oui", "yes"), Text("non", "no")
_CERTIFICATES = (
    FactField(
        "secnumcloud", "hosting", Text("qualification SecNumCloud", "SecNumCloud qualification"), Form.CHOICE, {}
    ),
    FactField(
        "hds",
        "hosting",
        Text("certification hébergeur de données de santé", "health data hosting certificate"),
        Form.CHOICE,
        {},
    ),
)


@lru_cache(maxsize=1)
def fact_fields() -> Mapping[str, FactField]:
    """Return every field by id, in the order of the page."""
    bank = shipped_bank().by_id
    found = [_of_question(bank[question], group) for question, group in _FROM_BANK]
    found += [*_OURS]
    yes, no = _HELD
    found += [FactField(one.id, one.group, one.label, one.form, {"yes": yes, "no": no}) for one in _CERTIFICATES]
    ranks = list(GROUPS)
    return {one.id: one for one in sorted(found, key=lambda one: ranks.index(one.group))}


def _of_question(question: Question, group: str) -> FactField:
    closed = question.type in {QuestionType.CHOICE, QuestionType.YES_NO}
    choices = {choice: question.sentence_of(choice) for choice in question.choice_ids()} if closed else {}
    return FactField(question.id, group, question.short, Form.CHOICE if closed else Form.TEXT, choices)
