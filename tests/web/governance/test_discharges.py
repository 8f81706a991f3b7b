# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A reservation ends otherwise than by being done: without object, or fallen with the decision that asked for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.web.conftest import NOW
from tests.web.governance.conftest import ASKED, MAYOR, TODAY, Browser, Cast

from balise.core.conditions import AnswerValue
from balise.core.states import Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import save_answers
from balise.web.assessments.operations.reevaluation import reevaluate
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.operations.opinions import request_opinions
from balise.web.governance.operations.perform import perform
from balise.web.governance.operations.reservations import lift
from balise.web.governance.operations.tick import tick
from balise.web.governance.proposals import DischargeProposal, Proposal, ReservationProposal
from balise.web.governance.queries.follow_up import Kind, due_lines, late_of
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.organisations.operations.frameworks import adopt_shipped
from balise.web.organisations.queries import adopted_references
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=30)
MEDIA = ReservationProposal("Vérifier les droits.", SOON, "lyon-2025:7:c")
EXPORT = ReservationProposal("Obtenir un export ouvert.", SOON, "lyon-2025:12:b")
REVIEW = TODAY + timedelta(days=300)
LATER = NOW + timedelta(days=1)


def beside_the_point(cast: Cast, on: datetime = NOW) -> tuple[DossierFile, int]:
    """Return a dossier judged again, one reservation of which a correction has left without object, and its id.

    Those who must be heard were heard again on the corrected answers.
    """
    asked = replace(MEDIA, due_on=on.date() + timedelta(days=30))
    file = cast.deployed(asked, on=on - timedelta(hours=1), generated_media=("text",), copyright_checked="no")
    cast.do(cast.reviewer, file, Act.START_REASSESSMENT, Proposal(motive="L’outil change."), at=on)
    correct(cast, file, "none", at=on)
    request_opinions(cast.reviewer, file.id, ASKED, on.date() + timedelta(days=15), "", at=on)
    cast.give_all(file, at=on)
    return file_of(file.id), instruction_of(file.id).reservations[0].id


def correct(cast: Cast, file: DossierFile, media: str, *, at: datetime) -> None:
    """Have a reviewer set right what the tool makes."""
    said = {"generated_media": (media,)}
    save_answers(cast.reviewer, file.id, file_of(file.id).revision, said, motive="Vu.", at=at)


def again(file: DossierFile, *discharges: DischargeProposal) -> Proposal:
    decision = instruction_of(file.id).decision
    return Proposal(
        deciding_authority=MAYOR,
        motive="Vu.",
        replaces=None if decision is None else decision.id,
        review_date=REVIEW,
        begun=True,
        discharges=discharges,
    )


def codes(member: Member, file: DossierFile, act: Act, proposal: Proposal) -> list[str]:
    with pytest.raises(ActRefusedError) as refusal:
        perform(member, file.id, act, proposal, at=LATER)
    return [each.code for each in refusal.value.obstacles]


# Without object


def test_a_plain_yes_closes_what_a_correction_has_left_without_object(cast: Cast) -> None:
    file, reservation = beside_the_point(cast)
    with pytest.raises(RefusedError, match="déclarer sans objet"):
        lift(cast.reviewer, file.id, reservation, "Fait.", at=LATER)
    assert "favourable-yet-reserved" in codes(cast.reviewer, file, Act.DECIDE_FAVOURABLE, again(file))
    said = DischargeProposal(reservation, "L’outil ne garde rien.")
    perform(cast.reviewer, file.id, Act.DECIDE_FAVOURABLE, again(file, said), at=LATER)
    assert file_of(file.id).state is State.DEPLOYED
    (closed,) = instruction_of(file.id).reservations
    assert (closed.without_object, closed.done_by, closed.note) == (True, "Anne Roche", "L’outil ne garde rien.")
    assert not closed.is_open(LATER.date())
    (ground,) = entries_about("dossier", str(file.id))[0].details["grounds"]
    assert ground.endswith("est déclarée sans objet\u00a0: L’outil ne garde rien.")


