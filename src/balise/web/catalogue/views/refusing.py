# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Telling on its own page that a form was refused."""

from balise.web.catalogue.forms.seen import SeenForm
from balise.web.catalogue.operations.meanwhile import SavedMeanwhileError
from balise.web.catalogue.told_changes import Change
from balise.web.ui.refusals import RefusedError

CONFLICT = 409


def refused(form: SeenForm, refusal: RefusedError) -> tuple[Change, ...]:
    """Have the form say why it was refused; return both versions, when somebody else has saved one meanwhile."""
    form.add_error(None, refusal.sentence)
    if not isinstance(refusal, SavedMeanwhileError):
        return ()
    form.see_again(refusal.version)
    return refusal.changes


def status_of(both: tuple[Change, ...]) -> int:
    """Return the status of a page that shows a form again."""
    return CONFLICT if both else 200
