# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A question from the public, and its answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.public_questions import Asking
from balise.web.transparency.form_tokens import new_token

LONGEST_QUESTION, LONGEST_ANSWER = 4000, 8000
TRAP = "site"


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})


class QuestionForm(forms.Form):
    """What somebody asks; no name, and an address only to be told of the answer."""

    kind = forms.ChoiceField(
        label=_("Vous voulez"),
        choices=[
            (Asking.QUESTION.value, _("poser une question")),
            (Asking.CONTEST.value, _("contester cet usage, ou une décision à laquelle il a contribué")),
        ],
        widget=forms.RadioSelect,
        initial=Asking.QUESTION.value,
    )
    text = forms.CharField(label=_("Votre message"), max_length=LONGEST_QUESTION, widget=_lines(6))
    email = forms.EmailField(
        label=_("Votre courriel"),
        required=False,
        help_text=_("Seulement pour confirmer la réception et vous envoyer la réponse ; il est effacé ensuite."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    site = forms.CharField(
        label=_("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        help_text=_("Il arrête les programmes qui remplissent tous les champs."),
    )

    token = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput, initial=new_token)
    """What makes this form, sent twice, one message."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields[TRAP].never_optional = True  # type: ignore[attr-defined]  # « leave empty » says it already

    def clean(self) -> dict[str, Any]:
        """Refuse, in words, whoever fills in everything: somebody who did by mistake knows what to do."""
        given = super().clean() or {}
        if given.get(TRAP):
            self.add_error(TRAP, _("Videz ce champ, puis envoyez de nouveau."))
        return given


class AnswerForm(forms.Form):
    """The answer to a question."""

    text = forms.CharField(
        label=_("Votre réponse"),
        max_length=LONGEST_ANSWER,
        widget=_lines(8),
        help_text=_("La personne la lira à son adresse privée. Elle ne verra pas votre nom."),
    )
