# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What every page can show."""

from typing import Any

from django.http import HttpRequest

from balise import __version__
from balise.web.ui.languages import current_language


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what the base template needs."""
    return {"page_language": current_language(), "page_path": request.get_full_path(), "page_version": __version__}
