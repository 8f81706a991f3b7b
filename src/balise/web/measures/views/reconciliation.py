# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was approved, declared and measured, side by side; and the files that it was measured from."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balise.rendering.country_words import country_in_words
from balise.web.measures.operations.importing import discard_log
from balise.web.measures.permissions import IMPORTERS, READERS
from balise.web.measures.queries.measured import by_unit, imports_of
from balise.web.measures.queries.survey import last_survey
from balise.web.measures.reconciling import compare
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language


@for_members(*READERS)
@require_safe
def reconciliation(request: HttpRequest, member: Member) -> HttpResponse:
    """Show what does not agree, with what to do about each."""
    compared = compare(member, timezone.localdate())
    services, language = compared.services, current_language()
    context = {
        "nav_current": "authority",
        "compared": compared,
        "not_approved": [
            (services[each.service], country_in_words(services[each.service].country, language), each, declared)
            for each, declared in compared.found.used_not_approved
        ],
        "agreeing": [(use, [services[name] for name in shown]) for use, shown in compared.found.agreeing],
        "units": [
            (line, services[line.service])
            for line in by_unit(member.authority.id, compared.first_month, compared.last_month)
            if line.service in services
        ],
        "imports": imports_of(member.authority.id),
        "may_import": member.holds(*IMPORTERS),
        "survey": last_survey(member.authority.id),
    }
    return render(request, "measures/reconciliation.html", context)


@for_members(*IMPORTERS)
@require_POST
def discard(request: HttpRequest, member: Member, import_id: int) -> HttpResponse:
    """Erase what a file came to."""
    discard_log(member, import_id, at=timezone.now())
    messages.success(request, _("Ce relevé est effacé, et ses chiffres avec lui."))
    return redirect("measures:reconciliation", authority=member.authority.slug)
