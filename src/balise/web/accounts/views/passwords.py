# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Changing a password, and choosing another when it is forgotten."""

from datetime import timedelta
from math import ceil
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from balise.web.accounts.forms import AddressForm, ChangePasswordForm, NewPasswordForm
from balise.web.accounts.operations.attempts import attempt
from balise.web.accounts.operations.current_password import (
    count_wrong_current,
    forget_wrong_current,
    pause_of_changes,
)
from balise.web.accounts.operations.passwords import forgive_failures, send_password_reset
from balise.web.accounts.provider import provider_name
from balise.web.accounts.reset_links import reset_links
from balise.web.accounts.views.account import person_of
from balise.web.accounts.visitors import home_of
from balise.web.ui.access import open_to_anyone, signed_in
from balise.web.ui.refusals import RefusedError

REQUESTS_PER_HOUR = 30
"""How many links one network address may ask for within an hour: a whole town hall may share one."""


class ChangePassword(PasswordChangeView):
    """A new password by somebody who knows the old one; every other session of theirs ends."""

    template_name = "accounts/password_change.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("accounts:account")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever has no password to change."""
        if not person_of(request).has_usable_password():
            raise RefusedError(
                _("Votre compte n’a pas de mot de passe : vous vous connectez avec %(provider)s.")
                % {"provider": provider_name()}
            )
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """Look at the password of today, unless too many wrong ones were given."""
        lasts = pause_of_changes(person_of(request).pk, at=timezone.now())
        if lasts is not None:
            raise RefusedError(_paused(lasts), status=429)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Count a wrong password; one forgotten, or a new one that does not do, is none."""
        if form.has_error("old_password", "password_incorrect"):
            count_wrong_current(person_of(self.request).pk, at=timezone.now())
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        """Say what happened to the other sessions."""
        forget_wrong_current(person_of(self.request).pk)
        messages.success(
            self.request, _("Votre mot de passe est changé. Vos sessions ouvertes ailleurs sont fermées."), "ok"
        )
        return super().form_valid(form)


class ChoosePassword(PasswordResetConfirmView):
    """A new password by somebody who received the link."""

    template_name = "accounts/password_choice.html"
    form_class = NewPasswordForm
    token_generator = reset_links
    success_url = reverse_lazy("accounts:sign-in")

    def render_to_response(self, context: dict[str, Any], **response: Any) -> HttpResponse:
        """Show the page; a link that was used or is too old is gone, as an invitation is."""
        return super().render_to_response(context, **{"status": 200 if context["validlink"] else 410} | response)

    def form_valid(self, form: Any) -> HttpResponse:
        """Open the door that wrong passwords may have closed."""
        response = super().form_valid(form)
        forgive_failures(form.user)
        messages.success(self.request, _("Votre mot de passe est choisi. Connectez-vous."), "ok")
        return response


def _paused(lasts: timedelta) -> str:
    minutes = ceil(lasts.total_seconds() / 60)
    return ngettext(
        "Le mot de passe actuel a été mal donné trop de fois. Attendez une minute, puis recommencez : d’ici là, même "
        "le bon est refusé. Si vous l’avez oublié, déconnectez-vous et demandez-en un autre par « Mot de passe "
        "oublié ».",
        "Le mot de passe actuel a été mal donné trop de fois. Attendez %(minutes)d minutes, puis recommencez : d’ici "
        "là, même le bon est refusé. Si vous l’avez oublié, déconnectez-vous et demandez-en un autre par « Mot de "
        "passe oublié ».",
        minutes,
    ) % {"minutes": minutes}


_FORM = require_http_methods(["GET", "HEAD", "POST"])

change_password = signed_in(_FORM(ChangePassword.as_view()))
choose_password = open_to_anyone(_FORM(ChoosePassword.as_view()))


@open_to_anyone
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Send a link to whoever forgot their password. The answer is the same whether the account exists or not."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "accounts/password_forgotten.html", {"form": form})
    now = timezone.now()
    if not attempt("password-request", home_of(request), limit=REQUESTS_PER_HOUR, at=now):
        raise RefusedError(
            _("Trop de liens ont été demandés depuis votre réseau. Recommencez dans une heure."), status=429
        )
    send_password_reset(form.cleaned_data["email"], at=now)
    return redirect("accounts:password-sent")


@open_to_anyone
@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """Say where to look for the link."""
    return render(request, "accounts/password_sent.html")
