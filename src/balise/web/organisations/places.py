# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The authorities of a person, as the page of their account tells them."""

from django.urls import reverse

from balise.core.roles import HUMAN_ROLES
from balise.web.accounts.welcome import HeldPlace
from balise.web.organisations.queries.memberships import authorities_of


def places_held_by(user_id: int) -> tuple[HeldPlace, ...]:
    """Return every authority where the person holds roles, with its address."""
    return tuple(
        HeldPlace(
            authority_id=member.authority.id,
            name=member.authority.name,
            address=reverse("governance:home", kwargs={"authority": member.authority.slug}),
            roles=tuple(role for role in HUMAN_ROLES if role in member.roles),
        )
        for member in authorities_of(user_id)
    )
