# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The trainings of an authority: described, changed, closed, opened again. Never deleted: attestations name them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.training import Audience
from balise.web.journal.acts import Act
from balise.web.journal.operations import Subject, record
from balise.web.literacy.acts import PATH_CHANGED, PATH_CLOSED, PATH_CREATED, PATH_REOPENED
from balise.web.literacy.models import TrainingPath
from balise.web.literacy.permissions import check_trains
from balise.web.literacy.records import Question
from balise.web.organisations.members import Member
from balise.web.ui.names import kept_name
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class PathProposal:
    """A training, as it is typed."""

    title: str
    audience: Audience
    content: str
    """One subject a line."""
    hours: Decimal | None = None
    validity_months: int | None = None
    quiz: tuple[Question, ...] = ()
    pass_mark: int = 0
    """0 for every question."""


@transaction.atomic
def create_path(member: Member, proposal: PathProposal, *, at: datetime) -> int:
    """Create a training, and return its identifier.

    Raises:
        RefusedError: it is not theirs (403), or its title cannot be read.
    """
    check_trains(member)
    row = TrainingPath(authority_id=member.authority.id)
    _describe(row, proposal)
    row.save()
    _record(member, PATH_CREATED, row, at)
    return row.pk


@transaction.atomic
def change_path(member: Member, path_id: int, proposal: PathProposal, *, at: datetime) -> None:
    """Describe a training anew; what was attested before keeps the words of its day.

    Raises:
        RefusedError: it is not theirs (403), or there is none (404).
    """
    check_trains(member)
    row = locked_path(member, path_id)
    _describe(row, proposal)
    row.save()
    _record(member, PATH_CHANGED, row, at)


@transaction.atomic
def close_path(member: Member, path_id: int, *, at: datetime) -> None:
    """Offer a training no more; closing it twice changes nothing.

    Raises:
        RefusedError: it is not theirs (403), or there is none (404).
    """
    check_trains(member)
    row = locked_path(member, path_id)
    if row.closed_at is None:
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        _record(member, PATH_CLOSED, row, at)


@transaction.atomic
def reopen_path(member: Member, path_id: int, *, at: datetime) -> None:
    """Offer a closed training again.

    Raises:
        RefusedError: it is not theirs (403), or there is none (404).
    """
    check_trains(member)
    row = locked_path(member, path_id)
    if row.closed_at is not None:
        row.closed_at = None
        row.save(update_fields=["closed_at"])
        _record(member, PATH_REOPENED, row, at)


def locked_path(member: Member, path_id: int) -> TrainingPath:
    """Return a training of the authority, held until the transaction ends.

    Raises:
        RefusedError: there is none (404).
    """
    row = TrainingPath.objects.select_for_update().filter(authority_id=member.authority.id, pk=path_id).first()
    if row is None:
        raise RefusedError(_("Cette formation n’existe pas dans votre collectivité."), status=404)
    return row


def _describe(row: TrainingPath, proposal: PathProposal) -> None:
    row.title = kept_name(proposal.title)
    row.audience = proposal.audience.value
    row.content = "\n".join(line.strip() for line in proposal.content.splitlines() if line.strip())
    row.hours = proposal.hours
    row.validity_months = proposal.validity_months
    row.quiz = [{"question": each.text, "choices": list(each.choices), "right": each.right} for each in proposal.quiz]
    row.pass_mark = min(proposal.pass_mark or len(proposal.quiz), len(proposal.quiz))


def _record(member: Member, act: Act, row: TrainingPath, at: datetime) -> None:
    subject = Subject("training_path", str(row.pk), row.title)
    record(member.authority.id, act.code, member.actor, subject, at, {"audience": row.audience})
