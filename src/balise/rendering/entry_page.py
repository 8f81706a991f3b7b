# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry of the register as residents read it: what it is, what the charter says of it, then the details."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Result
from balise.core.frameworks import Framework
from balise.core.language import Language, Text
from balise.core.notice_forms import words_of
from balise.core.notice_texts import facts_from
from balise.core.notices import Channel
from balise.core.questions import QuestionBank, QuestionType
from balise.core.register import PUBLIC_QUESTIONS, SERVING, PublicFinding, PublicNotice, PublicStatus, RegisterEntry
from balise.core.states import ACTS_DONE
from balise.core.tool_words import is_ai
from balise.rendering.algorithm_words import fact_without_ai, subject_without_ai
from balise.rendering.answer_words import fact_in_words, subject_in_words, value_in_words
from balise.rendering.document import (
    Aside,
    Block,
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Document,
    FindingItem,
    FindingList,
    Link,
    Manner,
    Mark,
    Paragraph,
    Quotation,
    Run,
    Runs,
    Section,
    Tone,
    in_french,
)
from balise.rendering.register_words import CHANNEL_WORDS, PART_TITLES, STATUS_TONES, STATUS_WORDS
from balise.rendering.typography import AND, Counted, capitalised, date_in_words, joined, sentence

_MASTHEAD = Text("Registre des usages de l’IA", "Register of uses of AI")
_NOTICE = Text("La mention que vous lisez", "The notice that you read")
_NOTICE_OWED = Text("La mention que vous devriez lire", "The notice that you should read")
_NOTICE_THEN = Text("La mention qui se lisait", "The notice that was read")
_STAFF_NOTICE = Text("Ce que lisent les agents", "What staff read")
_STAFF_NOTICE_THEN = Text("Ce que lisaient les agents", "What staff used to read")
_NOTICE_SINCE = Text("en place depuis le {day}", "in place since {day}")
_NOTICE_FROM = Text("a été en place à partir du {day}", "was in place from {day}")
_NOTICE_TO = Text("a été en place jusqu’au {end}", "was in place until {end}")
_NOTICE_DURING = Text("a été en place du {day} au {end}", "was in place from {day} to {end}")
_MISSING = Text("Mention obligatoire pas encore en place", "Required notice not in place yet")
_DECISION = Text("Ce qui a été décidé", "What was decided")
_DECIDED = Text("{words}, le {day}. Décision de\u00a0: {who}.", "{words}, on {day}. Decided by: {who}.")
_CHARTER = Text("Ce que dit la charte", "What the charter says")
_KEPT = Text("Tenu", "Kept")
_NOT_KEPT = Text("Pas tenu", "Not kept")
_EXCEPTED = Text("Pas tenu, une exception datée le couvre", "Not kept, covered by a dated exception")
_NOT_KNOWN = Text("Pas encore connu", "Not known yet")
_OBJECT = Text("Ne concerne pas cet usage", "Does not concern this use")
_OBJECTLESS = Counted(
    Text("{n} engagement ne concerne pas cet usage.", "{n} commitment does not concern this use."),
    Text("{n} engagements ne concernent pas cet usage.", "{n} commitments do not concern this use."),
)
_IN_BRIEF = Text("En bref", "In brief")
_AUTHORITY = Text("Collectivité", "Authority")
_UNIT = Text("Service", "Unit")
_TOOL = Text("Outil", "Tool")
_SINCE = Text("En service depuis le", "In service since")
_USED = Text("Utilisé depuis le", "Used since")
_SERVED = Text("A servi à partir du", "Was used from")
_PLANNED = Text("Mise en service prévue le", "To be put in service on")
_BEFORE_DECISION = Text("{day}, avant la décision du {decided}", "{day}, before the decision of {decided}")
_ENDED = Text("Fin du service le", "End of service on")
_SUSPENDED = Text("Suspendu depuis le", "Suspended since")
_REVIEW = Text("Prochaine revue", "Next review")
_REVIEW_PLANNED = Text("Revue prévue le", "Review planned on")
_REVIEW_LATE = Text("{day}, en retard", "{day}, overdue")
_CONTACT = Text("Joindre une personne", "Reach a person")
_PERMANENT = Text("Référence permanente", "Permanent reference")
_EDITION = Text("Édition {n}", "Edition {n}")
_PUBLISHED = Text("Publiée le {day}", "Published on {day}")
_IMPORTED = Text("Partie de la fiche", "Began with the entry")
_JUDGED = Text(
    "Constat calculé selon «\u00a0{charter}\u00a0» d’après les réponses et les pièces du dossier, le {day}. Ce n’est "
    "pas la décision.",
    "Finding computed by “{charter}” from the answers and the evidence of the dossier, on {day}. It is not the "
    "decision.",
)

