# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pages that belong to no app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import remember_language


@open_to_anyone
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language chosen and go back to the page being read."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    remember_language(response, request.POST.get("language", ""))
    return response


@open_to_anyone
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain the site in one page."""
    return render(request, "ui/help.html")
