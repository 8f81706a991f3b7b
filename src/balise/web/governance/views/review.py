# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of whoever reviews a dossier: everything that a decision asks, on one page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.core.day_words import day_in_words
from balise.core.opinions import OF_BODY, OpinionBody, opinions_awaited
from balise.core.questions import QuestionBank
from balise.core.situation import Judgement
from balise.core.states import ACTS_DONE, State
from balise.rendering.answer_words import subject_in_words
from balise.rendering.typography import OR, capitalised, joined
from balise.rendering.vocabulary import word
from balise.web.assessments.addressees import addressee_of
from balise.web.assessments.expected_evidence import unsupported_claims
from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import address, frame_of
from balise.web.assessments.queries.comments import comments_on
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.verdicts import Judged, judged
from balise.web.governance.acts_now import Buttons, acts_of, missing_answers
from balise.web.governance.fates import FATE_LABELS
from balise.web.governance.going_on import going_on
from balise.web.governance.once_served import once_served
from balise.web.governance.panels import adverse_lines
from balise.web.governance.permissions import may_give, may_grant_exceptions, may_lift, may_request_opinions
from balise.web.governance.queries.follow_up import criterion_words
from balise.web.governance.queries.instruction import exit_of, instruction_of
from balise.web.governance.queries.revocations import revocation_motives
from balise.web.governance.queries.suspensions import uncovered_of
from balise.web.governance.records import Instruction
from balise.web.governance.review_blocks import findings_fragment, others_fragment, verdict_fragment
from balise.web.governance.situation import required_opinions
from balise.web.governance.spent_exceptions import no_longer_needed
from balise.web.governance.words import standing_lines
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language

LAST_COMMENTS = 5


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that a finding waits for, and who usually knows it."""

    subject: str
    known_by: str
    url: str


@for_members()
@require_safe
def review(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show all that a decision asks: what was found, what is missing, awaited, reserved, late, and possible now."""
    file = dossier_of(member, number)
    on = timezone.localdate()
    instruction = instruction_of(file.id)
    found = judged(file, on)
    bank, language = bank_of(file.references), current_language()
    said = [comment for comment in comments_on(file.id) if not comment.withdrawn]
    addressee = addressee_of(member, file)
    left = exit_of(file.id) if file.state in {State.WITHDRAWN, State.ARCHIVED} else None
    context = {
        **frame_of(request, member, file, "review", comments=len(said)),
        "buttons": Buttons.of(acts_of(member, file, instruction, found)),
        "going_on": going_on(member, file),
        "verdict": verdict_fragment(found.lead, others=found.others),
        "once_served": once_served(file, instruction, found),
        "findings": findings_fragment(found.lead, addressee),
        "others": others_fragment(found, addressee),
        "late": _late(file, instruction, on),
        "missing": _missing(member, file, found, bank),
        "opinions_missing": _opinions_missing(found),
        "expired": [piece for piece in file.evidence if piece.expired(on)],
        "pieces": file.evidence,
        "claims": [capitalised(subject_in_words(name, bank, language)) for name in unsupported_claims(file)],
        "evidence_url": address(member, file, "evidence"),
        "comments": said[-LAST_COMMENTS:],
        "comments_url": address(member, file, "comments"),
        **_opinions(member, file, instruction, found),
        **_conditions(member, file, instruction, found),
        "decisions": [(each, ACTS_DONE[each.act].in_(language)) for each in reversed(instruction.decisions)],
        "services": tuple(reversed(instruction.services)),
        "left": left,
        "fate": "" if left is None else FATE_LABELS[left.data_fate].in_(language),
    }
    return render(request, "governance/review.html", context)


def _opinions(member: Member, file: DossierFile, instruction: Instruction, found: Judged) -> dict[str, Any]:
    language = current_language()
    asked = {opinion.body for opinion in instruction.opinions}
    return {
        "opinions": [
            {
                "line": line,
                "give_id": (line.again or line.record).id,
                "to_give": (line.again or line.record).pending and may_give(member, file, line.record.body),
            }
            for line in standing_lines(instruction, found.lead.on)
        ],
        "not_asked": [OF_BODY[body].in_(language) for body in required_opinions(found.all) if body not in asked],
        "may_request": may_request_opinions(member, file),
        "left_to_ask": joined([OF_BODY[body].in_(language) for body in OpinionBody if body not in asked], OR, language),
    }


def _conditions(member: Member, file: DossierFile, instruction: Instruction, found: Judged) -> dict[str, Any]:
    on = found.lead.on
    judgements = [Judgement.of(evaluation) for evaluation in found.all]
    motives = revocation_motives(file, instruction.exceptions)
    idle = no_longer_needed(file, instruction, found)
    return {
        "reservations": [
            {
                "record": each,
                "overdue": each.is_overdue(on),
                "open": each.is_open(on),
                "may_lift": each.is_open(on) and may_lift(member, file, each),
            }
            for each in instruction.reservations
        ],
        "covered": [
            each
            for each in instruction.exceptions
            if not each.core.has_ended(on) and any(each.criterion in unmet.blocking_unmet for unmet in judgements)
        ],
        "exceptions": [
            {
                "record": each,
                "criterion": criterion_words(each.criterion, file.references),
                "ended": each.core.has_ended(on),
                "spent": each.id in idle,
                "motive": motives.get(each.id, ""),
            }
            for each in instruction.exceptions
        ],
        "may_grant": may_grant_exceptions(member, file),
    }


def _opinions_missing(found: Judged) -> str:
    """Return how many opinions are awaited when nothing else is missing: nobody has an answer to go and find."""
    awaited = opinions_awaited(missing_answers(found))
    return "" if awaited is None else awaited.in_(current_language())


def _missing(member: Member, file: DossierFile, found: Judged, bank: QuestionBank) -> list[Missing]:
    """Return the answers that findings of any framework wait for, each once, in the order of the form."""
    language = current_language()
    questions = sorted(
        (bank.by_id[name] for name in missing_answers(found)), key=lambda question: bank.rank[question.id]
    )
    return [
        Missing(
            capitalised(question.short.in_(language)),
            joined([word(knower, language) for knower in question.known_by], OR, language),
            address(member, file, "check"),
        )
        for question in questions
    ]


def _late(file: DossierFile, instruction: Instruction, on: date) -> list[str]:
    language = current_language()
    late = [f"{words}." for words in adverse_lines(file, instruction, on)]
    late += [
        _("L’avis %(body)s était attendu le %(day)s.")
        % {"body": OF_BODY[each.body].in_(language), "day": day_in_words(each.deadline).in_(language)}
        for each in instruction.latest_opinions()
        if each.pending and each.deadline < on
    ]
    late += [
        _("La réserve « %(text)s » devait être levée le %(day)s.")
        % {"text": each.text, "day": day_in_words(each.due_on).in_(language)}
        for each in instruction.reservations
        if each.is_overdue(on)
    ]
    late += [f"{each.words}." for each in uncovered_of(file, instruction.exceptions, on)]
    if file.review_on is not None and file.review_on < on:
        late.append(_("La revue était prévue le %(day)s.") % {"day": day_in_words(file.review_on).in_(language)})
    return late
