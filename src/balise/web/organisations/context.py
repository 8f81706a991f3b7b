# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The authority and the person, for the head of every page."""

from typing import Any

from django.http import HttpRequest


def membership(request: HttpRequest) -> dict[str, Any]:
    """Return the member that the page's guard has found, or None outside an authority."""
    return {"member": getattr(request, "member", None)}
