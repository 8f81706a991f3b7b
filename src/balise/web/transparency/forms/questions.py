# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A question from the public, and its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.public_questions import Asking
from balise.web.transparency.forms.anonymous import AnonymousForm

LONGEST_QUESTION, LONGEST_ANSWER = 4000, 8000


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})


class QuestionForm(AnonymousForm):
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


class AnswerForm(forms.Form):
    """The answer to a question."""

    text = forms.CharField(
        label=_("Votre réponse"),
        max_length=LONGEST_ANSWER,
        widget=_lines(8),
        help_text=_("La personne la lira à son adresse privée. Elle ne verra pas votre nom."),
    )
