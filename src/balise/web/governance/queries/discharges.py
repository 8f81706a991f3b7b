# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The reservations that have lost their object: nothing asks for it any more, today or once the tool serves."""

from datetime import date

from balise.core.evaluation import Result
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged
from balise.web.governance.as_served import judged_in_service
from balise.web.governance.queries.corrections import finding_of
from balise.web.governance.records import Instruction, ReservationRecord

_ASKED = frozenset({Result.NOT_SATISFIED, Result.UNKNOWN})


def still_asked(file: DossierFile, instruction: Instruction, judged: Judged, on: date) -> frozenset[str]:
    """Return the criteria of open reservations that are judged and not kept.

    One that does not apply to a project may apply to the service that it leads to: it is looked at there too. What
    says nothing of either, or is kept, is asked no more.
    """
    named = {each.criterion for each in instruction.open_reservations(on) if each.criterion}
    today = {criterion for criterion in named if _is_asked(judged, criterion)}
    if not named - today:
        return frozenset(today)
    serving = judged_in_service(file, instruction, on)
    return frozenset(today | {criterion for criterion in named if _is_asked(serving, criterion)})


def without_object(
    file: DossierFile, instruction: Instruction, judged: Judged, on: date
) -> tuple[ReservationRecord, ...]:
    """Return the open reservations that a decision may declare without object, the most pressing first.

    One that names no criterion says itself what it asks for: nothing shows that it has lost its object, and it is
    lifted by saying what was done.
    """
    named = [each for each in instruction.open_reservations(on) if each.criterion]
    if not named:
        return ()
    asked = still_asked(file, instruction, judged, on)
    return tuple(each for each in named if each.criterion not in asked)


def _is_asked(judged: Judged, criterion: str) -> bool:
    found = finding_of(judged, criterion)
    return found is not None and found.result in _ASKED
