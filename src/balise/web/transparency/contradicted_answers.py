# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answers of a dossier that say people are not told, where a proof says that they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from balise.core.language import Language
from balise.core.notices import Channel, answers_against
from balise.core.questions import NO
from balise.rendering.answer_words import fact_in_words
from balise.rendering.register_words import CHANNEL_WORDS
from balise.rendering.typography import AND, joined
from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.questions import anchor_of
from balise.web.assessments.frame import address
from balise.web.assessments.permissions import may_answer
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.transparency.queries.proofs import Proof


@dataclass(frozen=True, slots=True)
class ContradictedAnswer:
    """An answer that a proof belies."""

    said: str
    """What the answer says, as the public reads it."""
    channels: str
    """Where the notice is in place all the same."""
    url: str
    """Where it is corrected; or else read, with the way to have it corrected."""
    theirs: bool
    """Whether they may correct it now."""


def contradicted(
    member: Member, file: DossierFile, proofs: Iterable[Proof], language: Language
) -> tuple[ContradictedAnswer, ...]:
    """Return the answers that the proofs of a dossier belie, in the order of the questions."""
    found = answers_against({proof.channel for proof in proofs}, file.answers)
    return tuple(_row(member, file, question, channels, language) for question, channels in found.items())


def _row(
    member: Member, file: DossierFile, question: str, channels: Iterable[Channel], language: Language
) -> ContradictedAnswer:
    theirs = question not in file.established and may_answer(member, file)
    return ContradictedAnswer(
        fact_in_words(question, NO, bank_of(file.references), language),
        joined([CHANNEL_WORDS[channel].in_(language) for channel in channels], AND, language),
        _typed(member, file, question) if theirs else f"{address(member, file, 'answers')}#reponse-{question}",
        theirs,
    )


def _typed(member: Member, file: DossierFile, question: str) -> str:
    theme = bank_of(file.references).by_id[question].theme
    return f"{address(member, file, 'theme', theme=theme)}#{anchor_of(question)}"
