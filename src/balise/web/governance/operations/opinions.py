# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Asking for opinions, and giving them: what was answered then counts as an answer of the dossier."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.day_words import day_in_words
from balise.core.language import Text
from balise.core.opinions import (
    ASKED_ABOUT,
    LEAST_DAYS_TO_ANSWER,
    OF_BODY,
    VALUE_LABELS,
    OpinionBody,
    OpinionValue,
    lines_of,
)
from balise.core.roles import Role
from balise.core.states import DECIDED_IN_FAVOUR
from balise.web.assessments.operations import standing
from balise.web.governance.acts import OPINION_GIVEN, OPINION_REQUESTED, OPINION_WITHDRAWN
from balise.web.governance.letters import Words
from balise.web.governance.models import OpinionRequest
from balise.web.governance.operations.letters import write
from balise.web.governance.operations.moving import Hold, hold
from balise.web.governance.permissions import (
    GIVERS,
    check_may_give,
    forbidden,
    may_request_opinions,
)
from balise.web.governance.records import OpinionRecord
from balise.web.journal.operations import record
from balise.web.journal.told import in_both
from balise.web.organisations.members import Member
from balise.web.organisations.queries import contacts_of, members_with
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def request_opinions(
    member: Member, dossier_id: int, bodies: Sequence[OpinionBody], deadline: date, message: str, *, at: datetime
) -> None:
    """Ask several bodies for their opinions, by the same day.

    Asking again a body that did not answer in time, or whose deadline was too short, replaces the former request. What
    a body has said stands until it says something else; of one that never spoke, nothing is known: asking is no answer,
    and breaks no commitment.

    Raises:
        RefusedError: no such dossier, not a reviewer, no body, a deadline too near, an opinion already awaited.
    """
    held = hold(member, dossier_id, at=at)
    if not may_request_opinions(member, held.file):
        raise _not_now(member)
    if not bodies:
        raise RefusedError(_("Choisissez au moins un avis à demander."))
    if (deadline - held.on).days < LEAST_DAYS_TO_ANSWER:
        raise RefusedError(
            _("Laissez une semaine au moins pour répondre : plus court, un silence ne voudrait rien dire.")
        )
    for body in bodies:
        _replace_pending(held, body)
        _forget_silence(held, body)
        row = OpinionRequest.objects.create(
            dossier_id=dossier_id,
            body=body.value,
            message=message.strip(),
            requested_by_id=member.user_id,
            requested_at=at,
            requested_on=held.on,
            deadline=deadline,
        )
        _tell_givers(held, member, row, body)
    details = in_both(bodies=[OF_BODY[body] for body in bodies], deadline=day_in_words(deadline))
    _record(member, held, OPINION_REQUESTED.code, {**details, "ids": [body.value for body in bodies]})


@transaction.atomic
def give_opinion(
    member: Member,
    dossier_id: int,
    opinion_id: int,
    value: OpinionValue,
    text: str,
    reservations: str,
    *,
    at: datetime,
) -> None:
    """Answer a request; late is better than never, and counts as an answer.

    Raises:
        RefusedError: no such request, answered already, not this person's to answer, or nothing said of a refusal.
    """
    held = hold(member, dossier_id, at=at)
    opinion = _pending(held, opinion_id)
    check_may_give(member, held.file, opinion.body)
    if value is OpinionValue.NO_OPINION_IN_TIME:
        raise ValueError("Silence is found, never given.")
    if value is OpinionValue.WITH_RESERVATIONS and not reservations.strip():
        raise RefusedError(_("Un avis favorable avec réserves dit lesquelles. Écrivez-les, une par ligne."))
    if value is OpinionValue.UNFAVOURABLE and not text.strip():
        raise RefusedError(
            _("Un avis défavorable dit pourquoi : la personne qui porte le dossier doit savoir quoi changer.")
        )
    OpinionRequest.objects.filter(pk=opinion.id).update(
        value=value.value,
        text=text.strip(),
        reservations=reservations.strip(),
        given_by_id=member.user_id,
        given_at=at,
        given_on=held.on,
    )
    _establish(held, opinion.body, opinion.id, value.value)
    _tell_of(held, member, opinion, value, reservations)
    details = {**in_both(body=OF_BODY[opinion.body], value=_said(value, reservations)), "code": value.value}
    kept = {"opinion": opinion.id, "reservations": list(lines_of(reservations))}
    _record(member, held, OPINION_GIVEN.code, {**details, **kept})


@transaction.atomic
def withdraw_request(member: Member, dossier_id: int, opinion_id: int, *, at: datetime) -> None:
    """Take back a request that nobody has answered.

    Raises:
        RefusedError: no such request, answered already, or not a reviewer.
    """
    held = hold(member, dossier_id, at=at)
    opinion = _pending(held, opinion_id)
    if not may_request_opinions(member, held.file):
        raise _not_now(member)
    OpinionRequest.objects.filter(pk=opinion.id).update(withdrawn_at=at)
    standing.withdraw_established(held.file.id, _origin(opinion.id), at=at)
    _record(member, held, OPINION_WITHDRAWN.code, {**in_both(body=OF_BODY[opinion.body]), "opinion": opinion.id})


def _said(value: OpinionValue, reservations: str) -> Text:
    """Return an opinion as the journal tells it: what it asks for is part of what was said."""
    label = VALUE_LABELS[value]
    asked = " ; ".join(line.rstrip(" .") for line in lines_of(reservations))
    fr, en = label.fr.lower(), (label.en or label.fr).lower()
    return Text(f"{fr} ({asked})", f"{en} ({asked})") if asked else Text(fr, en)


