# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The opinions of a dossier: what was answered, what is awaited; asking for one, giving one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balise.core.opinions import OF_BODY, OpinionValue
from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import frame_of
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.awaited_opinions import only_opinions_missing
from balise.web.governance.forms.opinions import OpinionForm, RequestForm
from balise.web.governance.operations.opinions import give_opinion, request_opinions, withdraw_request
from balise.web.governance.permissions import check_may_give, may_give, may_request_opinions
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.records import Instruction
from balise.web.governance.review_blocks import verdict_fragment
from balise.web.governance.situation import required_opinions
from balise.web.governance.words import opinion_lines
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def opinions(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show the opinions, and let a reviewer ask for others."""
    file = dossier_of(member, number)
    instruction = instruction_of(file.id)
    on = timezone.localdate()
    form = _request_form(request, member, file, instruction)
    if form is not None and form.is_valid():
        try:
            request_opinions(
                member,
                file.id,
                form.chosen(),
                form.cleaned_data["deadline"],
                form.cleaned_data["message"],
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("Les avis sont demandés. Les personnes concernées sont prévenues par courriel.")
            )
            return redirect("governance:opinions", authority=member.authority.slug, number=file.number)
    if form is None and request.method == "POST":
        # Whoever sends a form that they were not shown is told why: the operation says it.
        request_opinions(member, file.id, [], on, "", at=timezone.now())
    context = {
        **frame_of(request, member, file, "review"),
        "lines": [
            {
                "line": line,
                "give_id": line.record.id,
                "to_give": line.record.pending and may_give(member, file, line.record.body),
            }
            for line in opinion_lines(instruction.opinions, on)
        ],
        "may_request": may_request_opinions(member, file),
        "form": form,
        "asking": _asking(form, instruction),
    }
    return render(request, "governance/opinions.html", context, status=422 if form is not None and form.errors else 200)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, member: Member, number: str, opinion_id: int) -> HttpResponse:
    """Give an opinion, the verdict before one's eyes."""
    file = dossier_of(member, number)
    instruction = instruction_of(file.id)
    opinion = instruction.opinion(opinion_id)
    if opinion is None:
        raise Http404
    if opinion.pending:
        check_may_give(member, file, opinion.body)
    form = OpinionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        give_opinion(
            member,
            file.id,
            opinion_id,
            OpinionValue(given["value"]),
            given["text"],
            given["reservations"],
            at=timezone.now(),
        )
        messages.success(request, _("Votre avis est rendu. Il compte désormais comme une réponse du dossier."))
        return redirect("governance:review", authority=member.authority.slug, number=file.number)
    found = judged(file, timezone.localdate())
    awaiting = only_opinions_missing(found.lead, instruction, opinion.body) if opinion.pending else ""
    context = {
        **frame_of(request, member, file, "review"),
        "line": opinion_lines([opinion], timezone.localdate())[0],
        "of_body": OF_BODY[opinion.body].in_(current_language()),
        "allowed": opinion.pending,
        "form": form,
        "verdict": verdict_fragment(found.lead, level=3, awaiting=awaiting, others=found.others),
    }
    return render(request, "governance/give_opinion.html", context, status=422 if form.errors else 200)


@for_members()
@require_POST
def withdraw(request: HttpRequest, member: Member, number: str, opinion_id: int) -> HttpResponse:
    """Take back a request."""
    file = dossier_of(member, number)
    withdraw_request(member, file.id, opinion_id, at=timezone.now())
    messages.success(request, _("La demande est retirée."))
    return redirect("governance:opinions", authority=member.authority.slug, number=file.number)


def _asking(form: RequestForm | None, instruction: Instruction) -> str:
    """Return what the form is for: a first opinion, another, one to ask again; nothing when all are awaited."""
    if form is None or not (form.bodies_left or form.errors):
        return ""
    asked = {each.body for each in instruction.opinions}
    if not asked:
        return _("Demander un avis")
    if asked.issuperset(form.bodies_left):
        return _("Demander de nouveau un avis")
    return _("Demander un autre avis")


def _request_form(
    request: HttpRequest, member: Member, file: DossierFile, instruction: Instruction
) -> RequestForm | None:
    if not may_request_opinions(member, file):
        return None
    on = timezone.localdate()
    awaited = {
        each.body for each in instruction.opinions if each.pending and each.deadline >= on and each.core.gave_time
    }
    given = {each.body for each in instruction.opinions if not each.pending}
    required = [body for body in required_opinions(judged(file, on).all) if body not in given]
    return RequestForm(on, required, awaited, given, request.POST if request.method == "POST" else None)
