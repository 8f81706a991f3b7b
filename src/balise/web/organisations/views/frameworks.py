# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The charter of an authority and the laws beside it, as its members read them and as an administrator changes them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.frameworks import Framework
from balise.core.roles import Role
from balise.rendering import html
from balise.rendering.framework_page import framework_page
from balise.web.organisations.forms.frameworks import CharterForm
from balise.web.organisations.frameworks import bank_of, framework_of
from balise.web.organisations.members import Member
from balise.web.organisations.operations.frameworks import change_frameworks, shipped_charters, shipped_laws
from balise.web.organisations.permissions import for_members
from balise.web.organisations.queries.adoptions import Adopted, adoptions_of
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


@for_members()
@require_safe
def frameworks(request: HttpRequest, member: Member) -> HttpResponse:
    """Show the charter by which the authority decides, and name what is judged beside it."""
    adopted = adoptions_of(member.authority.id)
    lead = next((one for one in adopted if one.lead), None)
    return render(
        request,
        "organisations/frameworks.html",
        {
            "lead": lead,
            "written": None if lead is None else _written(framework_of(lead.reference)),
            "others": [one for one in adopted if not one.lead],
            "past": adoptions_of(member.authority.id, past=True),
            "administrator": member.holds(Role.ADMINISTRATOR),
            "nav_current": "authority",
        },
    )


@for_members()
@require_safe
def framework(request: HttpRequest, member: Member, reference: str) -> HttpResponse:
    """Show one text by which the authority judges or judged: dossiers stay pinned to those left behind."""
    adoption = _adoption(member, reference)
    return render(
        request,
        "organisations/framework.html",
        {"adoption": adoption, "written": _written(framework_of(reference)), "nav_current": "authority"},
    )


@for_members(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, member: Member) -> HttpResponse:
    """Put another charter into force, or the versions shipped since: for the dossiers to come."""
    adopted = adoptions_of(member.authority.id)
    lead = next((one for one in adopted if one.lead), None)
    initial = {"charter": "" if lead is None else lead.reference.partition("@")[0]}
    form = CharterForm(shipped_charters(), data=request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            change_frameworks(member, form.cleaned_data["charter"], at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("C’est en vigueur : les dossiers ouverts à partir de maintenant seront jugés ainsi.")
            )
            return redirect("organisations:frameworks", authority=member.authority.slug)
    return render(
        request,
        "organisations/change_frameworks.html",
        {"form": form, "lead": lead, "news": _news(adopted), "nav_current": "authority"},
    )


def _written(framework: Framework) -> dict[str, SafeString]:
    """Return the text as fragments of a page: what is said first, in brief, and commitment by commitment."""
    page = framework_page(framework, bank_of([framework.reference]), current_language())
    return {
        "opening": _fragment(html.to_fragment(page.opening)),
        "brief": _fragment(html.to_fragment(page.asides[0].blocks, level=3)),
        "body": _fragment(html.to_fragment(page.body)),
        "colophon": _fragment(html.to_fragment(page.colophon)),
    }


def _fragment(written: str) -> SafeString:
    return mark_safe(written)  # noqa: S308 - escaped by the writer


def _adoption(member: Member, reference: str) -> Adopted:
    authority_id = member.authority.id
    for adoption in (*adoptions_of(authority_id), *adoptions_of(authority_id, past=True)):
        if adoption.reference == reference:
            return adoption
    raise Http404


def _news(adopted: tuple[Adopted, ...]) -> list[Framework]:
    """Return what is shipped under the identifier of a text in force, in a version that is not in force."""
    in_force = {one.reference for one in adopted}
    known = {one.reference.partition("@")[0] for one in adopted}
    shipped = (*shipped_charters(), *shipped_laws())
    return [one for one in shipped if one.id in known and one.reference not in in_force]
