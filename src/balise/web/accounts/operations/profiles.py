# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a person changes of their own account."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from balise.web.accounts.models import User
from balise.web.accounts.welcome import places_of
from balise.web.journal.operations import Actor, Subject, record
from balise.web.ui.names import UNREADABLE_PERSON, clean_name
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def change_profile(user_id: int, *, name: str, language: str, at: datetime) -> None:
    """Keep the name and the language that a person chose.

    The journal of every authority where they hold a role keeps the name before and the name after: opinions and
    decisions are read by names, and whoever takes a colleague's must leave a trace. A language is no act.

    Raises:
        RefusedError: nothing legible is left of the name.
    """
    kept = clean_name(name)
    if not kept:
        raise RefusedError(str(UNREADABLE_PERSON))
    user = User.objects.select_for_update().get(pk=user_id)
    before, user.name, user.language = user.name, kept, language
    user.save(update_fields=["name", "language"])
    if before == kept:
        return
    for place in places_of(user_id):
        record(
            place.authority_id,
            "account.renamed",
            Actor(user_id, before),
            Subject("person", str(user_id), kept),
            at,
            {"before": before, "after": kept},
        )


@transaction.atomic
def close_sessions(user_id: int) -> User:
    """End every session of a person; return them, for the view to keep the one that asked."""
    User.objects.filter(pk=user_id).update(session_round=F("session_round") + 1)
    return User.objects.get(pk=user_id)
