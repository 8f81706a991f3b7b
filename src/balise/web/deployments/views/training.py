# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tokens of those who were trained: handed out, shown once, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balise.web.deployments.forms.training import TokenForm
from balise.web.deployments.operations.training import NewToken, hand_token, revoke_token
from balise.web.deployments.permissions import TRAINERS
from balise.web.deployments.queries.training import tokens_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.refusals import RefusedError


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest, member: Member) -> HttpResponse:
    """Show who holds a token, and hand one out: it is on this page once, and nowhere else."""
    form = TokenForm(member, request.POST if request.method == "POST" else None)
    status, new = (422 if form.errors else 200), None
    if form.is_valid():
        new = _handed(member, form)
        status = 200 if new is not None else 422
        form = form if new is None else TokenForm(member)
    context = {"form": form, "new": new, "tokens": tokens_of(member.authority.id), "nav_current": "authority"}
    return render(request, "deployments/tokens.html", context, status=status)


@for_members(*TRAINERS)
@require_POST
def revoke(request: HttpRequest, member: Member, token_id: int) -> HttpResponse:
    """Have a token count no more."""
    revoke_token(member, token_id, at=timezone.now())
    messages.success(request, _("Le jeton ne compte plus."))
    return redirect("deployments:tokens", authority=member.authority.slug)


def _handed(member: Member, form: TokenForm) -> NewToken | None:
    given = form.cleaned_data
    try:
        return hand_token(member, given["user_id"], given["training"], given["valid_until"], at=timezone.now())
    except RefusedError as refusal:
        form.add_error(None, refusal.sentence)
        return None
