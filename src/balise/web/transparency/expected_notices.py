# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words in which the notice of a published use may be found in a page, in each of its forms."""

from dataclasses import dataclass
from datetime import date

from balise.core.notice_check import Expected, expected_from
from balise.core.notice_forms import every_form
from balise.core.notices import Need
from balise.web.assessments.queries.dossiers import file_of
from balise.web.catalogue.queries.names import tool_name
from balise.web.organisations.queries.authorities import authority_slugs
from balise.web.transparency.notice_board import facts_of, needs_of, public_address
from balise.web.transparency.queries.entries import dossier_behind


@dataclass(frozen=True, slots=True)
class ExpectedNotices:
    """What would do on a page, and where it has to lead."""

    expected: tuple[Expected, ...]
    url: str


def expected_of(code: str, on: date) -> ExpectedNotices | None:
    """Return the notices of an entry by its code; None when there is no such entry.

    The day of a notice is left out: a page that was written last month bears its own.
    """
    dossier_id = dossier_behind(code)
    if dossier_id is None:
        return None
    file = file_of(dossier_id)
    url = public_address(code, authority_slugs([file.authority_id])[file.authority_id])
    facts = facts_of(file, url=url, tool="" if file.tool_id is None else tool_name(file.tool_id), on=None)
    channels = [need.channel for need in needs_of(file, on) if need.need is not Need.NOT_NEEDED]
    return ExpectedNotices(expected_from(every_form(channels, facts)), url)
