# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A survey of practices: the last of an authority, the one behind an address, and what may be told of it."""

from dataclasses import dataclass

from django.urls import reverse

from balise.core.practices_survey import SurveyResults, results
from balise.web.measures.models import PracticesSurvey, SurveyAnswer
from balise.web.organisations.queries.authorities import authority_names
from balise.web.ui.site_address import site_address


@dataclass(frozen=True, slots=True)
class SurveyRead:
    """A survey, as pages are given it."""

    id: int
    code: str
    authority: str
    open: bool
    answers: int
    address: str


def last_survey(authority_id: int) -> SurveyRead | None:
    """Return the last survey of an authority, None when there was none."""
    row = PracticesSurvey.objects.filter(authority_id=authority_id).order_by("-opened_at", "-pk").first()
    return None if row is None else _read(row)


def survey_behind(code: str) -> SurveyRead | None:
    """Return the survey of an address, or None."""
    row = PracticesSurvey.objects.filter(code=code).first()
    return None if row is None else _read(row)


def results_of(survey: SurveyRead) -> SurveyResults:
    """Return what may be told of a survey: nothing while it is open.

    Whoever reads the counts before and after a colleague answers would read that answer in their difference.
    """
    if survey.open:
        return SurveyResults(None)
    rows = SurveyAnswer.objects.filter(survey_id=survey.id).order_by("token")
    return results(
        {name: tuple(chosen) for name, chosen in row.items()} for row in rows.values_list("chosen", flat=True)
    )


def _read(row: PracticesSurvey) -> SurveyRead:
    return SurveyRead(
        row.pk,
        row.code,
        authority_names([row.authority_id])[row.authority_id],
        row.closed_at is None,
        row.answers.count(),
        site_address(reverse("measures:survey", args=(row.code,))),
    )
