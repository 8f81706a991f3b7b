# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Somebody else saved the same form meanwhile: nothing is written over, and both versions are shown."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from balise.web.catalogue.told_changes import Change, changes_of
from balise.web.ui.refusals import RefusedError


class SavedMeanwhileError(RefusedError):
    """What was typed was typed before something else that now stands; it holds both."""

    def __init__(self, changes: tuple[Change, ...], version: str) -> None:
        super().__init__(
            _(
                "Quelqu’un d’autre a modifié ce formulaire pendant que vous le remplissiez. Rien n’a été enregistré : "
                "comparez les deux versions ci-dessous, puis enregistrez de nouveau. La vôtre remplacera alors l’autre."
            )
        )
        self.changes = changes
        """Where the two differ: what stands, then what was typed."""
        self.version = version
        """That of what stands: whoever has compared both saves over this one, and over no other."""


def refuse_stale(seen: str | None, version: str, act: str, details: Mapping[str, Any]) -> None:
    """Refuse to write over what the member has not seen; ``details`` are those that the act would be recorded with.

    ``seen`` is None for a caller that showed nobody a form.

    Raises:
        SavedMeanwhileError: something else stands than what the form was opened with.
    """
    if seen is None or seen == version:
        return
    changes = changes_of(act, details)
    if changes:  # two people who typed the same have nothing to compare
        raise SavedMeanwhileError(changes, version)
