# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The charters being written: their list, one of them, its commitments."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.core.frameworks import Commitment, Framework, Principle
from balise.loading.drafts import blocking, check_draft, criteria_of, numbers, read_draft
from balise.loading.frameworks import ReadFramework
from balise.web.charters.forms.drafts import CommitmentForm, PresentationForm, PrincipleForm, StartForm, blank, written
from balise.web.charters.operations.drafts import (
    UnreadableCriteriaError,
    abandon,
    check_removable,
    next_number,
    present,
    remove_commitment,
    remove_principle,
    start,
    starting_points,
    write_commitment,
    write_principle,
)
from balise.web.charters.permissions import HOLDERS, PUBLISHERS, WRITERS
from balise.web.charters.queries.consultations import consultations_of
from balise.web.charters.queries.drafts import draft_of, drafts_of
from balise.web.charters.queries.studies import easings, sentences_to_read
from balise.web.charters.records import DraftRecord
from balise.web.charters.written import EasingLine, ProblemLine, easing_lines, problem_lines
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.refusals import RefusedError

BOTH = ["GET", "HEAD", "POST"]
DRAFTS_A_PAGE = 25


@for_members()
@require_safe
def drafts(request: HttpRequest, member: Member) -> HttpResponse:
    """List the drafts, the last written first."""
    page = Paginator(drafts_of(member.authority.id), DRAFTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "drafts": page.object_list, "may_write": member.holds(*WRITERS)}
    return render(request, "charters/drafts.html", {**context, "nav_current": "authority"})


@for_members(*WRITERS)
@require_http_methods(BOTH)
def new_draft(request: HttpRequest, member: Member) -> HttpResponse:
    """Begin a draft."""
    form = StartForm(starting_points(member.authority.id), request.POST if request.method == "POST" else None)
    status = _status(form.is_bound)
    if form.is_valid():
        given = form.cleaned_data
        try:
            draft_id = start(member, given["title"], given["origin"], extends=given["extends"], at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("charters:draft", member.authority.slug, draft_id)
    return render(request, "charters/new_draft.html", {"form": form, "nav_current": "authority"}, status=status)


@for_members()
@require_safe
def draft(request: HttpRequest, member: Member, draft_id: int) -> HttpResponse:
    """Show a draft: its commitments, what is wrong with it, and where it stands."""
    found = draft_of(member.authority.id, draft_id)
    read = check_draft(found.files) if found.is_open else read_draft(found.files)
    context = {
        "draft": found,
        "principles": _by_principle(read),
        "problems": problem_lines(read.problems),
        "easings": _easings(found, read),
        "reworded": () if read.errors else sentences_to_read(found),
        "consultations": consultations_of(member.authority.id, draft_id),
        "may_write": found.is_open and member.holds(*WRITERS),
        "may_hold": found.is_open and member.holds(*HOLDERS),
        "may_publish": found.is_open and member.holds(*PUBLISHERS),
        "nav_current": "authority",
    }
    return render(request, "charters/draft.html", context)


@for_members(*WRITERS)
@require_http_methods(BOTH)
def presentation(request: HttpRequest, member: Member, draft_id: int) -> HttpResponse:
    """Write the title of the charter, and what it says in two sentences."""
    found = _open_or_refused(member, draft_id)
    read = read_draft(found.files).framework
    summary = "" if read is None or read.summary is None else read.summary.fr
    form = PresentationForm(
        request.POST if request.method == "POST" else None, initial={"title": found.title, "summary": summary}
    )
    status = _status(form.is_bound)
    if form.is_valid():
        given = form.cleaned_data
        try:
            present(member, draft_id, given["title"], given["summary"], seen=_seen(request), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("La présentation est enregistrée."))
            return redirect("charters:draft", member.authority.slug, draft_id)
    context = {"form": form, "draft": found, "nav_current": "authority"}
    return render(request, "charters/presentation.html", context, status=status)


@for_members(*WRITERS)
@require_http_methods(BOTH)
def add_principle(request: HttpRequest, member: Member, draft_id: int) -> HttpResponse:
    """Write a principle that the draft has not yet."""
    return _principle_page(request, member, _open_or_refused(member, draft_id), None)


@for_members(*WRITERS)
@require_http_methods(BOTH)
def principle(request: HttpRequest, member: Member, draft_id: int, principle_name: str) -> HttpResponse:
    """Write a principle of the draft, or take it out."""
    found = _open_or_refused(member, draft_id)
    charter = read_draft(found.files).framework
    wanted = f"{found.framework}:{principle_name}"
    written_there = next((each for each in charter.principles if each.id == wanted), None) if charter else None
    if written_there is None:
        raise Http404
    return _principle_page(request, member, found, written_there)


def _principle_page(request: HttpRequest, member: Member, found: DraftRecord, kept: Principle | None) -> HttpResponse:
    said = {} if kept is None else {"title": kept.title.fr, "summary": kept.summary.fr if kept.summary else ""}
    form = PrincipleForm(request.POST if request.method == "POST" else None, initial=said)
    removing = kept is not None and "remove" in request.POST
    status = _status(form.is_bound)
    if removing or form.is_valid():
        try:
            _change_principle(request, member, found, kept, form)
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            return redirect("charters:draft", member.authority.slug, found.id)
    context = {"form": form, "draft": found, "principle": kept, "nav_current": "authority"}
    return render(request, "charters/principle.html", context, status=status)


def _change_principle(
    request: HttpRequest, member: Member, found: DraftRecord, kept: Principle | None, form: PrincipleForm
) -> None:
    seen, now = _seen(request), timezone.now()
    if kept is not None and "remove" in request.POST:
        remove_principle(member, found.id, kept.id, seen=seen, at=now)
        messages.success(request, _("Le principe est retiré du projet."))
        return
    given = form.cleaned_data
    write_principle(member, found.id, kept.id if kept else "", given["title"], given["summary"], seen=seen, at=now)
    messages.success(request, _("Le principe est enregistré."))


@for_members(*WRITERS)
@require_http_methods(BOTH)
def add_commitment(request: HttpRequest, member: Member, draft_id: int) -> HttpResponse:
    """Write a commitment that the draft has not yet."""
    found = _open_or_refused(member, draft_id)
    return _commitment_page(request, member, found, next_number(found.files), new=True)


@for_members(*WRITERS)
@require_http_methods(BOTH)
def commitment(request: HttpRequest, member: Member, draft_id: int, commitment_number: str) -> HttpResponse:
    """Write a commitment of the draft."""
    found = _open_or_refused(member, draft_id)
    if commitment_number not in numbers(found.files):
        raise Http404
    return _commitment_page(request, member, found, commitment_number, new=False)


def _commitment_page(
    request: HttpRequest, member: Member, found: DraftRecord, number: str, *, new: bool
) -> HttpResponse:
    charter = read_draft(found.files).framework
    form = CommitmentForm(charter, request.POST if request.method == "POST" else None, _initial(charter, found, number))
    problems: tuple[ProblemLine, ...] = ()
    status = _status(form.is_bound)
    if form.is_valid():
        given = form.cleaned_data["criteria"]
        try:
            write_commitment(member, found.id, number, form.words, given, seen=_seen(request), at=timezone.now())
        except UnreadableCriteriaError as refusal:
            form.add_error("criteria", refusal.sentence)
            problems = problem_lines(refusal.problems)
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("L’engagement %(number)s est enregistré.") % {"number": number})
            return redirect("charters:draft", member.authority.slug, found.id)
    context = {
        "form": form,
        "draft": found,
        "number": number,
        "new": new,
        "problems": problems,
        "identifier": f"{found.framework}:{number}",
        "nav_current": "authority",
    }
    return render(request, "charters/commitment.html", context, status=status)


