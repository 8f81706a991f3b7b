# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What one e-mail tells somebody of an authority: what waits for them, what is late, what others did."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from balise.core.roundups import Rhythm, usual_rhythm
from balise.web.assessments.queries.lists import Line
from balise.web.governance.contributions import ToldLine, waiting_for
from balise.web.governance.models import RoundupChoice
from balise.web.governance.queries.changes import Change, changes_since
from balise.web.governance.queries.follow_up import DueLine
from balise.web.governance.queries.home import home_of
from balise.web.organisations.members import Member

MOST_CHANGES = 12
"""An e-mail is read on a telephone: the rest is one link away."""


@dataclass(frozen=True, slots=True)
class Roundup:
    """Everything that is told, as the home page tells it."""

    awaited: tuple[DueLine, ...]
    """Opinions to give, reservations to lift."""
    to_review: tuple[Line, ...]
    late: tuple[Line, ...]
    told: tuple[ToldLine, ...]
    """What the apps above have waiting."""
    changes: tuple[Change, ...]
    since: date

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: then nothing is sent."""
        return not (self.is_asked or self.late or self.changes)

    @property
    def is_asked(self) -> bool:
        """Whether others expect something of this person."""
        return bool(self.awaited or self.to_review or self.told)


def roundup_of(member: Member, since: date, on: date) -> Roundup:
    """Return what there is to tell somebody on a day, about what changed since another."""
    home = home_of(member, on)
    return Roundup(
        awaited=(*home.opinions, *home.to_do),
        to_review=home.to_review,
        late=home.late,
        told=tuple(line for awaited in waiting_for(member, on) for line in awaited.told),
        changes=changes_since(member, _morning(since), most=MOST_CHANGES),
        since=since,
    )


def rhythm_of(member: Member) -> Rhythm:
    """Return how often somebody is written to: as they chose, or as their roles have it."""
    kept = RoundupChoice.objects.filter(authority_id=member.authority.id, user_id=member.user_id)
    chosen = kept.values_list("rhythm", flat=True).first()
    return Rhythm(chosen) if chosen else usual_rhythm(member.roles)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
