# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register of the incidents of an authority, and the same as a file for a spreadsheet."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.web.incidents.forms.incidents import RegisterFilter
from balise.web.incidents.permissions import READERS
from balise.web.incidents.queries.incidents import register_rows, to_record
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.csv_files import csv_page

INCIDENTS_A_PAGE = 25


@for_members(*READERS)
@require_safe
def register(request: HttpRequest, member: Member) -> HttpResponse:
    """List the incidents of the authority, the last reported first."""
    form = RegisterFilter(request.GET)
    rows = register_rows(member, still_open=form.still_open, nature=form.of_nature)
    page = Paginator(rows, INCIDENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "nav_current": "authority",
        "form": form,
        "page": page,
        "incidents": [to_record(row) for row in page.object_list],
        "filtering": any(form.cleaned_data.values()),
        "export_url": f"{reverse('incidents:export', args=[member.authority.slug])}?{request.GET.urlencode()}",
    }
    return render(request, "incidents/register.html", context)


@for_members(*READERS)
@require_safe
def export(request: HttpRequest, member: Member) -> HttpResponse:
    """Give the filtered register, whole, as a CSV file."""
    form = RegisterFilter(request.GET)
    header = (
        _("Dossier"),
        _("Titre"),
        _("Nature"),
        _("Survenu le"),
        _("Signalé le"),
        _("Signalé par"),
        _("Personnes touchées"),
        _("Clos le"),
        _("Ce qui s’est passé"),
    )
    found = map(to_record, register_rows(member, still_open=form.still_open, nature=form.of_nature))
    rows = (
        (
            each.number,
            each.title,
            each.nature_label,
            each.happened_on.isoformat(),
            each.reported_on.isoformat(),
            each.reported_by,
            each.affected_label,
            "" if each.closed_on is None else each.closed_on.isoformat(),
            each.text,
        )
        for each in found
    )
    return csv_page(f"incidents-{member.authority.slug}-{timezone.localdate().isoformat()}.csv", header, rows)
