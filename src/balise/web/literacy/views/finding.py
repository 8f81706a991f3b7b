# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The session that an address names, for the views that are about one."""

from django.http import Http404

from balise.web.literacy.queries.sessions import session_of
from balise.web.literacy.records import SessionLine
from balise.web.organisations.members import Member


def session_or_404(member: Member, session_id: int) -> SessionLine:
    """Return a session of the member's authority.

    Raises:
        Http404: it has none of that number.
    """
    found = session_of(member, session_id)
    if found is None:
        raise Http404
    return found
