# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Registering, coming, answering the quiz: what people do about a session, and who gives it for them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from balise.core.training import Standing
from balise.web.literacy.forms.sessions import OtherForm, WebinarForm
from balise.web.literacy.operations.attendance import answer_quiz, note_attendance, note_attendees
from balise.web.literacy.operations.registrations import register, register_other, withdraw, withdraw_other
from balise.web.literacy.permissions import TRAINERS
from balise.web.literacy.queries.sessions import participants_of
from balise.web.literacy.views.finding import session_or_404
from balise.web.literacy.webinar_files import LARGEST, WebinarFile, read_webinar
from balise.web.literacy.words import shown_session
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.refusals import RefusedError

BLANK_LINES = 8
"""At the foot of a sheet, for those who come without having registered."""


@for_members()
@require_POST
def register_oneself(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:
    """Take a seat, or wait for one."""
    if register(member, session_id, at=timezone.now()) is Standing.SEATED:
        messages.success(request, _("Votre place est réservée. Une invitation vous est envoyée."))
    else:
        messages.info(request, _("La séance est complète : vous êtes sur la liste d’attente."))
    return redirect("literacy:session", member.authority.slug, session_id)


@for_members()
@require_POST
def withdraw_oneself(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:
    """Give one's seat back."""
    withdraw(member, session_id, at=timezone.now())
    messages.success(request, _("Vous n’êtes plus inscrit. Si quelqu’un attendait, la place est à lui."))
    return redirect("literacy:session", member.authority.slug, session_id)


@for_members(*TRAINERS)
@require_POST
def register_somebody(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:
    """Register somebody else."""
    found = session_or_404(member, session_id)
    form = OtherForm(member.authority.id, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        register_other(member, session_id, given["name"], given["email"], given["unit"], at=timezone.now())
        messages.success(request, _("%(name)s est sur la liste.") % {"name": given["name"]})
        return redirect("literacy:session", member.authority.slug, session_id)
    context = {
        "nav_current": "authority",
        "shown": shown_session(found, timezone.now()),
        "session": found,
        "trains": True,
        "participants": participants_of(session_id),
        "other": form,
    }
    return render(request, "literacy/session.html", context, status=422)


@for_members(*TRAINERS)
@require_POST
def withdraw_somebody(request: HttpRequest, member: Member, registration_id: int) -> HttpResponse:
    """Take somebody off the list."""
    session_id = withdraw_other(member, registration_id, at=timezone.now())
    messages.success(request, _("Cette personne n’est plus sur la liste."))
    return redirect("literacy:session", member.authority.slug, session_id)


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_sheet(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:
    """Show the sheet that is signed, to print; and tick on it who came."""
    found = session_or_404(member, session_id)
    if request.method == "POST":
        present = {int(each) for each in request.POST.getlist("present") if each.isdecimal()}
        came = note_attendance(member, session_id, present, at=timezone.now())
        said = ngettext("%(n)d personne présente, c’est noté.", "%(n)d personnes présentes, c’est noté.", came)
        messages.success(request, said % {"n": came})
        return redirect("literacy:session", member.authority.slug, session_id)
    context = {
        "nav_current": "authority",
        "shown": shown_session(found, timezone.now()),
        "session": found,
        "participants": participants_of(session_id),
        "blank_lines": range(BLANK_LINES),
    }
    return render(request, "literacy/sheet.html", context)


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def webinar(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:
    """Read the file of a webinar: first what it says, then, once it was seen, keep it."""
    found = session_or_404(member, session_id)
    form, read, status = WebinarForm(), None, 200
    text = request.POST.get("text", "")
    if request.method == "POST" and text:
        kept = read_webinar(text, least_minutes=int(request.POST.get("least", "0") or 0))
        count = note_attendees(member, session_id, kept.attendees, at=timezone.now())
        said = ngettext("%(n)d personne présente, c’est noté.", "%(n)d personnes présentes, c’est noté.", count)
        messages.success(request, said % {"n": count})
        return redirect("literacy:session", member.authority.slug, session_id)
    if request.method == "POST":
        form = WebinarForm(request.POST, request.FILES)
        text, read = _read(form)
        status = 422 if form.errors else 200
    context = {
        "nav_current": "authority",
        "shown": shown_session(found, timezone.now()),
        "session": found,
        "form": form,
        "read": read,
        "text": text,
        "least": (form.cleaned_data.get("least_minutes") or 0) if read is not None else 0,
    }
    return render(request, "literacy/webinar.html", context, status=status)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:
    """Ask the questions of a training; only whether the quiz is passed is kept."""
    found = session_or_404(member, session_id)
    if not found.path.quiz:
        raise Http404
    if found.mine is None:
        raise RefusedError(_("Inscrivez-vous à la séance avant de répondre au questionnaire."))
    if not found.i_may_answer:
        raise RefusedError(_("Vous attendez une place : le questionnaire est à qui en a une."))
    failed = False
    if request.method == "POST":
        given = {place: request.POST.get(f"question-{place}", "") for place in range(len(found.path.quiz))}
        answers = {place: int(said) for place, said in given.items() if said.isdecimal()}
        if answer_quiz(member, session_id, answers, at=timezone.now()):
            messages.success(request, _("Réussi. Votre attestation vous sera remise avec celles de la séance."))
            return redirect("literacy:session", member.authority.slug, session_id)
        failed = True
    context = {
        "nav_current": "authority",
        "shown": shown_session(found, timezone.now()),
        "session": found,
        "failed": failed,
    }
    return render(request, "literacy/quiz.html", context, status=422 if failed else 200)


def _read(form: WebinarForm) -> tuple[str, WebinarFile | None]:
    """Return the text of the file that was sent and what it says; the form bears what is wrong with it."""
    if not form.is_valid():
        return "", None
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        form.add_error("file", _("Ce fichier est trop grand pour le relevé d’un webinaire."))
        return "", None
    content = file.read()
    try:
        text = content.decode("utf-16") if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    try:
        return text, read_webinar(text, least_minutes=form.cleaned_data["least_minutes"] or 0)
    except RefusedError as refusal:
        form.add_error("file", refusal.sentence)
        return "", None
