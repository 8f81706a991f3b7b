# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Recalling the tools that an authority promised to look at again: to those who decide on tools, once a promise.

The decision goes on holding meanwhile, unlike the service of a dossier: a tool of the catalogue is not suspended by the
calendar, and whoever wants a permission to end says until when in its matrix.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.day_words import day_in_words
from balise.web.catalogue.operations.reviews import note_review_due
from balise.web.catalogue.permissions import INSTRUCTORS
from balise.web.catalogue.queries.review import DueReview
from balise.web.governance.letters import Words, about_tool
from balise.web.governance.operations.letters import write_about
from balise.web.organisations.queries import Contact, contacts_of, members_with


def recall_words(due: DueReview) -> Words:
    """Return the letter; for the same tool and day it is the same letter."""
    what = {"name": due.name, "day": day_in_words(due.review_on).fr}
    return Words(
        key=f"tool-review:{due.authority_id}:{due.tool_id}:{due.review_on.isoformat()}",
        subject=_("Outil à revoir – %(name)s") % what,
        sentences=(
            _("La décision sur l’outil « %(name)s » est à revoir : vous aviez prévu le %(day)s.") % what,
            _("Un outil change, son prix et ses conditions aussi. Relisez ses faits, puis décidez de nouveau."),
        ),
    )


@transaction.atomic
def recall(due: DueReview, authority: str, slug: str, *, at: datetime) -> int | None:
    """Note that the day has come and write to those who decide; return how many letters, None when it was done."""
    if not note_review_due(due, at=at):
        return None
    about = about_tool(due.tool_id, due.name, authority, slug)
    return write_about(about, _in_charge(due.authority_id), recall_words(due), at=at)


def _in_charge(authority_id: int) -> tuple[Contact, ...]:
    """Return those who decide on the tools of an authority, each once."""
    return contacts_of(
        authority_id, {each.user_id for role in INSTRUCTORS for each in members_with(authority_id, role)}
    )
