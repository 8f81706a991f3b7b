# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pages that belong to no app."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import remember_language
from balise.web.ui.same_origin import sent_from_here
from balise.web.ui.signing_in import page_to_read


@open_to_anyone
@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Remember the language chosen and go back to the page being read.

    A browser too old to say where a form comes from is asked for a token, as any form is.
    """
    return _language_chosen(request) if sent_from_here(request) else csrf_protect(_language_chosen)(request)


def _language_chosen(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(page_to_read(request.POST.get("next", "")) or "/")
    remember_language(response, request.POST.get("language", ""))
    return response


@open_to_anyone
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain the site in one page."""
    return render(request, "ui/help.html", {"session_hours": settings.SESSION_COOKIE_AGE // 3600})
