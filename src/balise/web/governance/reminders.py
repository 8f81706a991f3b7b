# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a reminder says: the thing, the day, and what happens if nothing is done."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from balise.core.day_words import day_in_words
from balise.core.follow_up import DAYS_BEFORE, EVIDENCE_DAYS, Due, Reminder
from balise.core.opinions import OF_BODY, OpinionBody
from balise.web.assessments.files import DossierFile
from balise.web.governance.letters import Words
from balise.web.governance.queries.follow_up import criterion_words
from balise.web.governance.records import Instruction

_WHAT: Mapping[Due, object] = {
    Due.RESERVATION: gettext_lazy("La réserve « %(about)s » est à lever pour le %(day)s."),
    Due.EXCEPTION: gettext_lazy("L’exception à « %(about)s » ne vaut plus à partir du %(day)s."),
    Due.OPINION: gettext_lazy("L’avis %(about)s est attendu pour le %(day)s au plus tard."),
    Due.EXPERIMENT: gettext_lazy("Le dernier jour de l’essai est le %(day)s."),
    Due.REVIEW: gettext_lazy("La revue est prévue le %(day)s."),
    Due.EXIT_DRILL: gettext_lazy("L’exercice de sortie est à refaire pour le %(day)s."),
    Due.EVIDENCE: gettext_lazy("La pièce « %(about)s » ne vaut plus à partir du %(day)s."),
}
_OTHERWISE: Mapping[Due, object] = {
    Due.RESERVATION: gettext_lazy("Passé ce jour, l’outil est suspendu s’il est en service."),
    Due.EXCEPTION: gettext_lazy("Si le critère n’est toujours pas tenu ce jour-là, l’outil est suspendu."),
    Due.OPINION: gettext_lazy("Passé ce jour, le silence est noté, et la décision peut être prise sans cet avis."),
    Due.EXPERIMENT: gettext_lazy("Faites le bilan : sans nouvelle décision, l’outil est suspendu le lendemain."),
    Due.REVIEW: gettext_lazy("Relisez les réponses ; ce jour-là, le réexamen s’ouvre de lui-même."),
    Due.EVIDENCE: gettext_lazy("Joignez celle qui la remplace."),
    Due.EXIT_DRILL: gettext_lazy("Confiez quelques cas à la solution de remplacement, et notez le résultat."),
}


def reminder_words(reminder: Reminder, file: DossierFile, instruction: Instruction) -> Words:
    """Return the letter of a reminder; for the same thing, day and threshold it is the same letter."""
    steps = EVIDENCE_DAYS if reminder.due is Due.EVIDENCE else DAYS_BEFORE
    threshold = min(before for before in steps if reminder.days_left <= before)
    about = _about(reminder, file, instruction)
    what = str(_WHAT[reminder.due]) % {"about": about, "day": day_in_words(reminder.on).fr}
    opinion = _opinion_of(reminder, instruction)
    return Words(
        key=f"reminder:{file.id}:{reminder.due.value}:{reminder.about}:{reminder.on.isoformat()}:{threshold}",
        subject=_("Rappel – %(title)s") % {"title": file.title},
        sentences=(what, f"{_left(reminder.days_left)}{_OTHERWISE[reminder.due]}"),
        page=_page(reminder, opinion),
        argument=opinion,
    )


def _left(days: int) -> str:
    """Return how many days are left, before what follows; nothing once the day has come."""
    if days < 1:
        return ""
    left = ngettext("Il reste %(days)d jour.", "Il reste %(days)d jours.", days)
    return f"{left % {'days': days}} "


def _page(reminder: Reminder, opinion: int | None) -> str:
    if reminder.due is Due.EVIDENCE:
        return "assessments:evidence"
    return "review" if opinion is None else "give-opinion"


def _about(reminder: Reminder, file: DossierFile, instruction: Instruction) -> str:
    if reminder.due is Due.OPINION:
        return OF_BODY[OpinionBody(reminder.about)].fr
    if reminder.due is Due.EXCEPTION:
        return criterion_words(reminder.about, file.references)
    if reminder.due is Due.EVIDENCE:
        return next((each.title for each in file.evidence if each.id == reminder.about), reminder.about)
    if reminder.due is Due.RESERVATION and reminder.about.isdecimal():
        reservation = instruction.reservation(int(reminder.about))
        return reminder.about if reservation is None else reservation.text
    return reminder.about


def _opinion_of(reminder: Reminder, instruction: Instruction) -> int | None:
    if reminder.due is not Due.OPINION:
        return None
    return next((each.id for each in instruction.latest_opinions() if each.body == reminder.about), None)
