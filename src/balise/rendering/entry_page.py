# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry of the register as residents read it: what it is, what the charter says of it, then the details."""

from collections.abc import Iterator

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Result
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank, QuestionType
from balise.core.register import PUBLIC_QUESTIONS, PublicFinding, RegisterEntry
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
    Section,
    Tone,
)
from balise.rendering.register_words import CHANNEL_WORDS, PART_TITLES, STATUS_TONES, STATUS_WORDS
from balise.rendering.typography import AND, Counted, capitalised, date_in_words, joined, sentence

_MASTHEAD = Text("Registre des usages de l’IA", "Register of uses of AI")
_NOTICE = Text("La mention que vous lisez", "The notice that you read")
_NOTICE_SINCE = Text("en place depuis le {day}", "in place since {day}")
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
_ENDED = Text("Fin du service le", "End of service on")
_REVIEW = Text("Prochaine revue", "Next review")
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

_GRAVEST_FIRST = (Result.NOT_SATISFIED, Result.UNKNOWN, Result.SATISFIED)


def entry_page(entry: RegisterEntry, bank: QuestionBank, language: Language) -> Document:
    """Return an entry as a page, to be read without knowing any of the words of the house."""
    return Document(
        title=entry.title,
        language=language,
        masthead=_MASTHEAD.in_(language),
        opening=tuple(_opening(entry, language)),
        body=tuple(_body(entry, bank, language)),
        asides=(Aside(_IN_BRIEF.in_(language), (DefinitionList(tuple(_brief(entry, language))),)),),
    )


def status_mark(entry: RegisterEntry, language: Language) -> Mark:
    """Return where the use stands: shape and words."""
    return Mark(STATUS_TONES[entry.status], STATUS_WORDS[entry.status].in_(language))


def _opening(entry: RegisterEntry, language: Language) -> Iterator[Block]:
    yield Paragraph.of(entry.summary, manner=Manner.LEDE)
    yield Paragraph.of(status_mark(entry, language))


def _body(entry: RegisterEntry, bank: QuestionBank, language: Language) -> Iterator[Section]:
    if entry.notices:
        yield Section(_NOTICE.in_(language), tuple(_notices(entry, language)), id="mention")
    if entry.decision is not None:
        yield Section(_DECISION.in_(language), tuple(_decision(entry, language)), id="decision")
    if entry.findings:
        yield Section(_CHARTER.in_(language), tuple(_charter(entry, language)), id="charte")
    for part, questions in PUBLIC_QUESTIONS.items():
        if blocks := tuple(_part(entry, questions, bank, language)):
            yield Section(PART_TITLES[part].in_(language), blocks, id=part.value)


def _notices(entry: RegisterEntry, language: Language) -> Iterator[Block]:
    for notice in entry.notices:
        title = CHANNEL_WORDS[notice.channel].in_(language)
        if notice.shown_since is not None:
            since = _NOTICE_SINCE.in_(language).format(day=date_in_words(notice.shown_since, language))
            title = f"{title}, {since}"
        yield Paragraph.of(title, manner=Manner.QUIET)
        yield Quotation(notice.text)


def _decision(entry: RegisterEntry, language: Language) -> Iterator[Block]:
    decision = entry.decision
    if decision is None:
        return
    day = date_in_words(decision.on, language)
    said = _DECIDED.in_(language).format(words=decision.words, day=day, who=decision.deciding_authority)
    yield Paragraph.of(capitalised(said))
    if decision.reason:
        yield Paragraph.of(decision.reason)


def _charter(entry: RegisterEntry, language: Language) -> Iterator[Block]:
    listed = [finding for finding in entry.findings if finding.result in _GRAVEST_FIRST]
    listed.sort(key=lambda finding: _GRAVEST_FIRST.index(finding.result))
    yield FindingList(
        tuple(
            FindingItem(finding.commitment.partition(":")[2], finding.title, mark=_found(finding, language))
            for finding in listed
        )
    )
    if left := len(entry.findings) - len(listed):
        yield Paragraph.of(_OBJECTLESS.of(left, language), manner=Manner.QUIET)
    said = _JUDGED.in_(language).format(charter=entry.charter_title, day=date_in_words(entry.published_on, language))
    yield Paragraph.of(said, manner=Manner.QUIET)


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
    if not facts:
        return
    entries, sentences = [], []
    for name in facts:
        value = entry.answers[name]
        if bank.by_id[name].type is QuestionType.YES_NO:
            sentences.append((sentence(capitalised(fact_in_words(name, value, bank, language))),))
        else:
            said = value_said(name, value, bank, language)
            entries.append(Definition(capitalised(subject_in_words(name, bank, language)), ((said,),)))
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


def _reached_by(contact: str) -> Run:
    return Link(contact, f"mailto:{contact}") if "@" in contact and " " not in contact else contact


def _brief(entry: RegisterEntry, language: Language) -> Iterator[Definition]:
    said: list[tuple[Text, Run]] = [(_AUTHORITY, entry.authority.name)]
    if entry.unit:
        said.append((_UNIT, entry.unit))
    if entry.tool:
        said.append((_TOOL, entry.tool))
    if entry.in_service_on is not None:
        said.append((_SINCE, date_in_words(entry.in_service_on, language)))
    if entry.ended_on is not None:
        said.append((_ENDED, date_in_words(entry.ended_on, language)))
    if entry.review_on is not None:
        said.append((_REVIEW, date_in_words(entry.review_on, language)))
    if entry.contact:
        said.append((_CONTACT, _reached_by(entry.contact)))
    if entry.imported_from:
        said.append((_IMPORTED, Link(entry.imported_from, entry.imported_from)))
    said.append((_PERMANENT, Code(entry.id)))
    for term, run in said:
        yield Definition(term.in_(language), ((run,),))
    published = _PUBLISHED.in_(language).format(day=date_in_words(entry.published_on, language))
    more = sentence(entry.change) if entry.change else entry.charter_title
    yield Definition(_EDITION.in_(language).format(n=entry.edition), ((published,), *(((more,),) if more else ())))
