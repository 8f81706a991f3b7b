# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notices of a dossier: where people must be told, in which words, and the proof that they are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balise.core.notices import Channel
from balise.web.assessments.frame import frame_of
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.transparency.forms.proofs import ProofForm
from balise.web.transparency.notice_board import board
from balise.web.transparency.operations.proofs import prove, take_back
from balise.web.transparency.permissions import check_may_prove, may_prove
from balise.web.transparency.queries.entries import entry_of_dossier
from balise.web.transparency.queries.proofs import proofs_of
from balise.web.transparency.tabs import NOTICES
from balise.web.ui.refusals import RefusedError


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show what each channel needs, and record where a notice can be seen."""
    file = dossier_of(member, number)
    if request.method == "POST":
        check_may_prove(member, file)
    standing, on = entry_of_dossier(file.id), timezone.localdate()
    code = "" if standing is None else standing.entry.id
    rows = board(file, proofs_of(file.id), code, on)
    form = ProofForm([(row.channel, row.title) for row in rows], request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            prove(member, file.id, Channel(given["channel"]), given["shown_on"], given["seen_at"], at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("La preuve est enregistrée."))
            return redirect("transparency:notices", authority=member.authority.slug, number=file.number)
    required = [row for row in rows if row.required]
    context = {
        **frame_of(request, member, file, NOTICES),
        "rows": rows,
        "form": form,
        "may_prove": may_prove(member, file) and bool(rows),
        "required": len(required),
        "in_place": sum(bool(row.proofs) for row in required),
        "code": code,
    }
    return render(request, "transparency/notices.html", context, status=422 if form.errors else 200)


@for_members()
@require_POST
def remove_proof(request: HttpRequest, member: Member, number: str, proof_id: int) -> HttpResponse:
    """Record that a notice is no longer where it was."""
    file = dossier_of(member, number)
    take_back(member, file.id, proof_id, at=timezone.now())
    messages.success(request, _("La preuve est retirée."))
    return redirect("transparency:notices", authority=member.authority.slug, number=file.number)
