# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Deciding on a tool, as a whole and cell by cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from balise.core.frameworks import Commitment
from balise.web.catalogue.forms.choices import Options, data_class_options, permission_options, with_none
from balise.web.catalogue.forms.seen import SeenForm
from balise.web.catalogue.matrix import Place, Said
from balise.web.catalogue.operations.deciding import CellChoice, Decision, cell_is_over, review_is_over
from balise.web.catalogue.vocabulary import Permission, data_classes, task_label
from balise.web.ui.languages import current_language


class DecisionForm(SeenForm):
    """What the authority says of a tool as a whole."""

    permission = forms.ChoiceField(
        label=_("Votre décision"), help_text=_("Rien dans le tableau ne pourra être plus large que cette décision.")
    )
    reason = forms.CharField(
        label=_("Condition à tenir, ou motif"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("À remplir pour autoriser sous conditions ou pour interdire. Vos collègues liront cette phrase."),
    )
    explanation = forms.CharField(
        label=_("Pourquoi cet outil, s’il n’est pas européen"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Cette explication est montrée sur la page de l’outil."),
    )
    alternatives = forms.CharField(
        label=_("Autres outils examinés"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Lesquels, français ou européens, et pourquoi aucun ne convient."),
    )
    review_on = forms.DateField(
        label=_("À revoir le"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Le jour où reprendre cette décision : un outil change, son prix et ses conditions aussi."),
    )

    def __init__(self, *args: Any, must_explain: Commitment | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.must_explain = must_explain
        self.fields["permission"].choices = with_none(permission_options(), gettext("Choisissez"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the sentences that the decision needs."""
        cleaned = super().clean() or self.cleaned_data
        said = cleaned.get("permission")
        if said in {Permission.CONDITIONAL, Permission.FORBIDDEN} and not cleaned.get("reason"):
            self.add_error("reason", _("Écrivez la condition à tenir, ou pourquoi l’outil est interdit."))
        if self.must_explain is not None and said in {Permission.AUTHORISED, Permission.CONDITIONAL}:
            if not cleaned.get("explanation"):
                self.add_error("explanation", _("La charte demande d’expliquer ce choix par écrit."))
            if not cleaned.get("alternatives"):
                self.add_error("alternatives", _("La charte demande de dire quels autres outils ont été examinés."))
        return cleaned

    def clean_review_on(self) -> date | None:
        """Refuse a day that is over."""
        day: date | None = self.cleaned_data["review_on"]
        if day is not None and day < self.on:
            raise forms.ValidationError(review_is_over())
        return day

    def decision(self) -> Decision:
        """Return what was decided."""
        said = self.cleaned_data
        return Decision(
            Permission(said["permission"]), said["reason"], said["explanation"], said["alternatives"], said["review_on"]
        )


@dataclass(frozen=True, slots=True)
class CellFields:
    """The three fields of one cell, or of a whole row."""

    label: str
    permission: forms.BoundField
    condition: forms.BoundField
    until: forms.BoundField


@dataclass(frozen=True, slots=True)
class RowFields:
    """The fields of one task: for its whole row, then cell by cell."""

    task: str
    anchor: str
    """The task as an address names it."""
    label: str
    whole: CellFields
    cells: tuple[CellFields, ...]

    @property
    def open(self) -> bool:
        """Tell whether the row is shown at once: something is said there, or is to be corrected."""
        fields = (self.whole, *self.cells)
        return any(one.permission.value() for one in fields) or any(
            field.errors for one in fields for field in (one.permission, one.condition, one.until)
        )


class MatrixForm(SeenForm):
    """The matrix of a tool: for each task, what each data class may do.

    A row has three fields of its own, which its cells follow unless they say something else: filling in fifteen
    fields for “never” would have people leave them empty.
    """

    agreed = forms.CharField(required=False, widget=forms.HiddenInput)
    uncover = forms.BooleanField(
        label=_("J’accepte que ces règles plus larges valent à la place des cases vidées"), required=False
    )

    def __init__(
        self, *args: Any, rows: Sequence[str], current: Mapping[Place, Said], seen: str, on: date, **kwargs: Any
    ) -> None:
        self.current, self.on = current, on
        self.rows_shown = tuple(rows)
        self.classes = data_class_options()
        kwargs["initial"] = {"seen": seen, **_initial(current)}
        super().__init__(*args, **kwargs)
        for task in self.rows_shown:
            self._add_fields(task, WHOLE, gettext("toute la ligne"), with_none(permission_options(), gettext(UNSAID)))
            for data_class, label in self.classes:
                self._add_fields(
                    task,
                    data_class,
                    label,
                    [("", gettext("comme la ligne")), (NOTHING, gettext(UNSAID)), *permission_options()],
                )

    def _add_fields(self, task: str, data_class: str, label: str, choices: Options) -> None:
        where = f"{task_label(task).in_(current_language())}, {label}"
        key = _key(task, data_class)
        self.fields[f"p-{key}"] = forms.ChoiceField(label=where, required=False, choices=choices)
        self.fields[f"c-{key}"] = forms.CharField(
            label=gettext("%(cell)s : condition ou motif") % {"cell": where}, required=False, max_length=500
        )
        self.fields[f"u-{key}"] = forms.DateField(
            label=gettext("%(cell)s : jusqu’au") % {"cell": where},
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the condition of what is conditional, and for the reason of what is forbidden: once for a row."""
        cleaned = super().clean() or self.cleaned_data
        for task, data_class in self._places():
            choice = self._choice(task, data_class)
            if choice is not None and self._over(choice.until, (task, data_class)):
                own = cleaned.get(f"u-{_key(task, data_class)}")
                field = f"u-{_key(task, data_class if own else WHOLE)}"
                if field not in self.errors:
                    self.add_error(field, cell_is_over())
            if choice is None or choice.condition or choice.permission not in _UNWRITTEN:
                continue
            follows = not cleaned.get(f"p-{_key(task, data_class)}")
            field = f"c-{_key(task, WHOLE if follows else data_class)}"
            if field not in self.errors:
                self.add_error(field, _UNWRITTEN[choice.permission])
        return cleaned

    def _over(self, until: date | None, place: Place) -> bool:
        """Tell whether a last day is over that the cell did not bear already."""
        known = self.current.get(place)
        return until is not None and until < self.on and (known is None or known.until != until)

    def agreed_version(self) -> str:
        """Return the version of what emptied cells uncover, if the member has read it and agreed to it."""
        return str(self.cleaned_data["agreed"]) if self.cleaned_data["uncover"] else ""

    def ask_to_uncover(self, version: str) -> None:
        """Have the form ask whether what emptied cells uncover is agreed to; a yes given to something else is gone."""
        kept = {name: value for name, value in self.data.items() if name != "uncover"}
        self.data = {**kept, "agreed": version}

    def rows(self) -> Iterator[RowFields]:
        """Return the fields as the page shows them."""
        for task in self.rows_shown:
            yield RowFields(
                task,
                task or ANY,
                task_label(task).in_(current_language()),
                self._fields(task, WHOLE, gettext("toute la ligne")),
                tuple(self._fields(task, data_class, label) for data_class, label in self.classes),
            )

    def _fields(self, task: str, data_class: str, label: str) -> CellFields:
        key = _key(task, data_class)
        return CellFields(label, self[f"p-{key}"], self[f"c-{key}"], self[f"u-{key}"])

    def cells(self) -> dict[Place, CellChoice | None]:
        """Return what each cell says, itself or as its row does; None for an empty one."""
        return {place: self._choice(*place) for place in self._places()}

    def _choice(self, task: str, data_class: str) -> CellChoice | None:
        """Return what a cell says: its own choice if it has one, else that of its row, which it may complete."""
        permission, condition, until = self._said(task, data_class)
        if not permission:
            permission, shared_condition, shared_until = self._said(task, WHOLE)
            condition, until = condition or shared_condition, until or shared_until
        if not permission or permission == NOTHING:
            return None
        return CellChoice(Permission(permission), condition, until)

    def _said(self, task: str, data_class: str) -> tuple[str, str, date | None]:
        said, key = self.cleaned_data, _key(task, data_class)
        return said.get(f"p-{key}") or "", said.get(f"c-{key}") or "", said.get(f"u-{key}")

    def _places(self) -> Iterator[Place]:
        return ((task, data_class) for task in self.rows_shown for data_class, _label in self.classes)


ANY = "any"
"""What stands in the name of a field for every other task."""
WHOLE = "row"
"""What stands in the name of a field for the whole row, where a cell has its data class."""
NOTHING = "nothing"
"""Chosen in a cell of which nothing is to be said, whatever its row says."""
UNSAID = gettext_noop("rien de dit")
_UNWRITTEN = {
    Permission.CONDITIONAL: _("Écrivez la condition à tenir."),
    Permission.FORBIDDEN: _("Écrivez pourquoi c’est interdit."),
}


def _key(task: str, data_class: str) -> str:
    return f"{task or ANY}-{data_class}"


def _initial(current: Mapping[Place, Said]) -> dict[str, Any]:
    """Return what the fields hold at first: a row of which every cell says the same is said once."""
    found: dict[str, Any] = {}
    for task in {task for task, _data_class in current}:
        said = {data_class: current.get((task, data_class)) for data_class in data_classes()}
        alike = {None if one is None else (one.permission, one.reason, one.until) for one in said.values()}
        places = {WHOLE: next(iter(said.values()))} if len(alike) == 1 else said
        for place, one in places.items():
            if one is not None:
                key = _key(task, place)
                found |= {f"p-{key}": one.permission.value, f"c-{key}": one.reason, f"u-{key}": one.until}
    return found
