# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a copy takes over and what it leaves, in words: shown before anybody opens the dossier."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from balise.core.conditions import AnswerValue
from balise.core.questions import QuestionBank
from balise.rendering.answer_words import subject_in_words
from balise.rendering.typography import AND, capitalised, joined
from balise.web.assessments.answer_words import answer_in_words
from balise.web.assessments.copying import Reason, left_behind
from balise.web.ui.languages import current_language


def copied_lines(answers: Mapping[str, AnswerValue], bank: QuestionBank) -> list[tuple[str, str]]:
    """Return the answers that are taken over, in the order of the form: the subject, then the answer."""
    language = current_language()
    return [
        (capitalised(question.short.in_(language)), answer_in_words(question, answers[question.id]))
        for question in bank.questions
        if question.id in answers
    ]


def left_lines(
    answers: Mapping[str, AnswerValue], bank: QuestionBank, *, same_authority: bool
) -> list[tuple[str, str]]:
    """Return why answers are left behind, and the subjects of those that are."""
    language = current_language()
    return [
        (_reason(reason), joined([subject_in_words(name, bank, language) for name in names], AND, language))
        for reason, names in left_behind(answers, same_authority=same_authority).items()
    ]


def _reason(reason: Reason) -> str:
    return {
        Reason.IDENTITY: _("Propre à chaque collectivité"),
        Reason.PROGRESS: _("Votre projet n’en est pas au même point"),
        Reason.FIGURES: _("Des chiffres qui ne sont pas les vôtres"),
        Reason.DONE_THERE: _("Fait là-bas, à faire chez vous"),
        Reason.OPINION: _("Des avis à demander aux vôtres"),
        Reason.CATALOGUE: _("Dit par le catalogue de votre collectivité"),
        Reason.OWN_RULES: _("Demandé par les seuls textes de l’autre collectivité"),
    }[reason]
