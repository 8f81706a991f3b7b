# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of those who prepare the report: the list, the report as it will be read, its words, its publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.rendering.annual_report import annual_report
from balise.rendering.annual_report import year_so_far as so_far_document
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.reports.forms.correcting import ErratumForm
from balise.web.reports.forms.freezing import FreezingForm
from balise.web.reports.forms.reading import ReadingForm
from balise.web.reports.forms.writing import WritingForm
from balise.web.reports.operations.freezing import discard, freeze
from balise.web.reports.operations.publishing import correct, publish
from balise.web.reports.operations.reading import say_read
from balise.web.reports.operations.writing import WrittenMeanwhileError, write
from balise.web.reports.pages import inside_address, page_of, page_so_far, so_far_address
from balise.web.reports.permissions import PUBLISHERS, READERS, WRITERS
from balise.web.reports.queries.reports import Report, report_of, reports_of
from balise.web.reports.running_year import gathered_so_far
from balise.web.transparency.written import written
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

HERE = {"nav_current": "authority"}


@for_members(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest, member: Member) -> HttpResponse:
    """Show the reports, and freeze a year."""
    form = FreezingForm(timezone.localdate(), request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            year = freeze(member, form.chosen(), at=timezone.now())
        except RefusedError as refusal:
            if refusal.status == 403:  # noqa: PLR2004 - the page of the refusal says it
                raise
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Les chiffres sont arrêtés. Relisez-les, écrivez autour, puis publiez."))
            return redirect("reports:report", authority=member.authority.slug, year=year)
    context = {
        **HERE,
        "form": form,
        "reports": reports_of(member.authority.id),
        "may_freeze": member.holds(*WRITERS),
    }
    return render(request, "reports/list.html", context, status=422 if form.errors else 200)


@for_members(*READERS)
@require_safe
def year_so_far(request: HttpRequest, member: Member) -> HttpResponse:
    """Show the year that is running, with the figures of the report as they are today."""
    gathered = gathered_so_far(member.authority, timezone.localdate())
    address = so_far_address(member.authority.slug)
    document = so_far_document(page_so_far(gathered.record, current_language(), address))
    context = {**HERE, "chapters": document.body, **written(document), "usage_unread": gathered.usage_unread}
    return render(request, "reports/so_far.html", context)


@for_members(*READERS)
@require_safe
def report(request: HttpRequest, member: Member, year: int) -> HttpResponse:
    """Show a report as it will be read, or as it is, with what may be done of it."""
    return _report(request, member, report_of(member.authority.id, year))


def _report(
    request: HttpRequest,
    member: Member,
    found: Report,
    form: ErratumForm | None = None,
    reading: ReadingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    address = inside_address(member.authority.slug, found.year)
    document = annual_report(page_of(found, current_language(), address))
    context = {
        **HERE,
        "report": found,
        "chapters": document.body,
        **written(document),
        "may_write": member.holds(*WRITERS) and found.published_at is None,
        "may_publish": member.holds(*PUBLISHERS),
        "form": form or ErratumForm(found),
        "reading": reading or ReadingForm(found),
    }
    return render(request, "reports/report.html", context, status=status)


@for_members(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, member: Member, year: int) -> HttpResponse:
    """Write around the figures, and say what became of last year's promises."""
    found = report_of(member.authority.id, year)
    if found.published_at is not None:
        raise RefusedError(_("Ce bilan est publié : son texte ne change plus. Ajoutez un erratum."), status=409)
    form = WritingForm(found, request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if form.is_valid():
        given: dict[str, Any] = {
            "narrative": form.narrative(),
            "pledges": form.cleaned_data["pledges"],
            "kept": form.kept(),
        }
        try:
            write(member, year, form.cleaned_data["seen"], **given, at=timezone.now())
        except WrittenMeanwhileError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Le texte est enregistré."))
            return redirect("reports:report", authority=member.authority.slug, year=year)
    return render(request, "reports/words.html", {**HERE, "report": found, "form": form}, status=status)


@for_members(*READERS)
@require_POST
def reading(request: HttpRequest, member: Member, year: int) -> HttpResponse:
    """Keep what a reader says of a report that is not published yet."""
    found = report_of(member.authority.id, year)
    form = ReadingForm(found, request.POST)
    status = 422
    if form.is_valid():
        remark = form.cleaned_data["remark"]
        try:
            say_read(member, year, form.seen(), remark, agrees=form.agrees(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Votre relecture est enregistrée."))
            return redirect("reports:report", authority=member.authority.slug, year=year)
    return _report(request, member, found, reading=form, status=status)


@for_members(*PUBLISHERS)
@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: HttpRequest, member: Member, year: int) -> HttpResponse:
    """Say what publishing makes public, then publish."""
    found = report_of(member.authority.id, year)
    if request.method == "POST":
        publish(member, year, request.POST.get("digest", ""), at=timezone.now())
        messages.success(request, _("Le bilan est publié."))
        return redirect("reports:report", authority=member.authority.slug, year=year)
    if found.published_at is not None:
        return redirect("reports:report", authority=member.authority.slug, year=year)
    return render(request, "reports/publication.html", {**HERE, "report": found})


@for_members(*WRITERS)
@require_POST
def refreezing(request: HttpRequest, member: Member, year: int) -> HttpResponse:
    """Freeze again a year that is not published."""
    freeze(member, report_of(member.authority.id, year).record.period, at=timezone.now())
    messages.success(request, _("Les chiffres sont arrêtés de nouveau. Le texte n’a pas changé."))
    return redirect("reports:report", authority=member.authority.slug, year=year)


@for_members(*WRITERS)
@require_POST
def discarding(request: HttpRequest, member: Member, year: int) -> HttpResponse:
    """Erase a report that was never published."""
    discard(member, year, at=timezone.now())
    messages.success(request, _("Le bilan est effacé : il n’avait pas été publié."))
    return redirect("reports:list", authority=member.authority.slug)


@for_members(*PUBLISHERS)
@require_POST
def erratum(request: HttpRequest, member: Member, year: int) -> HttpResponse:
    """Add an erratum to a published report."""
    found = report_of(member.authority.id, year)
    form = ErratumForm(found, request.POST)
    if not form.is_valid():
        return _report(request, member, found, form, status=422)
    given = form.cleaned_data
    correct(member, year, given["text"], given["figure"], at=timezone.now())
    messages.success(request, _("L’erratum est publié."))
    return redirect("reports:report", authority=member.authority.slug, year=year)
