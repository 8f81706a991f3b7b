# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an act of the workflow asks of whoever does it: fields chosen by the guards of its row in the table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.core.situation import DataFate
from balise.core.states import DECISIONS, Act, State
from balise.core.workflow import transition
from balise.core.workflow_guards import (
    exit_executed,
    motive_given,
    opinion_reservations_answered,
    opinions_in,
    review_planned,
)
from balise.web.governance.fates import FATE_LABELS
from balise.web.governance.forms.fields import authority_field, day_field, day_or_none, never_optional, words_field
from balise.web.governance.proposals import DischargeProposal, Proposal, ReservationProposal
from balise.web.governance.queries.to_correct import Asked
from balise.web.ui.choices import Choice
from balise.web.ui.languages import current_language

_TRULY_OPTIONAL = frozenset({"substitute", "note"})
"""All that the form of an act asks is looked at by a rule, but this."""

_LONGEST_NUMBER = 19


def answers_opinions(act: Act, state: State) -> bool:
    """Tell whether the act answers what opinions ask for."""
    row = transition(act, state)
    return row is not None and opinion_reservations_answered in row.guards


def rests_on_opinions(act: Act, state: State) -> bool:
    """Tell whether the act looks at what opinions say."""
    row = transition(act, state)
    return row is not None and opinions_in in row.guards


class ActForm(forms.Form):
    """The form of one act, from one state."""

    def __init__(
        self,
        act: Act,
        state: State,
        data: Any = None,
        *,
        review: date | None = None,
        gaps: bool = False,
        asked: Sequence[Asked] = (),
        replaces: int | None = None,
    ) -> None:
        super().__init__(data)
        self.act = act
        row = transition(act, state)
        guards = () if row is None else row.guards
        if act in DECISIONS:
            self.fields["deciding_authority"] = authority_field()
        if act is Act.DECIDE_EXPERIMENT:
            self.fields["experiment_ends_on"] = day_field(
                _("Dernier jour de l’essai"),
                _("Dans les douze mois. Après ce jour, l’usage est suspendu."),
                required=False,
            )
        if review_planned in guards:
            self.fields["review_date"] = day_field(
                _("Prochaine revue"), _("Le jour où l’on regardera de nouveau, dans les deux ans."), required=False
            )
            self.fields["review_date"].initial = review
        if exit_executed in guards:
            self._ask_about_the_exit()
        if motive_given in guards:
            self.fields["motive"] = words_field(
                _("Motif"), _("En une phrase. La personne qui porte le dossier la lira, et le journal la garde.")
            )
        elif act in DECISIONS:
            self.fields["motive"] = words_field(
                _("Motif de la décision"),
                _("Pourquoi cette décision. Indispensable si elle s’écarte d’un avis défavorable."),
            )
        self._lines = {each.key: each.line for each in asked}
        if asked:
            self.fields["set_aside"] = forms.MultipleChoiceField(
                label=_("Réserves d’avis que la décision écarte"),
                help_text=_(
                    "Pour en faire des actions, acceptez sous réserves. Le motif dit pourquoi vous les écartez."
                ),
                required=False,
                choices=[(each.key, Choice(each.line, _asked_by(each))) for each in asked],
                widget=forms.CheckboxSelectMultiple,
            )
        if replaces is not None:
            self.fields["replaces"] = forms.CharField(
                required=False, initial=str(replaces), widget=forms.HiddenInput(attrs={"autocomplete": "off"})
            )
        for name in self.fields.keys() - _TRULY_OPTIONAL:
            never_optional(self.fields[name])
        if gaps:
            self.fields["gaps_accepted"] = forms.BooleanField(
                label=_("Je mets cet outil en service sans ces pièces, et j’en réponds"),
                required=False,
            )

    def shows(self, decision: int) -> None:
        """Take it that the page now shows this decision: it was taken since the form was first opened."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["replaces"] = str(decision)
        self.data = data

    @property
    def is_empty(self) -> bool:
        """Whether the act asks nothing."""
        return not self.fields

    def proposal(
        self,
        reservations: tuple[ReservationProposal, ...] = (),
        set_aside: tuple[str, ...] = (),
        discharges: tuple[DischargeProposal, ...] = (),
    ) -> Proposal:
        """Return what was typed; what was not understood is left out, and said beside its field."""
        given = self.cleaned_data
        fate = given.get("data_fate")
        return Proposal(
            motive=str(given.get("motive", "")).strip(),
            deciding_authority=str(given.get("deciding_authority", "")).strip(),
            review_date=day_or_none(given.get("review_date")),
            experiment_ends_on=day_or_none(given.get("experiment_ends_on")),
            reservations=reservations,
            discharges=discharges,
            exit_on=day_or_none(given.get("exit_on")),
            data_fate=DataFate(fate) if fate else None,
            substitute=str(given.get("substitute", "")).strip(),
            note=str(given.get("note", "")).strip(),
            set_aside=(*set_aside, *(self._lines[key] for key in given.get("set_aside", ()))),
            replaces=_number(given.get("replaces", "")),
            begun=True,
            gaps_accepted=bool(given.get("gaps_accepted")),
        )

    def _ask_about_the_exit(self) -> None:
        language = current_language()
        self.fields["exit_on"] = day_field(
            _("Plan de sortie exécuté le"), _("Le jour où l’outil a vraiment cessé de servir."), required=False
        )
        self.fields["data_fate"] = forms.ChoiceField(
            label=_("Ce que sont devenues les données"),
            required=False,
            choices=[(fate.value, FATE_LABELS[fate].in_(language).capitalize()) for fate in DataFate],
            widget=forms.RadioSelect,
        )
        self.fields["substitute"] = forms.CharField(
            label=_("Par quoi l’outil est remplacé"),
            help_text=_("Un autre outil, ou le travail à la main."),
            required=False,
            max_length=300,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields["note"] = words_field(_("Comment la sortie s’est passée"), _("Ce qui a marché, ce qui a manqué."))


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= _LONGEST_NUMBER else None


def _asked_by(asked: Asked) -> str:
    return gettext("Réserve de l’avis %(body)s.") % {"body": asked.asked_by}
