# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The lists that several forms offer, in the language of the page."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _

from balise.core.frameworks import Framework
from balise.core.roles import HUMAN_ROLES, ROLE_LABELS, Role
from balise.rendering.typography import capitalised
from balise.web.organisations.queries.units import UnitLine
from balise.web.ui.languages import current_language

Choices = list[tuple[str, str]]


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field of the form the list that only the request knows."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no list of choices.")
    field.choices = choices


def role_choices(roles: Iterable[Role] = HUMAN_ROLES) -> Choices:
    """Return the roles with their names, in the order in which they are always written."""
    return [(role.value, capitalised(ROLE_LABELS[role].in_(current_language()))) for role in roles]


def unit_choices(units: Iterable[UnitLine], none: str | None = None) -> Choices:
    """Return the units, each set back as deep as it stands in the tree, after the absence of any."""
    return [("", none or _("Aucun service")), *((str(unit.id), f"{'– ' * unit.depth}{unit.name}") for unit in units)]


def charter_choices(charters: Iterable[Framework]) -> Choices:
    """Return the charters with their titles and versions."""
    language = current_language()
    return [
        (
            charter.id,
            _("%(title)s, version %(version)s") % {"title": charter.title.in_(language), "version": charter.version},
        )
        for charter in charters
    ]


def identifier_or_none(chosen: str) -> int | None:
    """Return the identifier chosen in a list whose first line is « none »."""
    return int(chosen) if chosen else None
