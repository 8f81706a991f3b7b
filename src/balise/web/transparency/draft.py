# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What would be published of a dossier today: its public answers, what was found and decided, and nothing internal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Outcome
from balise.core.language import Language
from balise.core.questions import QuestionType
from balise.core.register import (
    OVER,
    PublicAuthority,
    PublicDecision,
    PublicFinding,
    PublicStatus,
    RegisterEntry,
    public_answers,
    public_status,
)
from balise.core.states import ACTS_DONE, State
from balise.loading.questions import shipped_bank
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged, judged
from balise.web.catalogue.queries.names import tool_name
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.records import Instruction
from balise.web.organisations.queries.authorities import authority_slugs
from balise.web.organisations.queries.settings import settings_of
from balise.web.transparency.notice_board import facts_of, missing_in_public, public_address, published_notices
from balise.web.transparency.queries.proofs import proofs_of, shown_since

RETIRED = "retired"
"""The answer to ``project_status`` of a tool that has left the service."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the leading charter says of a dossier on a day, as an entry tells it."""

    charter: str
    charter_title: str
    outcome: Outcome
    findings: tuple[PublicFinding, ...]


def found_of(file: DossierFile, instruction: Instruction, on: date) -> Found:
    """Return what is found of a dossier on a day, as its own page computes it; a sketch may be asked of too."""
    found = judged(file, on)
    framework = found.lead.framework
    return Found(framework.reference, framework.title.fr, found.lead.outcome, tuple(_findings(found, instruction, on)))


def draft_of(
    file: DossierFile, on: date, *, code: str = "", edition: int = 1, since: date | None = None
) -> RegisterEntry:
    """Return the entry that a dossier would make on a day, before anybody has worded it for the public.

    Raises:
        ValueError: the dossier is a sketch, which nobody publishes.
    """
    status = public_status(file.state, file.answers)
    if status is None:
        raise ValueError("A sketch has no public status.")
    instruction = instruction_of(file.id)
    found = found_of(file, instruction, on)
    described = settings_of(file.authority_id)
    slug = authority_slugs([file.authority_id])[file.authority_id]
    tool = "" if file.tool_id is None else tool_name(file.tool_id)
    facts = facts_of(file, url=public_address(code, slug), tool=tool, on=on)
    told, proofs = _status(status, file, instruction), proofs_of(file.id)
    return RegisterEntry(
        id=code,
        edition=edition,
        authority=PublicAuthority(slug, described.name, described.kind, described.siren, described.contact),
        title=file.title,
        summary=str(file.answers.get("summary", "")),
        status=told,
        published_on=on,
        first_published_on=since or on,
        unit=file.unit_name,
        contact=str(file.answers.get("contact", "")) or described.contact,
        in_service_on=_began_on(file, instruction),
        ended_on=next((each.ended_on for each in reversed(instruction.services)), None),
        review_on=None if told in OVER else file.review_on,
        answers=public_answers(file.answers),
        charter=found.charter,
        charter_title=found.charter_title,
        outcome=found.outcome,
        findings=found.findings,
        decision=_decision(instruction),
        notices=published_notices(facts, proofs),
        missing_notices=missing_in_public(file, told, shown_since(proofs), on),
        tool=tool,
        imported_from=file.imported_from,
    )


def _status(status: PublicStatus, file: DossierFile, instruction: Instruction) -> PublicStatus:
    """Return the status, told apart for what is put away: a tool that never served was refused or given up."""
    served = bool(instruction.services) or file.answers.get("project_status") == RETIRED
    if file.state is not State.ARCHIVED or served:
        return status
    return PublicStatus.GIVEN_UP if instruction.decision is None else PublicStatus.REFUSED


def texts_of(entry: RegisterEntry) -> dict[str, str]:
    """Return the answers in sentences, which somebody words for the public before they are read."""
    bank = shipped_bank()
    return {name: str(value) for name, value in entry.answers.items() if bank.by_id[name].type is QuestionType.TEXT}


def emptied(draft: RegisterEntry, worded: RegisterEntry) -> tuple[str, ...]:
    """Return the questions that the dossier answers in sentences, and that were left blank for the public."""
    return tuple(name for name, text in texts_of(draft).items() if text.strip() and name not in worded.answers)


def _began_on(file: DossierFile, instruction: Instruction) -> date | None:
    """Return since when the tool does real work: as its dossier says, or from the day it was put in service."""
    served = (each.started_on for each in instruction.services)
    return _day(file.answers.get("in_service_on")) or min(served, default=None)


def _day(value: AnswerValue | None) -> date | None:
    return value if isinstance(value, date) else None


def _findings(found: Judged, instruction: Instruction, on: date) -> Iterator[PublicFinding]:
    excused = {each.criterion for each in instruction.exceptions if not each.core.has_ended(on)}
    for commitment, result in found.lead.commitments():
        excepted = any(finding.rule.criterion.id in excused for finding in found.lead.findings_of(commitment.id))
        yield PublicFinding(commitment.id, commitment.title.fr, result, excepted)


def _decision(instruction: Instruction) -> PublicDecision | None:
    decision = instruction.decision
    if decision is None:
        return None
    return PublicDecision(ACTS_DONE[decision.act].in_(Language.FRENCH), decision.on, decision.deciding_authority)
