# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Starting from a dossier that exists, and letting others start from one's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.roles import Role
from balise.core.states import STATE_LABELS, STATE_TONES
from balise.web.assessments.copied_words import copied_lines, left_lines
from balise.web.assessments.copying import copied
from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.copies import CopyForm, FileForm
from balise.web.assessments.frame import frame_of
from balise.web.assessments.operations.copies import copy, copy_from_file
from balise.web.assessments.operations.sharing import is_decided, share, stop_sharing
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.sharing import shared_dossier, shared_dossiers
from balise.web.assessments.references import references_in_force
from balise.web.assessments.sent_dossiers import SentDossiers, read_sent
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


@for_members()
@require_safe
def copies(request: HttpRequest, member: Member) -> HttpResponse:
    """List what other authorities of the installation share."""
    words = request.GET.get("q", "")[:100]
    language = current_language()
    found = [
        (one, STATE_TONES[one.state], STATE_LABELS[one.state].in_(language)) for one in shared_dossiers(member, words)
    ]
    context = {"words": words, "found": found, "nav_current": "dossiers"}
    return render(request, "assessments/copies.html", context)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def copy_shared(request: HttpRequest, member: Member, source: str, number: str) -> HttpResponse:
    """Show what would be taken over of a shared dossier, then take it over."""
    return _copy(request, member, shared_dossier(member, source, number))


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show what would be taken over of a dossier of one's own authority, then take it over."""
    return _copy(request, member, dossier_of(member, number))


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def copy_file(request: HttpRequest, member: Member) -> HttpResponse:
    """Read the dossiers of a file, let the person choose one, and open it here."""
    bank = bank_of(references_in_force(member))
    form = FileForm(member)
    sent: SentDossiers | None = None
    if request.method == "POST":
        form = FileForm(member, request.POST, request.FILES)
        if form.is_valid():
            sent = read_sent(form.cleaned_data["filename"], form.cleaned_data["content"], bank)
            created = _from_file(member, form, sent)
            if created is not None:
                messages.success(request, _("Le dossier est ouvert avec les réponses du fichier. Relisez-les."))
                return redirect("assessments:form", authority=member.authority.slug, number=created.number)
    context = {
        "form": form,
        "sent": sent,
        "text": form.cleaned_data["content"].decode() if sent is not None and sent.dossiers else "",
        "nav_current": "dossiers",
    }
    wrong = form.is_bound and (bool(form.errors) or (sent is not None and bool(sent.faults)))
    return render(request, "assessments/copy_file.html", context, status=422 if wrong else 200)


@for_members(Role.REVIEWER)
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Say what sharing shows, then share; or stop."""
    file = dossier_of(member, number)
    if request.method == "POST":
        if request.POST.get("act") == "stop":
            stop_sharing(member, file.id, at=timezone.now())
            messages.success(
                request, _("Le dossier n’est plus partagé. Les copies déjà faites restent à leurs auteurs.")
            )
        else:
            share(member, file.id, at=timezone.now())
            messages.success(request, _("Le dossier est partagé avec les collectivités de cette installation."))
        return redirect("assessments:dossier", authority=member.authority.slug, number=number)
    bank = bank_of(file.references)
    context = {
        **frame_of(request, member, file, "dossier"),
        "on_first_tab": False,
        "decided": is_decided(file),
        "lines": copied_lines(copied(file.own_answers, bank, same_authority=False), bank),
        "left": left_lines(file.own_answers, bank, same_authority=False),
    }
    return render(request, "assessments/share.html", context)


def _copy(request: HttpRequest, member: Member, source: DossierFile) -> HttpResponse:
    same = source.authority_id == member.authority.id
    form = CopyForm(member, request.POST if request.method == "POST" else None, initial={"title": source.title})
    if request.method == "POST" and form.is_valid():
        try:
            created = copy(member, source, title=form.cleaned_data["title"], unit_id=form.unit_id, at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("Votre dossier est ouvert. Relisez chaque réponse : elles viennent d’ailleurs.")
            )
            return redirect("assessments:form", authority=member.authority.slug, number=created.number)
    bank = bank_of(references_in_force(member))
    context = {
        "form": form,
        "source": source,
        "same": same,
        "lines": copied_lines(copied(source.own_answers, bank, same_authority=same), bank),
        "left": left_lines(source.own_answers, bank_of(source.references), same_authority=same),
        "nav_current": "dossiers",
    }
    return render(request, "assessments/copy.html", context, status=422 if form.is_bound else 200)


def _from_file(member: Member, form: FileForm, sent: SentDossiers) -> DossierFile | None:
    """Open the dossier of the file, the only one or the one chosen; None while there is a choice to make."""
    if not sent.dossiers:
        return None
    chosen = form.cleaned_data.get("which", "")
    wanted = sent.dossiers if len(sent.dossiers) == 1 else [one for one in sent.dossiers if one.id == chosen]
    if not wanted:
        return None
    return copy_from_file(member, wanted[0], sent.filename, unit_id=form.unit_id, at=timezone.now())
