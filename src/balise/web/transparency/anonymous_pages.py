# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of a form that anybody sends without an account."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT = "3600"
"""Seconds after which somebody who sent too many messages may send another: limits are by the hour."""


def form_page(request: HttpRequest, template: str, context: Mapping[str, Any], status: HTTPStatus) -> HttpResponse:
    """Return the page, kept by nobody: the token of a form is that of one reader."""
    response = render(request, template, dict(context), status=status)
    response.headers["Cache-Control"] = "private, no-cache"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = WAIT
    return response
