# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Attestations: issued, recorded, withdrawn inside; checked by anybody who was given their code."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.core.attestations import AttestationWords
from balise.rendering.attestation_page import attestation_document
from balise.rendering.pdf import to_pdf
from balise.web.literacy.forms.sessions import CancelForm, CodeForm, OutsideForm
from balise.web.literacy.operations.attestations import LENGTH, attest, record_outside, withdraw_attestation
from balise.web.literacy.permissions import TRAINERS
from balise.web.literacy.queries.attestations import attestation_behind, cards, outside_attestations
from balise.web.literacy.records import AttestationCard
from balise.web.literacy.words import shown_attestation
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.access import open_to_anyone
from balise.web.ui.attached import attached
from balise.web.ui.languages import current_language
from balise.web.ui.public_codes import ALPHABET, as_typed
from balise.web.ui.refusals import RefusedError

A_PAGE = 30


@for_members(*TRAINERS)
@require_POST
def issue(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:
    """Issue the attestations of those who came."""
    try:
        count = attest(member, session_id, at=timezone.now())
    except RefusedError as refusal:
        if refusal.status != 409:  # noqa: PLR2004 - as HTTP says it
            raise
        messages.error(request, refusal.sentence)
    else:
        said = ngettext("%(n)d attestation est remise.", "%(n)d attestations sont remises.", count) % {"n": count}
        messages.success(request, said)
    return redirect("literacy:session", member.authority.slug, session_id)


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, member: Member) -> HttpResponse:
    """Record what somebody followed elsewhere."""
    form = OutsideForm(member.authority.id, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            record_outside(member, form.given(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error("followed_on", refusal.sentence)
        else:
            messages.success(request, _("C’est consigné : cette formation compte."))
            return redirect("literacy:outside", member.authority.slug)
    page = Paginator(outside_attestations(member.authority.id), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "nav_current": "authority",
        "form": form,
        "page": page,
        "recorded": [shown_attestation(card) for card in cards(list(page.object_list), timezone.localdate())],
    }
    return render(request, "literacy/outside.html", context, status=422 if form.errors else 200)


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, member: Member, attested: str) -> HttpResponse:
    """Have an attestation count no more, with the reason that whoever checks it reads."""
    card = attestation_behind(attested, timezone.localdate(), authority_id=member.authority.id)
    if card is None:
        raise Http404
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        withdraw_attestation(member, attested, form.cleaned_data["reason"], at=timezone.now())
        messages.success(request, _("Cette attestation ne compte plus."))
        return redirect("literacy:list", member.authority.slug)
    context = {"nav_current": "authority", "form": form, "shown": shown_attestation(card)}
    return render(request, "literacy/withdraw_attestation.html", context, status=422 if form.errors else 200)


@open_to_anyone
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Ask for the code of an attestation, and lead to its page."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        code = as_typed(form.cleaned_data["code"])
        if len(code) == LENGTH and set(code) <= set(ALPHABET) and attestation_behind(code, timezone.localdate()):
            return redirect("literacy:attestation", code)
        return _unknown(request, form, 422)
    return render(request, "literacy/check.html", {"form": form}, status=422 if form.errors else 200)


@open_to_anyone
@require_safe
def attestation(request: HttpRequest, attested: str) -> HttpResponse:
    """Tell what an attestation is worth today, to whoever was given its code."""
    card = attestation_behind(as_typed(attested), timezone.localdate())
    if card is None:
        return _unknown(request, CodeForm({"code": attested}), 404)
    response = render(request, "literacy/attestation.html", {"shown": shown_attestation(card)})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@open_to_anyone
@require_safe
def pdf(request: HttpRequest, attested: str) -> HttpResponse:  # noqa: ARG001 - as views are called
    """Give the attestation as a PDF."""
    card = _behind(attested)
    document = attestation_document(_words(card), current_language())
    content = to_pdf(document, author=card.authority, on=card.issued_on)
    response = attached(content, "application/pdf", f"attestation-{card.code}.pdf")
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _unknown(request: HttpRequest, form: CodeForm, status: int) -> HttpResponse:
    if form.is_valid():
        form.add_error("code", _("Aucune attestation ne porte ce code. Vérifiez-le : il a douze signes."))
    return render(request, "literacy/check.html", {"form": form}, status=status)


def _behind(code: str) -> AttestationCard:
    card = attestation_behind(as_typed(code), timezone.localdate())
    if card is None:
        raise Http404
    return card


def _words(card: AttestationCard) -> AttestationWords:
    return AttestationWords(
        name=card.name,
        authority=card.authority,
        training=card.training,
        audience=card.audience,
        content=card.content,
        hours="" if card.hours is None else f"{card.hours.normalize():f}".replace(".", ","),
        provider=card.provider,
        reference=card.reference,
        followed_on=card.followed_on,
        issued_on=card.issued_on,
        expires_on=card.expires_on,
        code=card.code,
        address=settings.SITE_ADDRESS + reverse("literacy:attestation", args=(card.code,)),
        validity=card.validity,
    )
