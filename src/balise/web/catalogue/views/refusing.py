# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Telling that a form is refused: on its own page once it was filled in, and before that whenever it is known."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from balise.web.catalogue.forms.seen import SeenForm
from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.operations.locking import no_longer_there
from balise.web.catalogue.operations.meanwhile import SavedMeanwhileError
from balise.web.catalogue.permissions import may_decide
from balise.web.catalogue.told_changes import Change
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

CONFLICT = 409


def refused(form: SeenForm, refusal: RefusedError) -> tuple[Change, ...]:
    """Have the form say why it was refused; return both versions, when somebody else has saved one meanwhile."""
    form.add_error(None, refusal.sentence)
    if not isinstance(refusal, SavedMeanwhileError):
        return ()
    form.see_again(refusal.version)
    return refusal.changes


def status_of(entry: Entry, *conflicts: tuple[Change, ...]) -> int:
    """Return the status of a page that shows a form again: a conflict, when another act came in between."""
    return CONFLICT if any(conflicts) or entry.retired_at is not None else 200


def page_if_retired(request: HttpRequest, member: Member, entry: Entry) -> HttpResponse | None:
    """Return the page that refuses a form about a retired tool, with the way to put it back; None for another.

    None too for what was typed before the tool was retired: it is shown again, and refused by the operation, for it
    must not be lost.
    """
    if entry.retired_at is None or request.method == "POST":
        return None
    context = {
        "nav_current": "tools",
        "entry": entry,
        "sentence": no_longer_there(),
        "may_restore": may_decide(member) and not entry.inherited,
    }
    return render(request, "catalogue/retired.html", context, status=CONFLICT)
