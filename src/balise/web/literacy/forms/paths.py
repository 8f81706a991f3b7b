# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is typed of a training, its quiz written as people would on paper."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.core.training import AUDIENCE_LABELS, DEFAULT_CONTENT, Audience
from balise.rendering.typography import capitalised
from balise.web.literacy.operations.paths import PathProposal
from balise.web.literacy.records import Path, Question
from balise.web.ui.languages import current_language
from balise.web.ui.name_fields import ReadableField

LONGEST_QUIZ = 40
FEWEST_CHOICES = 2


class PathForm(forms.Form):
    """A training; a new one begins with what its audience needs."""

    title = ReadableField(label=gettext_lazy("Titre"), max_length=200)
    audience = forms.ChoiceField(label=gettext_lazy("Pour qui"), widget=forms.RadioSelect)
    content = forms.CharField(
        label=gettext_lazy("Ce qui y est vu"),
        help_text=gettext_lazy("Un sujet par ligne. L’attestation le reprend."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    hours = forms.DecimalField(
        label=gettext_lazy("Durée en heures"),
        required=False,
        min_value=0,
        max_value=999,
        max_digits=4,
        decimal_places=1,
    )
    validity_months = forms.IntegerField(
        label=gettext_lazy("L’attestation compte (mois)"),
        help_text=gettext_lazy("Vide : sans limite."),
        required=False,
        min_value=1,
        max_value=120,
    )
    quiz = forms.CharField(
        label=gettext_lazy("Questionnaire"),
        help_text=gettext_lazy(
            "Une question par paragraphe, puis ses réponses, une par ligne : « - » devant une mauvaise, « + » devant "
            "la bonne. Rien : pas de questionnaire."
        ),
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "true"}),
    )
    pass_mark = forms.IntegerField(
        label=gettext_lazy("Bonnes réponses demandées"),
        help_text=gettext_lazy("Vide : toutes."),
        required=False,
        min_value=1,
        max_value=LONGEST_QUIZ,
    )

    def __init__(self, path: Path | None, audience: Audience, data: Any = None) -> None:
        super().__init__(data, initial=_initial(path, audience))
        language = current_language()
        field = self.fields["audience"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(each.value, capitalised(AUDIENCE_LABELS[each].in_(language))) for each in Audience]

    def clean_quiz(self) -> tuple[Question, ...]:
        """Return the questions that the text holds, or say which of them cannot be one."""
        return tuple(read_quiz(self.cleaned_data["quiz"]))

    def clean(self) -> dict[str, Any]:
        """Refuse a mark that nobody could reach."""
        cleaned: dict[str, Any] = super().clean() or {}
        mark, quiz = cleaned.get("pass_mark"), cleaned.get("quiz")
        if mark and quiz is not None and mark > len(quiz):
            self.add_error("pass_mark", _("Le questionnaire n’a pas autant de questions."))
        return cleaned

    def proposal(self) -> PathProposal:
        """Return what was typed."""
        given = self.cleaned_data
        return PathProposal(
            title=given["title"],
            audience=Audience(given["audience"]),
            content=given["content"],
            hours=given["hours"],
            validity_months=given["validity_months"],
            quiz=given["quiz"],
            pass_mark=given["pass_mark"] or 0,
        )


def read_quiz(text: str) -> Iterator[Question]:
    """Yield the questions of a text.

    Raises:
        ValidationError: a paragraph is no question; the sentence names it.
    """
    paragraphs = [each for each in text.replace("\r\n", "\n").split("\n\n") if each.strip()]
    if len(paragraphs) > LONGEST_QUIZ:
        raise ValidationError(_("Un questionnaire a quarante questions au plus."))
    for number, paragraph in enumerate(paragraphs, start=1):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        answers = [line for line in lines if line[0] in "-+"]
        words = " ".join(line for line in lines if line[0] not in "-+")
        rights = [place for place, line in enumerate(answers) if line[0] == "+"]
        choices = tuple(line[1:].strip() for line in answers)
        if not words or len(choices) < FEWEST_CHOICES or not all(choices) or len(rights) != 1:
            raise ValidationError(
                _("La question %(n)s doit avoir un énoncé, deux réponses au moins, et une seule bonne (« + »).")
                % {"n": number}
            )
        yield Question(words, choices, rights[0])


def write_quiz(questions: Sequence[Question]) -> str:
    """Return the questions as they are typed."""
    return "\n\n".join(
        "\n".join(
            (
                each.text,
                *(f"{'+' if place == each.right else '-'} {choice}" for place, choice in enumerate(each.choices)),
            )
        )
        for each in questions
    )


def _initial(path: Path | None, audience: Audience) -> dict[str, Any]:
    if path is None:
        return {"audience": audience.value, "content": "\n".join(DEFAULT_CONTENT[audience]), "validity_months": 24}
    return {
        "title": path.title,
        "audience": path.audience.value,
        "content": "\n".join(path.content),
        "hours": path.hours,
        "validity_months": path.validity_months,
        "quiz": write_quiz(path.quiz),
        "pass_mark": path.pass_mark or None,
    }
