# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of the register of a dossier: what is published, what would be, what is wrong with it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.core.language import Language
from balise.core.notices import Channel
from balise.core.publication import Shortcoming, shortcomings
from balise.core.register import RegisterEntry, public_status
from balise.loading.questions import shipped_bank
from balise.loading.targets import shipped_limits
from balise.rendering.entry_page import entry_page
from balise.rendering.register_words import CHANNEL_WORDS
from balise.rendering.typography import labelled
from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import frame_of
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.organisations.frameworks import framework_if_kept
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.transparency.draft import draft_of, emptied, texts_of
from balise.web.transparency.forms.publication import PublicationForm
from balise.web.transparency.notice_board import needs_of
from balise.web.transparency.operations.publication import publish, worded
from balise.web.transparency.permissions import check_may_publish, may_publish
from balise.web.transparency.queries.entries import Published, entry_of_dossier
from balise.web.transparency.tabs import REGISTER
from balise.web.transparency.written import fragment
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show the entry as the public reads it and as it would be published; publish it."""
    file = dossier_of(member, number)
    if public_status(file.state, file.answers) is None:
        raise Http404
    if request.method == "POST":
        check_may_publish(member, file)
    standing = entry_of_dossier(file.id)
    on = timezone.localdate()
    draft = draft_of(file, on, code="" if standing is None else standing.entry.id)
    form, refused = _form(request, draft, standing), ""
    if request.method == "POST" and form.is_valid() and "apercu" not in request.POST:
        refused = _refused(request, member, file, form)
        if not refused:
            return redirect("transparency:publication", authority=member.authority.slug, number=file.number)
    shown = worded(draft, form.wording())
    needs = needs_of(file, on)
    wrong = shortcomings(shown, shipped_bank(), needs, shipped_limits(), on, emptied(draft, shown))
    if refused:
        _add_errors(form, refused, wrong)
    document = entry_page(shown, shipped_bank(), current_language(), framework_if_kept(shown.charter), on=on)
    context = {
        **frame_of(request, member, file, REGISTER),
        "form": form,
        "standing": standing,
        "may_publish": may_publish(member, file),
        "wrong": _told(wrong),
        "opening": fragment(document.opening),
        "body": fragment(document.body),
        "changed": standing is not None and standing.entry.status is not shown.status,
    }
    return render(request, "transparency/publication.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, draft: RegisterEntry, standing: Published | None) -> PublicationForm:
    """Return the form, in the words of the last edition where there is one."""
    last = draft if standing is None else standing.entry
    initial = {
        "title": last.title,
        "summary": last.summary,
        "contact": last.contact,
        "reason": "" if last.decision is None else last.decision.reason,
    }
    texts = texts_of(draft) if standing is None else texts_of(draft) | texts_of(standing.entry)
    return PublicationForm(
        {name: text for name, text in texts.items() if name in draft.answers},
        request.POST if request.method == "POST" else None,
        first=standing is None,
        decided=draft.decision is not None,
        initial=initial,
    )


def _refused(request: HttpRequest, member: Member, file: DossierFile, form: PublicationForm) -> str:
    """Publish, and return why it cannot be; nothing when it is done."""
    try:
        publish(member, file.id, form.wording(), at=timezone.now())
    except RefusedError as refusal:
        return refusal.sentence
    messages.success(request, _("C’est publié : tout le monde peut lire la fiche à son adresse permanente."))
    return ""


def _add_errors(form: PublicationForm, refused: str, wrong: tuple[Shortcoming, ...]) -> None:
    """Put all that keeps the entry from being published beside its fields, and not the first of it alone."""
    language = current_language()
    blocking = [each for each in wrong if each.blocking]
    for each in blocking:
        said = f"{each.sentence.in_(language)} {each.remedy.in_(language)}"
        form.add_error(each.field if each.field in form.fields else None, said)
    if not blocking:
        form.add_error(None, refused)


def _about(found: Shortcoming, language: Language) -> str:
    if found.code != "missing-notice":
        return found.sentence.in_(language)
    return labelled(CHANNEL_WORDS[Channel(found.field)].in_(language), found.sentence.in_(language), language)


def _told(found: tuple[Shortcoming, ...]) -> list[dict[str, object]]:
    language = current_language()
    return [
        {
            "tone": "stop" if each.blocking else "fix",
            "sentence": _about(each, language),
            "remedy": each.remedy.in_(language),
        }
        for each in found
    ]
