# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What changed between two editions of an entry, field by field, in the words of its page; nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.core.register import PUBLIC_QUESTIONS, RegisterEntry
from balise.core.word_difference import Piece, woven
from balise.rendering.answer_words import subject_in_words
from balise.rendering.entry_page import found_in_words, value_said
from balise.rendering.register_words import CHANNEL_WORDS, STATUS_WORDS
from balise.rendering.typography import capitalised, date_in_words

_TITLE = Text("Titre", "Title")
_SUMMARY = Text("Résumé", "Summary")
_STATUS = Text("Où en est l’usage", "Where the use stands")
_UNIT = Text("Service", "Unit")
_TOOL = Text("Outil", "Tool")
_CONTACT = Text("Contact", "Contact")
_REVIEW = Text("Prochaine revue", "Next review")
_SINCE = Text("Premier jour de service", "First day of service")
_ENDED = Text("Suspendu ou arrêté le", "Suspended or ended on")
_CHARTER = Text("Charte", "Charter")
_DECISION = Text("Décision", "Decision")
_NOTICES = Text("Mentions en place", "Notices in place")
_MISSING = Text("Mentions obligatoires pas encore en place", "Required notices not in place yet")
_REASON = Text("Raison de la décision", "Reason of the decision")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that is not the same: empty where it was not said."""

    label: str
    before: str
    after: str

    @property
    def woven(self) -> tuple[Piece, ...]:
        """Return both wordings as one sentence, when a few words alone change; nothing otherwise."""
        return woven(self.before, self.after)


def changes(
    before: RegisterEntry, after: RegisterEntry, bank: QuestionBank, language: Language
) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in the order of the page."""
    found = (*_particulars(before, after, language), *_findings(before, after, language))
    return (*found, *_answers(before, after, bank, language))


def _particulars(before: RegisterEntry, after: RegisterEntry, language: Language) -> Iterator[FieldChange]:
    told = (
        (_TITLE, before.title, after.title),
        (_SUMMARY, before.summary, after.summary),
        (_STATUS, STATUS_WORDS[before.status].in_(language), STATUS_WORDS[after.status].in_(language)),
        (_UNIT, before.unit, after.unit),
        (_TOOL, before.tool, after.tool),
        (_CONTACT, before.contact, after.contact),
        (_SINCE, _day(before.in_service_on, language), _day(after.in_service_on, language)),
        (_ENDED, _day(before.ended_on, language), _day(after.ended_on, language)),
        (_REVIEW, _day(before.next_review(), language), _day(after.next_review(), language)),
        (_CHARTER, before.charter_title, after.charter_title),
        (_DECISION, _decision(before, language), _decision(after, language)),
        (_REASON, _reason(before), _reason(after)),
        (_NOTICES, _notices(before, language), _notices(after, language)),
        (_MISSING, _missing(before, language), _missing(after, language)),
    )
    for label, old, new in told:
        if old != new:
            yield FieldChange(label.in_(language), old, new)


def _day(day: date | None, language: Language) -> str:
    return "" if day is None else date_in_words(day, language)


def _decision(entry: RegisterEntry, language: Language) -> str:
    decision = entry.decision
    if decision is None:
        return ""
    return f"{decision.words}, {date_in_words(decision.on, language)} ({decision.deciding_authority})"


def _notices(entry: RegisterEntry, language: Language) -> str:
    return ", ".join(CHANNEL_WORDS[notice.channel].in_(language) for notice in entry.notices)


def _missing(entry: RegisterEntry, language: Language) -> str:
    return ", ".join(CHANNEL_WORDS[channel].in_(language) for channel in entry.missing_notices)


def _reason(entry: RegisterEntry) -> str:
    return "" if entry.decision is None else entry.decision.reason


def _findings(before: RegisterEntry, after: RegisterEntry, language: Language) -> Iterator[FieldChange]:
    old = {each.commitment: each for each in before.findings}
    new = {each.commitment: each for each in after.findings}
    for name in dict.fromkeys((*new, *old)):
        words = [found_in_words(each[name], language) if name in each else "" for each in (old, new)]
        if words[0] != words[1]:
            yield FieldChange((new.get(name) or old[name]).title, *words)


def _answers(
    before: RegisterEntry, after: RegisterEntry, bank: QuestionBank, language: Language
) -> Iterator[FieldChange]:
    for name in (name for names in PUBLIC_QUESTIONS.values() for name in names):
        words = [
            value_said(name, entry.answers[name], bank, language) if name in entry.answers else ""
            for entry in (before, after)
        ]
        if words[0] != words[1]:
            yield FieldChange(capitalised(subject_in_words(name, bank, language)), *words)
