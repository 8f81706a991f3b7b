# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One field for each type of question; what is left blank is no answer, never a default."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.core.conditions import AnswerValue
from balise.core.language import Language
from balise.core.questions import NO, YES, Question, QuestionType
from balise.web.ui.languages import current_language

LONGEST_TEXT = 4000
UNCOUNTABLE = 10**15
"""From there on a number is a slip of the keyboard, and fractions are no longer exact."""

_MOST_DIGITS = 20

_DAY = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"
    r"|(?P<day2>[0-9]{1,2})[/. ](?P<month2>[0-9]{1,2})[/. ](?P<year2>[0-9]{4})"
)
_SPACES = re.compile(r"\s")
_FRENCH_NUMBER = re.compile(r"[-\u2212]?[0-9]+(?:[.,][0-9]+)?")
_ENGLISH_NUMBER = re.compile(r"[-\u2212]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


class DayInput(forms.DateInput):
    """A calendar; what cannot be a day is shown again as it was typed, in a plain field, rather than lost."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template needs, with the day in the form that calendars read."""
        day = _day(value)
        context = super().get_context(name, value if day is None else day.isoformat(), attrs)
        if value and day is None:
            context["widget"]["type"] = "text"
        return context


class OneOf(forms.RadioSelect):
    """Radio buttons, « Je ne sais pas encore » chosen until something else is, unless it would be pushing somebody."""

    preselects = True

    def format_value(self, value: Any) -> list[str]:
        """Return the choices that are ticked."""
        return super().format_value(value) if value or self.preselects else []


class ChoiceAnswer(forms.ChoiceField):
    """One choice among several, or none yet."""

    widget = OneOf
    default_error_messages = {  # noqa: RUF012 - read by Django as it is
        "invalid_choice": gettext_lazy("Choisissez une des réponses proposées."),
    }


class ChoicesAnswer(forms.MultipleChoiceField):
    """Several choices; one that stands alone is not combined with another."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {  # noqa: RUF012 - read by Django as it is
        "invalid_choice": gettext_lazy("Choisissez parmi les réponses proposées."),
        "invalid_list": gettext_lazy("Choisissez parmi les réponses proposées."),
    }

    def __init__(self, *, exclusive: dict[str, str], **rest: Any) -> None:
        super().__init__(**rest)
        self.exclusive = exclusive

    def validate(self, value: list[str]) -> None:
        """Refuse a choice that contradicts the others."""
        super().validate(value)
        alone = next((choice for choice in value if choice in self.exclusive), None)
        if alone is not None and len(value) > 1:
            raise ValidationError(
                _(
                    "« %(choice)s » ne se combine pas avec une autre réponse. Décochez cette réponse, ou décochez les "
                    "autres."
                )
                % {"choice": self.exclusive[alone]}
            )


class NumberAnswer(forms.Field):
    """A number as people write it: « 1 200,5 »."""

    def to_python(self, value: Any) -> Any:
        """Return the number written, or None."""
        written = _SPACES.sub("", str(value or ""))
        if not written:
            return None
        english = current_language() is Language.ENGLISH
        if not (_ENGLISH_NUMBER if english else _FRENCH_NUMBER).fullmatch(written):
            raise ValidationError(
                _("« %(written)s » n’est pas un nombre. Écrivez par exemple 1 200 ou 1 200,5.") % {"written": value}
            )
        plain = written.replace("\u2212", "-").replace(",", "" if english else ".")
        number = float(plain) if "." in plain or len(plain) > _MOST_DIGITS else int(plain)
        if abs(number) >= UNCOUNTABLE:
            raise ValidationError(_("Ce nombre est trop grand pour être juste. Vérifiez le nombre de zéros."))
        return number


class DayAnswer(forms.DateField):
    """A day, from a calendar or typed."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        """Return the day written, or None."""
        if value in self.empty_values:
            return None
        day = _day(value)
        if day is None:
            raise ValidationError(
                _("« %(written)s » n’est pas une date. Écrivez le jour, le mois et l’année : 31/03/2026.")
                % {"written": value}
            )
        return day


class TextAnswer(forms.CharField):
    """A few sentences."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Return the text with one sort of line ends, whatever the browser sends."""
        return "\n".join((super().to_python(value) or "").splitlines()).strip()


def field_of(question: Question) -> forms.Field:
    """Return the field that asks a question, in the language of the page."""
    language = current_language()
    shared: dict[str, Any] = {
        "label": question.label.in_(language),
        "help_text": _helped(question, language),
        "required": False,
    }
    labels = [(choice.id, _capital(choice.label.in_(language))) for choice in question.choices]
    unknown = ("", _("Je ne sais pas encore"))
    match question.type:
        case QuestionType.YES_NO:
            return ChoiceAnswer(choices=[(YES, _("Oui")), (NO, _("Non")), unknown], **shared)
        case QuestionType.CHOICE:
            return ChoiceAnswer(choices=[*labels, unknown], **shared)
        case QuestionType.CHOICES:
            exclusive = {name: label for name, label in labels if name in question.exclusive_ids()}
            return ChoicesAnswer(choices=labels, exclusive=exclusive, **shared)
        case QuestionType.NUMBER:
            attributes = {"inputmode": "decimal", "class": "input-number", "autocomplete": "off"}
            return NumberAnswer(widget=forms.TextInput(attrs=attributes), **shared)
        case QuestionType.DATE:
            return DayAnswer(widget=DayInput(attrs={"class": "input-short", "autocomplete": "off"}), **shared)
        case QuestionType.TEXT:
            return TextAnswer(
                widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
                max_length=LONGEST_TEXT,
                error_messages={"max_length": _too_long},
                **shared,
            )


def _helped(question: Question, language: Language) -> str:
    """Return the help of a question, with the unit in which a number is expected."""
    said = question.help.in_(language)
    if question.unit is None:
        return said
    return f"{said} {_('Unité : %(unit)s.') % {'unit': question.unit.in_(language)}}"


def preselect_nothing(field: forms.Field) -> None:
    """Leave every choice of a question open: the person has to want to answer it."""
    if isinstance(field.widget, OneOf):
        field.widget.preselects = False


def typed(question: Question, cleaned: Any) -> AnswerValue | None:
    """Return what a field understood as an answer, or None when it was left blank."""
    if question.type is QuestionType.CHOICES:
        return tuple(choice for choice in question.choice_ids() if choice in cleaned) or None
    return None if cleaned in ("", None) else cleaned


def written(question: Question, answer: AnswerValue | None) -> Any:
    """Return an answer as its field shows it."""
    if answer is None:
        return None
    if question.type is QuestionType.NUMBER:
        plain = f"{Decimal(repr(answer)):f}".removesuffix(".0")
        return plain if current_language() is Language.ENGLISH else plain.replace(".", ",")
    return list(answer) if isinstance(answer, tuple) else answer


_too_long = gettext_lazy(
    "Ce texte est trop long : %(show_value)d signes pour %(limit_value)d au plus. Raccourcissez-le."
)


def _day(value: Any) -> date | None:
    """Return the day that somebody wrote, the year first or the day first; None when it is none."""
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(str(value or "").strip())
    if found is None:
        return None
    parts = {name: int(part) for name, part in found.groupdict().items() if part is not None}
    year, month, day = (parts.get(name) or parts.get(name + "2", 0) for name in ("year", "month", "day"))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
