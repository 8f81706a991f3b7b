# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Describing a portal, and putting back what it said before: every version is kept, and none is rewritten."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.language import Language
from balise.web.journal.acts import Act
from balise.web.journal.operations import Subject, record
from balise.web.organisations.members import Member
from balise.web.transparency.acts import PORTAL_CHANGED, PORTAL_RESTORED
from balise.web.transparency.models import PortalSettings
from balise.web.transparency.permissions import check_may_keep_portal
from balise.web.transparency.portal_description import PortalDescription
from balise.web.transparency.queries.portal_settings import SILENT, description_of, version_of, versions_of
from balise.web.transparency.told_portal import in_words
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def describe_portal(member: Member, description: PortalDescription, *, seen: str | None = None, at: datetime) -> bool:
    """Put a description of the portal in force, and tell whether it changes anything; what does not is no act.

    ``seen`` is the number of the version that the member had before their eyes, ``0`` when nothing had been said, and
    None for a caller that showed nobody a form.

    Raises:
        RefusedError: it is not theirs to describe (403), or somebody has described it otherwise meanwhile (409).
    """
    check_may_keep_portal(member)
    if seen is not None:
        _refuse_stale(member.authority.id, seen)
    return _put_in_force(member, _trimmed(description), PORTAL_CHANGED, {}, at)


@transaction.atomic
def restore_portal(member: Member, number: int, *, at: datetime) -> bool:
    """Put back what an older version says, as a new version: the one left stays in the history.

    Raises:
        RefusedError: it is not theirs (403), or there is no version of that number (404).
    """
    check_may_keep_portal(member)
    before = version_of(member.authority.id, number)
    if before is None:
        raise RefusedError(_("Le portail n’a jamais eu cette version."), status=404)
    return _put_in_force(member, before, PORTAL_RESTORED, {"restored": number}, at)


def _put_in_force(
    member: Member, description: PortalDescription, act: Act, details: dict[str, Any], at: datetime
) -> bool:
    authority = member.authority
    last = PortalSettings.objects.select_for_update().filter(authority_id=authority.id, until=None).first()
    changed = description.changed_since(description_of(authority.id))
    if not changed:
        return False
    if last is not None:
        last.until = at
        last.save(update_fields=["until"])
    number = 1 if last is None else last.number + 1
    kept = asdict(description) | {"accessibility_state": description.accessibility_state or ""}
    PortalSettings.objects.create(authority_id=authority.id, number=number, since=at, by_id=member.user_id, **kept)
    told = {"changed": in_words(changed, Language.FRENCH), "fields": list(changed), "version": number}
    subject = Subject("portal", str(authority.id), authority.name)
    record(authority.id, act.code, member.actor, subject, at, details | told)
    return True


def _refuse_stale(authority_id: int, seen: str) -> None:
    """Refuse to write over what the member has not seen: a page left open would reopen a portal closed since."""
    versions = versions_of(authority_id)
    if not versions or seen == str(versions[0].number):
        return
    last = versions[0]
    before = next((each.description for each in versions if str(each.number) == seen), SILENT)
    changed = in_words(last.description.changed_since(before), current_language())
    if changed:  # a version put back as it was seen hides nothing
        raise RefusedError(
            _(
                "%(who)s a changé le portail depuis que vous avez ouvert cette page : %(changed)s. Rien de ce que vous "
                "avez écrit n’est enregistré ni perdu. Vérifiez ces points avec cette personne ou sur le portail, puis "
                "enregistrez de nouveau : votre version remplacera alors la sienne."
            )
            % {"who": last.by, "changed": ", ".join(changed)}
        )


def _trimmed(description: PortalDescription) -> PortalDescription:
    """Return the description without the spaces and ends of lines that forms add."""
    texts: dict[str, Any] = {
        name: "\n".join(line.rstrip() for line in value.strip().splitlines())
        for name, value in asdict(description).items()
        if isinstance(value, str) and name != "accessibility_state"
    }
    return replace(description, **texts)
