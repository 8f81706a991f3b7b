# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of the people of an authority: whom to look for, which role, which unit."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.core.roles import HUMAN_ROLES, Role
from balise.web.organisations.forms.choices import identifier_or_none, offer, role_choices, unit_choices
from balise.web.organisations.queries.units import UnitLine
from balise.web.ui.name_fields import NameField


class PeopleFilter(forms.Form):
    """The search of the list; what cannot be understood looks for nothing."""

    q = forms.CharField(label=_("Nom, adresse ou service"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Rôle"), required=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        offer(self, "role", [("", gettext("Tous les rôles")), *role_choices()])

    @property
    def words(self) -> str:
        """Return the words looked for."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    @property
    def held(self) -> Role | None:
        """Return the role looked for, if any."""
        chosen = self.cleaned_data.get("role", "") if self.is_valid() else ""
        return Role(chosen) if chosen else None


class RoleForm(forms.Form):
    """One more role for somebody."""

    role = forms.ChoiceField(label=_("Rôle à confier"))

    def __init__(self, held: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        missing = [role for role in HUMAN_ROLES if role not in set(held)]
        offer(self, "role", role_choices(missing))

    def chosen(self) -> Role:
        """Return the role chosen."""
        return Role(self.cleaned_data["role"])


class PlacementForm(forms.Form):
    """The unit where somebody works."""

    unit = forms.ChoiceField(label=_("Service"), required=False)

    def __init__(self, units: Iterable[UnitLine], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        offer(self, "unit", unit_choices(units))

    def chosen(self) -> int | None:
        """Return the unit chosen, or None."""
        return identifier_or_none(self.cleaned_data["unit"])


class InvitationForm(forms.Form):
    """Somebody to invite, and what for."""

    name = NameField(autocomplete="off")
    email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        help_text=_("Professionnelle et nominative : c’est elle qui recevra l’invitation."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("Rôles"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Un au moins. Ils pourront changer ensuite."),
    )
    unit = forms.ChoiceField(label=_("Service"), required=False)

    def __init__(self, units: Iterable[UnitLine], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        offer(self, "roles", role_choices())
        offer(self, "unit", unit_choices(units))

    def chosen_roles(self) -> tuple[Role, ...]:
        """Return the roles chosen, in the order in which they are always written."""
        chosen = set(self.cleaned_data["roles"])
        return tuple(role for role in HUMAN_ROLES if role.value in chosen)

    def chosen_unit(self) -> int | None:
        """Return the unit chosen, or None."""
        return identifier_or_none(self.cleaned_data["unit"])
