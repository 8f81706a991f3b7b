# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a person changes of their own account."""

from django.db import transaction
from django.db.models import F

from balise.web.accounts.models import User


def change_profile(user_id: int, *, name: str, language: str) -> None:
    """Keep the name and the language that a person chose. The journal keeps the names of its day."""
    User.objects.filter(pk=user_id).update(name=name, language=language)


@transaction.atomic
def close_sessions(user_id: int) -> User:
    """End every session of a person; return them, for the view to keep the one that asked."""
    User.objects.filter(pk=user_id).update(session_round=F("session_round") + 1)
    return User.objects.get(pk=user_id)
