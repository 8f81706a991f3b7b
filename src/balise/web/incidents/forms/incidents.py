# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of whoever reports an incident or answers one, and what can be looked for in the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.incidents import AFFECTED_LABELS, NATURE_LABELS, Affected, Nature, Step
from balise.core.language import Text
from balise.web.governance.forms.fields import day_field, words_field
from balise.web.incidents.records import Telling
from balise.web.ui.languages import current_language

OPEN, CLOSED = "ouverts", "clos"
STANDINGS = (("", _("Ouverts et clos")), (OPEN, _("Ouverts")), (CLOSED, _("Clos")))


def _errors(sentence: Any) -> dict[str, Any]:
    """Return the same sentence for no choice and for one that is not offered."""
    return {"required": sentence, "invalid_choice": sentence}


class ReportForm(forms.Form):
    """The four things to know of an incident, on the day when somebody sees it."""

    happened_on = day_field(_("Le jour où c’est arrivé"))
    nature = forms.ChoiceField(
        label=_("De quelle nature"),
        help_text=_("Si plusieurs conviennent, la plus grave : elle dit ce que la loi demande."),
        widget=forms.RadioSelect,
        error_messages=_errors(_("Choisissez la nature de l’incident.")),
    )
    text = words_field(
        _("Ce qui s’est passé"),
        _(
            "Ce que l’outil a fait, ce qui en a résulté, ce qui a déjà été arrêté. Ne nommez personne, ni agent ni "
            "usager : dites « une usagère », « un agent du service »."
        ),
        required=True,
        missing=_("Dites ce qui s’est passé, en une phrase au moins."),
    )
    affected = forms.ChoiceField(
        label=_("Des personnes en ont-elles subi les effets ?"),
        widget=forms.RadioSelect,
        error_messages=_errors(_("Choisissez une réponse ; « on ne sait pas encore » en est une.")),
    )

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        _offer(self.fields["nature"], [(nature.value, NATURE_LABELS[nature]) for nature in Nature])
        _offer(self.fields["affected"], [(each.value, AFFECTED_LABELS[each]) for each in Affected])

    def telling(self) -> Telling:
        """Return what was reported."""
        given = self.cleaned_data
        return Telling(Nature(given["nature"]), given["happened_on"], given["text"], Affected(given["affected"]))


class StepForm(forms.Form):
    """What was done; the button that sends it says whether that closes the incident, or reopens it."""

    text = words_field(
        _("Ce qui a été fait"),
        _("Une mesure, et son résultat. Ce qui est écrit ici ne se modifie plus. Ne nommez personne."),
        required=True,
        missing=_("Dites ce qui a été fait, en une phrase : c’est ce que lira qui contrôle."),
    )
    step = forms.ChoiceField(
        choices=[(step.value, step.value) for step in Step],
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid_choice": _("Ce bouton n’existe pas : recommencez.")},
    )

    def __init__(self, data: Any = None, *, still_open: bool = True) -> None:
        super().__init__(data)
        self.still_open = still_open
        if not still_open:
            self.fields["text"].label = _("Pourquoi rouvrir cet incident")
            self.fields["text"].help_text = _("Ce qui a été appris depuis. Ne nommez personne.")

    def given_step(self) -> Step:
        """Return what the button meant; without one, as the Enter key sends it, nothing is closed or reopened."""
        said = self.cleaned_data["step"]
        return Step(said) if said else Step.MEASURE if self.still_open else Step.REOPENING


class RegisterFilter(forms.Form):
    """The filters of the register, in its address; what nobody understands filters nothing."""

    etat = forms.ChoiceField(label=_("Où ils en sont"), choices=STANDINGS, required=False)
    nature = forms.ChoiceField(label=_("Nature"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        _offer(
            self.fields["nature"],
            [("", Text(str(_("Toutes")))), *((each.value, NATURE_LABELS[each]) for each in Nature)],
        )
        self.is_valid()

    @property
    def still_open(self) -> bool | None:
        """Return whether open incidents are looked for, None for both."""
        return {OPEN: True, CLOSED: False}.get(self.cleaned_data.get("etat", ""))

    @property
    def of_nature(self) -> Nature | None:
        """Return the nature that is looked for, None for all."""
        said = self.cleaned_data.get("nature")
        return Nature(said) if said else None


def _offer(field: forms.Field, choices: list[tuple[str, Text]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    language = current_language()
    field.choices = [(value, label.in_(language).capitalize()) for value, label in choices]
