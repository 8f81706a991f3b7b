# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The columns of the open data table: described once, for the rows and for their schema.

First the headings of the inventory that Etalab asks for, in words, for whoever reads the table; then ours, in codes,
for whoever counts. A column is found by its name, which never changes and never comes back with another meaning; its
place may move, since a public question added to the bank is a new column.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Outcome
from balise.core.interchange import LIST_SEPARATOR, Target, finding_code
from balise.core.interchange import Column as TargetColumn
from balise.core.language import Language, Text
from balise.core.notices import Channel
from balise.core.questions import Choice, Question, QuestionBank, QuestionType
from balise.core.register import PUBLIC_QUESTIONS, PublicDecision, RegisterEntry
from balise.rendering.open_data.siren import siren_of
from balise.rendering.register_words import CHANNEL_WORDS, STATUS_WORDS
from balise.rendering.vocabulary import word

BETWEEN_NOTICES = "\n\n"
TEXT, DATE, NUMBER, CHOICE = QuestionType.TEXT, QuestionType.DATE, QuestionType.NUMBER, QuestionType.CHOICE
CODE = r"[a-z0-9_.:@+=-]+"

Value = Callable[[RegisterEntry], AnswerValue | None]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for ever, what it means, and what an entry puts there."""

    name: str
    title: Text
    description: Text
    type: QuestionType
    value: Value
    example: str = ""
    choices: tuple[Choice, ...] = ()
    """The codes it admits, with their words; none when it is free."""
    required: bool = False
    unique: bool = False
    pattern: str = ""


@lru_cache(maxsize=8)
def own_columns(bank: QuestionBank) -> tuple[Column, ...]:
    """Return the columns of ours: the entry, its notices, then the public questions."""
    return (*ENTRY_COLUMNS, *NOTICE_COLUMNS, MISSING_NOTICES, *_of_the_questions(bank))


def inventory_columns(inventory: Target, bank: QuestionBank) -> tuple[Column, ...]:
    """Return the columns of the national inventory; their cells come from ``interchange.cells``."""
    return tuple(_headed(column, bank) for column in inventory.columns)


def _headed(column: TargetColumn, bank: QuestionBank) -> Column:
    """Return a heading of the inventory: words for whoever reads, but for numbers and days."""
    asked = tuple(_known((part.fact for part in column.parts or (column,)), bank))
    type_ = column.type if column.type in {NUMBER, DATE} else TEXT
    labels = [question.label for question in asked]
    description = Text(
        " ".join(label.fr for label in labels) or column.name,
        " ".join(label.in_(Language.ENGLISH) for label in labels) or None,
    )
    return Column(column.name, Text(column.name), description, type_, _nothing)


def _nothing(_: RegisterEntry) -> None:
    """Fill no cell: that of the inventory comes from elsewhere."""


def _field(name: str) -> Value:
    """Return what reads a field of the entry."""
    return lambda entry: getattr(entry, name) or None


def _of_the_decision(name: str) -> Value:
    def value(entry: RegisterEntry) -> AnswerValue | None:
        decision: PublicDecision | None = entry.decision
        return getattr(decision, name) or None if decision is not None else None

    return value


def _findings(entry: RegisterEntry) -> AnswerValue | None:
    return tuple(finding_code(finding) for finding in entry.findings)


def _notices_on(entry: RegisterEntry, channel: Channel) -> AnswerValue | None:
    return BETWEEN_NOTICES.join(notice.text for notice in entry.notices if notice.channel is channel)


def _shown_since(entry: RegisterEntry) -> AnswerValue | None:
    return tuple(
        f"{notice.channel.value}={notice.shown_since.isoformat()}"
        for notice in entry.notices
        if notice.shown_since is not None
    )


def _answer(entry: RegisterEntry, question: str) -> AnswerValue | None:
    return entry.answers.get(question)


def _outcome_word(outcome: Outcome) -> Text:
    return Text(word(outcome, Language.FRENCH), word(outcome, Language.ENGLISH))


STATUS_CODES = tuple(Choice(status.value, words) for status, words in STATUS_WORDS.items())
OUTCOME_CODES = tuple(Choice(outcome.value, _outcome_word(outcome)) for outcome in Outcome)
LIST_OF_CODES = rf"{CODE}(\|{CODE})*"

ENTRY_COLUMNS = (
    Column(
        "id",
        Text("Identifiant", "Identifier"),
        Text("Permanent : le même à chaque édition de la fiche.", "Permanent: the same in every edition."),
        TEXT,
        lambda entry: entry.id,
        "tri-des-demandes",
        required=True,
        unique=True,
    ),
    Column(
        "edition",
        Text("Édition", "Edition"),
        Text("Rang de cette publication de la fiche, à partir de 1.", "Rank of this publication, from 1."),
        NUMBER,
        lambda entry: entry.edition,
        "2",
        required=True,
    ),
    Column(
        "authority_slug",
        Text("Code de la collectivité", "Code of the authority"),
        Text("Nom court de la collectivité dans les adresses.", "Short name of the authority in addresses."),
        TEXT,
        lambda entry: entry.authority.slug,
        "valbrise",
        required=True,
    ),
    Column(
        "authority",
        Text("Collectivité", "Authority"),
        Text("Nom de la collectivité qui publie la fiche.", "Name of the authority that publishes the entry."),
        TEXT,
        lambda entry: entry.authority.name,
        "Ville de Valbrise",
        required=True,
    ),
    Column(
        "authority_kind",
        Text("Type de collectivité", "Kind of authority"),
        Text("Commune, métropole, syndicat…", "Municipality, metropolis, joint body…"),
        TEXT,
        lambda entry: entry.authority.kind or None,
        "commune",
    ),
    Column(
        "siren",
        Text("SIREN", "SIREN"),
        Text("Numéro SIREN de la collectivité.", "National number of the authority."),
        TEXT,
        lambda entry: siren_of(entry.authority) or None,
        "217500016",
        pattern=r"[0-9]{9}",
    ),
    Column(
        "authority_contact",
        Text("Contact de la collectivité", "Contact of the authority"),
        Text("Adresse où écrire à la collectivité.", "Address of the authority."),
        TEXT,
        lambda entry: entry.authority.contact or None,
        "ia@valbrise.example",
    ),
    Column(
        "title",
        Text("Titre", "Title"),
        Text("Nom de l’usage de l’IA.", "Name of the use of AI."),
        TEXT,
        _field("title"),
        "Tri des demandes d’habitants",
        required=True,
    ),
    Column(
        "summary",
        Text("Résumé", "Summary"),
        Text("Ce que fait l’outil, en deux ou trois phrases.", "What the tool does, in two or three sentences."),
        TEXT,
        _field("summary"),
        "L’outil propose un service à chaque demande ; un agent confirme.",
    ),
    Column(
        "status",
        Text("Situation", "Status"),
        Text("Où en est l’usage.", "Where the use stands."),
        CHOICE,
        lambda entry: entry.status.value,
        "in_service",
        STATUS_CODES,
        required=True,
    ),
    Column(
        "published_on",
        Text("Publiée le", "Published on"),
        Text("Jour de cette édition.", "Day of this edition."),
        DATE,
        _field("published_on"),
        "2026-11-03",
        required=True,
    ),
    Column(
        "first_published_on",
        Text("Première publication", "First published on"),
        Text("Jour de la première édition.", "Day of the first edition."),
        DATE,
        _field("first_published_on"),
        "2026-02-01",
        required=True,
    ),
    Column(
        "unit",
        Text("Service porteur", "Unit"),
        Text("Service qui porte l’usage.", "Unit that carries the use."),
        TEXT,
        _field("unit"),
        "Relations avec les habitants",
    ),
    Column(
        "contact",
        Text("Contact", "Contact"),
        Text("Adresse où poser une question sur cet usage.", "Address for questions about this use."),
        TEXT,
        lambda entry: entry.contact or entry.authority.contact or None,
        "relations@valbrise.example",
    ),
    Column(
        "in_service_on",
        Text("En service depuis", "In service since"),
        Text("Premier jour d’usage, même avant la décision.", "First day of use, even before the decision."),
        DATE,
        _field("in_service_on"),
        "2026-03-09",
    ),
    Column(
        "ended_on",
        Text("Arrêtée le", "Ended on"),
        Text("Jour où l’usage a été suspendu ou arrêté.", "Day when the use was suspended or ended."),
        DATE,
        _field("ended_on"),
        "2027-01-31",
    ),
    Column(
        "review_on",
        Text("Réexamen", "Review on"),
        Text(
            "Jour prévu du prochain réexamen ; passé, il est en retard.",
            "Planned day of the next review; once past, it is overdue.",
        ),
        DATE,
        _field("review_on"),
        "2027-03-09",
    ),
    Column(
        "charter",
        Text("Charte", "Charter"),
        Text("Charte et version appliquées.", "Charter and version applied."),
        TEXT,
        _field("charter"),
        "lyon-2025@1.0.0",
    ),
    Column(
        "charter_title",
        Text("Titre de la charte", "Title of the charter"),
        Text("Nom de la charte appliquée.", "Name of the charter applied."),
        TEXT,
        _field("charter_title"),
        "Charte de Lyon",
    ),
    Column(
        "outcome",
        Text("Résultat", "Outcome"),
        Text("Ce que donne l’examen au regard de la charte.", "What the use comes to under the charter."),
        CHOICE,
        lambda entry: entry.outcome.value if entry.outcome is not None else None,
        "favourable",
        OUTCOME_CODES,
    ),
    Column(
        "findings",
        Text("Engagements", "Commitments"),
        Text(
            "Pour chaque engagement de la charte : son identifiant, « = », puis satisfied, not_satisfied, unknown ou"
            " not_applicable ; « +excepted » si une dérogation datée le couvre.",
            "For each commitment of the charter: its identifier, “=”, then satisfied, not_satisfied, unknown or"
            " not_applicable; “+excepted” when a dated exception covers it.",
        ),
        TEXT,
        _findings,
        "lyon-2025:1=satisfied|lyon-2025:2=not_satisfied+excepted",
        pattern=LIST_OF_CODES,
    ),
    Column(
        "decision",
        Text("Décision", "Decision"),
        Text("Ce qui a été décidé.", "What was decided."),
        TEXT,
        _of_the_decision("words"),
        "Accepté sous réserves",
    ),
    Column(
        "decided_on",
        Text("Décidée le", "Decided on"),
        Text("Jour de la décision.", "Day of the decision."),
        DATE,
        _of_the_decision("on"),
        "2026-02-01",
    ),
    Column(
        "deciding_authority",
        Text("Décidée par", "Decided by"),
        Text("Autorité qui a décidé.", "Who decided."),
        TEXT,
        _of_the_decision("deciding_authority"),
        "Le maire",
    ),
    Column(
        "decision_reason",
        Text("Raison de la décision", "Reason of the decision"),
        Text("La raison dite au public.", "The reason told to the public."),
        TEXT,
        _of_the_decision("reason"),
        "Utile et réversible.",
    ),
    Column(
        "tool",
        Text("Outil", "Tool"),
        Text("Nom de l’outil au catalogue.", "Name of the tool in the catalogue."),
        TEXT,
        _field("tool"),
        "TriDoux",
    ),
    Column(
        "change",
        Text("Changement", "Change"),
        Text("Ce que cette édition change.", "What this edition changes."),
        TEXT,
        _field("change"),
        "Le nombre de demandes par an est corrigé.",
    ),
    Column(
        "imported_from",
        Text("Reprise de", "Imported from"),
        Text("Adresse de la fiche d’un autre registre dont celle-ci est partie.", "Entry that this one began with."),
        TEXT,
        _field("imported_from"),
        "https://ia.montclair.example/r/tri",
    ),
    Column(
        "notices_shown_since",
        Text("Mentions affichées depuis", "Notices shown since"),
        Text("Pour chaque support : son code, « = », puis le jour.", "For each channel: its code, “=”, then the day."),
        TEXT,
        _shown_since,
        "letter=2026-03-09",
        pattern=LIST_OF_CODES,
    ),
)
NOTICE_COLUMNS = tuple(
    Column(
        f"notice_{channel.value}",
        Text(f"Mention : {words.fr}", f"Notice: {words.en}"),
        Text(f"Texte de la mention que lisent les personnes ({words.fr}).", f"Text that people read ({words.en})."),
        TEXT,
        partial(_notices_on, channel=channel),
        "Votre demande a été orientée avec l’aide d’une IA.",
    )
    for channel, words in CHANNEL_WORDS.items()
)
MISSING_NOTICES = Column(
    "missing_notices",
    Text("Mentions qui manquent", "Missing notices"),
    Text(
        "Les supports où une mention obligatoire pour le public n’était pas en place le jour de cette édition, "
        "quand l’usage sert ou est suspendu.",
        "The channels on which a notice that must be given to the public was not in place on the day of this "
        "edition, when the use serves or is suspended.",
    ),
    TEXT,
    lambda entry: tuple(channel.value for channel in entry.missing_notices),
    "letter|email",
    tuple(Choice(channel.value, words) for channel, words in CHANNEL_WORDS.items()),
)


def _of_the_questions(bank: QuestionBank) -> Iterator[Column]:
    for names in PUBLIC_QUESTIONS.values():
        yield from (_asked(question) for question in _known(names, bank))


def _known(names: Iterable[str], bank: QuestionBank) -> Iterator[Question]:
    return (bank.by_id[name] for name in names if name in bank.by_id)


def _asked(question: Question) -> Column:
    """Return the column of a question, in the words of the bank."""
    return Column(
        question.id,
        question.short,
        question.label,
        question.type,
        partial(_answer, question=question.id),
        _example(question),
        tuple(Choice(name, question.sentence_of(name)) for name in question.choice_ids()),
    )


def _example(question: Question) -> str:
    """Return a cell that the column could hold; the bank's own example is a sentence and not an answer."""
    match question.type:
        case QuestionType.CHOICES:
            return LIST_SEPARATOR.join(
                [name for name in question.choice_ids() if name not in question.exclusive_ids()][:2]
            )
        case QuestionType.YES_NO | QuestionType.CHOICE:
            return question.choice_ids()[0]
        case QuestionType.NUMBER:
            return "1200"
        case QuestionType.DATE:
            return "2026-03-09"
        case QuestionType.TEXT:
            return question.example.fr