_NEVER_SERVED = Text(
    "Ce projet a été refusé : il n’a pas été mis en service. Cette fiche dit ce qu’il prévoyait.",
    "This project was refused: it was never put into service. This entry says what it had in mind.",
)
_MISSING_HERE = Text(
    "Elle manque encore ici ; vous devriez y lire :", "It is still missing here; you should read there:"
)
_NO_LONGER = frozenset({PublicStatus.SUSPENDED, PublicStatus.WITHDRAWN})
_NAMED = re.compile(r"(\{words\}|\{who\})")
_GRAVEST_FIRST = (Result.NOT_SATISFIED, Result.UNKNOWN, Result.SATISFIED)


def entry_page(
    entry: RegisterEntry,
    bank: QuestionBank,
    language: Language,
    charter: Framework | None = None,
    *,
    on: date | None = None,
) -> Document:
    """Return an entry as a page, to be read without knowing any of the words of the house.

    An entry is frozen in French; ``charter``, the framework by which it was judged, says its commitments in the
    language of the page. ``on`` is the day on which it is read: a review whose day is past is late, though the
    edition is older; without it, the page speaks as on the day of its edition.
    """
    return Document(
        title=entry.title,
        language=language,
        masthead=_MASTHEAD.in_(language),
        opening=tuple(_opening(entry, language)),
        body=tuple(_body(entry, bank, language, charter)),
        asides=(
            Aside(_IN_BRIEF.in_(language), (DefinitionList(tuple(_brief(entry, language, on or entry.published_on))),)),
        ),
    )


def status_mark(entry: RegisterEntry, language: Language) -> Mark:
    """Return where the use stands: shape and words."""
    return Mark(STATUS_TONES[entry.status], STATUS_WORDS[entry.status].in_(language))


def _opening(entry: RegisterEntry, language: Language) -> Iterator[Block]:
    yield Paragraph.of(in_french(entry.summary, language), manner=Manner.LEDE)
    yield Paragraph.of(status_mark(entry, language))
    if entry.status is PublicStatus.REFUSED:
        yield Paragraph.of(_NEVER_SERVED.in_(language))


def _body(entry: RegisterEntry, bank: QuestionBank, language: Language, charter: Framework | None) -> Iterator[Section]:
    over = entry.status is PublicStatus.WITHDRAWN
    if told := tuple(_notices(entry, language)):
        present = _NOTICE if any(notice.channel is not Channel.STAFF for notice in entry.notices) else _NOTICE_OWED
        yield Section((_NOTICE_THEN if over else present).in_(language), told, id="mention")
    if told := tuple(_staff_notices(entry, language)):
        yield Section((_STAFF_NOTICE_THEN if over else _STAFF_NOTICE).in_(language), told, id="mention-agents")
    if entry.decision is not None:
        yield Section(_DECISION.in_(language), tuple(_decision(entry, language)), id="decision")
    if entry.findings:
        yield Section(_CHARTER.in_(language), tuple(_charter(entry, language, charter)), id="charte")
    for part, questions in PUBLIC_QUESTIONS.items():
        if blocks := tuple(_part(entry, questions, bank, language)):
            yield Section(PART_TITLES[part].in_(language), blocks, id=part.value)


def _notices(entry: RegisterEntry, language: Language) -> Iterator[Block]:
    """Yield what people outside the house read, then where they should and do not."""
    for notice in entry.notices:
        if notice.channel is not Channel.STAFF:
            yield from _notice(notice, entry, language)
    if entry.missing_notices:
        yield Paragraph.of(Mark(Tone.FIX, _MISSING.in_(language)))
        yield Paragraph.of(_MISSING_HERE.in_(language))
        for channel in entry.missing_notices:
            yield Paragraph.of(CHANNEL_WORDS[channel].in_(language), manner=Manner.QUIET)
            yield Quotation(_owed(channel, entry), None if language is Language.FRENCH else Language.FRENCH)


def _owed(channel: Channel, entry: RegisterEntry) -> str:
    """Return what people should read there, in a line: written from the answers that the entry gives."""
    facts = facts_from(entry.answers, authority=entry.authority.name, address="", tool=entry.tool)
    return words_of(channel, facts, Language.FRENCH).short.strip()


