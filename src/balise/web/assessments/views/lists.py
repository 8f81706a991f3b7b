# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list of dossiers, and the same list as a file for a spreadsheet."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from balise.core.opinions import awaited_words
from balise.core.states import STATE_LABELS, STATE_TONES
from balise.rendering.verdicts import TONES
from balise.rendering.vocabulary import OUTCOMES_IN_SHORT
from balise.web.assessments.forms.filters import DossiersFilter
from balise.web.assessments.frame import LONGEST_WAY_BACK, WAY_BACK
from balise.web.assessments.queries.lists import Line, any_dossier, found, lead_references
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.organisations.queries import units_of
from balise.web.ui.csv_files import csv_page
from balise.web.ui.days import in_words
from balise.web.ui.languages import current_language

DOSSIERS_A_PAGE = 25


@for_members()
@require_safe
def dossiers(request: HttpRequest, member: Member) -> HttpResponse:
    """List the dossiers that the person may read, as filtered by the address."""
    form = _filter(request, member)
    matching = found(member, form.sought(), timezone.localdate())
    page = Paginator(matching.rows, DOSSIERS_A_PAGE).get_page(request.GET.get("page"))
    assert isinstance(page.object_list, QuerySet)  # noqa: S101 - for the type checker
    lines = matching.lines(page.object_list)
    context = {
        "form": form,
        "page": page,
        "lines": [_shown(line) for line in lines],
        "filtering": form.filtering,
        "empty": not lines and not (form.filtering and any_dossier(member)),
        "late_count": sum(bool(line.late) for line in lines),
        "export_url": f"{_address(member, 'export')}?{request.GET.urlencode()}",
        "nav_current": "dossiers",
    }
    response = render(request, "assessments/list.html", context)
    _remember(request, response, member)
    return response


@for_members()
@require_safe
def export(request: HttpRequest, member: Member) -> HttpResponse:
    """Give the filtered list, whole, as a CSV file."""
    language = current_language()
    matching = found(member, _filter(request, member).sought(), timezone.localdate())
    header = (
        _("Numéro"),
        _("Titre"),
        _("Service"),
        _("Porté par"),
        _("État"),
        _("Verdict"),
        _("Bloquants"),
        _("À corriger"),
        _("Réponses manquantes"),
        _("En retard"),
        _("Charte"),
        _("Déposé le"),
        _("Décidé le"),
        _("En service depuis le"),
        _("Revue le"),
        _("Dernier changement"),
    )
    rows = (
        (
            line.number,
            line.title,
            line.unit_name,
            line.owner_name,
            STATE_LABELS[line.state].in_(language),
            OUTCOMES_IN_SHORT[line.outcome].in_(language) if line.outcome is not None else "",
            line.blocking,
            line.correctable,
            line.missing,
            " ; ".join(line.late),
            line.lead,
            *(
                timezone.localtime(instant).date().isoformat() if instant is not None else ""
                for instant in (line.submitted_at, line.decided_at, line.deployed_at)
            ),
            line.review_on.isoformat() if line.review_on is not None else "",
            timezone.localtime(line.updated_at).date().isoformat(),
        )
        for line in matching.lines()
    )
    return csv_page(f"dossiers-{member.authority.slug}-{timezone.localdate().isoformat()}.csv", header, rows)


def _filter(request: HttpRequest, member: Member) -> DossiersFilter:
    return DossiersFilter(request.GET, units_of(member.authority.id), lead_references(member))


def _shown(line: Line) -> dict[str, object]:
    """Return a line with its states in words."""
    language = current_language()
    outcome = line.outcome
    return {
        "line": line,
        "state_tone": STATE_TONES[line.state],
        "state_label": STATE_LABELS[line.state].in_(language),
        "outcome_tone": TONES[outcome].value if outcome is not None else "ask",
        "outcome_label": OUTCOMES_IN_SHORT[outcome].in_(language) if outcome is not None else _("Pas encore évalué"),
        "changed": _("modifié le %(day)s") % {"day": in_words(line.updated_at)},
        "counts": tuple(_counts(line)),
    }


def _counts(line: Line) -> Iterator[str]:
    """Tell in words what was counted; a template that does it for each line takes several times as long."""
    if n := line.blocking:
        yield ngettext("%(n)s bloquant", "%(n)s bloquants", n) % {"n": n}
    if n := line.correctable:
        yield ngettext("%(n)s à corriger", "%(n)s à corriger", n) % {"n": n}
    if line.awaits_opinions_only:
        yield awaited_words(line.missing).in_(current_language())
    elif n := line.missing:
        yield ngettext("%(n)s réponse manquante", "%(n)s réponses manquantes", n) % {"n": n}


def _address(member: Member, name: str) -> str:
    return reverse(f"assessments:{name}", kwargs={"authority": member.authority.slug})


def _remember(request: HttpRequest, response: HttpResponse, member: Member) -> None:
    """Keep the filters in the browser for the way back from a dossier; in a cookie, which costs no write."""
    filters = request.GET.urlencode()
    if filters and len(filters) <= LONGEST_WAY_BACK:
        response.set_cookie(
            WAY_BACK, filters, path=_address(member, "list"), httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(WAY_BACK, path=_address(member, "list"), samesite="Lax")
