# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of an act: what it does, what stands in its way, what it asks, then the act itself."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.core.dates import add_months
from balise.core.states import ACTS_DONE, DECISIONS, IN_FAVOUR, IN_SERVICE, Act
from balise.core.workflow_guards import LONGEST_REVIEW_MONTHS
from balise.rendering.answer_words import subject_in_words
from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import address, frame_of
from balise.web.assessments.operations.evidence import may_attach
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.act_words import what_it_does
from balise.web.governance.acts_now import act_now
from balise.web.governance.as_served import judged_for
from balise.web.governance.evidence_gaps import EvidenceGaps, GapsNotAcceptedError, evidence_gaps
from balise.web.governance.forms.acts import ActForm, answers_opinions, rests_on_opinions
from balise.web.governance.forms.discharges import DischargeRows
from balise.web.governance.forms.fields import add_obstacle
from balise.web.governance.forms.reservations import ReservationRows
from balise.web.governance.operations.decisions import RESERVING
from balise.web.governance.operations.perform import perform
from balise.web.governance.permissions import sets_aside_a_decision
from balise.web.governance.queries.assignees import assignable
from balise.web.governance.queries.discharges import without_object
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.queries.to_correct import asked_by_opinions, open_origins, reservation_origins
from balise.web.governance.records import DecisionRecord, Instruction
from balise.web.governance.refusals import ActRefusedError, DecisionUnreadError
from balise.web.governance.review_blocks import unmet_fragment, verdict_fragment
from balise.web.governance.words import decision_words, standing_lines
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

MONTHS_TO_REVIEW = 12
"""Proposed for the next review, which the rules let go up to twice as far."""


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def act_page(request: HttpRequest, member: Member, number: str, act: Act) -> HttpResponse:
    """Show an act of the workflow, and do it."""
    file = dossier_of(member, number)
    instruction = instruction_of(file.id)
    on = timezone.localdate()
    gaps = evidence_gaps(file, on) if act is Act.DEPLOY else None
    data = request.POST if request.method == "POST" else None
    rows = _rows(file, instruction, act, data)
    opinions_in_rows = act in RESERVING
    asked = asked_by_opinions(instruction, on) if not opinions_in_rows and answers_opinions(act, file.state) else ()
    replaced = instruction.decision if sets_aside_a_decision(act, file.state) else None
    form = ActForm(
        act,
        file.state,
        data,
        review=_review(file, on),
        gaps=bool(gaps),
        asked=asked,
        replaces=None if replaced is None else replaced.id,
    )
    status = 200
    if data is not None:
        if _done(member, file, act, form, rows, now=replaced):
            messages.success(request, _("C’est fait : %(done)s.") % {"done": _done_words(act)})
            return redirect("governance:review", authority=member.authority.slug, number=file.number)
        status = 409
    found = judged(file, on)
    opinions = act in DECISIONS or rests_on_opinions(act, file.state)
    context = {
        **frame_of(request, member, file, "review"),
        "now": act_now(act, member, file, instruction, found),
        "does": what_it_does(act, serving=file.state in IN_SERVICE, again=replaced is not None),
        "replaced": replaced,
        "replaced_words": _first_small(decision_words(replaced)),
        "form": form,
        "every_row": rows,
        "rows": rows if opinions_in_rows else None,
        "discharges": None if opinions_in_rows else rows,
        "gaps": gaps,
        "claims": [] if gaps is None else _claims(gaps, file),
        "attach_url": address(member, file, "evidence-add") if gaps and may_attach(member, file) else "",
        "refused": status != 200,  # noqa: PLR2004 - as HTTP says it
        "verdict": verdict_fragment(found.lead, level=3, others=found.others) if act in DECISIONS else "",
        "unmet": unmet_fragment(found) if act in DECISIONS else "",
        "opinions": [{"line": line} for line in standing_lines(instruction, on)] if opinions else [],
    }
    return render(request, "governance/act.html", context, status=status)


def _review(file: DossierFile, on: date) -> date:
    """Return the day to propose for the next review: the one set, else the one typed, when the rules accept it."""
    for day in (file.review_on, file.answers.get("review_date")):
        if isinstance(day, date) and on < day <= add_months(on, LONGEST_REVIEW_MONTHS):
            return day
    return add_months(on, MONTHS_TO_REVIEW)


def _claims(gaps: EvidenceGaps, file: DossierFile) -> list[str]:
    bank, language = bank_of(file.references), current_language()
    return [subject_in_words(question, bank, language) for question in gaps.unsupported]


def _done(
    member: Member,
    file: DossierFile,
    act: Act,
    form: ActForm,
    rows: DischargeRows | None,
    *,
    now: DecisionRecord | None,
) -> bool:
    """Do the act; what stands in the way is written beside the field, or the row, that can remove it.

    ``now`` is the decision that the page shows, if the act takes one back.
    """
    readable = form.is_valid()
    if rows is not None and not rows.is_valid():
        return False
    if not readable:
        return False
    try:
        proposal = form.proposal(rows.proposals(), rows.set_aside(), rows.discharges()) if rows else form.proposal()
        perform(member, file.id, act, proposal, at=timezone.now())
    except ActRefusedError as refusal:
        for obstacle in refusal.obstacles:
            if rows is None or not rows.take(obstacle):
                add_obstacle(form, obstacle)
        return False
    except DecisionUnreadError as refusal:
        form.add_error(None, refusal.sentence)
        if now is not None:
            form.shows(now.id)
        return False
    except RefusedError as refusal:
        form.add_error(_field_of(refusal, form), refusal.sentence)
        return False
    return True


def _field_of(refusal: RefusedError, form: ActForm) -> str | None:
    """Return the field that can remove what was refused, if the form has it."""
    if isinstance(refusal, GapsNotAcceptedError) and "gaps_accepted" in form.fields:
        return "gaps_accepted"
    if "deciding_authority" in form.fields and not form.cleaned_data.get("deciding_authority"):
        return "deciding_authority"
    return None


def _rows(file: DossierFile, instruction: Instruction, act: Act, data: object) -> DischargeRows | None:
    """Return the rows of a decision in favour: what it reserves, or for a plain yes what has lost its object."""
    if act not in IN_FAVOUR:
        return None
    on = timezone.localdate()
    found = judged_for(act, file, instruction, on)
    discharged = without_object(file, instruction, found, on)
    if act not in RESERVING:
        return DischargeRows(open_origins(discharged, found, discharged), data) if discharged else None
    origins = reservation_origins(instruction, found, needed=act is Act.DECIDE_WITH_RESERVATIONS, discharged=discharged)
    serving = file.state in IN_SERVICE
    return ReservationRows(origins, assignable(file), file.owner_id, data, serving=serving)


def _done_words(act: Act) -> str:
    return _first_small(ACTS_DONE[act].in_(current_language()))


def _first_small(words: str) -> str:
    return words[:1].lower() + words[1:]