def _staff_notices(entry: RegisterEntry, language: Language) -> Iterator[Block]:
    for notice in entry.notices:
        if notice.channel is Channel.STAFF:
            yield from _notice(notice, entry, language)


def _notice(notice: PublicNotice, entry: RegisterEntry, language: Language) -> Iterator[Block]:
    title = CHANNEL_WORDS[notice.channel].in_(language)
    if when := _in_place(notice, entry, language):
        title = f"{title}, {when}"
    yield Paragraph.of(title, manner=Manner.QUIET)
    yield Quotation(notice.text, None if language is Language.FRENCH else Language.FRENCH)


def _in_place(notice: PublicNotice, entry: RegisterEntry, language: Language) -> str:
    """Return when a notice is in place, or was: that of a use withdrawn from service is told in the past."""
    since, until = notice.shown_since, entry.shown_until(notice)
    day, end = ("" if each is None else date_in_words(each, language) for each in (since, until))
    if since is None:
        return _NOTICE_TO.in_(language).format(end=end) if end else ""
    if end:
        return _NOTICE_DURING.in_(language).format(day=day, end=end)
    over = entry.status is PublicStatus.WITHDRAWN
    return (_NOTICE_FROM if over else _NOTICE_SINCE).in_(language).format(day=day)


def _decision(entry: RegisterEntry, language: Language) -> Iterator[Block]:
    decision = entry.decision
    if decision is None:
        return
    day = date_in_words(decision.on, language)
    known = next((done for done in ACTS_DONE.values() if done.fr == decision.words), None)
    words: Run = in_french(decision.words, language) if known is None else known.in_(language)
    named = {"words": words, "who": in_french(decision.deciding_authority, language)}
    yield Paragraph(_sentence_of(_DECIDED.in_(language).replace("{day}", day), named))
    if decision.reason:
        yield Paragraph.of(in_french(decision.reason, language))


def _sentence_of(pattern: str, named: Mapping[str, Run]) -> Runs:
    """Return a sentence whose names may be in another language: what is between them is in that of the page."""
    runs: list[Run] = []
    for piece in _NAMED.split(pattern):
        run = named.get(piece[1:-1], piece) if piece.startswith("{") else piece
        if isinstance(run, str) and runs and isinstance(runs[-1], str):
            runs[-1] += run
        elif run:
            runs.append(run)
    first = runs[0]
    return (capitalised(first) if isinstance(first, str) else first, *runs[1:])


def _charter(entry: RegisterEntry, language: Language, charter: Framework | None) -> Iterator[Block]:
    listed = [finding for finding in entry.findings if finding.result in _GRAVEST_FIRST]
    listed.sort(key=lambda finding: _GRAVEST_FIRST.index(finding.result))
    yield FindingList(
        tuple(
            FindingItem(
                finding.commitment.partition(":")[2], _title(finding, language, charter), mark=_found(finding, language)
            )
            for finding in listed
        )
    )
    if left := len(entry.findings) - len(listed):
        yield Paragraph.of(_OBJECTLESS.of(left, language), manner=Manner.QUIET)
    judged_by = entry.charter_title if charter is None else charter.title.in_(language)
    said = _JUDGED.in_(language).format(charter=judged_by, day=date_in_words(entry.published_on, language))
    yield Paragraph.of(said, manner=Manner.QUIET)


def _title(finding: PublicFinding, language: Language, charter: Framework | None) -> str:
    """Return the name of a commitment: as it was published, or as the charter says it in another language."""
    known = None if charter is None else charter.commitments_by_id.get(finding.commitment)
    if known is None or language is Language.FRENCH or known.title.fr != finding.title:
        return finding.title
    return known.title.in_(language)


def found_in_words(finding: PublicFinding, language: Language) -> str:
    """Return what was found of a commitment, in the words of the page."""
    return _found(finding, language).word if finding.result in _GRAVEST_FIRST else _OBJECT.in_(language)


def _found(finding: PublicFinding, language: Language) -> Mark:
    match finding.result:
        case Result.SATISFIED:
            return Mark(Tone.OK, _KEPT.in_(language))
        case Result.NOT_SATISFIED if finding.excepted:
            return Mark(Tone.FIX, _EXCEPTED.in_(language))
        case Result.NOT_SATISFIED:
            return Mark(Tone.STOP, _NOT_KEPT.in_(language))
        case _:
            return Mark(Tone.ASK, _NOT_KNOWN.in_(language))


