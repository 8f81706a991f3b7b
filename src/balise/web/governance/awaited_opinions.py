# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is missing of a dossier, told to who is writing one of the opinions: nobody but them and their peers has it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.core.evaluation import Evaluation, Outcome
from balise.core.opinions import ASKED_ABOUT, OpinionBody
from balise.core.standing import awaited
from balise.web.governance.records import Instruction


def only_opinions_missing(evaluation: Evaluation, instruction: Instruction, mine: OpinionBody) -> str:
    """Return how many opinions are awaited, when nothing else is missing; nothing otherwise."""
    if evaluation.outcome is not Outcome.INCOMPLETE:
        return ""
    missing = set(awaited(evaluation))
    asked = {ASKED_ABOUT[each.body] for each in instruction.opinions if each.pending and each.body in ASKED_ABOUT}
    if not missing or not missing <= asked:
        return ""
    count = len(missing)
    if ASKED_ABOUT.get(mine) not in missing:
        return ngettext("%(n)s avis attendu.", "%(n)s avis attendus.", count) % {"n": count}
    return _IN_WORDS[count - 1]()


_IN_WORDS = (
    lambda: _("Un seul avis attendu : le vôtre."),
    lambda: _("Deux avis attendus, dont le vôtre."),
    lambda: _("Trois avis attendus, dont le vôtre."),
    lambda: _("Quatre avis attendus, dont le vôtre."),
)
"""As many as there are bodies whose opinion a question asks about."""
