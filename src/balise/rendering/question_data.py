# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Questions as plain data, in one language."""

from typing import Any

from balise.core.language import Language, Text
from balise.core.questions import Question


def question_record(question: Question, language: Language) -> dict[str, Any]:
    """Return a question with its choices, in one language."""

    def said(text: Text) -> str:
        return text.in_(language)

    return {
        "id": question.id,
        "theme": question.theme,
        "type": question.type.value,
        "nature": question.nature.value,
        "label": said(question.label),
        "help": said(question.help),
        "example": said(question.example),
        "why": said(question.why),
        "known_by": [knower.value for knower in question.known_by],
        "choices": [{"id": name, "label": said(question.sentence_of(name))} for name in question.choice_ids()],
        "unit": said(question.unit) if question.unit is not None else None,
    }
