# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Asking for opinions, and giving one."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from balise.core.opinions import BODY_LABELS, LEAST_DAYS_TO_ANSWER, VALUE_LABELS, OpinionBody, OpinionValue
from balise.web.governance.forms.fields import day_field, words_field
from balise.web.ui.choices import Choice
from balise.web.ui.languages import current_language

USUAL_DAYS = 15
"""Two weeks and a day: what most people can do without putting anything aside."""

_MEANINGS = {
    OpinionValue.FAVOURABLE: _("Rien à redire sur ce qui me regarde."),
    OpinionValue.WITH_RESERVATIONS: _("Oui, à condition que certaines choses soient faites."),
    OpinionValue.UNFAVOURABLE: _("Non en l’état : dites pourquoi, et ce qui changerait votre avis."),
}


class RequestForm(forms.Form):
    """Whose opinion, by when, and about what in particular."""

    bodies = forms.MultipleChoiceField(
        label=_("Avis à demander"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins un avis à demander.")},
    )
    deadline = day_field(_("À rendre au plus tard le"), _("Une semaine au moins. Passé ce jour, le silence est noté."))
    message = words_field(_("Ce que vous demandez en particulier"), _("Facultatif : le dossier dit déjà le reste."))

    def __init__(
        self,
        on: date,
        required: Collection[OpinionBody],
        awaited: Collection[OpinionBody],
        given: Collection[OpinionBody],
        data: Any = None,
    ) -> None:
        missing = [body.value for body in required if body not in awaited]
        super().__init__(data, initial={"deadline": on + timedelta(days=USUAL_DAYS), "bodies": missing})
        self._on = on
        field = self.fields["bodies"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        language = current_language()
        self.bodies_left = tuple(body for body in OpinionBody if body not in awaited)
        field.choices = [
            (body.value, Choice(BODY_LABELS[body].in_(language), self._hint(body, required, given)))
            for body in self.bodies_left
        ]

    def clean_deadline(self) -> date:
        """See that there is time to answer."""
        deadline: date = self.cleaned_data["deadline"]
        if (deadline - self._on).days < LEAST_DAYS_TO_ANSWER:
            raise forms.ValidationError(gettext("Laissez une semaine au moins pour répondre."))
        return deadline

    def chosen(self) -> list[OpinionBody]:
        """Return the bodies chosen."""
        return [OpinionBody(body) for body in self.cleaned_data["bodies"]]

    @staticmethod
    def _hint(body: OpinionBody, required: Collection[OpinionBody], given: Collection[OpinionBody]) -> str:
        if body in given:
            return gettext("Déjà rendu : il compte tant qu’un nouvel avis n’est pas rendu.")
        return gettext("Un cadre qui s’applique à ce dossier le demande.") if body in required else ""


class OpinionForm(forms.Form):
    """An opinion, and why."""

    value = forms.ChoiceField(
        label=_("Votre avis"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez votre avis.")},
    )
    text = words_field(
        _("Pourquoi"), _("Ce que liront la personne qui porte le dossier, celle qui l’instruit et celle qui décide.")
    )
    reservations = words_field(_("Vos réserves"), _("Une par ligne : ce qui doit être fait, et pour quand."))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["value"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        language = current_language()
        field.choices = [
            (value.value, Choice(VALUE_LABELS[value].in_(language), said)) for value, said in _MEANINGS.items()
        ]

    def clean(self) -> dict[str, Any]:
        """See that a condition is written, and a refusal explained."""
        given = super().clean() or {}
        if given.get("value") == OpinionValue.WITH_RESERVATIONS and not given.get("reservations"):
            self.add_error("reservations", gettext_lazy("Un avis favorable avec réserves dit lesquelles."))
        if given.get("value") == OpinionValue.UNFAVOURABLE and not given.get("text"):
            self.add_error(
                "text",
                gettext_lazy(
                    "Un avis défavorable dit pourquoi : la personne qui porte le dossier doit savoir quoi changer."
                ),
            )
        return given
