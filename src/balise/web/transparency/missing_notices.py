# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The required notices of a dossier that are not in place, as the workflow asks before a tool serves."""

from datetime import date

from balise.core.notices import Need, NoticeNeed
from balise.web.assessments.files import DossierFile
from balise.web.transparency.notice_board import needs_of
from balise.web.transparency.queries.proofs import channels_shown


def missing_notices(file: DossierFile, on: date) -> tuple[frozenset[str], ...]:
    """Return each notice that lacks a proof, as the criteria that ask for it: two queries."""
    required = [need for need in needs_of(file, on) if need.need is Need.REQUIRED]
    if not required:
        return ()
    shown = channels_shown([file.id]).get(file.id, frozenset())
    return tuple(_criteria(need) for need in required if need.channel not in shown)


def _criteria(need: NoticeNeed) -> frozenset[str]:
    return frozenset(
        ground.rule.criterion.id for ground in need.grounds if ground.rule is not None and ground.need is Need.REQUIRED
    )
