# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of a decision with reservations: each proposes a day, and is named when something is wrong with it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.governance.conftest import ASKED, MAYOR, Browser, Cast

from balise.core.dates import add_months
from balise.web.assessments.files import DossierFile
from balise.web.governance.operations.opinions import request_opinions
from balise.web.organisations.members import Member

pytestmark = pytest.mark.django_db
ROWS = ("reserve-lyon-2025-7-c", "reserve-lyon-2025-12-b")
RESERVED, TRIED = "actes/accepter-sous-reserves/", "actes/autoriser-un-essai/"


@pytest.fixture
def heard(cast: Cast) -> DossierFile:
    """Return a dossier with two criteria to correct, everybody heard."""
    now = timezone.now()
    file = cast.in_review(now, export_format="proprietary", copyright_checked="no", generated_media=("text",))
    request_opinions(cast.reviewer, file.id, ASKED, timezone.localdate() + timedelta(days=15), "", at=now)
    cast.give_all(file, at=now)
    return file


def _days(page: str) -> list[str]:
    """Return the fields for the days of the two criteria."""
    return [field for field in page.split("<input") if any(f'name="{row}-due_on"' in field for row in ROWS)]


def test_a_criterion_to_reserve_comes_with_a_day(
    cast: Cast, heard: DossierFile, browse: Callable[[Member, str], Browser]
) -> None:
    season = f'value="{add_months(timezone.localdate(), 3).isoformat()}"'
    reviewer = browse(cast.reviewer, heard.number)
    assert [season in field for field in _days(reviewer.get(RESERVED))] == [True, True]
    assert [season in field for field in _days(reviewer.get(TRIED))] == [False, False]


def test_the_summary_names_the_row_whose_day_is_missing(
    cast: Cast, heard: DossierFile, browse: Callable[[Member, str], Browser]
) -> None:
    page = browse(cast.reviewer, heard.number).post(RESERVED, {"deciding_authority": MAYOR}, 409)
    summary = page[page.index("error-summary") :].partition("</ul>")[0]
    assert "droits d’auteur sont vérifiés\u00a0», pour le</a>" in summary
    lines = [line.partition("-due_on")[2] for line in summary.splitlines() if "Donnez le dernier jour" in line]
    assert len(set(lines)) == len(lines) == len(ROWS)
