# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Emptying cells lets a wider rule apply in their place: it is shown, and nothing is saved before somebody agrees."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from balise.rendering.typography import capitalised, labelled
from balise.web.catalogue.matrix import Answer
from balise.web.catalogue.told_changes import Change
from balise.web.catalogue.uncovering import Uncovered
from balise.web.catalogue.versions import uncovered_version
from balise.web.catalogue.vocabulary import data_classes, task_label
from balise.web.catalogue.wording import told
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


class UncoversError(RefusedError):
    """Emptied cells leave place to something wider, that whoever empties them has not agreed to yet."""

    def __init__(self, changes: tuple[Change, ...], version: str) -> None:
        super().__init__(
            _(
                "Une case que vous videz laisse place à une règle plus large. Rien n’a été enregistré : lisez "
                "ci-dessous ce qui vaudrait à sa place, puis cochez pour l’accepter, ou dites autre chose dans la case."
            )
        )
        self.changes = changes
        """Each cell: what holds, then what would."""
        self.version = version
        """That of what would hold: whoever agrees to it agrees to nothing else."""


def refuse_uncovering(found: Sequence[Uncovered], agreed: str) -> None:
    """Refuse to let wider rules apply to which the member has not agreed.

    Raises:
        UncoversError: something wider would apply, other than what was agreed to.
    """
    if not found or agreed == uncovered_version(found):
        return
    raise UncoversError(tuple(map(_change, found)), uncovered_version(found))


def _change(one: Uncovered) -> Change:
    language = current_language()
    task, data_class = one.place
    label = labelled(capitalised(task_label(task).in_(language)), data_classes()[data_class].in_(language), language)
    return Change(label, _in_words(one.before), _in_words(one.after))


def _in_words(answer: Answer) -> str:
    """Return what an answer says, a line for each thing: the word, the conditions, whose rule it is."""
    said = told(answer)
    rules = [_("Règle : %(origin)s.") % {"origin": origin} for origin in said.origins]
    return "\n".join([said.word, *said.conditions, *said.over, *rules])
