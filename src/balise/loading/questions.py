# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The question bank read from its folder, or the questions that one framework adds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from yaml import MappingNode, Node, SequenceNode

from balise.core.conditions import Condition
from balise.core.language import Text
from balise.core.messages import Problem
from balise.core.questions import Question, QuestionBank, QuestionType, Theme
from balise.core.suggestions import suggestion
from balise.loading.conditions import decode_condition
from balise.loading.decoding import LIST, MAPPING, Invalid, Reading, decode, decode_object, kind_of
from balise.loading.errors import InvalidData
from balise.loading.identifiers import check_identifiers
from balise.loading.nodes import read_yaml
from balise.loading.paths import shown, yaml_files

CHOICE_FAULTS: Mapping[str, tuple[Text, Text]] = {
    "few_choices": (
        Text("n’offre pas au moins deux choix", "does not offer at least two choices"),
        Text("Ajoutez des choix sous « choices ».", 'Add choices under "choices".'),
    ),
    "stray_choices": (
        Text("ne peut pas proposer de choix", "cannot offer choices"),
        Text("Retirez « choices », ou changez le type en « choice ».", 'Remove "choices", or make the type "choice".'),
    ),
    "twin_choices": (
        Text("propose deux fois le même choix", "offers the same choice twice"),
        Text("Donnez à chaque choix son identifiant.", "Give each choice its own identifier."),
    ),
    "no_sentences": (
        Text("ne dit pas ce que oui et non veulent dire", "does not say what yes and no mean"),
        Text("Ajoutez « says: {yes: …, no: …} ».", 'Add "says: {yes: …, no: …}".'),
    ),
}

SHIPPED = Path(str(files("balise.frameworks")))
QUESTIONS = "questions"


@dataclass(frozen=True)
class Draft:
    """A question read but for the condition on which it is asked, which may speak of a later one."""

    question: Question
    asked_when: Node | None
    reading: Reading


@lru_cache(maxsize=1)
def shipped_bank() -> QuestionBank:
    """Return the question bank that Balise ships."""
    return load_bank(SHIPPED / QUESTIONS)


def load_bank(folder: Path) -> QuestionBank:
    """Return the bank of a folder of YAML files, one theme a file.

    Raises:
        InvalidData: some file is wrong; all its mistakes are told at once.
    """
    bank, problems, _ = read_bank(folder)
    if problems:
        raise InvalidData(problems)
    return bank


def read_bank(folder: Path) -> tuple[QuestionBank, list[Problem], list[Reading]]:
    """Return what can be read of a bank, every mistake found in it, and the readings of its files."""
    problems: list[Problem] = []
    readings: list[Reading] = []
    themes: list[Theme] = []
    drafts: list[Draft] = []
    for path in yaml_files(folder):
        reading = Reading(shown(path))
        readings.append(reading)
        try:
            node = read_yaml(path, reading.file)
        except InvalidData as error:
            problems.extend(error.problems)
            continue
        theme, found = _read_theme(node, reading)
        themes.extend(theme)
        drafts.extend(found)
    questions = with_conditions(drafts, {})
    problems.extend(problem for reading in readings for problem in reading.problems)
    problems.extend(check_identifiers(Question, readings))
    order = {theme.id: theme.order for theme in themes}
    questions.sort(key=lambda question: order.get(question.theme, 0))
    bank = QuestionBank(tuple(sorted(themes, key=lambda theme: theme.order)), tuple(questions))
    return bank, problems, readings


def _read_theme(node: Node, reading: Reading) -> tuple[list[Theme], list[Draft]]:
    """Read one file: ``theme: …`` and ``questions: […]``."""
    if not isinstance(node, MappingNode):
        reading.report("BAL-103", node, expected=MAPPING, found=kind_of(node))
        return [], []
    parts = {key.value: value for key, value in node.value}
    for key, _ in node.value:
        if key.value not in ("theme", QUESTIONS):
            reading.report("BAL-101", key, key=key.value, **suggestion(key.value, ("theme", QUESTIONS)))
    if "theme" not in parts:
        reading.report("BAL-102", node, key="theme", about="le thème du fichier")
        return [], []
    theme = decode(parts["theme"], Theme, reading)
    if isinstance(theme, Invalid):
        return [], []
    return [theme], read_questions(parts.get(QUESTIONS), reading, theme=theme.id)


def read_questions(node: Node | None, reading: Reading, **given: Any) -> list[Draft]:
    """Read a list of questions, leaving their conditions for later."""
    if node is None:
        return []
    if not isinstance(node, SequenceNode):
        reading.report("BAL-103", node, expected=LIST, found=kind_of(node))
        return []
    return [draft for item in node.value for draft in _read_question(item, reading, given)]


def _read_question(node: Node, reading: Reading, given: Mapping[str, Any]) -> Iterable[Draft]:
    asked_when = None
    if isinstance(node, MappingNode):
        asked_when = next((value for key, value in node.value if key.value == "asked_when"), None)
        kept = [(key, value) for key, value in node.value if key.value != "asked_when"]
        node = MappingNode(node.tag, kept, node.start_mark, node.end_mark)
    question = decode_object(node, Question, reading, **given)
    if not isinstance(question, Invalid):
        if asked_when is not None:
            reading.places.setdefault((Question.__name__, question.id, "asked_when"), reading.place(asked_when))
        _check_choices(question, node, reading)
        yield Draft(question, asked_when, reading)


def _check_choices(question: Question, node: Node, reading: Reading) -> None:
    """A choice question needs choices, and no other type may have them; a yes or no needs its sentences."""
    offers = question.type in (QuestionType.CHOICE, QuestionType.CHOICES)
    fault = None
    if offers and len(question.choices) < 2:  # noqa: PLR2004 - one choice is no choice
        fault = "few_choices"
    elif not offers and question.choices:
        fault = "stray_choices"
    elif len(set(question.choice_ids())) < len(question.choice_ids()):
        fault = "twin_choices"
    elif question.type is QuestionType.YES_NO and question.says is None:
        fault = "no_sentences"
    if fault is not None:
        sentence, remedy = CHOICE_FAULTS[fault]
        reading.report("BAL-503", node, id=question.id, type=question.type.value, fault=sentence, remedy=remedy)


def with_conditions(drafts: Iterable[Draft], known: Mapping[str, Question]) -> list[Question]:
    """Return the questions with the condition on which each is asked, now that every name is known."""
    drafts = list(drafts)
    index = dict(known) | {draft.question.id: draft.question for draft in drafts}
    questions: list[Question] = []
    for draft in drafts:
        draft.reading.questions = index
        if draft.asked_when is None:
            questions.append(draft.question)
            continue
        condition = decode_condition(draft.asked_when, Condition, draft.reading)
        kept = None if isinstance(condition, Invalid) else condition
        questions.append(replace(draft.question, asked_when=kept))
    return questions
