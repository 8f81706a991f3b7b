# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The journal of an authority, told in the language of its reader, and the same as a file."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.web.assessments.queries.hidden import hidden_ids
from balise.web.governance.forms.filters import JournalFilter
from balise.web.governance.permissions import JOURNAL_READERS
from balise.web.journal.queries import Search, Told, Unsaid, search_entries
from balise.web.journal.sealing import canonical_details
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.csv_files import csv_page

ENTRIES_A_PAGE = 50


@for_members(*JOURNAL_READERS)
@require_safe
def journal(request: HttpRequest, member: Member) -> HttpResponse:
    """Tell what was done in the authority, the last act first."""
    form = JournalFilter(request.GET)
    found = _found(member, form)
    page = Paginator(cast("Sequence[Told]", found), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "nav_current": "authority",
        "form": form,
        "page": page,
        "entries": page.object_list,
        "filters": request.GET.urlencode(),
        "filtering": any(form.cleaned_data.values()),
    }
    return render(request, "governance/journal.html", context)


@for_members(*JOURNAL_READERS)
@require_safe
def export(request: HttpRequest, member: Member) -> HttpResponse:
    """Give the filtered journal, whole, as a CSV file.

    Each line bears the seal of the one before it, so that whoever reads the file can follow the chain. An entry that
    the reader may not know of keeps its place in it, and nothing else. The details are the very characters that were
    sealed, whatever the language of the reader: they hold the words of both.
    """
    form = JournalFilter(request.GET)
    header = (
        _("N°"),
        _("Date"),
        _("Acte"),
        _("Récit"),
        _("Auteur"),
        _("Objet"),
        _("Empreinte"),
        _("Empreinte précédente"),
        _("Détails, tels que scellés"),
    )
    unsaid = _("acte non montré à ce rôle")
    rows = (
        (entry.number, "", "", unsaid, "", "", entry.digest, entry.previous, "")
        if isinstance(entry, Unsaid)
        else (
            entry.number,
            timezone.localtime(entry.at).isoformat(timespec="seconds"),
            entry.act,
            entry.sentence,
            entry.actor_name,
            entry.subject_title,
            entry.digest,
            entry.previous,
            canonical_details(entry.details),
        )
        for entry in _to_export(member, form)
    )
    return csv_page(f"journal-{member.authority.slug}-{timezone.localdate().isoformat()}.csv", header, rows)


def _to_export(member: Member, form: JournalFilter) -> Iterator[Told | Unsaid]:
    """Yield the entries, and the places of those that are not shown; chosen by act, those would tell what they are."""
    found = _found(member, form)
    return found.all() if form.cleaned_data.get("actes") else found.with_unsaid()


def _found(member: Member, form: JournalFilter) -> Search:
    given: dict[str, Any] = form.cleaned_data
    since, until = given.get("du"), given.get("au")
    return search_entries(
        member.authority.id,
        beginning=given.get("actes", ""),
        since=_midnight(since) if since else None,
        until=_midnight(until + timedelta(days=1)) if until else None,
        without={"dossier": [str(each) for each in hidden_ids(member)]},
    )


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
