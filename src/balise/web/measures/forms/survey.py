# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The survey as it is answered: every question may be left."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.practices_survey import QUESTIONS
from balise.web.transparency.form_tokens import new_token
from balise.web.transparency.forms.questions import TRAP
from balise.web.ui.languages import current_language


class SurveyForm(forms.Form):
    """Five questions, and what stops programs that fill in everything."""

    site = forms.CharField(
        label=_("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        help_text=_("Il arrête les programmes qui remplissent tous les champs."),
    )
    token = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput, initial=new_token)
    """What makes this form, sent twice, one answer."""

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
        self.fields[TRAP].never_optional = True  # type: ignore[attr-defined]  # « leave empty » says it already

    def clean(self) -> dict[str, Any]:
        """Refuse, in words, whoever fills in everything, and an answer that says nothing."""
        given = super().clean() or {}
        if given.get(TRAP):
            self.add_error(TRAP, _("Videz ce champ, puis envoyez de nouveau."))
        elif not any(given.get(question.id) for question in QUESTIONS):
            self.add_error(None, _("Répondez à une question au moins."))
        return given

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Return what was chosen."""
        given = self.cleaned_data
        return {
            question.id: tuple(given[question.id]) if question.many else tuple(filter(None, (given[question.id],)))
            for question in QUESTIONS
        }
