# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Coming in and leaving."""

from datetime import timedelta
from math import ceil
from typing import Any
from urllib.parse import urlencode

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, logout
from django.contrib.auth.views import LoginView
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST

from balise.web.accounts import sign_in_log
from balise.web.accounts.addresses import one_way
from balise.web.accounts.forms import SignInForm
from balise.web.accounts.models import User
from balise.web.accounts.operations.guesses import Guessed, count_guess, pause_of_guesses
from balise.web.accounts.provider import declared, provider, provider_name
from balise.web.accounts.visitors import home_of
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import remember_language
from balise.web.ui.signing_in import page_to_read

PROVIDER_BACKEND = "balise.web.accounts.identity_provider.IdentityProviderBackend"


@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class SignIn(LoginView):
    """The form of local accounts, and the button of the identity provider when there is one."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Return what the page shows."""
        return super().get_context_data(provider=provider_name(), **context)

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        """Return the page to come back to; what nobody can read leads to the authorities, as if nothing were asked."""
        return page_to_read(super().get_redirect_url(*args, **kwargs))

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """Look at the password, unless too many wrong ones came for this account or from this address."""
        pause = pause_of_guesses(self._email(), home_of(request), at=timezone.now())
        if pause is None:
            return super().post(request, *args, **kwargs)
        sign_in_log.refused(request)
        return _in_pause(request, pause.lasts, pause.guessed)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Count a wrong password; one that a pause refused unread is none, or knocking would shut others out."""
        unread = getattr(self.request, "axes_locked_out", False)
        if form.has_error(NON_FIELD_ERRORS, "invalid_login") and not unread:
            count_guess(self._email(), home_of(self.request), at=timezone.now())
        return super().form_invalid(form)

    def _email(self) -> str:
        return one_way(self.request.POST.get("username", ""))

    def form_valid(self, form: Any) -> HttpResponse:
        """Let the person in, under a new session key, in their language."""
        response = super().form_valid(form)
        user = form.get_user()
        if isinstance(user, User) and settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            remember_language(response, user.language)
        return response


sign_in = open_to_anyone(SignIn.as_view())


def locked(request: HttpRequest, _response: HttpResponse | None, _credentials: Any) -> HttpResponse:
    """Say for how long an account is closed to this address, after too many wrong passwords."""
    return _in_pause(request, get_cool_off(request) or timedelta(0), None)


def _in_pause(request: HttpRequest, lasts: timedelta, guessed: Guessed | None) -> HttpResponse:
    told = {"minutes": ceil(lasts.total_seconds() / 60), "guessed": guessed}
    return render(request, "accounts/locked.html", told, status=429)


@open_to_anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here and, when it was opened by the identity provider, there too."""
    opened_there = declared() and request.session.get(BACKEND_SESSION_KEY) == PROVIDER_BACKEND
    id_token = request.session.get("oidc_id_token", "")
    logout(request)
    if not opened_there:
        return redirect(settings.LOGOUT_REDIRECT_URL)
    return render(
        request,
        "accounts/signed_out.html",
        {"provider": provider_name(), "address": _end_of_session(request, id_token)},
    )


def _end_of_session(request: HttpRequest, id_token: str) -> str:
    """Return the address where the provider ends its own session.

    The page that follows goes there by itself. A redirection of the form would be stopped by the content security
    policy, which lets no form leave the site; and the provider may redirect in turn to a place that nobody knows.
    """
    asked = {
        "id_token_hint": id_token,
        "client_id": provider().client_id,
        "post_logout_redirect_uri": request.build_absolute_uri(resolve_url(settings.LOGOUT_REDIRECT_URL)),
        "state": get_random_string(32),
    }
    return f"{provider().end_session_endpoint}?{urlencode(asked)}"