def test_it_says_why_and_of_what_still_has_its_object_it_is_not_said(cast: Cast) -> None:
    file, reservation = beside_the_point(cast)
    silent = again(file, DischargeProposal(reservation, " "))
    assert codes(cast.reviewer, file, Act.DECIDE_FAVOURABLE, silent) == ["discharge-without-motive"]
    correct(cast, file, "text", at=LATER)
    asked = again(file_of(file.id), DischargeProposal(reservation, "Plus rien."))
    assert "discharge-still-asked" in codes(cast.reviewer, file, Act.DECIDE_FAVOURABLE, asked)


def test_what_a_service_will_be_asked_has_its_object_while_the_project_waits(cast: Cast) -> None:
    drill = ReservationProposal("Refaire un exercice de sortie.", SOON, "lyon-2025:12:e", before_deployment=True)
    file = cast.accepted(drill, project_status="development", exit_drill_on=TODAY - timedelta(days=500))
    (reservation,) = instruction_of(file.id).reservations
    asked = again(file, DischargeProposal(reservation.id, "L’outil ne sert pas."))
    assert codes(cast.reviewer, file, Act.DECIDE_FAVOURABLE, asked) == ["discharge-still-asked"]


def test_the_form_of_a_decision_offers_it_and_its_page_says_it(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file, reservation = beside_the_point(cast, timezone.now())
    reviewer = browse(cast.reviewer, file.number)
    plain, reserved = "actes/decider-favorablement/", "actes/accepter-sous-reserves/"
    name = f"reserve-ouverte-{reservation}"
    assert f'name="{name}-discharged"' in reviewer.get(reserved)
    assert "Réserves devenues sans objet" in reviewer.get(plain)
    yes = {"deciding_authority": MAYOR, "review_date": (timezone.localdate() + timedelta(days=300)).isoformat()}
    still_open = reviewer.post(plain, yes, 409)
    assert "Une réserve est encore ouverte" in still_open
    assert f'<a href="#id_{name}-discharged">' in still_open
    assert f'<a href="#id_{name}-why">' in reviewer.post(plain, yes | {f"{name}-discharged": "on"}, 409)
    reviewer.post(plain, yes | {f"{name}-discharged": "on", f"{name}-why": "L’outil ne garde rien."})
    page = reviewer.get("instruction/")
    assert "Sans objet" in page
    assert "Lever cette réserve" not in page
    assert "Sans objet depuis le" in reviewer.get(f"reserves/{reservation}/lever/")


def test_a_decision_with_other_reservations_closes_it_too(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    file, reservation = beside_the_point(cast, timezone.now())
    day = (timezone.localdate() + timedelta(days=60)).isoformat()
    sent = {
        "deciding_authority": MAYOR,
        "review_date": (timezone.localdate() + timedelta(days=300)).isoformat(),
        f"reserve-ouverte-{reservation}-discharged": "on",
        f"reserve-ouverte-{reservation}-why": "L’outil ne garde rien.",
        "reserve-libre-1-text": "Former les agents.",
        "reserve-libre-1-due_on": day,
    }
    browse(cast.reviewer, file.number).post("actes/accepter-sous-reserves/", sent)
    first, second = sorted(instruction_of(file.id).reservations, key=lambda each: each.id)
    assert (first.without_object, second.without_object, second.text) == (True, False, "Former les agents.")


# Judged no more


def test_the_owner_does_not_vouch_alone_for_what_the_charter_in_force_no_longer_judges(cast: Cast) -> None:
    file = cast.accepted(EXPORT, export_format="proprietary")
    (reservation,) = instruction_of(file.id).reservations
    adopt_shipped(file.authority_id, "strasbourg-2025", at=NOW)
    reevaluate(cast.reviewer, file.id, adopted_references(file.authority_id), at=NOW)
    with pytest.raises(RefusedError, match="ne jugent plus ce critère"):
        lift(cast.owner, file.id, reservation.id, "C’est fait.", at=LATER)
    lift(cast.second, file.id, reservation.id, "Vu avec le fournisseur.", at=LATER)
    assert instruction_of(file.id).reservations[0].done_by == "Marc Aubin"


def judged_by_another(
    cast: Cast, asked: ReservationProposal, charter: str, **answers: AnswerValue
) -> tuple[DossierFile, int]:
    """Return a dossier whose tool serves with a reservation, judged again by another charter; and the reservation."""
    on = timezone.now()
    asked = replace(asked, due_on=on.date() + timedelta(days=30))
    file = cast.deployed(asked, on=on - timedelta(hours=1), **answers)
    cast.do(cast.reviewer, file, Act.START_REASSESSMENT, Proposal(motive="La charte change."), at=on)
    adopt_shipped(file.authority_id, charter, at=on)
    reevaluate(cast.reviewer, file.id, adopted_references(file.authority_id), at=on)
    request_opinions(cast.reviewer, file.id, ASKED, on.date() + timedelta(days=15), "", at=on)
    cast.give_all(file, at=on)
    return file_of(file.id), instruction_of(file.id).reservations[0].id


def test_what_the_new_charter_asks_in_its_own_words_has_its_object_still(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file, reservation = judged_by_another(
        cast, MEDIA, "strasbourg-2025", generated_media=("text",), copyright_checked="no"
    )
    form = browse(cast.reviewer, file.number).get("actes/accepter-sous-reserves/")
    assert f"reserve-ouverte-{reservation}-due_on" in form
    assert f"reserve-ouverte-{reservation}-discharged" not in form
    asked = again(file, DischargeProposal(reservation, "La charte a changé."))
    with pytest.raises(ActRefusedError) as refusal:
        perform(cast.reviewer, file.id, Act.DECIDE_WITH_RESERVATIONS, asked, at=timezone.now())
    assert "discharge-still-asked" in [each.code for each in refusal.value.obstacles]


def test_what_the_new_charter_asks_nowhere_is_said_to_be_judged_no_more(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file, reservation = judged_by_another(cast, EXPORT, "strasbourg-2025", export_format="proprietary")
    form = browse(cast.reviewer, file.number).get("actes/accepter-sous-reserves/")
    assert f"reserve-ouverte-{reservation}-discharged" in form
    assert "La charte en vigueur ne juge plus ce critère." in form
    assert "Son critère ne demande plus rien" not in form


# Fallen with its decision


@pytest.mark.parametrize("by", [Act.SEND_BACK, Act.DECIDE_REFUSED, Act.DECIDE_CLOSED, Act.ABANDON])
def test_a_reservation_falls_with_the_decision_that_asked_for_it(
    cast: Cast, by: Act, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.accepted(EXPORT, export_format="proprietary")
    (reservation,) = instruction_of(file.id).reservations
    long_after = NOW + timedelta(days=60)
    assert due_lines(cast.reviewer, SOON, Kind.RESERVATION)
    assert late_of(file.authority_id, long_after.date())
    ending = replace(again(file), motive="Non.")
    cast.do(cast.owner if by is Act.ABANDON else cast.reviewer, file, by, ending, at=LATER)
    if by is not Act.SEND_BACK:
        cast.do(cast.owner, file, Act.REOPEN, Proposal(motive="Autre projet."), at=LATER)
    for act, member in ((Act.SUBMIT, cast.owner), (Act.TAKE_UP, cast.reviewer)):
        assert not due_lines(cast.reviewer, long_after.date(), Kind.RESERVATION)
        assert not late_of(file.authority_id, long_after.date())
        assert not instruction_of(file.id).open_reservations(long_after.date())
        cast.do(member, file, act, at=long_after)
    page = browse(cast.reviewer, file.number).get("instruction/")
    assert "La décision ne vaut plus" in page
    assert "Lever cette réserve" not in page
    with pytest.raises(RefusedError, match="une décision qui ne vaut plus"):
        lift(cast.reviewer, file.id, reservation.id, "Fait.", at=long_after)
    assert tick(long_after.date(), at=long_after).reminders == 0


def test_what_the_decision_that_fell_asked_is_asked_again_by_the_next_one(cast: Cast) -> None:
    file = cast.accepted(EXPORT, export_format="proprietary")
    cast.do(cast.reviewer, file, Act.SEND_BACK, again(file), at=LATER)
    cast.do(cast.owner, file, Act.SUBMIT, at=LATER)
    cast.do(cast.reviewer, file, Act.TAKE_UP, at=LATER)
    former = ReservationProposal("Former.", SOON)
    bare = replace(again(file), reservations=(former,))
    assert codes(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, bare) == ["correction-without-reservation"]
    anew = replace(again(file), reservations=(EXPORT,))
    cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, anew, at=LATER)
    assert len(instruction_of(file.id).open_reservations(TODAY)) == 1
