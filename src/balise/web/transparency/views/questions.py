# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Asking, following and answering: what passes between residents and those who keep the portal."""

from datetime import date
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.public_questions import Asking
from balise.rendering.typography import date_in_words
from balise.web.accounts.operations.attempts import attempt
from balise.web.accounts.visitors import home_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.transparency.anonymous_pages import form_page
from balise.web.transparency.form_tokens import private_for
from balise.web.transparency.forms.questions import AnswerForm, QuestionForm
from balise.web.transparency.hosts import origin_of
from balise.web.transparency.letters import acknowledge, tell_answered
from balise.web.transparency.operations.questions import Asker, answer, ask
from balise.web.transparency.permissions import ANSWERERS
from balise.web.transparency.portals import portal_behind, portal_or_404
from balise.web.transparency.queries.entries import published
from balise.web.transparency.queries.questions import (
    QuestionFile,
    figures_of,
    question_behind,
    question_of,
    questions_of,
)
from balise.web.transparency.queries.register import held
from balise.web.transparency.recourse import CADA
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

MOST_AN_HOUR = 5
"""Questions from one address: more than a household asks, fewer than a program."""
KIND_BEFORE, DAY_BEFORE = "nature", "suite"
"""What the address of the form says of a message to which somebody comes back."""


@open_to_anyone
@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a question of an entry, or contest it, without an account."""
    found = published(code)
    if found is None:
        raise Http404
    if found.withdrawn_at is not None or found.hidden:
        return redirect("transparency:entry", code=found.entry.id)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=_asked_before(request.GET))
    status = HTTPStatus.OK
    if form.is_valid():
        given = form.cleaned_data
        private = private_for(given["token"], found.entry.id, given["kind"], given["text"].strip(), given["email"])
        path = reverse("transparency:follow", args=[private])
        if question_behind(private) is not None:
            return redirect(path)  # the same form, sent again
        if not attempt("question", home_of(request), limit=MOST_AN_HOUR, at=timezone.now()):
            form.add_error(None, _("Trop de messages sont partis d’ici depuis une heure. Réessayez un peu plus tard."))
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            kind, asker, at = Asking(given["kind"]), Asker(given["email"], current_language()), timezone.now()
            ask(found.entry.id, kind, given["text"], asker, at=at, private=private)
            about = found.entry.authority
            acknowledge(asker, title=found.entry.title, authority=about.name, link=f"{origin_of(about.slug)}{path}")
            return redirect(path)
    elif form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "form": form,
        "published": found,
        "portal": portal_or_404(found.entry.authority.slug),
        "portal_current": "register",
    }
    return form_page(request, "transparency/ask.html", context, status)


@open_to_anyone
@require_safe
def follow(request: HttpRequest, private: str) -> HttpResponse:
    """Show whoever asked what they asked, its delays, and the answer when there is one."""
    found = question_behind(private)
    entry = None if found is None else published(found.code)
    if found is None or entry is None:
        raise Http404
    context = {
        "question": found,
        "published": entry,
        "delay": found.asked.delay(timezone.localdate()).value,
        "address": f"{origin_of(entry.entry.authority.slug)}{request.path}",
        "portal": portal_behind(entry.entry.authority.slug),
        "again": "" if entry.withdrawn_at is not None or entry.hidden else _again(found),
        "cada": CADA,
        "portal_current": "register",
    }
    response = render(request, "transparency/follow.html", context)
    response.headers["Referrer-Policy"] = "same-origin"  # nothing leaves the site, whose forms say where they are from
    response.headers["Cache-Control"] = "private, no-store"
    return response


@open_to_anyone
@require_safe
def statistics(request: HttpRequest, authority: str) -> HttpResponse:
    """Tell everybody how many questions are asked, and how long answers take."""
    portal = portal_or_404(authority)
    context = {
        "portal": portal,
        "figures": figures_of(portal.ids, timezone.localdate()),
        "choosable": bool(held(portal.ids).by_status),
        "portal_current": "questions",
    }
    return render(request, "transparency/statistics.html", context)


@for_members(*ANSWERERS)
@require_safe
def waiting(request: HttpRequest, member: Member) -> HttpResponse:
    """List the questions of the public, those that wait first."""
    on = timezone.localdate()
    lines = [
        {"question": each, "delay": each.asked.delay(on).value}
        for each in questions_of(member.authority.id, answered=False)
    ]
    context = {"lines": lines, "answered": questions_of(member.authority.id, answered=True)[:20]}
    return render(request, "transparency/questions.html", {**context, "nav_current": "authority"})


@for_members(*ANSWERERS)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, member: Member, question_id: int) -> HttpResponse:
    """Read a question and answer it."""
    found = question_of(member.authority.id, question_id)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            asker = answer(member, question_id, form.cleaned_data["text"], at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            said = form.cleaned_data["text"].strip()
            tell_answered(asker, title=found.title, authority=member.authority.name, question=found.text, answer=said)
            messages.success(request, _told_how(asker))
            return redirect("transparency:questions", authority=member.authority.slug)
    context = {
        "form": form,
        "question": found,
        "delay": found.asked.delay(timezone.localdate()).value,
        "nav_current": "authority",
    }
    return render(request, "transparency/answer.html", context, status=status)


def _again(found: QuestionFile) -> str:
    """Return the address of the form, filled in with the kind and the day of a message: never with its words."""
    before = urlencode({KIND_BEFORE: found.kind, DAY_BEFORE: found.asked.on.isoformat()})
    return f"{reverse('transparency:ask', args=[found.code])}?{before}"


def _asked_before(given: QueryDict) -> dict[str, str]:
    """Return what the form starts with when somebody writes again; an address that nobody made here fills nothing."""
    try:
        kind, day = Asking(given.get(KIND_BEFORE, "")), date.fromisoformat(given.get(DAY_BEFORE, ""))
    except ValueError:
        return {}
    said = _("Suite de mon message du %(day)s :") % {"day": date_in_words(day, current_language())}
    return {"kind": kind.value, "text": f"{said}\n"}


def _told_how(asker: Asker) -> str:
    if asker.email:
        return _("La réponse est partie par courriel ; la personne la lit aussi à son adresse privée.")
    return _(
        "La réponse est enregistrée : la personne la lira à son adresse privée, car elle n’a pas laissé de courriel."
    )
