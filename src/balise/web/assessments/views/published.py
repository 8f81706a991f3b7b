# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Starting from an entry that another installation publishes: read, shown with what is left out, then opened."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.core.questions import QuestionBank
from balise.loading.published_register import PublishedEntry
from balise.web.assessments.copied_words import copied_lines, left_lines
from balise.web.assessments.copying import copied
from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.copies import EntryForm
from balise.web.assessments.operations.copies import copy_from_entry
from balise.web.assessments.operations.dossiers import LONGEST_TITLE
from balise.web.assessments.references import references_in_force
from balise.web.assessments.sent_entries import SentEntries, read_entries, text_of
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.refusals import RefusedError

OPEN = "open"


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def copy_entry(request: HttpRequest, member: Member) -> HttpResponse:
    """Read the entries of a file, show what would be taken over of one, then open the dossier."""
    bank = bank_of(references_in_force(member))
    form = EntryForm(member)
    sent: SentEntries | None = None
    entry: PublishedEntry | None = None
    if request.method == "POST":
        form = EntryForm(member, request.POST, request.FILES)
        right = form.is_valid()
        given = form.cleaned_data
        if "content" in given:  # a title that does not do loses nothing of the file
            sent = read_entries(given.get("filename", ""), given["content"], bank)
            entry = sent.chosen(given.get("which", ""))
        if entry is not None and OPEN not in request.POST:
            form = EntryForm(member, initial={"title": _fitting(entry.dossier.title)})
        elif entry is not None and right:
            created = _opened(member, form, entry)
            if created is not None:
                messages.success(
                    request, _("Votre dossier est ouvert. Relisez chaque réponse : elles viennent d’ailleurs.")
                )
                return redirect("assessments:form", authority=member.authority.slug, number=created.number)
    context = {
        "form": form,
        "sent": sent,
        "entry": entry,
        "choices": [] if sent is None else [(one, text_of(one)) for one in sent.entries],
        "nav_current": "dossiers",
        **({} if entry is None else {**_shown(entry, bank), "text": text_of(entry)}),
    }
    wrong = form.is_bound and (bool(form.errors) or (sent is not None and not sent.entries))
    return render(request, "assessments/copy_entry.html", context, status=422 if wrong else 200)


def _fitting(title: str) -> str:
    """Return a title that a dossier may bear; the person sees where it was cut, and says it their way."""
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _shown(entry: PublishedEntry, bank: QuestionBank) -> dict[str, object]:
    """Return what is shown of an entry before it is taken over: what passes, what stays, what is not understood."""
    answers = entry.dossier.answers
    return {
        "lines": copied_lines(copied(answers, bank, same_authority=False), bank),
        "left": left_lines(answers, bank, same_authority=False),
        "unread": entry.unread,
    }


def _opened(member: Member, form: EntryForm, entry: PublishedEntry) -> DossierFile | None:
    title = form.cleaned_data["title"]
    try:
        return copy_from_entry(member, entry, title=title, unit_id=form.unit_id, at=timezone.now())
    except RefusedError as refusal:
        form.add_error("title", refusal.sentence)
        return None
