# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading the catalogue: the door of this app to those above."""

from balise.web.catalogue.queries.permitted import PermittedTool, permitted_tools
from balise.web.catalogue.queries.review import ToolToReview, tools_to_review
from balise.web.catalogue.queries.standing import ToolChoice, standing_of, tools_for_choice
from balise.web.catalogue.standing import Standing

__all__ = (
    "PermittedTool",
    "Standing",
    "ToolChoice",
    "ToolToReview",
    "permitted_tools",
    "standing_of",
    "tools_for_choice",
    "tools_to_review",
)
