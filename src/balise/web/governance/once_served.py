# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a verdict does not say of a tool that does not serve yet, or no more: some rules apply only once it does.

A suspended tool, or one that was accepted, is judged as what it is that day. Putting it in service is not: without
these lines, the reasons against it would contradict a verdict by which everything is kept.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.core.situation import Judgement
from balise.core.states import ACCEPTING, State
from balise.rendering.typography import quoted
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged
from balise.web.governance.as_served import judged_in_service
from balise.web.governance.records import Instruction
from balise.web.ui.languages import current_language

_OUT_OF_SERVICE = ACCEPTING | {State.SUSPENDED}


def once_served(file: DossierFile, instruction: Instruction, found: Judged) -> tuple[str, ...]:
    """Return, in sentences, what the service will be found not to keep and today's findings say nothing of.

    What an exception in force covers is left out: it bars nothing.
    """
    if file.state not in _OUT_OF_SERVICE:
        return ()
    on = found.lead.on
    served = judged_in_service(file, instruction, on, review=file.review_on or on)
    covered = {each.criterion for each in instruction.exceptions if not each.core.has_ended(on)}
    pairs = [(Judgement.of(now), Judgement.of(then)) for now, then in zip(found.all, served.all, strict=True)]
    barred = [
        title
        for now, then in pairs
        for title in _more(then, now.blocking_unmet, then.blocking_unmet, covered if then.can_be_excepted else ())
    ]
    left = [title for now, then in pairs for title in _more(then, now.correctable_unmet, then.correctable_unmet)]
    return tuple(_sentences(barred, left))


def _more(judgement: Judgement, now: Iterable[str], then: Iterable[str], covered: Iterable[str] = ()) -> Iterator[str]:
    known, language = {*now, *covered}, current_language()
    for criterion in then:
        if criterion not in known:
            yield quoted(judgement.title(criterion).in_(language), language)


def _sentences(barred: list[str], left: list[str]) -> Iterator[str]:
    if barred:
        yield _("Une fois l’outil en service : le dossier ne pourrait pas passer (%(criteria)s).") % {
            "criteria": ", ".join(barred)
        }
    if left:
        yield ngettext(
            "Une fois l’outil en service : %(n)s point à corriger (%(criteria)s).",
            "Une fois l’outil en service : %(n)s points à corriger (%(criteria)s).",
            len(left),
        ) % {"n": len(left), "criteria": ", ".join(left)}
