# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a draft would change: on the live dossiers, and in the words of the charter in force."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.core.amendment import Cause, Comparison
from balise.core.evaluation import Outcome
from balise.rendering.comparison_page import comparison_page
from balise.rendering.framework_difference import framework_difference_page
from balise.rendering.vocabulary import OUTCOMES_IN_SHORT
from balise.web.charters.queries.drafts import draft_of
from balise.web.charters.queries.studies import difference_with_force
from balise.web.charters.queries.studies import study as study_of
from balise.web.charters.written import pieces
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.csv_files import csv_page
from balise.web.ui.languages import current_language


@for_members()
@require_safe
def study(request: HttpRequest, member: Member, draft_id: int) -> HttpResponse:
    """Show which dossiers would flip under the draft, and why, before anybody votes it."""
    found = draft_of(member.authority.id, draft_id)
    made = study_of(member, found, timezone.localdate())
    names = (_("charte en vigueur"), _("projet"))
    page = comparison_page(made.comparison, made.bank, current_language(), names)
    context = {
        "draft": found,
        "dossiers": len(made.comparison.pairs),
        "flips": [(flip.dossier.id, flip.dossier.title) for flip in made.comparison.flips],
        **pieces(page),
        "nav_current": "authority",
    }
    return render(request, "charters/study.html", context)


@for_members()
@require_safe
def study_file(request: HttpRequest, member: Member, draft_id: int) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Give the study as a file for a spreadsheet, one dossier a line."""
    found = draft_of(member.authority.id, draft_id)
    made = study_of(member, found, timezone.localdate())
    header = (_("Dossier"), _("Titre"), _("Aujourd’hui"), _("Avec le projet"), _("Changement"), _("Causes"))
    return csv_page(f"etude-{found.framework}-{found.id}.csv", header, _rows(made.comparison))


def _rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    causes = {flip.dossier.id: flip.causes for flip in comparison.flips}
    for before, after in comparison.pairs:
        number = before.dossier.id
        yield (
            number,
            before.dossier.title,
            _outcome(before.outcome),
            _outcome(after.outcome),
            _("oui") if number in causes else _("non"),
            " ; ".join(_cause(cause) for cause in causes.get(number, ())),
        )


def _cause(cause: Cause) -> str:
    return f"{cause.criterion} {cause.finding.rule.criterion.title.in_(current_language())}"


def _outcome(outcome: Outcome) -> str:
    return OUTCOMES_IN_SHORT[outcome].in_(current_language())


@for_members()
@require_safe
def difference(request: HttpRequest, member: Member, draft_id: int) -> HttpResponse:
    """Show what the draft changes in the words of the charter in force."""
    found = draft_of(member.authority.id, draft_id)
    changed, bank = difference_with_force(member.authority.id, found)
    page = framework_difference_page(changed, bank, current_language())
    context = {"draft": found, **pieces(page), "nav_current": "authority"}
    return render(request, "charters/difference.html", context)
