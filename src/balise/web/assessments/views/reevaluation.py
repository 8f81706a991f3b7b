# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Moving a dossier to the frameworks in force: what would change is shown before anybody says yes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.web.assessments.addressees import addressee_of
from balise.web.assessments.difference import Pair, difference, newer_references
from balise.web.assessments.frame import frame_of
from balise.web.assessments.operations.reevaluation import may_reevaluate, reevaluate
from balise.web.assessments.pre_verdict import fragment
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members

_HEADING = 3


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def reevaluation(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show the two verdicts side by side; on confirmation, keep both and pin the dossier to what is in force."""
    file = dossier_of(member, number)
    if request.method == "POST":
        reevaluate(member, file.id, request.POST.getlist("reference"), at=timezone.now())
        messages.success(
            request, _("Le dossier est évalué selon les textes en vigueur. Les deux verdicts sont gardés.")
        )
        return redirect("assessments:dossier", authority=member.authority.slug, number=number)
    newer = newer_references(file)
    found = difference(file, newer, timezone.localdate(), addressee_of(member, file)) if newer else None
    context = {
        **frame_of(request, member, file, "dossier"),
        "on_first_tab": False,
        "difference": found,
        "pairs": [_shown(pair) for pair in found.pairs] if found is not None else [],
        "unchanged": [pair for pair in found.pairs if not pair.changed and not pair.lead] if found is not None else [],
        "may_reevaluate": may_reevaluate(member, file),
    }
    return render(request, "assessments/reevaluate.html", context)


def _shown(pair: Pair) -> dict[str, object]:
    return {"pair": pair, "changes": fragment(pair.blocks, _HEADING)}
