# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The names of tools, for those who say with what a use is made."""

from balise.web.catalogue.models import Tool


def tool_name(tool_id: int) -> str:
    """Return the name of a tool; empty when there is none."""
    return Tool.objects.filter(pk=tool_id).values_list("name", flat=True).first() or ""
