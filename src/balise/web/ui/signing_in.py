# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Asking who somebody is before a page, and bringing them back to a page that can be read.

A session ends while a page stays open; a button of that page is then pressed. Django would come back, after the
sign-in, to the address of the button, which nothing can be read at. What was typed is not kept: a form is sent by its
author, never by a sign-in.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from balise.web.ui.wrong_method import takes

SAFE = ("GET", "HEAD")


def after_signing_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask whoever has no session to sign in first."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(place_to_come_back_to(request), resolve_url(settings.LOGIN_URL))

    return asked


def place_to_come_back_to(request: HttpRequest) -> str:
    """Return the page that was asked for or, for a button, the one it stood on."""
    if request.method in SAFE:
        return request.get_full_path()
    return _page_of_the_button(request) or _home(request)


def _page_of_the_button(request: HttpRequest) -> str:
    """Return the page that the browser comes from, if it is one of this site; empty otherwise."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    if not ours or not urlsplit(came_from).netloc:
        return ""
    return page_to_read(urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl())


def page_to_read(place: str) -> str:
    """Return a place of this site, written from its root, if a browser can be sent there; empty otherwise.

    A button's own address is none: nothing can be read at it.
    """
    if not place.startswith("/") or not url_has_allowed_host_and_scheme(place, None):
        return ""
    try:
        view = resolve(unquote(urlsplit(place).path)).func
    except Resolver404:
        return place  # the page says that there is nothing at this address
    return place if takes(view, "GET") else ""


def _home(request: HttpRequest) -> str:
    """Return the home of the authority that the address names, or the list of one's authorities."""
    match = request.resolver_match
    authority = match.kwargs.get("authority") if match else None
    try:
        return reverse("governance:home", kwargs={"authority": authority}) if authority else _authorities()
    except NoReverseMatch:
        return _authorities()


def _authorities() -> str:
    return resolve_url(settings.LOGIN_REDIRECT_URL)
