# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Opening and closing a survey of practices, and taking an answer."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.digests import digest_of_text
from balise.core.practices_survey import QUESTIONS
from balise.web.journal.operations import Subject, record
from balise.web.measures.acts import SURVEY_CLOSED, SURVEY_OPENED
from balise.web.measures.models import PracticesSurvey, SurveyAnswer
from balise.web.measures.permissions import check_imports
from balise.web.organisations.members import Member
from balise.web.ui.public_codes import draw
from balise.web.ui.refusals import RefusedError

LENGTH = 12


@transaction.atomic
def begin_survey(member: Member, *, at: datetime) -> str:
    """Open a survey, and return what stands in its address.

    Raises:
        RefusedError: it is not theirs (403), or one is open already (409).
    """
    check_imports(member)
    if PracticesSurvey.objects.filter(authority_id=member.authority.id, closed_at=None).exists():
        raise RefusedError(_("Une enquête est déjà ouverte : fermez-la avant d’en ouvrir une autre."))
    row = PracticesSurvey.objects.create(
        authority_id=member.authority.id, code=draw(LENGTH), opened_at=at, opened_by_id=member.user_id
    )
    record(member.authority.id, SURVEY_OPENED.code, member.actor, _subject(row), at)
    return row.code


@transaction.atomic
def end_survey(member: Member, *, at: datetime) -> None:
    """Take no more answers.

    Raises:
        RefusedError: it is not theirs (403), or none is open (404).
    """
    check_imports(member)
    rows = PracticesSurvey.objects.select_for_update().filter(authority_id=member.authority.id, closed_at=None)
    row = rows.first()
    if row is None:
        raise RefusedError(_("Aucune enquête n’est ouverte."), status=404)
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    record(member.authority.id, SURVEY_CLOSED.code, member.actor, _subject(row), at)


@transaction.atomic
def take_answer(code: str, chosen: Mapping[str, tuple[str, ...]], token: str) -> None:
    """Keep an answer, once for each form; only what the questions offer.

    Raises:
        RefusedError: there is no such survey (404), or it is closed (409).
    """
    row = PracticesSurvey.objects.filter(code=code).first()
    if row is None:
        raise RefusedError(_("Cette enquête n’existe pas."), status=404)
    if row.closed_at is not None:
        raise RefusedError(_("L’enquête est close : ses résultats se lisent toujours."))
    kept = {
        question.id: [choice for choice in chosen.get(question.id, ()) if choice in question.choices]
        for question in QUESTIONS
    }
    SurveyAnswer.objects.get_or_create(survey=row, token=digest_of_text(token), defaults={"chosen": kept})


def _subject(row: PracticesSurvey) -> Subject:
    return Subject("survey", str(row.pk), row.code)
