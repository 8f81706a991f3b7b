# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Closing an account, and opening it again: the act of whoever runs the site, told in the journal of each authority.

An account may serve in several authorities: no administrator of one closes it for the others, they end the membership
instead. Nothing is deleted; the roles stay held and count for nothing while the account is closed.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.web.accounts.models import User
from balise.web.accounts.welcome import HeldPlace, places_of
from balise.web.journal.operations import Actor, Subject, record
from balise.web.ui.refusals import RefusedError

CLOSED = gettext_lazy("Ce compte est fermé. Demandez à l’administrateur de votre collectivité de le faire rouvrir.")
"""What is said to whoever would come in by a closed account, whichever way they try."""


@transaction.atomic
def close_account(email: str, *, by: Actor, at: datetime) -> tuple[HeldPlace, ...]:
    """Close an account: its sessions end, its links for a new password die, nobody comes in by it any more.

    Returns the places that the person held, with whose journals it was told.

    Raises:
        RefusedError: there is no such account, or it is closed already.
    """
    user = _account(email)
    if not user.is_active:
        raise RefusedError(_("Le compte de l’adresse %(email)s est déjà fermé.") % {"email": user.email})
    places = places_of(user.pk)  # before: a closed account holds none
    user.is_active = False
    user.session_round += 1  # opened again, the account must not bring back the sessions of before
    user.save(update_fields=["is_active", "session_round"])
    _tell("account.closed", places, user, by, at)
    return places


@transaction.atomic
def reopen_account(email: str, *, by: Actor, at: datetime) -> tuple[HeldPlace, ...]:
    """Open a closed account again, with the roles that it still holds; return the places where it holds them.

    Raises:
        RefusedError: there is no such account, or it is open.
    """
    user = _account(email)
    if user.is_active:
        raise RefusedError(_("Le compte de l’adresse %(email)s n’est pas fermé.") % {"email": user.email})
    user.is_active = True
    user.save(update_fields=["is_active"])
    places = places_of(user.pk)  # after: it held none while it was closed
    _tell("account.reopened", places, user, by, at)
    return places


def _account(email: str) -> User:
    user = User.objects.select_for_update().filter(email=email).first()
    if user is None:
        raise RefusedError(
            _("Aucun compte n’a l’adresse %(email)s. « balise account list » les donne tous.") % {"email": email},
            status=404,
        )
    return user


def _tell(act: str, places: tuple[HeldPlace, ...], user: User, by: Actor, at: datetime) -> None:
    for place in places:
        record(place.authority_id, act, by, Subject("person", str(user.pk), user.name), at)
