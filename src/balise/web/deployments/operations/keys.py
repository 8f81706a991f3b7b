# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Making the keys of a deployment, replacing them, revoking them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balise.core.frameworks import ControlKind
from balise.core.policy import Contact
from balise.core.states import ACCEPTING, IN_SERVICE, State
from balise.web.assessments.files import DossierFile
from balise.web.deployments.acts import ASSISTANT_CLOSED, KEY_CREATED, KEY_REPLACED, KEY_REVOKED
from balise.web.deployments.dossier_policy import asks, contact_of, controls_of
from balise.web.deployments.drawing import KEY, Drawn, draw
from balise.web.deployments.models import AccessKey, Deployment
from balise.web.deployments.operations.leaving import locked
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

HOURS_BOTH_SERVE = 24
"""How long a key that was replaced still opens: for whoever runs the program to change it without a cut."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made: its holder reads it once, here."""

    id: int
    label: str
    secret: str


@transaction.atomic
def create_key(
    member: Member, dossier_id: int, label: str, not_after: datetime | None = None, *, at: datetime
) -> NewKey:
    """Make a key for the deployment of a dossier; what it comes to is kept, the key is not.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), nothing is open yet, the dossier is not
            accepted, its use answers the public where the charter refuses it, a key that still opens bears that name,
            or the day is past (409).
    """
    file, row = locked(member, dossier_id)
    check_may_open(file, member, at)
    if not label.strip():
        raise RefusedError(_("Donnez un nom à la clé : le programme ou le serveur qui s’en servira."))
    if _name_taken(row, label.strip(), at):
        raise RefusedError(_("Une clé qui ouvre encore porte déjà ce nom : donnez-en un autre, ou remplacez-la."))
    if not_after is not None and not_after <= at:
        raise RefusedError(_("Le dernier jour de la clé est déjà passé : donnez-en un à venir, ou aucun."))
    drawn = draw(KEY)
    key = keep(row, label.strip(), drawn, not_after, member, at)
    record(file.authority_id, KEY_CREATED.code, member.actor, file.subject, at, told_of(key))
    return NewKey(key.pk, key.label, drawn.secret)


def _name_taken(row: Deployment, label: str, at: datetime) -> bool:
    """Tell whether a key that still opens bears this name: a page sent twice must not make two keys."""
    alive = AccessKey.objects.filter(deployment=row, label=label, revoked_at=None, for_assistant=False)
    return alive.exclude(not_after__lte=at).exists()


@transaction.atomic
def replace_key(member: Member, dossier_id: int, key_id: int, *, at: datetime) -> NewKey:
    """Make a key in the place of another, which still opens for a day.

    Raises:
        RefusedError: as for a new key; or there is no such key (404).
    """
    file, row = locked(member, dossier_id)
    old = _key(row, key_id)
    if old.for_assistant:
        raise RefusedError(_("Cette clé est celle du site : fermez l’assistant, puis ouvrez-le de nouveau."))
    check_may_open(file, member, at)
    drawn = draw(KEY)
    new = keep(row, old.label, drawn, old.not_after, member, at, replaces=old)
    soon = at + timedelta(hours=HOURS_BOTH_SERVE)
    old.not_after = soon if old.not_after is None else min(old.not_after, soon)
    old.save(update_fields=["not_after"])
    record(file.authority_id, KEY_REPLACED.code, member.actor, file.subject, at, told_of(new))
    return NewKey(new.pk, new.label, drawn.secret)


@transaction.atomic
def revoke_key(member: Member, dossier_id: int, key_id: int, *, at: datetime) -> None:
    """Have a key open nothing any more, whatever became of its dossier.

    Raises:
        RefusedError: there is no such dossier or key (404), or it is not theirs (403).
    """
    file, row = locked(member, dossier_id)
    key = _key(row, key_id)
    key.revoked_at, key.revoked_by_id, key.sealed = at, member.user_id, ""
    key.save(update_fields=["revoked_at", "revoked_by", "sealed"])
    act = ASSISTANT_CLOSED if key.for_assistant else KEY_REVOKED
    record(file.authority_id, act.code, member.actor, file.subject, at, told_of(key))


def why_no_key(file: DossierFile, slug: str, at: datetime) -> str:
    """Return why no key can be made for a dossier, and what to do; empty when one can."""
    if file.state is State.SUSPENDED:
        return _("Cet usage est suspendu : ses clés rouvriront d’elles-mêmes à la reprise. Levez ce qui le suspend.")
    if file.state not in ACCEPTING | IN_SERVICE:
        return _(
            "Ce dossier n’est pas accepté, ou ne l’est plus : une clé n’ouvrirait rien. Faites-le d’abord décider."
        )
    forbidden = asks(controls_of(file, slug, timezone.localdate(at)), ControlKind.REFUSE_DIRECT_INTERACTION)
    if forbidden and contact_of(file) is Contact.DIRECT:
        return _(
            "Cet usage répond directement au public, ou ne dit pas comment il l’atteint, et la charte le refuse "
            "(%(commitment)s : « %(statement)s »). Placez un agent entre l’outil et l’usager, puis corrigez le dossier."
        ) % {
            "commitment": forbidden[0].control.commitment,
            "statement": forbidden[0].cited.statement.in_(current_language()),
        }
    return ""


def no_such_key() -> RefusedError:
    """Return the refusal that says neither whether the key exists elsewhere, nor whose it is."""
    return RefusedError(_("Cette clé n’existe pas dans ce dossier, ou elle est déjà révoquée."), status=404)


def check_may_open(file: DossierFile, member: Member, at: datetime) -> None:
    """Refuse a key that would open nothing.

    Raises:
        RefusedError: the dossier is not accepted, or its use answers the public where the charter refuses it (409).
    """
    why = why_no_key(file, member.authority.slug, at)
    if why:
        raise RefusedError(why)


def _key(row: Deployment, key_id: int) -> AccessKey:
    key = AccessKey.objects.select_for_update().filter(deployment=row, pk=key_id, revoked_at=None).first()
    if key is None:
        raise no_such_key()
    return key


def keep(
    row: Deployment,
    label: str,
    drawn: Drawn,
    not_after: datetime | None,
    member: Member,
    at: datetime,
    *,
    replaces: AccessKey | None = None,
    sealed: str = "",
) -> AccessKey:
    """Write down what a key that was just drawn comes to; ``sealed`` is the key itself, for the assistant alone."""
    return AccessKey.objects.create(
        deployment=row,
        label=label,
        digest=drawn.digest,
        beginning=drawn.beginning,
        created_at=at,
        created_by_id=member.user_id,
        not_after=not_after,
        replaces=replaces,
        for_assistant=bool(sealed),
        sealed=sealed,
    )


def told_of(key: AccessKey) -> dict[str, str]:
    """Return what the journal keeps of a key: enough to find it, never what would open."""
    until = "" if key.not_after is None else key.not_after.isoformat()
    return {"label": key.label, "key": str(key.pk), "beginning": key.beginning, "not_after": until}