def _initial(charter: Framework | None, found: DraftRecord, number: str) -> dict[str, object]:
    by_number = {} if charter is None else {each.number: each for each in charter.commitments}
    kept = by_number.get(number)
    return blank(charter) if kept is None else written(kept, criteria_of(found.files, number))


@for_members(*WRITERS)
@require_http_methods(BOTH)
def remove(request: HttpRequest, member: Member, draft_id: int, commitment_number: str) -> HttpResponse:
    """Ask before a commitment is taken out."""
    found = _open_or_refused(member, draft_id)
    if commitment_number not in numbers(found.files):
        raise Http404
    check_removable(found, commitment_number)
    if request.method == "POST":
        remove_commitment(member, draft_id, commitment_number, seen=_seen(request), at=timezone.now())
        messages.success(request, _("L’engagement %(number)s est retiré du projet.") % {"number": commitment_number})
        return redirect("charters:draft", member.authority.slug, draft_id)
    context = {"draft": found, "number": commitment_number, "nav_current": "authority"}
    return render(request, "charters/remove.html", context)


@for_members(*WRITERS)
@require_POST
def give_up(request: HttpRequest, member: Member, draft_id: int) -> HttpResponse:
    """Abandon a draft."""
    abandon(member, draft_id, at=timezone.now())
    messages.success(request, _("Le projet est abandonné. Il reste lisible."))
    return redirect("charters:drafts", member.authority.slug)


def _by_principle(read: ReadFramework) -> list[tuple[Principle, list[Commitment]]]:
    if read.framework is None:
        return []
    return [
        (principle, [each for each in read.framework.commitments if each.principle == principle.id])
        for principle in read.framework.principles
    ]


def _easings(found: DraftRecord, read: ReadFramework) -> tuple[EasingLine, ...]:
    if not found.extends or not found.is_open or read.framework is None or blocking(read.problems):
        return ()
    return easing_lines(easings(found, timezone.localdate()), bank_of([found.extends]).united(read.bank))


def _open_or_refused(member: Member, draft_id: int) -> DraftRecord:
    found = draft_of(member.authority.id, draft_id)
    if not found.is_open:
        raise RefusedError(_("Ce projet ne s’écrit plus : il est voté ou abandonné. Commencez-en un autre."))
    return found


def _seen(request: HttpRequest) -> int:
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0  # noqa: PLR2004 - no row has so many


def _status(bound: bool) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if bound else HTTPStatus.OK
