# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of a tool: may I use it and with what, then what is known of it, then who can help."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balise.core.roles import Role
from balise.core.small_cells import FEWEST
from balise.web.catalogue.history import Line, history
from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.operations import people
from balise.web.catalogue.operations.deciding import asked_to_explain
from balise.web.catalogue.operations.locking import subject_id
from balise.web.catalogue.permissions import may_decide, may_describe
from balise.web.catalogue.queries.ai_models import models_of
from balise.web.catalogue.queries.people import people_around
from balise.web.catalogue.queries.review import review_is_due
from balise.web.catalogue.views.finding import entry_or_404
from balise.web.catalogue.vocabulary import PERMISSION_LABELS
from balise.web.catalogue.wording import card, class_labels, facts_by_source, in_one_answer, matrix_of, origins_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.organisations.queries import members_with

LATEST_ACTS = 20


@for_members()
@require_safe
def tool(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Show one tool."""
    on = timezone.localdate()
    entry = entry_or_404(member, tool_id)
    around = people_around(entry.id, member.authority.id, member.user_id)
    decided = any(word.authority_id == entry.authority_id for word in entry.words)
    return render(
        request,
        "catalogue/tool.html",
        {
            "nav_current": "tools",
            "entry": entry,
            "card": card(entry, on),
            "verdict": in_one_answer(entry, on, may_decide=may_decide(member)),
            "classes": class_labels(),
            "groups": list(facts_by_source(entry)),
            "people": around,
            "fewest": FEWEST,
            "askable": () if around.referents else members_with(member.authority.id, Role.REVIEWER),
            "models": models_of(entry.id),
            "acts": _history(member, entry),
            "may_decide": may_decide(member),
            "may_describe": entry.retired_at is None
            and may_describe(member, entry.authority_id, entry.proposed_by_id, decided=decided),
            **({} if entry.retired_at is not None else _in_force(member, entry, on)),
        },
    )


@for_members()
@require_POST
def use(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Add the tool to one's own list, or take it off."""
    entry = entry_or_404(member, tool_id)
    if request.POST.get("stop"):
        people.stop_using(member, entry.id)
        messages.success(request, _("Cet outil n’est plus dans votre liste."), extra_tags="ok")
    else:
        people.use_it(member, entry.id, at=timezone.now())
        messages.success(request, _("Cet outil est dans votre liste. Vous seul la voyez."), extra_tags="ok")
    return redirect("catalogue:tool", member.authority.slug, entry.id)


@for_members()
@require_POST
def referent(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Take on the questions about the tool, or leave them."""
    entry = entry_or_404(member, tool_id)
    if request.POST.get("stop"):
        people.leave_referent(member, entry.id, at=timezone.now())
        messages.success(request, _("Votre nom n’est plus sur cette page."), extra_tags="ok")
    else:
        people.become_referent(member, entry.id, at=timezone.now())
        messages.success(
            request,
            _("Votre nom et votre adresse sont sur cette page : vos collègues peuvent vous écrire."),
            extra_tags="ok",
        )
    return redirect("catalogue:tool", member.authority.slug, entry.id)


def _in_force(member: Member, entry: Entry, on: date) -> dict[str, object]:
    """Return what is decided of a tool that is not retired: of a retired one, nothing decided holds any more."""
    return {
        "matrix": matrix_of(entry, on),
        "origins": origins_of(entry, on),
        "words": [{"word": word, "label": PERMISSION_LABELS[word.permission]} for word in entry.words],
        "unexplained": _unexplained(member, entry),
        "review_due": review_is_due(entry, member.authority.id, on),
    }


def _history(member: Member, entry: Entry) -> tuple[Line, ...]:
    """Return the latest acts of the member's authority on the tool."""
    subject = subject_id(entry.id, member.authority.id if entry.inherited else None)
    return tuple(history(entries_about("tool", subject, limit=LATEST_ACTS)))


def _unexplained(member: Member, entry: Entry) -> bool:
    """Tell whether the charter asks for an explanation that nobody gave, since facts may change after a decision."""
    allowing = [word for word in entry.words if word.permission.allows]
    if not allowing or any(word.explanation and word.alternatives for word in allowing):
        return False
    facts = {field: fact.value for field, fact in entry.facts.items()}
    return asked_to_explain(member.authority.id, facts) is not None
