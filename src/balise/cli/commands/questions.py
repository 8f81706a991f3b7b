# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise questions``: what a dossier can be asked, or one question with all its help."""

from collections.abc import Sequence

import click

from balise.cli.documents import show
from balise.cli.inputs import load_frameworks
from balise.cli.output import write_data
from balise.cli.parameters import Format, balise_command, format_option
from balise.core.language import Language, Text
from balise.core.messages import Place, Problem
from balise.core.questions import Question, QuestionBank
from balise.core.suggestions import likely
from balise.loading.errors import InvalidData
from balise.rendering.question_data import question_record
from balise.rendering.questions_page import question_page, questions_page

ABOUT = Text(
    "Liste les questions de la banque, thème par thème ; avec une QUESTION, montre son aide, son exemple et ses choix.",
    "Lists the questions of the bank, theme by theme; with a QUESTION, shows its help, example and choices.",
)
CSV_COLUMNS = ("id", "theme", "type", "nature", "label", "choices")


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "questions",
        language,
        ABOUT,
        "balise questions --framework lyon-2025",
        "balise questions interaction_mode",
    )
    @click.argument("question", required=False)
    @click.option(
        "--framework",
        "frameworks",
        multiple=True,
        metavar=Text("CADRE", "FRAMEWORK").in_(language),
        help=Text(
            "Seulement les questions que lit ce cadre (identifiant ou chemin).",
            "Only the questions that this framework reads (id or path).",
        ).in_(language),
    )
    @format_option(language)
    def questions_command(question: str | None, frameworks: Sequence[str], form: str) -> None:
        loaded, bank = load_frameworks(frameworks)
        if question is not None:
            kept: tuple[Question, ...] = (_found(question, bank),)
        else:
            read = {name for framework in loaded for name in framework.questions_read()}
            kept = tuple(item for item in bank.questions if not loaded or item.id in read)
        if form != Format.TEXT:
            records = [question_record(item, language) for item in kept]
            whole = records if question is None else records[0]
            write_data(form, whole, records, CSV_COLUMNS, (_row(item, language) for item in kept))
        elif question is not None:
            show(question_page(kept[0], bank, language))
        else:
            show(questions_page(kept, bank, language))

    return questions_command


def _found(name: str, bank: QuestionBank) -> Question:
    if name not in bank.by_id:
        raise InvalidData([Problem("BAL-403", Place(name), {"id": name, "nearest": likely(name, bank.by_id)})])
    return bank.by_id[name]


def _row(question: Question, language: Language) -> dict[str, str]:
    return {
        "id": question.id,
        "theme": question.theme,
        "type": question.type.value,
        "nature": question.nature.value,
        "label": question.label.in_(language),
        "choices": " ".join(question.choice_ids()),
    }
