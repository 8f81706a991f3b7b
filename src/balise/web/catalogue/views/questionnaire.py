# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questionnaire to send to the supplier of a tool: on a page, and as a file to fill in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.loading.questions import shipped_bank
from balise.rendering import html
from balise.rendering.document import Document
from balise.rendering.odt import to_odt
from balise.rendering.supplier_questionnaire import Supplier, supplier_questionnaire
from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.operations.locking import no_longer_there
from balise.web.catalogue.permissions import may_decide
from balise.web.catalogue.views.finding import entry_or_404
from balise.web.catalogue.views.refusing import page_if_retired
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

ODT = "application/vnd.oasis.opendocument.text"


@for_members()
@require_safe
def questionnaire(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Show the questionnaire."""
    entry = entry_or_404(member, tool_id)
    if (page := page_if_retired(request, member, entry)) is not None:
        return page
    return render(
        request,
        "catalogue/questionnaire.html",
        {
            "nav_current": "tools",
            "entry": entry,
            "letter": "" if entry.without_vendor else _letter(member, entry),
            "may_decide": may_decide(member),
        },
    )


@for_members()
@require_safe
def questionnaire_odt(_request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Send the questionnaire as a file."""
    entry = entry_or_404(member, tool_id)
    if entry.retired_at is not None:
        raise RefusedError(no_longer_there())
    if entry.without_vendor:
        raise RefusedError(_("Cet outil n’a pas de fournisseur : il n’y a personne à qui envoyer ce questionnaire."))
    return HttpResponse(
        to_odt(_document(member, entry)),
        content_type=ODT,
        headers={"Content-Disposition": f'attachment; filename="questionnaire-{entry.slug}.odt"'},
    )


def _letter(member: Member, entry: Entry) -> SafeString:
    document = _document(member, entry)
    return mark_safe(html.to_fragment((*document.opening, *document.body), paths=True))  # noqa: S308 - escaped by the writer


def _document(member: Member, entry: Entry) -> Document:
    vendor = entry.facts.get("vendor")
    return supplier_questionnaire(
        shipped_bank(),
        Supplier(
            tool=entry.name,
            authority=member.authority.name,
            host_software=entry.host_software,
            vendor=entry.host_vendor or ("" if vendor is None else vendor.value),
            contact=member.name,
        ),
        timezone.localdate(),
        current_language(),
    )
