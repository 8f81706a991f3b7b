# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Starting from a dossier that exists: another authority's, one's own, a file of Balise, an entry published."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from balise.core.conditions import AnswerValue
from balise.core.dossiers import Dossier
from balise.loading.published_register import PublishedEntry
from balise.web.assessments.copying import copied
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import LONGEST_TITLE, create
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.queries import adopted_references

LONGEST_ORIGIN = 300


def copy(member: Member, source: DossierFile, *, title: str, unit_id: int | None, at: datetime) -> DossierFile:
    """Open a draft with the answers of another dossier that can be taken over; it says where it comes from.

    Whoever calls has read ``source`` through a query that checks that this person may start from it. Neither the
    documents nor the messages of the source are copied: they were entrusted to somebody else.

    Raises:
        RefusedError: what ``create`` refuses.
    """
    same = source.authority_id == member.authority.id
    if same:
        origin = _("Repris du dossier %(number)s") % {"number": source.number}
    else:
        origin = _("Repris du dossier %(number)s de %(authority)s") % {
            "number": source.number,
            "authority": source.authority_name,
        }
    answers = _for_here(member, source.own_answers, same_authority=same)
    return create(
        member,
        title,
        unit_id=unit_id,
        tool_id=source.tool_id if same else None,
        answers=answers,
        origin=origin[:LONGEST_ORIGIN],
        copied_from_id=source.id,
        at=at,
    )


def copy_from_file(member: Member, source: Dossier, filename: str, *, unit_id: int | None, at: datetime) -> DossierFile:
    """Open a draft with the answers read from a file; opinions and what the site establishes are not taken from it.

    Raises:
        RefusedError: what ``create`` refuses.
    """
    origin = _("Repris du fichier « %(file)s », dossier %(dossier)s") % {"file": filename, "dossier": source.id}
    return create(
        member,
        source.title[:LONGEST_TITLE],
        unit_id=unit_id,
        answers=_for_here(member, source.answers, same_authority=True),
        origin=origin[:LONGEST_ORIGIN],
        at=at,
    )


def copy_from_entry(
    member: Member, source: PublishedEntry, *, title: str, unit_id: int | None, at: datetime
) -> DossierFile:
    """Open a draft with the public answers of an entry published elsewhere; it says which, and where it stands.

    Raises:
        RefusedError: what ``create`` refuses.
    """
    origin = _("Repris de la fiche « %(title)s », publiée par %(authority)s") % {
        "title": source.dossier.title,
        "authority": source.authority,
    }
    return create(
        member,
        title,
        unit_id=unit_id,
        answers=_for_here(member, source.dossier.answers, same_authority=False),
        origin=origin[:LONGEST_ORIGIN],
        imported_from=source.address,
        at=at,
    )


def _for_here(member: Member, answers: Mapping[str, AnswerValue], *, same_authority: bool) -> dict[str, AnswerValue]:
    bank = bank_of(adopted_references(member.authority.id))
    return copied(answers, bank, same_authority=same_authority)
