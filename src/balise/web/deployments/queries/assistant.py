# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The assistant of the site, for one person and one dossier: what it needs to call the gateway, or what stands between.

Once the assistant of a use is opened, whoever belongs to the authority may try it, trained where the charter asks it:
a tool is not for those alone who read its dossier, and what is sent is under the same charter, limits and journal as
the programs of that use. Those who do not read the dossier are told the title, the number and the unit of the use.
One that is not opened is known to the readers of the dossier alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from balise.core.frameworks import ControlKind
from balise.core.policy import commitments_behind
from balise.core.refusals import RefusalCode
from balise.core.states import ACCEPTING, IN_SERVICE, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.permissions import may_read
from balise.web.assessments.queries.dossiers import dossiers_in_states
from balise.web.deployments.models import AccessKey, Deployment, StaffToken
from balise.web.deployments.queries.deployment import (
    AskedModel,
    DeploymentRead,
    closed_because,
    conversing,
    deployment_of,
)
from balise.web.deployments.queries.training import ends_of
from balise.web.deployments.sealing import SealBrokenError, token_of_the_site, unsealed
from balise.web.organisations.members import Member

LISTED = ACCEPTING | IN_SERVICE | {State.SUSPENDED}
"""The states of the dossiers whose use one may hope to try; in the others, nobody but a reader knows of them."""


class Obstacle(StrEnum):
    """What stands between somebody and the assistant of a use."""

    NOT_SET = "not_set"
    """The gateway was never opened to the dossier."""
    CLOSED = "closed"
    """It answers nothing to this use, and says why."""
    OFF = "off"
    """The site holds no key."""
    SEAL_BROKEN = "seal_broken"
    """The site cannot read the key that it holds."""
    NO_MODEL = "no_model"
    """No model of conversation answers."""
    UNTRAINED = "untrained"
    """The charter asks for training, and theirs is not known."""


@dataclass(frozen=True, slots=True)
class AssistantRead:
    """The assistant of a use, for one person."""

    file: DossierFile
    read: DeploymentRead | None = None
    obstacle: Obstacle | None = None
    closed: RefusalCode | None = None
    """Why the gateway is closed, when it is the obstacle."""
    models: tuple[AskedModel, ...] = ()
    """Those that answer, the smallest first."""
    key: str = field(default="", repr=False)
    staff: str = field(default="", repr=False)
    """The opaque token of the person, where training is asked for."""

    @property
    def opened(self) -> bool:
        """Whether the site holds a key, whatever else stands between."""
        return self.obstacle not in {Obstacle.NOT_SET, Obstacle.OFF}

    @property
    def asks_training(self) -> tuple[tuple[str, str], ...]:
        """Return the commitments that ask for training: their numbers and their titles."""
        if self.read is None:
            return ()
        asking = commitments_behind(self.read.described, ControlKind.LITERACY)
        return tuple((number, title) for number, title in self.read.titles if number in asking)


def may_try(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may know of the assistant of a use: as its reader, or as a member to whom it is open."""
    if may_read(member, file):
        return True
    ours = member.authority.id == file.authority_id
    return ours and file.state in LISTED and _keys_held().filter(deployment__dossier_id=file.id).exists()


def assistant_of(member: Member, file: DossierFile, at: datetime) -> AssistantRead:
    """Return the assistant of a use that the person may try or read."""
    on = timezone.localdate(at)
    read = deployment_of(file.id, on, at)
    if read is None:
        return AssistantRead(file, obstacle=Obstacle.NOT_SET)
    kept = _keys_held().filter(deployment__dossier_id=file.id).first()
    closed = closed_because(read)
    if kept is None:
        return AssistantRead(file, read, Obstacle.OFF)
    if closed is not None:
        return AssistantRead(file, read, Obstacle.CLOSED, closed)
    try:
        key = unsealed(kept.sealed, read.identifier)
    except SealBrokenError:
        return AssistantRead(file, read, Obstacle.SEAL_BROKEN)
    models = conversing(read)
    if not models:
        return AssistantRead(file, read, Obstacle.NO_MODEL)
    asked = AssistantRead(file, read, models=models, key=key)
    if not asked.asks_training:
        return asked
    staff = _staff_token(member, on)
    return AssistantRead(file, read, None if staff else Obstacle.UNTRAINED, None, models, key, staff)


def assistants_of(member: Member, at: datetime) -> tuple[AssistantRead, ...]:
    """Return the uses opened to all, and those served whose dossier the person reads: what they may try comes first."""
    found = list(_read(member, at))
    return tuple(sorted(found, key=lambda each: (each.obstacle is not None, not each.opened, each.file.number)))


def _read(member: Member, at: datetime) -> Iterator[AssistantRead]:
    rows = Deployment.objects.filter(authority_id=member.authority.id)
    served = set(rows.values_list("dossier_id", flat=True))
    if not served:
        return
    opened = set(_keys_held().filter(deployment__in=rows).values_list("deployment__dossier_id", flat=True))
    for file in dossiers_in_states(LISTED, member.authority.id):
        if file.id in opened:
            yield assistant_of(member, file, at)
        elif file.id in served and may_read(member, file):
            yield AssistantRead(file, obstacle=Obstacle.OFF)


def _keys_held() -> QuerySet[AccessKey]:
    """Return the keys that the site holds: a use that has one is opened."""
    return AccessKey.objects.filter(for_assistant=True, revoked_at=None)


def _staff_token(member: Member, on: date) -> str:
    """Return the token that the site presents for a person whose training counts; empty when none does."""
    rows = list(StaffToken.objects.filter(authority_id=member.authority.id, user_id=member.user_id, revoked_at=None))
    ends = ends_of(rows)
    counting = [row for row in rows if ends[row.pk] >= on]
    row = max(counting, key=lambda each: (ends[each.pk], each.pk), default=None)
    return "" if row is None else token_of_the_site(row.digest)
