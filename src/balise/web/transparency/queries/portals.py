# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The authorities that have something to show the public, and whose portal an address belongs to."""

from balise.core.digests import digest_of_text
from balise.web.organisations.members import Place
from balise.web.organisations.queries.authorities import places_of_ids
from balise.web.transparency.codes import as_typed
from balise.web.transparency.models import Entry, PublicQuestion
from balise.web.transparency.queries.in_lists import found_by_the_public


def publishing() -> tuple[Place, ...]:
    """Return the authorities of which the register has an entry, in alphabetical order."""
    ids = Entry.objects.filter(found_by_the_public()).values_list("authority_id", flat=True).distinct()
    return places_of_ids(set(ids))


def authority_of_entry(code: str) -> str | None:
    """Return the slug of the authority whose entry bears a code, None when no entry ever bore it."""
    return Entry.objects.filter(code=as_typed(code)).values_list("authority__slug", flat=True).first()


def authority_of_answer(private: str) -> str | None:
    """Return the slug of the authority that answers at a private address, None when it is nobody's."""
    rows = PublicQuestion.objects.filter(key=digest_of_text(private))
    return rows.values_list("entry__authority__slug", flat=True).first()
