# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Lifting a reservation: what was done, and the answers that it changes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.questions import QuestionsForm
from balise.web.assessments.frame import address, frame_of
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.forms.reservations import LiftForm
from balise.web.governance.operations.reservations import lift as lift_it
from balise.web.governance.permissions import awaits_another, check_in_charge
from balise.web.governance.queries.corrections import correcting_questions
from balise.web.governance.queries.follow_up import criterion_words
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.records import ReservationRecord
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.refusals import RefusedError


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest, member: Member, number: str, reservation_id: int) -> HttpResponse:
    """Say that a reservation is done."""
    file = dossier_of(member, number)
    reservation = instruction_of(file.id).reservation(reservation_id)
    if reservation is None:
        raise Http404
    still = reservation.done_on is None and not reservation.overtaken
    to_another = still and awaits_another(member, file, reservation)
    if reservation.done_on is None and not to_another:
        check_in_charge(member, file, reservation)
    data = request.POST if request.method == "POST" else None
    form, questions = LiftForm(data), _questions(file, reservation, data)
    if data is not None and not (form.errors or questions.errors):
        try:
            lift_it(member, file.id, reservation_id, form.cleaned_data["note"], questions.given(), at=timezone.now())
        except RefusedError as refusal:
            if refusal.status != 409:  # noqa: PLR2004 - as HTTP says it
                raise
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("La réserve est levée."))
            return redirect("governance:review", authority=member.authority.slug, number=file.number)
    context = {
        **frame_of(request, member, file, "review"),
        "reservation": reservation,
        "criterion": criterion_words(reservation.criterion, file.references) if reservation.criterion else "",
        "allowed": still and not to_another,
        "to_another": to_another,
        "comments_url": address(member, file, "comments"),
        "late": reservation.is_overdue(timezone.localdate()),
        "form": form,
        "questions": questions,
    }
    return render(request, "governance/lift.html", context, status=422 if form.errors or questions.errors else 200)


def _questions(file: DossierFile, reservation: ReservationRecord, data: object) -> QuestionsForm:
    bank = bank_of(file.references)
    found = judged(file, timezone.localdate())
    names = correcting_questions(file, found, reservation.criterion) if reservation.criterion else ()
    return QuestionsForm((bank.by_id[name] for name in names), file.answers, data)  # type: ignore[arg-type]
