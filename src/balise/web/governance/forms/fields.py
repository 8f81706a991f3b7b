# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The fields that several forms of this app share."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from balise.core.obstacles import Obstacle
from balise.web.ui.languages import current_language

LONGEST_WORDS = 4000

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""Beyond, a day is a slip of the keyboard, and there is no day after the last one of the calendar."""

_OUT_OF_BOUNDS = _("Cette date est trop lointaine : donnez une année entre 2000 et 2199.")

_FIELD_OF = {
    "motive-missing": "motive",
    "opinion-overruled-without-motive": "motive",
    "opinion-reservation-set-aside-without-motive": "motive",
    "opinion-reservation-unanswered": "set_aside",
    "exception-without-motive": "motive",
    "exception-without-authority": "deciding_authority",
    "exception-expired": "expires_on",
    "exception-too-long": "expires_on",
    "review-missing": "review_date",
    "review-in-the-past": "review_date",
    "review-too-far": "review_date",
    "experiment-without-end": "experiment_ends_on",
    "experiment-end-in-the-past": "experiment_ends_on",
    "experiment-too-long": "experiment_ends_on",
    "exit-not-executed": "exit_on",
    "exit-in-the-future": "exit_on",
    "exit-data-unstated": "data_fate",
}
"""The field that an obstacle is about, when the form can remove it."""


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """Return a field for a day: the browser's own calendar, or JJ/MM/AAAA."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        validators=[MinValueValidator(FIRST_DAY, _OUT_OF_BOUNDS), MaxValueValidator(LAST_DAY, _OUT_OF_BOUNDS)],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
        error_messages={
            "required": _("Donnez une date."),
            "invalid": _("Cette date ne se lit pas : écrivez-la JJ/MM/AAAA, par exemple 15/03/2027."),
        },
    )


def words_field(label: Any, help_text: Any = "", *, required: bool = False, missing: Any = "") -> forms.CharField:
    """Return a field for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={
            "required": missing or _("Écrivez une phrase au moins."),
            "max_length": _("Ce texte est trop long. Gardez l’essentiel, et joignez le reste en pièce."),
        },
    )


def authority_field() -> forms.CharField:
    """Return the field that names the office that answers for something."""
    return forms.CharField(
        label=_("Qui décide"),
        help_text=_("La fonction qui en répond : maire, vice-présidente déléguée au numérique, directeur général…"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


def never_optional(field: forms.Field) -> None:
    """Keep the label of a field that may be sent empty, and is then refused by a rule, from saying « facultatif »."""
    field.never_optional = True  # type: ignore[attr-defined]  # read by its label


def add_obstacle(form: forms.Form, obstacle: Obstacle) -> None:
    """Tie an obstacle to the field that can remove it, or to the form."""
    language = current_language()
    name = _FIELD_OF.get(obstacle.code, "")
    sentence = f"{obstacle.sentence.in_(language)} {obstacle.remedy.in_(language)}"
    form.add_error(name if name in form.fields else None, sentence)


def in_the_form(code: str) -> bool:
    """Tell whether a field of a form can remove the obstacle."""
    return code in _FIELD_OF


def day_or_none(value: Any) -> date | None:
    """Return a cleaned day."""
    return value if isinstance(value, date) else None
