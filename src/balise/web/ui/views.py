# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pages that belong to no app."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import remember_language
from balise.web.ui.refusals import RefusedError
from balise.web.ui.same_origin import sent_from_here
from balise.web.ui.signing_in import page_to_read


@open_to_anyone
@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language chosen and go back to the page being read.

    The form carries no token, for it stands on every page: a browser that does not say where it comes from is refused.

    Raises:
        RefusedError: nothing says that a page of the site sent this (403).
    """
    if not sent_from_here(request):
        raise RefusedError(
            _(
                "La langue n’a pas changé : rien ne dit que ce choix vient d’une page de ce site. Revenez-y et "
                "recommencez ; si rien n’y fait, mettez votre navigateur à jour."
            ),
            status=403,
        )
    response = HttpResponseRedirect(page_to_read(request.POST.get("next", "")) or "/")
    remember_language(response, request.POST.get("language", ""))
    return response


@open_to_anyone
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain the site in one page."""
    return render(request, "ui/help.html", {"session_hours": settings.SESSION_COOKIE_AGE // 3600})