def _part(entry: RegisterEntry, questions: tuple[str, ...], bank: QuestionBank, language: Language) -> Iterator[Block]:
    facts = [name for name in questions if name in entry.answers]
    ai = is_ai(entry.answers)
    if not facts:
        return
    entries, sentences = [], []
    for name in facts:
        value = entry.answers[name]
        if bank.by_id[name].type is QuestionType.YES_NO:
            said = fact_in_words(name, value, bank, language)
            sentences.append((sentence(capitalised(said if ai else fact_without_ai(name, value, said, language))),))
        else:
            said, about = value_said(name, value, bank, language), subject_in_words(name, bank, language)
            if not ai:
                said = capitalised(fact_without_ai(name, value, said, language))
                about = subject_without_ai(name, about, language)
            run = in_french(said, language) if bank.by_id[name].type is QuestionType.TEXT else said
            entries.append(Definition(capitalised(about), ((run,),)))
    if entries:
        yield DefinitionList(tuple(entries))
    if sentences:
        yield BulletList(tuple(sentences))


def value_said(name: str, value: AnswerValue, bank: QuestionBank, language: Language) -> str:
    """Return an answer as the page of an entry says it: no quotation marks, for nothing else is said there."""
    question = bank.by_id[name]
    if question.type is QuestionType.TEXT:
        return str(value)
    if question.type in {QuestionType.YES_NO, QuestionType.CHOICE, QuestionType.CHOICES}:
        chosen = value if isinstance(value, tuple) else (str(value),)
        words = [question.sentence_of(each).in_(language) for each in chosen]
        return capitalised(joined(words, AND, language))
    return value_in_words(name, value, bank, language)


def service_days(entry: RegisterEntry, language: Language) -> Iterator[tuple[Text, str]]:
    """Yield since when the use serves or served, and since when it does not.

    What served before it was decided of is told as such: many a use is older than the charter by which it is judged.
    """
    began, decision = entry.in_service_on, entry.decision
    if began is not None:
        day = date_in_words(began, language)
        if decision is not None and began < decision.on:
            decided = date_in_words(decision.on, language)
            day = _BEFORE_DECISION.in_(language).format(day=day, decided=decided)
        yield _began(entry, began), day
    if entry.ended_on is not None:
        term = _SUSPENDED if entry.status is PublicStatus.SUSPENDED else _ENDED
        yield term, date_in_words(entry.ended_on, language)


def _began(entry: RegisterEntry, began: date) -> Text:
    if entry.ended_on is not None or entry.status in _NO_LONGER:
        return _SERVED
    if began > entry.published_on:
        return _PLANNED
    before = entry.decision is None or began < entry.decision.on
    return _USED if before or entry.status not in SERVING else _SINCE


def _reached_by(contact: str) -> Run:
    return Link(contact, f"mailto:{contact}") if "@" in contact and " " not in contact else contact


def _review(entry: RegisterEntry, language: Language, on: date) -> Iterator[tuple[Text, str]]:
    """Yield when the use is looked at again: a day that is past is said to be late, and not to come."""
    planned = entry.next_review()
    if planned is None:
        return
    day = date_in_words(planned, language)
    if entry.is_review_late(on):
        yield _REVIEW_PLANNED, _REVIEW_LATE.in_(language).format(day=day)
    else:
        yield _REVIEW, day


def _brief(entry: RegisterEntry, language: Language, on: date) -> Iterator[Definition]:
    said: list[tuple[Text, Run]] = [(_AUTHORITY, entry.authority.name)]
    if entry.unit:
        said.append((_UNIT, in_french(entry.unit, language)))
    if entry.tool:
        said.append((_TOOL, entry.tool))
    said.extend(service_days(entry, language))
    said.extend(_review(entry, language, on))
    if entry.contact:
        said.append((_CONTACT, _reached_by(entry.contact)))
    if entry.imported_from:
        said.append((_IMPORTED, Link(entry.imported_from, entry.imported_from)))
    said.append((_PERMANENT, Code(entry.id)))
    for term, run in said:
        yield Definition(term.in_(language), ((run,),))
    published = _PUBLISHED.in_(language).format(day=date_in_words(entry.published_on, language))
    more = in_french(sentence(entry.change) if entry.change else entry.charter_title, language)
    yield Definition(
        _EDITION.in_(language).format(n=entry.edition),
        ((published,), *(((more,),) if entry.change or entry.charter_title else ())),
    )
