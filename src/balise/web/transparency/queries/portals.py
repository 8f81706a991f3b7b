# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The authorities whose portals are open, what their registers show, and whose portal an address belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from balise.core.digests import digest_of_text
from balise.web.organisations.members import Place
from balise.web.organisations.queries.authorities import every_place, territories
from balise.web.transparency.models import Entry, PublicQuestion
from balise.web.transparency.queries.in_lists import found_by_the_public
from balise.web.transparency.queries.portal_settings import closed_portals
from balise.web.transparency.queries.register import SERVING
from balise.web.ui.public_codes import as_typed


def open_places() -> tuple[Place, ...]:
    """Return the authorities whose portals are open, in alphabetical order.

    One that has published no entry yet is among them: its charter, its guide and its questions are there to be read.
    """
    closed = closed_portals()
    return tuple(place for place in every_place() if place.id not in closed)


NOTHING = (0, 0)
"""Neither an entry nor a use that people meet: the portal is open, the register is still empty."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the register of one authority shows, without those below it, then with them."""

    entries: int
    serving: int
    """The entries whose use people meet today."""
    entries_around: int = 0
    """The entries that its portal shows, those of the authorities below it added up."""
    serving_around: int = 0


def shown_by(authority_ids: Iterable[int]) -> dict[int, Shown]:
    """Return what the register of each of these authorities shows the public; it may be nothing yet."""
    serving = Count("pk", filter=Q(status__in=[status.value for status in SERVING]))
    rows = Entry.objects.filter(found_by_the_public()).order_by().values_list("authority_id")
    counted = rows.annotate(entries=Count("pk"), serving=serving)
    own = {authority_id: (entries, in_use) for authority_id, entries, in_use in counted}
    return {
        authority_id: Shown(*own.get(authority_id, NOTHING), *_added_up(own.get(each, NOTHING) for each in territory))
        for authority_id, territory in territories(authority_ids).items()
    }


def _added_up(figures: Iterable[tuple[int, int]]) -> tuple[int, int]:
    entries, serving = zip(*figures, strict=True)
    return sum(entries), sum(serving)


def authority_of_entry(code: str) -> str | None:
    """Return the slug of the authority whose entry bears a code, None when no entry ever bore it."""
    return Entry.objects.filter(code=as_typed(code)).values_list("authority__slug", flat=True).first()


def authority_of_answer(private: str) -> str | None:
    """Return the slug of the authority that answers at a private address, None when it is nobody's."""
    rows = PublicQuestion.objects.filter(key=digest_of_text(private))
    return rows.values_list("entry__authority__slug", flat=True).first()
