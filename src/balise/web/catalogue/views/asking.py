# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""« Puis-je mettre ceci dans cet outil ? », on one page, without an account of how the catalogue is made."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from balise.rendering.document import Tone
from balise.rendering.typography import capitalised
from balise.web.catalogue.forms.asking import AskForm
from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.one_tool import direct_answer
from balise.web.catalogue.queries.shelf import shelf_of
from balise.web.catalogue.vocabulary import DATA_EXAMPLES, Permission, data_classes, tasks
from balise.web.catalogue.wording import Told, told, verdict
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language


@dataclass(frozen=True, slots=True)
class Line:
    """A tool and what the catalogue answers about it."""

    entry: Entry
    told: Told
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataOption:
    """A data class to choose, with what it is in plain words."""

    id: str
    label: str
    example: str
    chosen: bool


@for_members()
@require_safe
def can_i(request: HttpRequest, member: Member) -> HttpResponse:
    """Answer whether a tool may be given some data for a task, and which others may."""
    entries = shelf_of(member.authority).current
    asked = "donnees" in request.GET or "tache" in request.GET
    form = AskForm(
        request.GET if asked else None,
        tools=[(str(entry.id), entry.name) for entry in sorted(entries, key=lambda one: one.name.casefold())],
        initial={"outil": request.GET.get("outil", "")},
    )
    context: dict[str, Any] = {"nav_current": "tools", "form": form, "options": _options(form), "asked": False}
    if asked and form.is_valid():
        said = form.cleaned_data
        context |= _answered(entries, said["donnees"], said["tache"], said["outil"], timezone.localdate())
    return render(request, "catalogue/can_i.html", context)


def _answered(entries: tuple[Entry, ...], data_class: str, task: str, tool: str, on: date) -> dict[str, Any]:
    language = current_language()
    answers = [(entry, entry.answer(task, data_class, on)) for entry in entries]
    chosen = next(((entry, one) for entry, one in answers if str(entry.id) == tool), None)
    found = [(entry, one) for entry, one in answers if str(entry.id) != tool]
    lines = {
        permission: [
            Line(entry, told(one), entry.preference.reasons(language))
            for entry, one in found
            if one.permission is permission
        ]
        for permission in (Permission.UNDER_EVALUATION, Permission.FORBIDDEN)
    }
    allowed = [Line(entry, told(one), entry.preference.reasons(language)) for entry, one in found if one.allowed]
    silent = [Line(entry, told(one), ()) for entry, one in found if one.permission is None]
    usable = bool(allowed) or (chosen is not None and chosen[1].allowed)
    return {
        "asked": True,
        "chosen": None if chosen is None else chosen[0],
        "verdict": _in_one_answer(allowed)
        if chosen is None
        else direct_answer(chosen[0].name, chosen[1].permission, told(chosen[1]), others=bool(allowed)),
        "usable": usable,
        "data_label": data_classes()[data_class].in_(language),
        "task_label": capitalised(tasks()[task].in_(language)),
        "allowed": allowed,
        "pending": lines[Permission.UNDER_EVALUATION],
        "forbidden": lines[Permission.FORBIDDEN],
        "ended": [line for line in silent if line.told.since is not None],
        "unsaid": [line for line in silent if line.told.since is None],
        "milder": [] if usable else _milder(entries, data_class, task, on),
    }


def _in_one_answer(allowed: list[Line]) -> SafeString:
    if not allowed:
        return verdict(Tone.STOP, _("Non, avec aucun outil du catalogue"), _("Voici ce que vous pouvez faire."))
    free = [line for line in allowed if not line.told.conditions]
    told_how = _("Le premier de la liste est celui que votre collectivité préfère ; la raison est dite à côté.")
    if free:
        word = ngettext("Oui, avec un outil", "Oui, avec %(n)s outils", len(allowed)) % {"n": len(allowed)}
        return verdict(Tone.OK, word, told_how if len(allowed) > 1 else "")
    word = ngettext("Oui, sous conditions, avec un outil", "Oui, sous conditions, avec %(n)s outils", len(allowed))
    return verdict(Tone.FIX, word % {"n": len(allowed)}, told_how if len(allowed) > 1 else "")


def _milder(entries: tuple[Entry, ...], data_class: str, task: str, on: date) -> list[dict[str, Any]]:
    """Return what would be possible with less protected data: the way out when nothing is."""
    language = current_language()
    classes = list(data_classes())
    below = classes[: classes.index(data_class)]
    return [
        {
            "id": one,
            "label": data_classes()[one].in_(language),
            "tools": [entry.name for entry in entries if entry.answer(task, one, on).allowed],
        }
        for one in reversed(below)
        if any(entry.answer(task, one, on).allowed for entry in entries)
    ]


def _options(form: AskForm) -> list[DataOption]:
    language = current_language()
    chosen = form["donnees"].value() or ""
    return [
        DataOption(one, capitalised(label.in_(language)), str(DATA_EXAMPLES.get(one, "")), one == chosen)
        for one, label in data_classes().items()
    ]
