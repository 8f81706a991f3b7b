# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The charter by which the authority decides, as residents read it and as a file to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balise.core.frameworks import Framework
from balise.loading.pictograms import shipped_pictograms
from balise.rendering.charter_page import charter_page
from balise.rendering.document import Document
from balise.rendering.pdf import to_pdf
from balise.web.organisations.frameworks import bank_of, framework_of
from balise.web.organisations.queries import lead_reference
from balise.web.transparency.portals import Portal, portal_or_404
from balise.web.transparency.written import written
from balise.web.ui.access import open_to_anyone
from balise.web.ui.attached import attached
from balise.web.ui.languages import current_language


@open_to_anyone
@require_safe
def charter(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the charter, commitment by commitment."""
    portal = portal_or_404(authority)
    context = {"portal": portal, **written(_charter(portal)), "portal_current": "charter", "pdf": True}
    return render(request, "transparency/document.html", context)


@open_to_anyone
@require_safe
def charter_pdf(request: HttpRequest, authority: str) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Give the charter as a tagged PDF."""
    portal = portal_or_404(authority)
    framework = _framework(portal)
    content = to_pdf(_charter(portal), author=framework.publisher)
    return attached(content, "application/pdf", f"{framework.id}-{framework.version}.pdf")


def _framework(portal: Portal) -> Framework:
    reference = lead_reference(portal.place.id)
    if reference is None:
        raise Http404
    return framework_of(reference)


def _charter(portal: Portal) -> Document:
    framework = _framework(portal)
    return charter_page(framework, bank_of([framework.reference]), current_language(), shipped_pictograms())
