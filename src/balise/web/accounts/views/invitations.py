# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Accepting an invitation."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balise.core.roles import ROLE_LABELS
from balise.web.accounts.forms import JoinForm
from balise.web.accounts.operations.acceptance import accept, open_account
from balise.web.accounts.operations.attempts import attempt
from balise.web.accounts.provider import provider_name
from balise.web.accounts.queries import Invited, invitation_of, known_account
from balise.web.accounts.views.account import person_of
from balise.web.accounts.visitors import home_of
from balise.web.ui.access import open_to_anyone
from balise.web.ui.refusals import RefusedError

UNKNOWN_LINKS_PER_HOUR = 30
"""How many links that nobody sent one network address may try within an hour."""

LOCAL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@open_to_anyone
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites, where and as what; let the person in, with the account they have or a new one."""
    invited = _invited(request, token)
    if invited is None or not invited.is_open(timezone.now()):
        return render(request, "accounts/invitation_closed.html", {"invitation": invited}, status=410)
    if request.user.is_authenticated:
        return _with_this_account(request, invited, token)
    account = known_account(invited.email)
    if account is not None:
        return _page(request, invited, token, "accounts/invitation_known.html", local=account.local)
    return _with_a_new_account(request, invited, token)


def _invited(request: HttpRequest, token: str) -> Invited | None:
    found = invitation_of(token)
    if found is None and not attempt("invitation", home_of(request), limit=UNKNOWN_LINKS_PER_HOUR, at=timezone.now()):
        raise RefusedError(
            _("Trop de liens inconnus ont été ouverts depuis votre réseau. Recommencez dans une heure."), status=429
        )
    return found


def _with_this_account(request: HttpRequest, invited: Invited, token: str) -> HttpResponse:
    user = person_of(request)
    if request.method == "POST":
        accept(token, user.pk, at=timezone.now())
        return _welcomed(request, invited)
    own = user.email == invited.email
    return _page(request, invited, token, "accounts/invitation_signed_in.html", own=own)


def _with_a_new_account(request: HttpRequest, invited: Invited, token: str) -> HttpResponse:
    given = request.POST if request.method == "POST" else None
    form = JoinForm(given, initial={"name": invited.name}, email=invited.email)
    if not form.is_valid():
        return _page(request, invited, token, "accounts/invitation.html", form=form)
    user = open_account(
        token, name=form.cleaned_data["name"], password=form.cleaned_data["password"], at=timezone.now()
    )
    login(request, user, backend=LOCAL_BACKEND)
    return _welcomed(request, invited)


def _welcomed(request: HttpRequest, invited: Invited) -> HttpResponse:
    messages.success(
        request, _("Bienvenue : vous êtes membre de %(authority)s.") % {"authority": invited.authority_name}, "ok"
    )
    return redirect("organisations:authorities")


def _page(request: HttpRequest, invited: Invited, token: str, template: str, **more: object) -> HttpResponse:
    words = {
        "invitation": invited,
        "roles": [ROLE_LABELS[role] for role in invited.roles],
        "provider": provider_name(),
        "token": token,
        **more,
    }
    return render(request, template, words)
