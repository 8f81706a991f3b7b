# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the catalogue knows of the tool that a dossier uses, as answers that nobody has to type."""

from datetime import date

from balise.core.conditions import AnswerValue
from balise.web.assessments.files import DossierFile
from balise.web.catalogue.queries import standing_of, tools_for_choice

ORIGIN = "tool:"
"""Begins the origin of every answer that the catalogue establishes."""


def origin_of(tool_id: int) -> str:
    """Return the origin that answers drawn from this tool bear."""
    return f"{ORIGIN}{tool_id}"


def tool_choices(authority_id: int) -> list[tuple[int, str]]:
    """Return the tools that a dossier of the authority can name."""
    return [(tool.id, tool.label) for tool in tools_for_choice(authority_id)]


def tool_answers(file: DossierFile, on: date) -> dict[str, AnswerValue]:
    """Return what the catalogue says of the dossier's tool for its data; nothing when it names no tool."""
    if file.tool_id is None:
        return {}
    data_class = file.answers.get("data_class")
    uses = file.answers.get("use_types")
    standing = standing_of(
        file.tool_id,
        data_class if isinstance(data_class, str) else None,
        uses if isinstance(uses, tuple) else (),
        authority_id=file.authority_id,
        on=on,
    )
    found = {"catalogue_status": standing.catalogue_status, "data_class_allowed": standing.data_class_allowed}
    return {question: value for question, value in found.items() if value is not None}
