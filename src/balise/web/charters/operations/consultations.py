# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Announcing a consultation, contributing to it, answering each contribution, and the synthesis."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.consultations import Group, Moment, Window, in_order, voices
from balise.core.digests import digest_of_text
from balise.core.language import Language
from balise.rendering.typography import date_in_words
from balise.web.assessments.operations.standing import day_of
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.charters.acts import (
    CONSULTATION_ANNOUNCED,
    CONTRIBUTION_ANSWERED,
    CONTRIBUTION_GIVEN,
    CONTRIBUTION_SET_ASIDE,
    CONTRIBUTION_SHOWN,
    SYNTHESIS_WRITTEN,
)
from balise.web.charters.models import Consultation, Contribution
from balise.web.charters.permissions import HOLDERS, check_may_hold
from balise.web.charters.queries.consultations import consultation_of, public_consultation, to_record
from balise.web.charters.queries.drafts import draft_of
from balise.web.charters.queries.studies import sound
from balise.web.charters.records import ConsultationRecord
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is asked, of whom, and when."""

    title: str
    presentation: str
    groups: frozenset[Group]
    window: Window
    platform: str = ""
    documents: tuple[tuple[str, str], ...] = ()
    """The title and the address of each document to read."""


@transaction.atomic
def announce(
    member: Member, announcement: Announcement, *, at: datetime, draft_id: int | None = None, number: str = ""
) -> int:
    """Announce a consultation on a draft, whose words of that day are kept, or on a dossier; return its number.

    Raises:
        RefusedError: it is not theirs (403), there is nothing to consult on, or nobody is asked.
    """
    check_may_hold(member)
    if not announcement.groups:
        raise RefusedError(_("Choisissez au moins un groupe à consulter."))
    if announcement.window.closes_on < day_of(at):
        raise RefusedError(
            _("Ce dernier jour est déjà passé : personne ne pourrait contribuer. Choisissez-en un à venir.")
        )
    about: dict[str, object] = {}
    if draft_id is not None:
        draft = draft_of(member.authority.id, draft_id)
        if not draft.is_open:
            raise RefusedError(_("Ce projet est voté ou abandonné : il n’y a plus à consulter dessus."))
        sound(draft.files)
        about = {"draft_id": draft.id, "consulted": dict(draft.files)}
    else:
        about = {"dossier_id": dossier_of(member, number).id}
    row = Consultation.objects.create(
        authority_id=member.authority.id,
        title=announcement.title.strip(),
        presentation=announcement.presentation.strip(),
        groups=[group.value for group in in_order(announcement.groups)],
        opens_on=announcement.window.opens_on,
        closes_on=announcement.window.closes_on,
        platform=announcement.platform,
        documents=[{"title": title, "address": address} for title, address in announcement.documents],
        created_at=at,
        by_id=member.user_id,
        **about,
    )
    said = {"opens": _day(announcement.window.opens_on), "closes": _day(announcement.window.closes_on)}
    record(member.authority.id, CONSULTATION_ANNOUNCED.code, member.actor, to_record(row).subject, at, said)
    return row.pk


@transaction.atomic
def contribute(member: Member, consultation_id: int, group: Group, text: str, *, at: datetime) -> int:
    """Contribute in the name of a group; whoever holds the consultation writes down what was said elsewhere.

    Raises:
        RefusedError: too soon, too late, in the name of others, or nothing is said.
    """
    found = consultation_of(member.authority.id, consultation_id)
    _check_open(found, day_of(at))
    if group not in speaks_for(member, found):
        raise RefusedError(_("Vous ne pouvez pas contribuer au nom de ce groupe."), status=403)
    row = _kept(found, group, text, at, state=Contribution.State.SHOWN, by_id=member.user_id)
    record(member.authority.id, CONTRIBUTION_GIVEN.code, member.actor, found.subject, at, {"contribution": row.pk})
    return row.pk


@transaction.atomic
def contribute_as_resident(authority_id: int, consultation_id: int, text: str, key: str, *, at: datetime) -> None:
    """Keep what a resident wrote on the public page, for somebody to read before others do.

    Raises:
        RefusedError: too soon, too late, or nothing is said.
    """
    found = public_consultation(authority_id, consultation_id)
    _check_open(found, day_of(at))
    kept = digest_of_text(key)
    if not Contribution.objects.filter(consultation_id=found.id, key=kept).exists():
        _kept(found, Group.RESIDENTS, text, at, state=Contribution.State.WAITING, key=kept)


@transaction.atomic
def show(member: Member, consultation_id: int, contribution_id: int, *, at: datetime) -> None:
    """Let everybody read the contribution of a resident.

    Raises:
        RefusedError: it is not theirs, or there is none of that number.
    """
    found, row = _to_moderate(member, consultation_id, contribution_id)
    row.state, row.why_aside = Contribution.State.SHOWN, ""
    row.save()
    record(member.authority.id, CONTRIBUTION_SHOWN.code, member.actor, found.subject, at, {"contribution": row.pk})


@transaction.atomic
def set_aside(member: Member, consultation_id: int, contribution_id: int, reason: str, *, at: datetime) -> None:
    """Keep a contribution from being read, and say why.

    Raises:
        RefusedError: it is not theirs, there is none of that number, or no reason is given.
    """
    found, row = _to_moderate(member, consultation_id, contribution_id)
    if not reason.strip():
        raise RefusedError(_("Dites pourquoi cette contribution est écartée."))
    row.state, row.why_aside = Contribution.State.SET_ASIDE, reason.strip()
    row.save()
    said = {"contribution": row.pk, "reason": row.why_aside}
    record(member.authority.id, CONTRIBUTION_SET_ASIDE.code, member.actor, found.subject, at, said)


@transaction.atomic
def answer(member: Member, consultation_id: int, contribution_id: int, text: str, *, at: datetime) -> None:
    """Answer a contribution: those who read it read the answer.

    Raises:
        RefusedError: it is not theirs, there is none of that number, it is set aside, or nothing is said.
    """
    found, row = _to_moderate(member, consultation_id, contribution_id)
    if row.state == Contribution.State.SET_ASIDE:
        raise RefusedError(_("Cette contribution est écartée : rendez-la publique avant d’y répondre."))
    if not text.strip():
        raise RefusedError(_("Écrivez la réponse."))
    row.answer, row.answered_at, row.answered_by_id = text.strip(), at, member.user_id
    row.state = Contribution.State.SHOWN
    row.save()
    record(member.authority.id, CONTRIBUTION_ANSWERED.code, member.actor, found.subject, at, {"contribution": row.pk})


@transaction.atomic
def synthesise(member: Member, consultation_id: int, text: str, *, at: datetime) -> None:
    """Write what the consultation taught, once it is closed.

    Raises:
        RefusedError: it is not theirs, the consultation is not closed, or nothing is said.
    """
    check_may_hold(member)
    found = consultation_of(member.authority.id, consultation_id)
    if found.moment(day_of(at)) is not Moment.CLOSED:
        raise RefusedError(
            _("La concertation court jusqu’au %(day)s : la synthèse s’écrit ensuite.")
            % {"day": date_in_words(found.window.last_day, current_language())}
        )
    if not text.strip():
        raise RefusedError(_("Écrivez la synthèse."))
    Consultation.objects.filter(pk=found.id).update(synthesis=text.strip(), synthesis_at=at)
    record(member.authority.id, SYNTHESIS_WRITTEN.code, member.actor, found.subject, at, {})


def speaks_for(member: Member, consultation: ConsultationRecord) -> tuple[Group, ...]:
    """Return the groups in whose name the person may contribute; all of them for whoever holds consultations."""
    if member.holds(*HOLDERS):
        return consultation.groups
    return voices(member.roles, frozenset(consultation.groups))


def _check_open(found: ConsultationRecord, on: date) -> None:
    language = current_language()
    match found.moment(on):
        case Moment.EARLY:
            raise RefusedError(
                _("La concertation n’est pas encore ouverte : elle le sera le %(day)s.")
                % {"day": date_in_words(found.window.opens_on, language)}
            )
        case Moment.CLOSED:
            raise RefusedError(
                _("La concertation est close depuis le %(day)s : on n’y contribue plus.")
                % {"day": date_in_words(found.window.last_day, language)}
            )


def _kept(found: ConsultationRecord, group: Group, text: str, at: datetime, **facts: object) -> Contribution:
    if not text.strip():
        raise RefusedError(_("Écrivez votre contribution."))
    return Contribution.objects.create(consultation_id=found.id, group=group.value, text=text.strip(), at=at, **facts)


def _to_moderate(member: Member, consultation_id: int, contribution_id: int) -> tuple[ConsultationRecord, Contribution]:
    check_may_hold(member)
    found = consultation_of(member.authority.id, consultation_id)
    row = Contribution.objects.select_for_update().filter(consultation_id=found.id, pk=contribution_id).first()
    if row is None:
        raise RefusedError(_("Cette contribution n’existe pas."), status=404)
    return found, row


def _day(day: date) -> str:
    return date_in_words(day, Language.FRENCH)
