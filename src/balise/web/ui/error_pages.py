# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of a request that goes wrong: each says what happened and where to go from there."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Say that the request could not be understood."""
    return render(request, "ui/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - idem
    """Say that the page is not for this person, and whom to ask."""
    return render(request, "ui/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - idem
    """Say that the form was too old or came from elsewhere."""
    return render(request, "ui/expired_form.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - idem
    """Say that there is nothing at this address, or nothing for this person."""
    return render(request, "ui/404.html", {"sentence": ""}, status=404)


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """Say that the address is there but cannot be asked this way; ``allowed`` is the header that says how."""
    response = render(request, "ui/405.html", {"read": request.method in {"GET", "HEAD"}}, status=405)
    response.headers["Allow"] = allowed
    return response


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - idem
    """Say that the fault is ours; the page needs neither the database nor the session."""
    return HttpResponseServerError(render_to_string("ui/500.html"))
