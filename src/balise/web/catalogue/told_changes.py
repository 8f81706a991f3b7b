# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the journal keeps of the catalogue, said in the language of whoever reads it: who changed what, into what.

Entries hold codes (tasks, data classes, permissions, fields), because a journal is for ever and is read in two
languages. Those written before held French words instead: what is no code is shown as it was written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.core.language import Language
from balise.rendering.typography import AND, capitalised, date_in_words, joined, labelled, semicolon
from balise.web.catalogue.fact_fields import fact_fields
from balise.web.catalogue.vocabulary import KIND_LABELS, PERMISSION_LABELS, Kind, Permission, data_classes, task_label
from balise.web.ui.languages import current_language

Details = Mapping[str, Any]
_ARROW = " → "


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an act changed; nothing before when it was not said, or when the entry does not tell."""

    label: str
    before: str
    after: str


def changes_of(act: str, details: Details) -> tuple[Change, ...]:
    """Return what an act changed, one thing a line."""
    tell = _CHANGES.get(act)
    return () if tell is None else tuple(tell(details))


def permission_said(details: Details) -> dict[str, str]:
    """Return the permission that a decision gave, in words."""
    return {"permission": _permission(details.get("permission", "…"))}


def matrix_said(details: Details) -> dict[str, str]:
    """Return the cells that changed, in one line."""
    if "cells" not in details:
        return {}
    return {"changes": f"{semicolon(current_language())} ".join(cell_said(cell) for cell in details["cells"])}


def fields_said(details: Details) -> dict[str, str]:
    """Return the fields of which something was established, in words, and the day of their source."""
    return {"fields": ", ".join(_field(one) for one in details.get("fields", ()))} | dated_said(details)


def dated_said(details: Details) -> dict[str, str]:
    """Return the day of a source in words; nothing of an entry too old to tell it."""
    if "dated" not in details:
        return {}
    return {"dated": date_in_words(date.fromisoformat(details["dated"]), current_language())}


def review_said(details: Details) -> dict[str, str]:
    """Return the day of a review in words."""
    return {"review": _day(details.get("review_on", ""))}


def cell_said(cell: Details) -> str:
    """Return what a cell has become, in a few words."""
    after = cell["after"]
    return f"{_place(cell)}{_ARROW}{_permission(after['permission']) if after else _('plus rien')}"


def _of_matrix(details: Details) -> Iterator[Change]:
    if "cells" not in details:
        yield from (Change(label, "", after) for label, after in map(_cut, details.get("changes", ())))
        return
    together: dict[tuple[str, str, str], list[str]] = {}
    for cell in details["cells"]:
        become = (cell["task"], _choice(cell["before"]), _choice(cell["after"]))
        together.setdefault(become, []).append(_data_class(cell))
    language = current_language()
    for (task, before, after), classes in together.items():
        yield Change(labelled(capitalised(task_label(task).in_(language)), _in_one(classes), language), before, after)


def _of_decision(details: Details) -> Iterator[Change]:
    before: Details = details.get("before", {})
    for field, label in _DECIDED.items():
        old, new = before.get(field, ""), details.get(field, "")
        if old != new:
            yield Change(str(label), _decided(field, old), _decided(field, new) or _("plus rien"))


def _of_facts(details: Details) -> Iterator[Change]:
    before: Details = details.get("before", {})
    for name, value in details.get("values", {}).items():
        known = before.get(name, {})
        old = _fact(name, known.get("value", ""), known.get("per", ""))
        yield Change(capitalised(_field(name)), old, _fact(name, value, details.get("per", {}).get(name, "")))


def _of_description(details: Details) -> Iterator[Change]:
    before, after = details.get("before", {}), details.get("after", {})
    for field, label in _DESCRIBED.items():
        if field in after:
            yield Change(str(label), _described(field, before.get(field)), _described(field, after[field]))
        elif field in details.get("fields", ()):
            yield Change(str(label), "", _("modifié"))


def _of_exit_plan(details: Details) -> Iterator[Change]:
    before, after = details.get("before", {}), details.get("after", {})
    for field, label in _PLANNED.items():
        if field in after:
            day = field == "last_drill_on"
            old, new = (_day(said) if day else said for said in (before.get(field, ""), after[field]))
            yield Change(str(label), old, new or _("plus rien"))


def _of_model(details: Details) -> Iterator[Change]:
    yield Change(_("Modèle"), "", details.get("model", "…"))


def _of_model_gone(details: Details) -> Iterator[Change]:
    yield Change(_("Modèle"), details.get("model", "…"), _("plus rien"))


_CHANGES: Mapping[str, Callable[[Details], Iterator[Change]]] = {
    "tool.decided": _of_decision,
    "tool.matrix_saved": _of_matrix,
    "tool.facts_recorded": _of_facts,
    "tool.described": _of_description,
    "tool.exit_planned": _of_exit_plan,
    "tool.model_linked": _of_model,
    "tool.model_unlinked": _of_model_gone,
}
_DECIDED: Mapping[str, str | Promise] = {
    "permission": gettext_lazy("Décision"),
    "reason": gettext_lazy("Condition ou motif"),
    "explanation": gettext_lazy("Pourquoi cet outil plutôt qu’un européen"),
    "alternatives": gettext_lazy("Autres outils examinés"),
    "review_on": gettext_lazy("À revoir le"),
}
_DESCRIBED: Mapping[str, str | Promise] = {
    "name": gettext_lazy("Nom"),
    "kind": gettext_lazy("Sorte d’outil"),
    "summary": gettext_lazy("À quoi il sert"),
    "host_software": gettext_lazy("Logiciel qui le contient"),
    "host_vendor": gettext_lazy("Éditeur de ce logiciel"),
}
_PLANNED: Mapping[str, str | Promise] = {
    "substitute": gettext_lazy("Remplaçant"),
    "plan": gettext_lazy("Étapes"),
    "last_drill_on": gettext_lazy("Dernier essai de sortie"),
    "last_drill": gettext_lazy("Ce que l’essai a montré"),
}


def _decided(field: str, value: str) -> str:
    if field == "permission":
        return _permission(value)
    return _day(value) if field == "review_on" else value


def _described(field: str, value: str | None) -> str:
    if field == "kind" and value in set(Kind):
        return str(KIND_LABELS[Kind(value)])
    return value or ""


def _choice(said: Details) -> str:
    """Return what a cell says, with its condition and its last day."""
    if not said:
        return _("rien de dit")
    word = _permission(said["permission"])
    if said["until"]:
        word = _("%(said)s jusqu’au %(day)s") % {"said": word, "day": _day(said["until"])}
    return labelled(word, said["condition"], current_language()) if said["condition"] else word


def _permission(code: str) -> str:
    return str(PERMISSION_LABELS[Permission(code)]) if code in set(Permission) else code


def _place(cell: Details) -> str:
    return f"{task_label(cell['task']).in_(current_language())}, {_data_class(cell)}"


def _data_class(cell: Details) -> str:
    label = data_classes().get(cell["data_class"])
    return cell["data_class"] if label is None else label.in_(current_language())


def _in_one(labels: Sequence[str]) -> str:
    """Return data classes as one reads them together: « données publiques, internes et personnelles »."""
    language = current_language()
    if language is Language.FRENCH:
        return joined([labels[0], *(label.removeprefix("données ") for label in labels[1:])], AND, language)
    return joined([*(label.removesuffix(" data") for label in labels[:-1]), labels[-1]], AND, language)


def _field(code: str) -> str:
    field = fact_fields().get(code)
    return code if field is None else field.label.in_(current_language())


def _fact(code: str, value: str, per: str) -> str:
    field = fact_fields().get(code)
    return value if field is None or not value else field.in_words(value, per or "…", current_language())


def _day(written: str) -> str:
    return date_in_words(date.fromisoformat(written), current_language()) if written else ""


def _cut(change: str) -> tuple[str, str]:
    """Return the two sides of a change that an old entry tells in one sentence."""
    label, _arrow, after = change.rpartition(_ARROW)
    return capitalised(label), after
