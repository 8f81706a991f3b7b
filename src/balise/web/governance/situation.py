# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Rows to the ``Situation`` that the rules of the workflow look at; nothing is decided here."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from balise.core.dates import add_months
from balise.core.evaluation import Evaluation, Result
from balise.core.frameworks import Strength
from balise.core.opinions import ASKED_ABOUT, SPEAK_FOR_THEMSELVES, OpinionBody
from balise.core.questions import YES
from balise.core.reservations import Discharge, Reservation
from balise.core.situation import Dropped, ExitPlan, Situation
from balise.core.states import ACCEPTING, DECIDED_IN_FAVOUR, DECISIONS, IN_SERVICE, Act, State
from balise.core.triage import SERVING_STATUSES
from balise.web.assessments.files import DossierFile
from balise.web.assessments.permissions import carries
from balise.web.assessments.queries.verdicts import Judged, judged, judged_as_kept
from balise.web.governance.as_served import is_foreseen, judged_in_service, judged_to_come, judgements_of
from balise.web.governance.contributions import missing_notices_of
from balise.web.governance.proposals import Proposal
from balise.web.governance.queries.corrections import BY_ACTS, Turn, side_effects
from balise.web.governance.queries.discharges import still_asked
from balise.web.governance.records import Instruction
from balise.web.organisations.members import Member

DRILL_MONTHS = 12
"""Leaving a tool is tried again every year: the charters that ask for a drill ask for a recent one."""

_BY_ACTS_ONCE_DECIDED = BY_ACTS | {"review_date", "register_published"}
"""What acts alone answer once a dossier is decided: its changes are theirs, not corrections."""

_MAY_SERVE_NEXT = ACCEPTING | {State.SUSPENDED, State.UNDER_REASSESSMENT}
"""The states from which an act puts a tool in service, or leaves it there."""

_COUNTING = frozenset({Strength.BLOCKING, Strength.CORRECTABLE})
_SERVED = frozenset({"in_service", "suspended", "retired"})


def situation_of(
    file: DossierFile,
    instruction: Instruction,
    judged: Judged,
    on: date,
    *,
    member: Member | None = None,
    act: Act | None = None,
    proposal: Proposal | None = None,
) -> Situation:
    """Return the situation of a dossier as the person about to act finds it; nobody, when the system looks."""
    proposed = proposal or Proposal()
    review = _review(file, proposed)
    fixed = proposed.review_date if proposed.begun else None
    today = judged_to_come(file, judged, on, fixed)
    gone = since_the_decision(file, instruction)
    foreseen = is_foreseen(act, file.state, instruction)
    served = judged_in_service(file, instruction, on, act=act, review=review) if foreseen else None
    asked = still_asked(file, instruction, today, on) if proposed.discharges else frozenset()
    found = Situation(
        on=on,
        judgements=judgements_of(today, served, instruction),
        exceptions=tuple(record.core for record in instruction.exceptions),
        reservations=tuple(_reservations(instruction, proposed, on, asked)),
        opinions=instruction.opinions_to_weigh(),
        required_opinions=required_opinions(judged.all),
        motive=proposed.motive,
        experiment_ends_on=_experiment_end(instruction, act, proposed),
        review_date=review,
        exit_plan=_exit_plan(file, proposed),
        evidence_ends={each.id: each.expires_on for each in file.evidence if each.expires_on is not None},
        exit_drill_due_on=_drill_due(file),
        actor_is_owner=member is not None and carries(member, file),
        single_handed=member is not None and member.authority.single_handed,
        was_in_service=was_in_service(file, instruction),
        use_goes_on=use_goes_on(file),
        heard_from_actor=_heard_from(member, instruction),
        set_aside=frozenset(proposed.set_aside),
        dropped=gone.dropped,
        required_then=gone.required_then,
    )
    return replace(found, missing_notices=_missing_notices(file, found))


def _missing_notices(file: DossierFile, situation: Situation) -> int:
    """Return how many required notices are neither in place nor given time.

    A reservation of any criterion that asks for a notice asks for that notice, and is followed to its day. An
    exception excuses from a criterion alone: all that ask for the notice have to be covered. Nothing is counted where
    no act leads to a service.
    """
    if file.state not in _MAY_SERVE_NEXT:
        return 0
    reserved = {reservation.criterion for reservation in situation.open_reservations()}
    excused = {exception.criterion for exception in situation.exceptions if situation.covers(exception)}
    missing = missing_notices_of(file, situation.on)
    return sum(not criteria & reserved and not criteria <= excused for criteria in missing)


def required_opinions(evaluations: Collection[Evaluation]) -> tuple[OpinionBody, ...]:
    """Return the bodies without whom the frameworks do not let a decision be taken.

    A body is required when a criterion that applies, and counts, looks at its opinion. Whether the staff committee must
    be heard can be reasoned otherwise, so it is required only while that criterion is not kept.
    """
    return tuple(
        body
        for body, question in ASKED_ABOUT.items()
        if any(_asks(evaluation, question, always=body in SPEAK_FOR_THEMSELVES) for evaluation in evaluations)
    )