def _pending(held: Hold, opinion_id: int) -> OpinionRecord:
    opinion = held.instruction.opinion(opinion_id)
    if opinion is None:
        raise RefusedError(_("Cette demande d’avis n’existe pas dans ce dossier."), status=404)
    if not opinion.pending:
        raise RefusedError(_("Cet avis est déjà rendu. Pour en recueillir un autre, demandez-le de nouveau."))
    return opinion


def _tell_of(held: Hold, member: Member, opinion: OpinionRecord, value: OpinionValue, reservations: str) -> None:
    """Write that an opinion is given; every reviewer is told when it says no to what was decided before."""
    told = {opinion.requested_by_id, held.file.owner_id}
    sentences = [
        _("L’avis %(body)s est rendu : %(value)s.")
        % {"body": OF_BODY[opinion.body].fr, "value": _said(value, reservations).fr}
    ]
    if value is OpinionValue.UNFAVOURABLE and _rests_on_a_decision(held):
        told |= _reviewers(held)
        sentences.append(
            _("La décision a été prise avant : elle ne l’a pas pesé. Qui instruit le dossier décide de nouveau.")
        )
    words = Words(f"opinion-given:{opinion.id}", f"{held.file.number} – {held.file.title}", tuple(sentences))
    contacts = contacts_of(held.file.authority_id, told - {member.user_id})
    write(held.file, member.authority.slug, contacts, words, at=held.at)


def _rests_on_a_decision(held: Hold) -> bool:
    """Tell whether a decision in favour stands, which the opinion comes to contradict."""
    return held.file.state in DECIDED_IN_FAVOUR and held.instruction.decision is not None


def _reviewers(held: Hold) -> set[int]:
    return {contact.user_id for contact in members_with(held.file.authority_id, Role.REVIEWER)}


def _replace_pending(held: Hold, body: OpinionBody) -> None:
    """Set aside the request that stands, when silence has made it useless.

    An opinion that was given stays, and counts until the body gives another.
    """
    for opinion in held.instruction.opinions:
        if opinion.body is not body or not opinion.pending:
            continue
        if opinion.deadline >= held.on and opinion.core.gave_time:
            raise RefusedError(
                _("L’avis %(body)s est déjà demandé, et attendu jusqu’au %(day)s. Attendez-le, ou retirez la demande.")
                % {"body": OF_BODY[body].fr, "day": day_in_words(opinion.deadline).fr}
            )
        OpinionRequest.objects.filter(pk=opinion.id).update(withdrawn_at=held.at)


def establish_silence(held: Hold, opinion: OpinionRecord) -> None:
    """Make of a silence that has lasted the answer of the dossier: asked, and not given."""
    _establish(held, opinion.body, opinion.id, "requested")


def _forget_silence(held: Hold, body: OpinionBody) -> None:
    """Take back the silence that earlier requests had established; an opinion that was given is not touched."""
    for earlier in held.instruction.opinions:
        if earlier.body is body and earlier.pending:
            standing.withdraw_established(held.file.id, _origin(earlier.id), at=held.at)


def _withdraw_earlier(held: Hold, body: OpinionBody, opinion_id: int) -> None:
    """Take back what earlier requests had established."""
    for earlier in held.instruction.opinions:
        if earlier.body is body and earlier.id != opinion_id:
            standing.withdraw_established(held.file.id, _origin(earlier.id), at=held.at)


def _establish(held: Hold, body: OpinionBody, opinion_id: int, value: str) -> None:
    """Make the answer of a body the answer of the dossier; what an earlier request had established gives way."""
    question = ASKED_ABOUT.get(body)
    if question is None:
        return
    _withdraw_earlier(held, body, opinion_id)
    if body is OpinionBody.STAFF_COMMITTEE:
        value = "planned" if value == "requested" else "consulted"
    standing.establish(held.file.id, {question: value}, origin=_origin(opinion_id), at=held.at)


def _tell_givers(held: Hold, member: Member, row: OpinionRequest, body: OpinionBody) -> None:
    sentences = [
        _("%(name)s demande l’avis %(body)s, pour le %(day)s au plus tard.")
        % {"name": member.name, "body": OF_BODY[body].fr, "day": day_in_words(row.deadline).fr}
    ]
    if row.message:
        sentences.append(row.message)
    words = Words(
        f"opinion-requested:{row.pk}",
        _("Avis demandé – %(title)s") % {"title": held.file.title},
        tuple(sentences),
        "give-opinion",
        row.pk,
    )
    givers = [each for each in members_with(held.file.authority_id, GIVERS[body]) if each.user_id != member.user_id]
    write(held.file, member.authority.slug, givers, words, at=held.at)


def _not_now(member: Member) -> RefusedError:
    if not member.holds(Role.REVIEWER):
        return forbidden(
            _("Seul un instructeur demande les avis. Dites-lui, en commentaire, lequel il vous semble falloir.")
        )
    return RefusedError(_("Les avis se demandent quand le dossier est déposé, et jusqu’à son retrait."))


def _origin(opinion_id: int) -> str:
    return f"opinion:{opinion_id}"


def _record(member: Member, held: Hold, act: str, details: dict[str, Any]) -> None:
    record(
        held.file.authority_id, act, member.actor, held.file.subject, held.at, {"number": held.file.number, **details}
    )
