# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Deciding: the verdict is kept, what the decision rests on is written beside it, reservations become actions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.day_words import day_in_words
from balise.core.grounds import grounds
from balise.core.language import Language, Text
from balise.core.states import DECISIONS, IN_FAVOUR, IN_SERVICE, Act
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.governance.models import Decision, Reservation
from balise.web.governance.operations.deployments import settle_until_review
from balise.web.governance.operations.moving import Move, begin, settle
from balise.web.governance.proposals import DischargeProposal, Proposal, ReservationProposal
from balise.web.governance.queries.assignees import assignable
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.records import kept_ground
from balise.web.journal.told import in_both, together
from balise.web.organisations.members import Member
from balise.web.organisations.queries import contacts_of
from balise.web.ui.refusals import RefusedError

RESERVING = frozenset({Act.DECIDE_WITH_RESERVATIONS, Act.DECIDE_EXPERIMENT})
"""The decisions that may come with reservations."""


@transaction.atomic
def decide(member: Member, dossier_id: int, act: Act, proposal: Proposal, *, at: datetime) -> None:
    """Take one of the decisions that end a review; a yes to a tool that serves lets it serve on, until the next one.

    Raises:
        RefusedError: no such dossier, nobody named as deciding, an assignee who cannot act.
        ActRefusedError: a rule of the workflow stands in the way; a blocking finding without an exception is one.
    """
    if act not in DECISIONS:
        raise ValueError(f"{act} is no decision.")
    kept = proposal if act in RESERVING else replace(proposal, reservations=())
    kept = kept if act in IN_FAVOUR else replace(kept, discharges=())
    made = begin(member, dossier_id, act, kept, at=at)
    _check_words(kept)
    _check_assignees(made.hold.file, kept.reservations)
    rests_on = grounds(act, made.hold.file.state, made.situation)
    verdict = standing.keep_verdict(dossier_id, "decision", by=member.user_id, on=made.hold.on, at=at)
    decision = Decision.objects.create(
        dossier_id=dossier_id,
        act=act.value,
        motive=kept.motive,
        deciding_authority=kept.deciding_authority,
        ends_on=kept.experiment_ends_on if act is Act.DECIDE_EXPERIMENT else None,
        grounds=[kept_ground(ground.sentence) for ground in rests_on],
        verdict_id=verdict,
        by_id=member.user_id,
        at=at,
        on=made.hold.on,
    )
    for proposed in kept.reservations:
        _reserve(made, decision, proposed)
    for discharged in kept.discharges:
        _discharge(made, discharged, member.user_id)
    details = {
        "authority": kept.deciding_authority,
        "motive": kept.motive,
        "verdict": verdict,
        **in_both(grounds=[ground.sentence for ground in rests_on], reservations=_in_one(kept.reservations)),
    }
    if kept.replaces is not None:
        details["replaces"] = kept.replaces
    if kept.discharges:
        details["discharged"] = [each.reservation for each in kept.discharges]
    if kept.experiment_ends_on is not None and act is Act.DECIDE_EXPERIMENT:
        details = together(details, in_both(end=day_in_words(kept.experiment_ends_on)))
    told = {made.hold.file.owner_id, *(each.assignee_id for each in kept.reservations if each.assignee_id is not None)}
    after = instruction_of(dossier_id)
    if made.target in IN_SERVICE:
        settle_until_review(made, details, instruction=after, tell=told)
    else:
        settle(made, details, instruction=after, tell=told)


def _reserve(made: Move, decision: Decision, proposed: ReservationProposal) -> None:
    if proposed.replaces is None:
        Reservation.objects.create(
            dossier_id=made.hold.file.id,
            decision=decision,
            criterion=proposed.criterion,
            text=proposed.text.strip(),
            set_on=made.hold.on,
            due_on=proposed.due_on,
            before_deployment=proposed.before_deployment,
            assignee_id=proposed.assignee_id,
        )
        return
    Reservation.objects.filter(dossier_id=made.hold.file.id, pk=proposed.replaces, done_on=None).update(
        decision=decision,
        set_on=made.hold.on,
        due_on=proposed.due_on,
        before_deployment=proposed.before_deployment,
        assignee_id=proposed.assignee_id,
    )


def _discharge(made: Move, discharged: DischargeProposal, by: int) -> None:
    """Close a reservation that has lost its object; the grounds of the decision say which, and why."""
    still = Reservation.objects.filter(dossier_id=made.hold.file.id, pk=discharged.reservation, done_on=None)
    still.update(done_on=made.hold.on, done_by_id=by, note=discharged.motive.strip(), without_object=True)


def _check_words(proposal: Proposal) -> None:
    if not proposal.deciding_authority.strip():
        raise RefusedError(
            _("Dites qui décide : la fonction qui en répond (maire, vice-présidente déléguée, directeur général…).")
        )
    for reservation in proposal.reservations:
        if not reservation.text.strip():
            raise RefusedError(_("Une réserve ne dit pas ce qu’il faut faire. Écrivez l’action attendue."))


def _check_assignees(file: DossierFile, reservations: tuple[ReservationProposal, ...]) -> None:
    named = {each.assignee_id for each in reservations if each.assignee_id is not None}
    if not named:
        return
    if named - {contact.user_id for contact in contacts_of(file.authority_id, named)}:
        raise RefusedError(
            _("La personne chargée d’une réserve n’est pas de cette collectivité. Choisissez-en une autre.")
        )
    if named - {contact.user_id for contact in assignable(file)}:
        raise RefusedError(
            _(
                "La personne chargée d’une réserve ne peut ni la faire ni la lever avec ses rôles. Choisissez "
                "quelqu’un qui porte ce dossier ou qui l’instruit."
            )
        )


def _in_one(reservations: Sequence[ReservationProposal]) -> Text:
    """Return reservations as the journal tells them, one after the other."""
    named = [(each.text.strip().rstrip("."), day_in_words(each.due_on)) for each in reservations]
    return Text(
        " ; ".join(f"{text}, pour le {day.fr}" for text, day in named),
        "; ".join(f"{text}, by {day.in_(Language.ENGLISH)}" for text, day in named),
    )
