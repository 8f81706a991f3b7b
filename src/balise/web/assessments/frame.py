# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What surrounds every page of a dossier: the way back, its title, where it stands, its tabs."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from balise.core.states import STATE_LABELS, STATE_TONES
from balise.web.assessments.contributions import Tab, more_tabs
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.comments import comments_count
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language

WAY_BACK = "dossiers"
"""The cookie that remembers the filters of the list, so that the way back leads to the list one came from."""

LONGEST_WAY_BACK = 600


def frame_of(
    request: HttpRequest, member: Member, file: DossierFile, current: str, *, comments: int | None = None
) -> dict[str, Any]:
    """Return what ``assessments/dossier_page.html`` reads; ``current`` is the key of the tab that is shown.

    One query, unless the page has counted the messages already, and those of the tabs that the apps above add.
    """
    comments = comments_count(file.id) if comments is None else comments
    tabs = [
        {"label": tab.label, "url": tab.url, "count": tab.count, "current": tab.key == current}
        for tab in (*_tabs(member, file, comments), *more_tabs(member, file), *_last_tabs(member, file))
    ]
    return {
        "file": file,
        "state_tone": STATE_TONES[file.state],
        "state_label": STATE_LABELS[file.state].in_(current_language()),
        "tabs": tabs,
        "list_url": list_address(request, member),
        "dossier_url": address(member, file, "dossier"),
        "on_first_tab": current == "dossier",
        "nav_current": "dossiers",
    }


def list_address(request: HttpRequest, member: Member) -> str:
    """Return the address of the list as it was last filtered in this browser."""
    plain = reverse("assessments:list", kwargs={"authority": member.authority.slug})
    kept = request.COOKIES.get(WAY_BACK, "")
    filters = QueryDict(kept).urlencode() if len(kept) <= LONGEST_WAY_BACK else ""
    return f"{plain}?{filters}" if filters else plain


def address(member: Member, file: DossierFile, name: str, **more: object) -> str:
    """Return the address of a page of the dossier; empty when this installation has no such page."""
    try:
        return reverse(
            f"assessments:{name}", kwargs={"authority": member.authority.slug, "number": file.number, **more}
        )
    except NoReverseMatch:
        return ""


def _tabs(member: Member, file: DossierFile, comments: int) -> tuple[Tab, ...]:
    return (
        Tab("dossier", _("Synthèse"), address(member, file, "dossier")),
        Tab("answers", _("Réponses"), address(member, file, "answers")),
        Tab("evidence", _("Pièces"), address(member, file, "evidence"), len(file.evidence)),
        Tab("comments", _("Échanges"), address(member, file, "comments"), comments),
    )


def _last_tabs(member: Member, file: DossierFile) -> tuple[Tab, ...]:
    return (Tab("journal", _("Journal"), address(member, file, "journal")),)
