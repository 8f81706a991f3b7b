# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The survey as it is answered: every question may be left."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.practices_survey import QUESTIONS
from balise.web.transparency.forms.anonymous import AnonymousForm
from balise.web.ui.languages import current_language


class SurveyForm(AnonymousForm):
    """Five questions."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        language = current_language()
        for question in QUESTIONS:
            choices = [(choice, label.in_(language)) for choice, label in question.choices.items()]
            label = question.label.in_(language)
            self.fields[question.id] = (
                forms.MultipleChoiceField(
                    label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
                )
                if question.many
                else forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)
            )

    def clean(self) -> dict[str, Any]:
        """Refuse an answer that says nothing."""
        given = super().clean()
        if not self.errors and not any(given.get(question.id) for question in QUESTIONS):
            self.add_error(None, _("Répondez à une question au moins."))
        return given

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Return what was chosen."""
        given = self.cleaned_data
        return {
            question.id: tuple(given[question.id]) if question.many else tuple(filter(None, (given[question.id],)))
            for question in QUESTIONS
        }
