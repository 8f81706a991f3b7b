# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Declaring an open reservation without object, in a decision: a row for each one whose criterion asks no more."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.core.obstacles import Obstacle
from balise.web.governance.forms.fields import LONGEST_WORDS
from balise.web.governance.proposals import DischargeProposal, ReservationProposal
from balise.web.governance.reservation_rows import Origin
from balise.web.ui.languages import current_language

_LEFT_OPEN = frozenset({"favourable-yet-reserved", "reservation-overdue", "reservation-not-lifted"})


class DischargeRow(forms.Form):
    """Whether a reservation has lost its object, and why."""

    discharged = forms.BooleanField(
        label=_("Déclarer cette réserve sans objet"),
        help_text=_("Son critère ne demande plus rien. Ce n’est pas l’avoir levée : la décision le dit."),
        required=False,
    )
    why = forms.CharField(
        label=_("Pourquoi elle est sans objet"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, origin: Origin, data: Any = None, **kept: Any) -> None:
        super().__init__(data, prefix=f"reserve-{origin.key}", **kept)
        self.origin = origin
        if not origin.may_discharge:
            del self.fields["discharged"], self.fields["why"]
        elif origin.judged_no_more:
            self.fields["discharged"].help_text = gettext(
                "La charte en vigueur ne juge plus ce critère. Ce n’est pas l’avoir levée : la décision le dit."
            )

    @property
    def called(self) -> str:
        """Return what a summary of errors calls the row: the same fields come with each row of a page."""
        return self.origin.title.rstrip(".")

    @property
    def is_discharged(self) -> bool:
        """Whether the row closes an open reservation, which has lost its object."""
        return bool(self.cleaned_data.get("discharged"))

    def clean(self) -> dict[str, Any]:
        """See that a reservation without object says why."""
        given = super().clean() or {}
        if given.get("discharged") and not given.get("why", "").strip() and "why" not in self.errors:
            self.add_error("why", gettext("Écrivez en une phrase ce qui a changé."))
        return given

    def discharge(self) -> DischargeProposal:
        """Return what closes the open reservation of the row."""
        if self.origin.replaces is None:
            raise ValueError("Only an open reservation is closed.")
        return DischargeProposal(self.origin.replaces, self.cleaned_data["why"].strip())

    def take_about_discharge(self, obstacle: Obstacle) -> bool:
        """Tie an obstacle to the row, when it is about its reservation and the row can remove it."""
        if str(self.origin.replaces) not in obstacle.about or "discharged" not in self.fields:
            return False
        language = current_language()
        sentence = f"{obstacle.sentence.in_(language)} {obstacle.remedy.in_(language)}"
        if obstacle.code == "discharge-without-motive":
            self.add_error("why", sentence)
        elif obstacle.code.startswith("discharge-") or obstacle.code in _LEFT_OPEN:
            self.add_error("discharged", sentence)
        else:
            return False
        return True


class DischargeRows:
    """The rows of a plain yes, which makes no reservation and leaves none open."""

    def __init__(self, origins: Iterable[Origin], data: Any = None) -> None:
        self.rows: Sequence[DischargeRow] = [DischargeRow(origin, data) for origin in origins]

    def __iter__(self) -> Iterator[DischargeRow]:
        return iter(self.rows)

    def is_valid(self) -> bool:
        """Tell whether every row can be read; each says what is wrong with it."""
        return not any([row.errors for row in self.rows])  # noqa: C419 - every row is read, not the first wrong one

    def proposals(self) -> tuple[ReservationProposal, ...]:
        """Return the reservations made: a plain yes makes none."""
        return ()

    def set_aside(self) -> tuple[str, ...]:
        """Return what opinions ask for and no row takes up: of a plain yes, the form itself asks it."""
        return ()

    def discharges(self) -> tuple[DischargeProposal, ...]:
        """Return what closes reservations that have lost their object, once the rows are valid."""
        return tuple(row.discharge() for row in self.rows if row.is_discharged)

    def take(self, obstacle: Obstacle) -> bool:
        """Tie an obstacle to the rows that it is about; tell whether there is one."""
        return any([row.take_about_discharge(obstacle) for row in self.rows])  # noqa: C419 - idem
