# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list of tools, and the overview of all of them."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.web.catalogue.forms.asking import NOTHING_SAID, PARTIAL, RETIRED, ListFilter, TaskFilter
from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.matrix import Answer
from balise.web.catalogue.permissions import may_decide
from balise.web.catalogue.queries.people import tools_used_by
from balise.web.catalogue.queries.review import review_is_due
from balise.web.catalogue.queries.shelf import shelf_of
from balise.web.catalogue.vocabulary import Permission, data_classes
from balise.web.catalogue.wording import card, class_labels, told
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members

PAGE = 25


@for_members()
@require_safe
def tools(request: HttpRequest, member: Member) -> HttpResponse:
    """List the tools of the authority, French and European first."""
    on = timezone.localdate()
    shelf = shelf_of(member.authority)
    form = ListFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    mine = tools_used_by(member.user_id, member.authority.id)
    kept = [entry for entry in shelf.entries if _keeps(entry, wanted, mine, on)]
    page = Paginator(kept, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "catalogue/tools.html",
        {
            "nav_current": "tools",
            "form": form,
            "page": page,
            "cards": [
                card(
                    entry,
                    on,
                    wanted.get("tache") or None,
                    review_due=may_decide(member) and review_is_due(entry, member.authority.id, on),
                )
                for entry in page
            ],
            "count": len(kept),
            "total": len(shelf.current),
            "filtered": any(wanted.values()),
            "query": _without_page(request.GET),
            "mine": mine,
            "followed": shelf.chain.followed,
            "may_decide": may_decide(member),
        },
    )


@for_members()
@require_safe
def overview(request: HttpRequest, member: Member) -> HttpResponse:
    """Show every tool against every data class, for a task or for any."""
    on = timezone.localdate()
    shelf = shelf_of(member.authority)
    form = TaskFilter(request.GET)
    task = (form.cleaned_data["tache"] or None) if form.is_valid() else None
    classes = class_labels()
    return render(
        request,
        "catalogue/overview.html",
        {
            "nav_current": "tools",
            "form": form,
            "classes": classes,
            "rows": [
                {"entry": entry, "cells": list(zip(classes, map(told, _widest(entry, task, on)), strict=True))}
                for entry in shelf.current
            ],
        },
    )


def _widest(entry: Entry, task: str | None, on: date) -> list[Answer]:
    """Return, for each data class, the widest answer over the tasks that are asked about."""
    rows = entry.rows() if task is None else (task,)
    return [
        min(
            (entry.answer(row, data_class, on) for row in rows),
            key=_width,
        )
        for data_class in data_classes()
    ]


def _width(found: Answer) -> tuple[int, bool]:
    """Return the rank of an answer from the widest; what has run out comes before what was never said."""
    return (len(Permission) if found.permission is None else found.permission.strictness, not found.over)


def _keeps(entry: Entry, wanted: dict[str, Any], mine: frozenset[int], on: date) -> bool:
    status = wanted.get("statut", "")
    if (entry.retired_at is not None) != (status == RETIRED):
        return False
    return (
        (status in {"", RETIRED} or status == _status(entry.whole(on)))
        and _is_open(entry, wanted.get("donnees", ""), wanted.get("tache", ""), on)
        and _comes_from(entry, wanted.get("europe", ""))
        and _is_of_sort(entry, wanted.get("sorte", ""), mine)
        and _holds(entry, wanted.get("q", ""))
    )


def _status(whole: Answer) -> str:
    if whole.permission is None:
        return NOTHING_SAID
    return PARTIAL if whole.partial else whole.permission.value


def _is_open(entry: Entry, data_class: str, task: str, on: date) -> bool:
    if not data_class and not task:
        return True
    classes = entry.open_classes(on, task or None)
    return data_class in classes if data_class else bool(classes)


def _comes_from(entry: Entry, wanted: str) -> bool:
    if wanted == "france":
        return entry.preference.french
    if wanted == "a-etablir":
        return entry.preference.european is None
    return wanted != "europe" or entry.preference.european is True


def _is_of_sort(entry: Entry, wanted: str, mine: frozenset[int]) -> bool:
    if wanted == "integree":
        return entry.embedded
    return wanted != "miens" or entry.id in mine


def _holds(entry: Entry, words: str) -> bool:
    vendor = entry.facts.get("vendor")
    text = " ".join(
        (entry.name, entry.summary, entry.host_software, entry.host_vendor, "" if vendor is None else vendor.value)
    ).casefold()
    return all(word in text for word in words.casefold().split())


def _without_page(query: QueryDict) -> str:
    kept = query.copy()
    kept.pop("page", None)
    return kept.urlencode()
