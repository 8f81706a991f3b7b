# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balise.core.roles import ROLE_LABELS
from balise.web.accounts.forms import ProfileForm
from balise.web.accounts.models import User
from balise.web.accounts.operations.profiles import change_profile, close_sessions
from balise.web.accounts.provider import provider_name
from balise.web.accounts.welcome import places_of
from balise.web.ui.access import signed_in
from balise.web.ui.languages import remember_language


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show what the site knows of the person, and let them change their name and language."""
    user = person_of(request)
    form = ProfileForm(
        request.POST if request.method == "POST" else None, initial={"name": user.name, "language": user.language}
    )
    if form.is_valid():
        now = timezone.now()
        change_profile(user.pk, name=form.cleaned_data["name"], language=form.cleaned_data["language"], at=now)
        messages.success(request, _("Vos informations sont enregistrées."), "ok")
        response = redirect("accounts:account")
        remember_language(response, form.cleaned_data["language"])
        return response
    places = [(place, [ROLE_LABELS[role] for role in place.roles]) for place in places_of(user.pk)]
    words = {
        "form": form,
        "person": user,
        "places": places,
        "local": user.has_usable_password(),
        "provider": provider_name() if user.sub else "",
    }
    return render(request, "accounts/account.html", words)


@signed_in
@require_POST
def close_other_sessions(request: HttpRequest) -> HttpResponse:
    """End every session of the person but this one."""
    update_session_auth_hash(request, close_sessions(person_of(request).pk))
    messages.success(request, _("Vos autres sessions sont fermées."), "ok")
    return redirect("accounts:account")


def person_of(request: HttpRequest) -> User:
    """Return whoever is signed in."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the guard of the page has seen to it
    return user
