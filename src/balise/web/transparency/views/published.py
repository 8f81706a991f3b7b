# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the authority has published, for those who keep its portal; taking an entry back.

An entry is taken back by its own code, not through its dossier: one sent back to its owner is a draft that they do not
read any more, and what was published of it by mistake must not stay on line for that.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.rendering.register_words import STATUS_TONES, STATUS_WORDS
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.transparency.forms.publication import WithdrawalForm
from balise.web.transparency.operations.publication import withdraw
from balise.web.transparency.permissions import PUBLISHERS, REGISTER_READERS
from balise.web.transparency.queries.kept_entries import entries_kept, entry_kept, kept
from balise.web.ui.languages import current_language

ENTRIES_A_PAGE = 50


@for_members(*REGISTER_READERS)
@require_safe
def published_entries(request: HttpRequest, member: Member) -> HttpResponse:
    """List every entry of the authority, those that the public does not read included."""
    language = current_language()
    page = Paginator(entries_kept(member.authority.id), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [
            {"line": each, "tone": STATUS_TONES[each.status].value, "status": STATUS_WORDS[each.status].in_(language)}
            for each in map(kept, page.object_list)
        ],
        "may_withdraw": member.holds(*PUBLISHERS),
        "nav_current": "authority",
    }
    return render(request, "transparency/published_entries.html", context)


@for_members(*PUBLISHERS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, member: Member, code: str) -> HttpResponse:
    """Take an entry out of the lists."""
    found = entry_kept(member.authority.id, code)
    if found is None or found.withdrawn_at is not None:
        raise Http404
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        withdraw(member, found.dossier_id, form.cleaned_data["reason"], at=timezone.now())
        messages.success(request, _("La fiche n’est plus au registre. Son adresse répond toujours, et dit pourquoi."))
        return redirect("transparency:published-entries", authority=member.authority.slug)
    context = {"form": form, "line": found, "nav_current": "authority"}
    return render(request, "transparency/withdrawal.html", context, status=422 if form.errors else 200)
