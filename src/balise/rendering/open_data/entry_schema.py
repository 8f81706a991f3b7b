# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The JSON Schema of the JSON export, with the words of every code in French and in English.

Closed: a field that it does not name is refused, so that an internal value that would slip into an export fails a test
before it reaches anybody.
"""

from typing import Any

from balise.core.evaluation import Outcome, Result
from balise.core.language import Language, Text
from balise.core.questions import Question, QuestionBank, QuestionType
from balise.core.register import PUBLIC_QUESTIONS
from balise.rendering.open_data.addresses import Addresses, Download
from balise.rendering.open_data.entry_json import SCHEMA
from balise.rendering.register_words import CHANNEL_WORDS, STATUS_WORDS
from balise.rendering.vocabulary import word

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DAY: dict[str, Any] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
ADDRESS: dict[str, Any] = {"type": "string", "format": "uri"}
TITLE = Text("Fiches du registre public des usages de l’IA", "Entries of the public register of uses of AI")


def json_schema(bank: QuestionBank, addresses: Addresses, language: Language = Language.FRENCH) -> dict[str, Any]:
    """Return the JSON Schema of the array of entries."""
    return {
        "$schema": DIALECT,
        "$id": addresses.download(Download.JSON_SCHEMA, None),
        "title": TITLE.in_(language),
        "type": "array",
        "items": {"$ref": "#/$defs/entry"},
        "$defs": {"entry": entry_schema(bank, language)},
    }


def entry_schema(bank: QuestionBank, language: Language = Language.FRENCH) -> dict[str, Any]:
    """Return the JSON Schema of one entry: of the file, of the API, of whatever else gives one away."""
    statuses = _codes({status.value: words for status, words in STATUS_WORDS.items()}, language)
    required = (
        "schema",
        "id",
        "edition",
        "address",
        "authority",
        "title",
        "status",
        "published_on",
        "first_published_on",
        "answers",
        "findings",
        "notices",
    )
    return _closed(
        required,
        schema={"const": SCHEMA},
        id=TEXT,
        edition={"type": "integer", "minimum": 1},
        address=ADDRESS,
        authority=_closed(
            ("slug", "name"),
            slug=TEXT,
            name=TEXT,
            kind=TEXT,
            siren={"type": "string", "pattern": "^[0-9]{9}$"},
            contact=TEXT,
        ),
        title=TEXT,
        summary=TEXT,
        status=statuses,
        published_on=DAY,
        first_published_on=DAY,
        unit=TEXT,
        contact=TEXT,
        in_service_on=DAY,
        ended_on=DAY,
        review_on=DAY,
        charter=TEXT,
        charter_title=TEXT,
        outcome=_codes({outcome.value: _word(outcome) for outcome in Outcome}, language),
        decision=_closed(
            ("words", "on", "deciding_authority"), words=TEXT, on=DAY, deciding_authority=TEXT, reason=TEXT
        ),
        tool=TEXT,
        change=TEXT,
        imported_from=TEXT,
        answers=_closed((), **_answers(bank, language)),
        findings=_list(
            _closed(
                ("commitment", "title", "result", "excepted"),
                commitment=TEXT,
                title=TEXT,
                result=_codes({result.value: _word(result) for result in Result}, language),
                excepted={"type": "boolean"},
            )
        ),
        notices=_list(
            _closed(
                ("channel", "text"),
                channel=_channels(language),
                text=TEXT,
                shown_since=DAY,
                shown_until=DAY,
            )
        ),
        missing_notices=_list(_channels(language)) | {"minItems": 1, "uniqueItems": True},
    )


def _closed(required: tuple[str, ...], **properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _channels(language: Language) -> dict[str, Any]:
    return _codes({channel.value: words for channel, words in CHANNEL_WORDS.items()}, language)


def _word(member: Outcome | Result) -> Text:
    return Text(word(member, Language.FRENCH), word(member, Language.ENGLISH))


def _codes(words: dict[str, Text], language: Language) -> dict[str, Any]:
    """Return the codes of a closed list, each with its word."""
    return {"oneOf": [{"const": code, "title": text.in_(language)} for code, text in words.items()]}


def _answers(bank: QuestionBank, language: Language) -> dict[str, dict[str, Any]]:
    names = [name for names in PUBLIC_QUESTIONS.values() for name in names if name in bank.by_id]
    return {name: _answer(bank.by_id[name], language) for name in names}


def _answer(question: Question, language: Language) -> dict[str, Any]:
    said: dict[str, Any] = {"title": question.short.in_(language), "description": question.label.in_(language)}
    codes = _codes({name: question.sentence_of(name) for name in question.choice_ids()}, language)
    match question.type:
        case QuestionType.YES_NO | QuestionType.CHOICE:
            return said | codes
        case QuestionType.CHOICES:
            return said | _list(codes) | {"minItems": 1, "uniqueItems": True}
        case QuestionType.NUMBER:
            return said | {"type": "number"}
        case QuestionType.DATE:
            return said | DAY
        case QuestionType.TEXT:
            return said | TEXT
