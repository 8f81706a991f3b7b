# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of local authorities: roles and kinds, named in the language of the page."""

from collections.abc import Iterable

from django import template

from balise.core.roles import ROLE_LABELS, Role
from balise.rendering.typography import capitalised
from balise.web.organisations.queries.settings import kind_said
from balise.web.ui.languages import current_language

register = template.Library()


@register.filter
def role_name(role: Role | str) -> str:
    """Name a role: « instruction des dossiers »."""
    return ROLE_LABELS[Role(role)].in_(current_language())


@register.filter
def role_list(roles: Iterable[Role | str]) -> str:
    """Name several roles within a sentence: « portage de projets, formation »."""
    return ", ".join(role_name(role) for role in roles)


@register.filter
def role_names(roles: Iterable[Role | str]) -> str:
    """Name several roles as the beginning of a line: « Portage de projets, formation »."""
    return capitalised(role_list(roles))


@register.filter
def kind_name(kind: str) -> str:
    """Name the kind of an authority: « métropole »."""
    return kind_said(kind)
