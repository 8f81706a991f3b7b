# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a dossier is called, which unit carries it, which tool it uses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.assessments.operations.dossiers import LONGEST_TITLE
from balise.web.assessments.tool_facts import tool_choices
from balise.web.organisations.members import Member
from balise.web.organisations.queries import units_of


class PresentationForm(forms.Form):
    """The title is required, for a list of dossiers is a list of titles; the rest can wait."""

    title = forms.CharField(
        label=_("Titre"),
        help_text=_(
            "Quelques mots qui disent ce que fait l’outil et pour qui. Il est lu par toutes les personnes qui ont "
            "accès au dossier, et par les autres collectivités si le dossier leur est partagé."
        ),
        max_length=LONGEST_TITLE,
        error_messages={
            "required": _("Donnez un titre au dossier : quelques mots qui disent ce que fait le projet."),
            "max_length": _("Ce titre est trop long. Gardez l’essentiel : le résumé dira le reste."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    unit = forms.TypedChoiceField(
        label=_("Service qui porte le projet"),
        help_text=_(
            "Ses membres liront le dossier ; celles et ceux qui portent des projets pourront aussi le remplir."
        ),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("Choisissez un service de la liste.")},
    )
    tool = forms.TypedChoiceField(
        label=_("Outil du catalogue"),
        help_text=_("S’il est au catalogue, ce que la collectivité en sait déjà n’est plus à répondre."),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("Choisissez un outil de la liste.")},
    )

    def __init__(self, member: Member, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"unit": _only_unit(member), **(initial or {})})
        self._offered: dict[str, dict[str | int | None, str]] = {}
        units = units_of(member.authority.id)
        tools = tool_choices(member.authority.id)
        self._offer("unit", _("Pas encore choisi"), [(unit.id, "– " * unit.depth + unit.name) for unit in units])
        self._offer("tool", _("Aucun, ou pas encore au catalogue"), tools)

    def _offer(self, name: str, nothing: Any, choices: list[tuple[int, str]]) -> None:
        """Set the choices of a list; a list of nothing is not shown."""
        if not choices:
            del self.fields[name]
            return
        self._offered[name] = {None: str(nothing), **dict(choices)}
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", nothing), *choices]

    def in_words(self, name: str, value: str | int | None) -> str:
        """Return what a field says, as its list says it."""
        if name not in self._offered:
            return str(value)
        return self._offered[name].get(value, str(value))

    @property
    def unit_id(self) -> int | None:
        """Return the unit chosen."""
        return self.cleaned_data.get("unit")

    @property
    def tool_id(self) -> int | None:
        """Return the tool chosen."""
        return self.cleaned_data.get("tool")


def _only_unit(member: Member) -> int | None:
    return next(iter(member.units)) if len(member.units) == 1 else None
