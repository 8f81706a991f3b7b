# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The history of a tool on its own page: who, when, and what changed, without naming the tool in every line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balise.rendering.typography import date_in_words
from balise.web.catalogue.told_changes import Change, changes_of
from balise.web.journal.queries import Told
from balise.web.ui.languages import current_language

FEW = 4
"""The changes shown at once; more are folded."""


@dataclass(frozen=True, slots=True)
class Line:
    """An act, with what it changed."""

    at: datetime
    sentence: str
    changes: tuple[Change, ...]

    @property
    def folded(self) -> bool:
        """Tell whether the changes are so many that one asks for them."""
        return len(self.changes) > FEW


_ON_ITS_PAGE: Mapping[str, str | Promise] = {
    "tool.proposed": _("%(actor)s a proposé cet outil."),
    "tool.described": _("%(actor)s a modifié la description."),
    "tool.decided": _("%(actor)s a décidé de cet outil."),
    "tool.matrix_saved": _("%(actor)s a modifié le tableau."),
    "tool.facts_recorded": _("%(actor)s a consigné des faits, d’après : %(source)s, %(dated)s."),
    "tool.exit_planned": _("%(actor)s a mis à jour le plan de sortie."),
    "tool.model_linked": _("%(actor)s a relié cet outil à un modèle, d’après : %(source)s, %(dated)s."),
    "tool.referent_joined": _("%(actor)s tient désormais le rôle de référent."),
    "tool.referent_left": _("%(actor)s a quitté le rôle de référent."),
    "tool.retired": _("%(actor)s a retiré cet outil du catalogue : %(reason)s"),
}


def history(entries: Iterable[Told]) -> Iterator[Line]:
    """Return entries of the journal as the page of their tool tells them."""
    for entry in entries:
        yield Line(entry.at, _sentence(entry), changes_of(entry.act, entry.details))


def _sentence(entry: Told) -> str:
    """Return the sentence of an act; that of the journal when the page has none, or the entry is too old for it."""
    words = {**entry.details, "actor": entry.actor_name}
    if "dated" in words:
        words["dated"] = date_in_words(date.fromisoformat(words["dated"]), current_language())
    try:
        return str(_ON_ITS_PAGE[entry.act]) % words
    except KeyError:
        return entry.sentence
