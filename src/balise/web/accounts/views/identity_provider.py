# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Going to the identity provider, and coming back from it."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

import requests
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from balise.web.accounts.identity_provider import INVITATION, UnreliableAnswerError
from balise.web.accounts.provider import declared, provider, provider_name
from balise.web.accounts.tokens import digest_of
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import remember_language
from balise.web.ui.refusals import RefusedError
from balise.web.ui.signing_in import page_to_read

logger = logging.getLogger(__name__)

STATES = "oidc_states"
RETURN_PAGE = "oidc_login_next"
"""Where the library keeps, in the session, the page to come back to."""


class ToProvider(OIDCAuthenticationRequestView):  # type: ignore[misc] # the library has no type
    """Sends the person to the provider, with the invitation by which they came kept in their session."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Remember the invitation of this way, forget that of another, and go."""
        token = request.GET.get("invitation", "")
        if token:
            request.session[INVITATION] = digest_of(token)
        else:
            request.session.pop(INVITATION, None)
        response: HttpResponse = super().get(request)
        request.session[RETURN_PAGE] = page_to_read(request.session.get(RETURN_PAGE) or "")
        return response

    def get_extra_params(self, request: HttpRequest) -> dict[str, str]:
        """Return what is asked beyond the protocol: a level of certainty."""
        return {"acr_values": provider().acr_values} if provider().acr_values else {}


class FromProvider(OIDCAuthenticationCallbackView):  # type: ignore[misc] # idem
    """Lets the person in, or says in plain words why not."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Read the answer that the browser brings back."""
        state = request.GET.get("state", "")
        waited = request.session.get(STATES, {})
        if state not in waited:
            return _refused(request, self._nobody_waited(), 400)
        if request.GET.get("error"):
            del waited[state]
            request.session.modified = True
            logger.warning("The identity provider refused: %s", request.GET["error"])
            return _refused(request, self._gave_up(request.GET["error"]), 403)
        try:
            response: HttpResponse = super().get(request)
        except RefusedError as refusal:
            return _refused(request, refusal.sentence, refusal.status)
        except UnreliableAnswerError as error:
            logger.warning("The answer of the identity provider cannot be believed: %s", error)
            return self.login_failure()
        except requests.RequestException as error:
            logger.warning("The identity provider cannot be reached: %s", error)
            return _refused(request, self._unreachable(), 502)
        return response

    def login_success(self) -> HttpResponse:
        """Open the session, in the language of the person."""
        response: HttpResponse = super().login_success()
        self.request.session.pop(INVITATION, None)
        if settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            remember_language(response, self.user.language)
        return response

    def login_failure(self) -> HttpResponse:
        """Say that the answer was not one."""
        sentence = _(
            "La réponse de %(provider)s n’a pas pu être vérifiée, et personne n’a été connecté. Recommencez ; si cela "
            "se répète, prévenez l’administrateur du site."
        )
        return _refused(self.request, sentence % {"provider": provider_name()}, 400)

    def _nobody_waited(self) -> str:
        return _(
            "Cette connexion est trop ancienne, ou a commencé dans un autre navigateur. Recommencez depuis la page de "
            "connexion."
        )

    def _gave_up(self, error: str) -> str:
        if error == "access_denied":
            return _("Vous avez renoncé à vous connecter avec %(provider)s.") % {"provider": provider_name()}
        return _("%(provider)s a refusé la connexion. Recommencez dans une minute.") % {"provider": provider_name()}

    def _unreachable(self) -> str:
        return _("%(provider)s ne répond pas. Recommencez dans une minute.") % {"provider": provider_name()}


def _refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    request.session.pop(INVITATION, None)
    words = {"sentence": sentence, "provider": provider_name()}
    return render(request, "accounts/provider_refused.html", words, status=status)


def _with_provider(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer as if the page did not exist when the site has no identity provider."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not declared():
            raise Http404
        return view(request, *args, **kwargs)

    return opened


@open_to_anyone
@_with_provider
def to_provider(request: HttpRequest) -> HttpResponseBase:
    """Go to the identity provider."""
    response: HttpResponseBase = ToProvider.as_view()(request)
    return response


@open_to_anyone
@_with_provider
def from_provider(request: HttpRequest) -> HttpResponseBase:
    """Come back from the identity provider."""
    response: HttpResponseBase = FromProvider.as_view()(request)
    return response
