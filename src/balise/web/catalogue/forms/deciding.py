# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Deciding on a tool, as a whole and cell by cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.core.frameworks import Commitment
from balise.web.catalogue.forms.choices import data_class_options, permission_options, with_none
from balise.web.catalogue.matrix import Place, Said
from balise.web.catalogue.operations.deciding import CellChoice, Decision
from balise.web.catalogue.vocabulary import Permission, task_label
from balise.web.ui.languages import current_language


class DecisionForm(forms.Form):
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

    def __init__(self, *args: Any, must_explain: Commitment | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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

    def decision(self) -> Decision:
        """Return what was decided."""
        said = self.cleaned_data
        return Decision(
            Permission(said["permission"]), said["reason"], said["explanation"], said["alternatives"], said["review_on"]
        )


@dataclass(frozen=True, slots=True)
class CellFields:
    """The three fields of one cell."""

    label: str
    permission: forms.BoundField
    condition: forms.BoundField
    until: forms.BoundField


@dataclass(frozen=True, slots=True)
class RowFields:
    """The cells of one task."""

    task: str
    label: str
    cells: tuple[CellFields, ...]


class MatrixForm(forms.Form):
    """The matrix of a tool: for each task, what each data class may do."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, rows: Sequence[str], current: Mapping[Place, Said], seen: str, **kwargs: Any
    ) -> None:
        self.rows_shown = tuple(rows)
        self.classes = data_class_options()
        kwargs["initial"] = {"seen": seen, **_initial(current)}
        super().__init__(*args, **kwargs)
        for task in self.rows_shown:
            for data_class, label in self.classes:
                self._add_cell(task, data_class, label)

    def _add_cell(self, task: str, data_class: str, label: str) -> None:
        where = f"{task_label(task).in_(current_language())}, {label}"
        key = _key(task, data_class)
        self.fields[f"p-{key}"] = forms.ChoiceField(
            label=where, required=False, choices=with_none(permission_options(), gettext("rien de dit"))
        )
        self.fields[f"c-{key}"] = forms.CharField(
            label=gettext("%(cell)s : condition ou motif") % {"cell": where}, required=False, max_length=500
        )
        self.fields[f"u-{key}"] = forms.DateField(
            label=gettext("%(cell)s : jusqu’au") % {"cell": where},
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the condition of what is conditional, and for the reason of what is forbidden."""
        cleaned = super().clean() or self.cleaned_data
        for task, data_class in self._places():
            key = _key(task, data_class)
            said = cleaned.get(f"p-{key}")
            if said in _UNWRITTEN and not cleaned.get(f"c-{key}"):
                self.add_error(f"c-{key}", _UNWRITTEN[Permission(said)])
        return cleaned

    def rows(self) -> Iterator[RowFields]:
        """Return the fields as the page shows them."""
        for task in self.rows_shown:
            cells = []
            for data_class, label in self.classes:
                key = _key(task, data_class)
                cells.append(CellFields(label, self[f"p-{key}"], self[f"c-{key}"], self[f"u-{key}"]))
            yield RowFields(task, task_label(task).in_(current_language()), tuple(cells))

    def cells(self) -> dict[Place, CellChoice | None]:
        """Return what each cell says; None for an empty one."""
        said: dict[Place, CellChoice | None] = {}
        for task, data_class in self._places():
            key = _key(task, data_class)
            permission = self.cleaned_data[f"p-{key}"]
            said[task, data_class] = (
                CellChoice(Permission(permission), self.cleaned_data[f"c-{key}"], self.cleaned_data[f"u-{key}"])
                if permission
                else None
            )
        return said

    def _places(self) -> Iterator[Place]:
        return ((task, data_class) for task in self.rows_shown for data_class, _label in self.classes)


_UNWRITTEN = {
    Permission.CONDITIONAL: _("Écrivez la condition à tenir."),
    Permission.FORBIDDEN: _("Écrivez pourquoi c’est interdit."),
}


def _key(task: str, data_class: str) -> str:
    return f"{task or 'any'}-{data_class}"


def _initial(current: Mapping[Place, Said]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for (task, data_class), said in current.items():
        key = _key(task, data_class)
        found |= {f"p-{key}": said.permission.value, f"c-{key}": said.reason, f"u-{key}": said.until}
    return found
