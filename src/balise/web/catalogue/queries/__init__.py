# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading the catalogue: the door of this app to those above."""

from balise.web.catalogue.queries.standing import ToolChoice, standing_of, tools_for_choice
from balise.web.catalogue.standing import Standing

__all__ = ("Standing", "ToolChoice", "standing_of", "tools_for_choice")
