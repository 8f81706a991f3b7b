# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is typed of somebody who was trained."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from balise.web.organisations.members import Member
from balise.web.organisations.queries.people import people_of


class TokenForm(forms.Form):
    """A token to hand out."""

    user_id = forms.TypedChoiceField(label=gettext_lazy("Personne formée"), coerce=int)
    training = forms.CharField(
        label=gettext_lazy("Formation suivie"),
        max_length=200,
        help_text=gettext_lazy("Par exemple : « atelier du 3 mars 2026, 3 heures »."),
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Compte jusqu’au"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy(
            "Si la personne tient une attestation des formations, c’est le jour de celle-ci qui compte."
        ),
    )

    def __init__(self, member: Member, data: Any = None) -> None:
        super().__init__(data)
        people = [(person.user_id, person.name) for person in people_of(member.authority.id)]
        self.fields["user_id"].choices = [("", "—"), *people]  # type: ignore[attr-defined]
