# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answers of a dossier that was decided, set right while it is judged again: never without a word of why.

A decision rested on these answers. They may turn out wrong, or the project may have been brought into line: somebody
else than its owner then changes them, says why, and the journal seals it under an act of its own. Sending the dossier
back to a draft was the other way: it would put a tool that serves, or has served, where nothing is followed any more.
"""

from django.utils.translation import gettext_lazy

from balise.web.assessments.files import DossierFile
from balise.web.assessments.permissions import is_open_to_correction
from balise.web.ui.names import readable_line
from balise.web.ui.refusals import RefusedError

LONGEST_MOTIVE = 1000
MOTIVE_MISSING = gettext_lazy(
    "Dites pourquoi la réponse change : ce dossier a été décidé, et le journal garde la raison."
)
MOTIVE_TOO_LONG = gettext_lazy("Ce motif est trop long. Gardez l’essentiel, et joignez le reste en pièce.")


def motive_of(file: DossierFile, motive: str) -> str:
    """Return why answers change, on one line; empty for a dossier still being written, which owes no reason.

    Raises:
        RefusedError: the dossier was decided, and nothing is said, or too much.
    """
    if not is_open_to_correction(file):
        return ""
    said = readable_line(motive)
    if not said:
        raise RefusedError(str(MOTIVE_MISSING), status=400)
    if len(said) > LONGEST_MOTIVE:
        raise RefusedError(str(MOTIVE_TOO_LONG), status=400)
    return said