def _asks(evaluation: Evaluation, question: str, *, always: bool) -> bool:
    unsettled = {Result.NOT_SATISFIED, Result.UNKNOWN}
    looked_at = unsettled | {Result.SATISFIED} if always else unsettled
    return any(
        finding.result in looked_at
        and finding.rule.strength in _COUNTING
        and question in finding.rule.criterion.expects.questions()
        for finding in evaluation.findings
    )


@dataclass(frozen=True, slots=True)
class SinceTheDecision:
    """What corrections have taken away of what the decision that stands looked at."""

    dropped: tuple[Dropped, ...] = ()
    required_then: tuple[OpinionBody, ...] = ()


def since_the_decision(file: DossierFile, instruction: Instruction) -> SinceTheDecision:
    """Compare the answers kept with the decision that stands to those of today, by the rules of the same day.

    Only what people type counts: a state that changed, a review or an opinion that came are no correction, and the law
    of another day is none either.
    """
    decision = instruction.decision
    if decision is None or file.state not in DECIDED_IN_FAVOUR:
        return SinceTheDecision()
    then = judged_as_kept(file, decision.on, decision.judged_on)
    told = then.lead.dossier.answers
    same = {name: told[name] for name in _BY_ACTS_ONCE_DECIDED if name in told}
    typed = {name: value for name, value in file.answers.items() if name not in _BY_ACTS_ONCE_DECIDED} | same
    if typed == told:
        return SinceTheDecision()
    dropped = tuple(
        Dropped(effect.finding.rule.criterion.id, effect.finding.rule.criterion.title)
        for effect in side_effects(then, judged(file, decision.on, typed), "")
        if effect.turn is Turn.DROPPED
    )
    return SinceTheDecision(dropped, required_opinions(then.all) if dropped else ())


def was_in_service(file: DossierFile, instruction: Instruction) -> bool:
    """Tell whether the tool has ever served: under this dossier, or before it was declared."""
    return bool(instruction.services) or file.own_answers.get("project_status") in _SERVED


def use_goes_on(file: DossierFile) -> bool:
    """Tell whether the tool is in use, as the answers say: nobody has stopped it by refusing or closing a dossier."""
    return file.answers.get("project_status") in SERVING_STATUSES


def project_status(state: State, file: DossierFile, instruction: Instruction) -> str | None:
    """Return what a state says of the project, or None where only its owner knows.

    A dossier filed for a tool that already serves does not stop serving because it is being read, nor because it is
    refused or put away: only an exit, executed, says that the tool is retired.
    """
    if state in IN_SERVICE:
        return "pilot" if instruction.experiment_ends_on is not None else "in_service"
    if state is State.SUSPENDED:
        return "suspended"
    if state is State.WITHDRAWN:
        return "retired"
    if state is State.ARCHIVED:
        return "retired" if file.state is State.WITHDRAWN else None
    if state in {State.IDEA, State.DECLARED, State.DRAFT, State.REFUSED, State.CLOSED}:
        return None
    return None if file.own_answers.get("project_status") in {*_SERVED, "pilot"} else "development"


def _reservations(
    instruction: Instruction, proposal: Proposal, on: date, asked: Collection[str]
) -> Iterator[Reservation]:
    replaced = {each.replaces for each in proposal.reservations}
    discharged = {each.reservation: each for each in proposal.discharges}
    for record in instruction.binding_reservations():
        if record.id in replaced:
            continue
        said = discharged.get(record.id)
        if said is None or record.done_on is not None:
            yield record.core
        else:
            yield replace(record.core, done_on=on, discharge=Discharge(said.motive, record.criterion in asked))
    for rank, proposed in enumerate(proposal.reservations, 1):
        yield proposed.core(rank)


def _heard_from(member: Member | None, instruction: Instruction) -> tuple[OpinionBody, ...]:
    """Return the bodies for which the person answered: what they decide then rests on what they said themselves."""
    if member is None:
        return ()
    given = {each.body for each in instruction.opinions if each.given_by_id == member.user_id}
    return tuple(body for body in OpinionBody if body in given)


def _experiment_end(instruction: Instruction, act: Act | None, proposal: Proposal) -> date | None:
    if act in DECISIONS:
        return proposal.experiment_ends_on if act is Act.DECIDE_EXPERIMENT else None
    return instruction.experiment_ends_on


def _review(file: DossierFile, proposal: Proposal) -> date | None:
    if proposal.begun and proposal.review_date is not None:
        return proposal.review_date
    typed = file.answers.get("review_date")
    return file.review_on or (typed if isinstance(typed, date) else None)


def _exit_plan(file: DossierFile, proposal: Proposal) -> ExitPlan | None:
    if proposal.exit_on is not None or proposal.data_fate is not None:
        return ExitPlan(proposal.exit_on, proposal.data_fate, proposal.note)
    return ExitPlan() if file.answers.get("exit_plan") == YES else None


def _drill_due(file: DossierFile) -> date | None:
    done = file.answers.get("exit_drill_on")
    return add_months(done, DRILL_MONTHS) if isinstance(done, date) and file.state in IN_SERVICE else None
