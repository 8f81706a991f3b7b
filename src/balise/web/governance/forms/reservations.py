# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The reservations of a decision, a row for each thing to correct, and the lifting of one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from balise.core.obstacles import Obstacle
from balise.core.reservations import plain_words
from balise.web.governance.forms.discharges import DischargeRow, DischargeRows
from balise.web.governance.forms.fields import LONGEST_WORDS, day_field, words_field
from balise.web.governance.proposals import NEW, ReservationProposal
from balise.web.governance.reservation_rows import Origin
from balise.web.organisations.queries import Contact
from balise.web.ui.languages import current_language

FREE_ROWS = 2
"""Reservations that no criterion asks for; whoever needs more decides twice, which never happened."""


class ReservationRow(DischargeRow):
    """What must be done, by when, by whom; and whether the service waits for it, unless the tool serves already."""

    text = forms.CharField(
        label=_("Ce qu’il faut faire"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    due_on = day_field(_("Pour le"), required=False)
    assignee = forms.ChoiceField(label=_("Par"), required=False)
    before_deployment = forms.BooleanField(label=_("À lever avant la mise en service"), required=False)
    set_aside = forms.BooleanField(
        label=_("Écarter cette réserve"), help_text=_("Le motif de la décision dit pourquoi."), required=False
    )

    def __init__(
        self, origin: Origin, people: Sequence[Contact], owner_id: int, data: Any = None, *, serving: bool = False
    ) -> None:
        initial = {
            "text": origin.text,
            "due_on": origin.due_on,
            "assignee": str(origin.assignee_id or owner_id),
            "before_deployment": origin.before_deployment,
        }
        super().__init__(origin, data, initial=initial)
        field = self.fields["assignee"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", gettext("Personne en particulier")), *((str(one.user_id), one.name) for one in people)]
        if origin.replaces is not None:
            del self.fields["text"]
        if origin.takes_up:
            self._only_add()
        else:
            del self.fields["set_aside"]
        self.serving = serving
        if serving:
            del self.fields["before_deployment"]

    def _only_add(self) -> None:
        """Leave the words of an opinion as they are: a row that takes them up may say more, never otherwise."""
        self.initial["text"] = ""
        self.fields["text"].label = gettext("Ce que la décision y ajoute")
        self.fields["text"].help_text = gettext(
            "Facultatif. Les mots de l’avis sont repris tels quels ; pour faire autrement, écartez cette réserve."
        )

    @property
    def asked(self) -> bool:
        """Whether the row is a reservation: it has a day, or it is one already."""
        given = self.cleaned_data
        if self.is_discharged or given.get("set_aside"):
            return False
        return (
            bool(given.get("due_on")) or self.origin.needed or (not self.origin.criterion and bool(given.get("text")))
        )

    def clean(self) -> dict[str, Any]:
        """See that a reservation that is asked for has a day and words, and that one without object says why."""
        given = super().clean()
        if not self.asked:
            return given
        if not given.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", gettext("Donnez le dernier jour pour le faire."))
        if self._owes_words and not given.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", gettext("Écrivez ce qui doit être fait."))
        return given

    def proposal(self) -> ReservationProposal:
        """Return the reservation typed."""
        given = self.cleaned_data
        return ReservationProposal(
            text=self._words(),
            due_on=given["due_on"],
            criterion=self.origin.criterion,
            before_deployment=bool(given.get("before_deployment")),
            assignee_id=int(given["assignee"]) if given["assignee"] else None,
            replaces=self.origin.replaces,
            takes_up=self.origin.takes_up,
        )

    @property
    def _owes_words(self) -> bool:
        return "text" in self.fields and not self.origin.takes_up

    def _words(self) -> str:
        """Return what must be done: an open reservation and what an opinion asks for keep their words."""
        if self.origin.replaces is not None:
            return self.origin.text
        typed = str(self.cleaned_data["text"]).strip()
        if not self.origin.takes_up or not typed:
            return typed or self.origin.takes_up
        asked = self.origin.takes_up
        if plain_words(typed).startswith(plain_words(asked)):
            return typed
        return f"{asked} {typed}" if asked.endswith((".", "!", "?", "…")) else f"{asked}. {typed}"


class ReservationRows(DischargeRows):
    """The rows of a decision that may reserve: what it asks for, and what it finds without object."""

    rows: Sequence[ReservationRow]

    def __init__(
        self,
        origins: Iterable[Origin],
        people: Sequence[Contact],
        owner_id: int,
        data: Any = None,
        *,
        serving: bool = False,
    ) -> None:
        free = (Origin(f"libre-{rank}", gettext("Autre réserve")) for rank in range(1, FREE_ROWS + 1))
        self.rows = [ReservationRow(origin, people, owner_id, data, serving=serving) for origin in (*origins, *free)]

    def expected(self) -> list[ReservationRow]:
        """Return the rows that something asks for."""
        return [row for row in self.rows if row.origin.text]

    def free(self) -> list[ReservationRow]:
        """Return the rows for whatever else the reviewer has in mind."""
        return [row for row in self.rows if not row.origin.text]

    def free_open(self) -> bool:
        """Tell whether somebody has begun to fill in a free row."""
        return any(row.is_bound and any(row[name].value() for name in ("text", "due_on")) for row in self.free())

    def proposals(self) -> tuple[ReservationProposal, ...]:
        """Return the reservations typed, once they are valid."""
        return tuple(row.proposal() for row in self._asked())

    def set_aside(self) -> tuple[str, ...]:
        """Return the reservations of opinions that the decision does not take up, once the rows are valid."""
        return tuple(row.origin.takes_up for row in self.rows if row.cleaned_data.get("set_aside"))

    def take(self, obstacle: Obstacle) -> bool:
        """Tie an obstacle to the row that it is about; tell whether there is one."""
        language = current_language()
        asked = [row for row in self.rows if row.is_valid() and row.asked]
        for rank, row in enumerate(asked, 1):
            known_by = f"{NEW}{rank}" if row.origin.replaces is None else str(row.origin.replaces)
            if obstacle.code.startswith("reservation-") and known_by in obstacle.about:
                row.add_error("due_on", f"{obstacle.sentence.in_(language)} {obstacle.remedy.in_(language)}")
                return True
        return super().take(obstacle)

    def _asked(self) -> Iterator[ReservationRow]:
        return (row for row in self.rows if row.asked)


class LiftForm(forms.Form):
    """What was done to lift a reservation."""

    note = words_field(
        gettext_lazy("Ce qui a été fait"),
        gettext_lazy("En une phrase, avec où le voir si une pièce le montre."),
        required=True,
        missing=gettext_lazy("Dites ce qui a été fait, en une phrase : c’est ce que lira qui contrôle."),
    )
