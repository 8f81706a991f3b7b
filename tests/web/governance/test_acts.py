# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import NOW, Hire
from tests.web.governance.conftest import MAYOR, TODAY, Browser, Cast, mail_answers

from balise.core.evaluation import Outcome
from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.roles import Role
from balise.core.states import Act, State
from balise.core.workflow import TRANSITIONS
from balise.web.assessments.models import Verdict
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.act_words import what_it_does
from balise.web.governance.acts import MOVES
from balise.web.governance.addresses import ACT_WORDS, ActConverter
from balise.web.governance.evidence_gaps import GapsNotAcceptedError
from balise.web.governance.models import Decision, Deployment, ExceptionGrant, OpinionRequest, Reservation
from balise.web.governance.operations.exceptions import grant_exception
from balise.web.governance.operations.opinions import give_opinion, request_opinions, withdraw_request
from balise.web.governance.operations.perform import perform
from balise.web.governance.operations.reservations import lift
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError, DecisionUnreadError
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.organisations.queries import member_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
YES = Proposal(deciding_authority=MAYOR)
SOON = TODAY + timedelta(days=30)
EXPORT = ReservationProposal("Obtenir un export ouvert.", SOON, "lyon-2025:12:b")


def told(file_id: int) -> str:
    return plain(entries_about("dossier", str(file_id))[0].sentence)


def plain(text: str) -> str:
    """Return a text with ordinary spaces, as it is typed here."""
    return text.replace("\u00a0", " ")


# The table


@pytest.mark.parametrize("act", Act)
def test_every_act_of_the_workflow_has_an_address_a_sentence_and_an_entry(act: Act) -> None:
    converter = ActConverter()
    assert converter.to_python(converter.to_url(act.value)) is act
    assert what_it_does(act)
    assert act in MOVES or act is Act.OPEN


def test_addresses_of_acts_are_french_and_the_unknown_is_no_page(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    file = cast.submitted()
    where = {"authority": "valbrise", "number": file.number}
    assert reverse("governance:act", kwargs={**where, "act": "submit"}).endswith(f"{file.number}/actes/deposer/")
    base = f"/espace/valbrise/dossiers/{file.number}/actes/"
    assert client_of(cast.owner).get(f"{base}submit/").status_code == 404
    assert len(set(ACT_WORDS.values())) == len(Act)


@pytest.mark.parametrize("act", [row.act for row in TRANSITIONS if Role.REVIEWER in row.by])
def test_the_page_of_every_act_opens_whatever_the_state(
    cast: Cast, client_of: Callable[[Member], Client], act: Act
) -> None:
    file = cast.submitted()
    address = reverse("governance:act", kwargs={"authority": "valbrise", "number": file.number, "act": act})
    assert client_of(cast.reviewer).get(address).status_code == 200


# Who acts


def test_an_owner_acts_on_their_own_dossiers_only(cast: Cast, member_with: Hire) -> None:
    file = create(cast.owner, "Essai", unit_id=None, answers=mail_answers(), at=NOW)
    with pytest.raises(RefusedError) as refusal:
        cast.do(member_with(Role.OWNER), file, Act.SUBMIT)
    assert refusal.value.status == 404
    with pytest.raises(ActRefusedError, match="n’entre pas dans vos rôles"):
        cast.do(cast.reviewer, file, Act.SUBMIT)


def test_whoever_filed_a_dossier_owns_it_whatever_their_role(cast: Cast, member_with: Hire) -> None:
    trainer = member_with(Role.TRAINER)
    file = create(trainer, "Essai", unit_id=None, answers=mail_answers(), at=NOW)
    assert cast.do(trainer, file, Act.SUBMIT) is State.SUBMITTED


def test_a_reviewer_does_not_decide_on_their_own_project(cast: Cast, member_with: Hire) -> None:
    both = member_with(Role.OWNER, Role.REVIEWER)
    cast.owner = cast.reviewer = both
    file = cast.with_opinions()
    with pytest.raises(ActRefusedError, match="vous ne pouvez pas aussi en décider"):
        perform(both, file.id, Act.DECIDE_FAVOURABLE, YES, at=NOW)
    assert cast.do(cast.second, file, Act.DECIDE_FAVOURABLE, YES) is State.ACCEPTED


def test_a_very_small_authority_decides_single_handed_and_the_decision_says_so(
    cast: Cast, member_with: Hire, authority: LocalAuthority
) -> None:
    LocalAuthority.objects.update(single_handed=True)
    both = member_of(member_with(Role.OWNER, Role.REVIEWER).user_id, authority.slug)
    assert both is not None
    cast.owner = cast.reviewer = both
    file = cast.accepted()
    assert file.state is State.ACCEPTED
    decision = instruction_of(file.id).decision
    assert decision is not None
    assert tuple(map(plain, decision.grounds)) == (
        "La personne qui décide porte aussi le dossier : la collectivité n’en a pas d’autre.",
    )


def test_nobody_gives_an_opinion_on_their_own_project_nor_grants_themselves_an_exception(
    cast: Cast, member_with: Hire
) -> None:
    cast.owner = member_with(Role.OWNER, Role.DPO, Role.REVIEWER)
    file = cast.in_review(interaction_mode="direct")
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], SOON, "", at=NOW)
    (opinion,) = instruction_of(file.id).opinions
    with pytest.raises(RefusedError, match="Vous portez ce dossier") as refusal:
        give_opinion(cast.owner, file.id, opinion.id, OpinionValue.FAVOURABLE, "", "", at=NOW)
    assert refusal.value.status == 403
    with pytest.raises(RefusedError, match="Vous portez ce dossier"):
        grant_exception(cast.owner, file.id, "lyon-2025:2:a", "Parce que.", MAYOR, SOON, at=NOW)


def test_another_authority_s_dossier_does_not_exist(
    cast: Cast, member_with: Hire, elsewhere: LocalAuthority, client_of: Callable[[Member], Client]
) -> None:
    file = cast.deployed(EXPORT, export_format="proprietary")
    stranger = member_with(*Role, authority=elsewhere)
    instruction = instruction_of(file.id)
    for act in Act:
        with pytest.raises(RefusedError) as refusal:
            perform(stranger, file.id, act, YES, at=NOW)
        assert refusal.value.status == 404
    with pytest.raises(RefusedError) as refusal:
        lift(stranger, file.id, instruction.reservations[0].id, "Fait.", at=NOW)
    assert refusal.value.status == 404
    base = f"/espace/bourg-mesange/dossiers/{file.number}"
    for path in ("instruction/", "actes/suspendre/", "avis/", f"avis/{instruction.opinions[0].id}/"):
        assert client_of(stranger).get(f"{base}/{path}").status_code == 404


def test_a_part_of_another_dossier_is_not_found_under_this_one(cast: Cast) -> None:
    first = cast.deployed(EXPORT, export_format="proprietary")
    second = cast.in_review()
    reservation, opinion = instruction_of(first.id).reservations[0], instruction_of(first.id).opinions[0]
    with pytest.raises(RefusedError) as refusal:
        lift(cast.owner, second.id, reservation.id, "Fait.", at=NOW)
    assert refusal.value.status == 404
    with pytest.raises(RefusedError) as refusal:
        give_opinion(cast.dpo, second.id, opinion.id, OpinionValue.FAVOURABLE, "", "", at=NOW)
    assert refusal.value.status == 404


# Deciding


def test_a_second_decision_is_refused_to_whoever_has_not_read_the_first(cast: Cast) -> None:
    file = cast.with_opinions()
    perform(cast.reviewer, file.id, Act.DECIDE_FAVOURABLE, YES, at=NOW)
    with pytest.raises(DecisionUnreadError, match="Une décision a été prise sur ce dossier"):
        perform(cast.second, file.id, Act.DECIDE_REFUSED, Proposal(motive="Non.", deciding_authority=MAYOR), at=NOW)
    assert Decision.objects.count() == 1


@pytest.mark.skipif(
    not os.environ.get("BALISE_TEST_DATABASE_URL"),
    reason="The tests keep SQLite in memory, where two connections cannot wait for each other.",
)
@pytest.mark.django_db(transaction=True)
def test_two_reviewers_who_decide_at_once_make_one_decision(cast: Cast) -> None:
    file = cast.with_opinions()
    refusals: list[str] = []
    together = Barrier(2)

    def decide(member: Member, act: Act) -> None:
        together.wait()
        try:
            perform(member, file.id, act, Proposal(motive="Vu.", deciding_authority=MAYOR), at=NOW)
        except RefusedError as refusal:
            refusals.append(refusal.sentence)
        finally:
            connections.close_all()

    threads = [
        Thread(target=decide, args=(cast.reviewer, Act.DECIDE_FAVOURABLE)),
        Thread(target=decide, args=(cast.second, Act.DECIDE_REFUSED)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Decision.objects.count() == 1
    assert len(refusals) == 1
    assert "n’est pas possible" in refusals[0] or "Une décision a été prise" in refusals[0]


def test_a_decision_keeps_the_verdict_on_which_it_rests(cast: Cast) -> None:
    file = cast.accepted()
    decision = Decision.objects.get(dossier_id=file.id)
    assert (decision.verdict.occasion, decision.verdict.outcome) == ("decision", "favourable")
    assert decision.verdict.answers["dpo_opinion"] == "favourable"
    assert Verdict.objects.filter(dossier_id=file.id, occasion="submission").exists()
    assert told(file.id) == (
        "Décision favorable pour « Réponse aux courriers ». Décidé par : La maire. Enregistré par Anne Roche."
    )


def test_a_law_is_above_every_exception(cast: Cast) -> None:
    file = cast.with_opinions(prohibited_practices=("social_scoring",))
    with pytest.raises(ActRefusedError, match="la collectivité ne peut pas s’en dispenser"):
        perform(cast.reviewer, file.id, Act.DECIDE_FAVOURABLE, YES, at=NOW)
    broken = next(obstacle for obstacle in _obstacles(cast, file.id) if obstacle.code == "law-not-kept")
    with pytest.raises(ActRefusedError, match="aucune exception locale ne peut le lever"):
        grant_exception(cast.reviewer, file.id, broken.about[0], "Parce que.", MAYOR, SOON, at=NOW)


def _obstacles(cast: Cast, dossier_id: int) -> tuple:  # type: ignore[type-arg]
    with pytest.raises(ActRefusedError) as refusal:
        perform(cast.reviewer, dossier_id, Act.DECIDE_FAVOURABLE, YES, at=NOW)
    return refusal.value.obstacles


def test_a_reservation_for_each_thing_to_correct_and_somebody_of_the_house_to_do_it(
    cast: Cast, member_with: Hire, elsewhere: LocalAuthority
) -> None:
    file = cast.with_opinions(export_format="proprietary")
    other = ReservationProposal("Former les agents.", SOON)
    with pytest.raises(ActRefusedError, match="aucune réserve ouverte ne le demande"):
        cast.do(
            cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, Proposal(deciding_authority=MAYOR, reservations=(other,))
        )
    stranger = member_with(authority=elsewhere)
    for someone in (stranger.user_id, 10**6):
        asked = ReservationProposal("Un export ouvert.", SOON, "lyon-2025:12:b", assignee_id=someone)
        with pytest.raises(RefusedError, match="n’est pas de cette collectivité"):
            cast.do(
                cast.reviewer,
                file,
                Act.DECIDE_WITH_RESERVATIONS,
                Proposal(deciding_authority=MAYOR, reservations=(asked,)),
            )
    with pytest.raises(RefusedError, match="Dites qui décide"):
        cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, Proposal(reservations=(EXPORT,)))
    state = cast.do(
        cast.reviewer,
        file,
        Act.DECIDE_WITH_RESERVATIONS,
        Proposal(deciding_authority=MAYOR, reservations=(EXPORT, other)),
    )
    assert state is State.ACCEPTED_WITH_RESERVATIONS
    assert "Obtenir un export ouvert, pour le 21 décembre 2026" in told(file.id)


def test_a_later_decision_gives_a_reservation_another_day(cast: Cast) -> None:
    file = cast.deployed(EXPORT, export_format="proprietary")
    cast.do(cast.dpo, file, Act.SUSPEND, Proposal(motive="Un incident."))
    (reservation,) = instruction_of(file.id).reservations
    later = TODAY + timedelta(days=90)
    moved = ReservationProposal(reservation.text, later, reservation.criterion, replaces=reservation.id)
    cast.do(
        cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, Proposal(deciding_authority=MAYOR, reservations=(moved,))
    )
    (found,) = instruction_of(file.id).reservations
    assert (found.id, found.due_on) == (reservation.id, later)


# Opinions


def test_an_opinion_asked_for_counts_once_it_is_given(cast: Cast) -> None:
    file = cast.in_review()
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO, OpinionBody.STAFF_COMMITTEE], SOON, "", at=NOW)
    assert "dpo_opinion" not in file_of(file.id).answers
    assert file_of(file.id).outcome is Outcome.INCOMPLETE
    assert "l’avis du délégué à la protection des données, du comité social territorial" in told(file.id)
    dpo, committee = instruction_of(file.id).opinions
    give_opinion(cast.dpo, file.id, dpo.id, OpinionValue.UNFAVOURABLE, "Trop de données.", "", at=NOW)
    assert file_of(file.id).answers["dpo_opinion"] == "unfavourable"
    withdraw_request(cast.reviewer, file.id, committee.id, at=NOW)
    assert file_of(file.id).answers["staff_committee"] == "consulted"
    with pytest.raises(RefusedError, match="déjà rendu"):
        withdraw_request(cast.reviewer, file.id, dpo.id, at=NOW)


def test_each_body_answers_for_itself(cast: Cast) -> None:
    file = cast.in_review()
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], SOON, "", at=NOW)
    (opinion,) = instruction_of(file.id).opinions
    for stranger in (cast.ciso, cast.owner, cast.reviewer, cast.councillor):
        with pytest.raises(RefusedError, match="ne se rend pas avec vos rôles") as refusal:
            give_opinion(stranger, file.id, opinion.id, OpinionValue.FAVOURABLE, "", "", at=NOW)
        assert refusal.value.status == 403


@pytest.mark.parametrize(
    ("value", "words"),
    [(OpinionValue.WITH_RESERVATIONS, "dit lesquelles"), (OpinionValue.UNFAVOURABLE, "dit pourquoi")],
)
def test_an_opinion_that_asks_something_says_what(
    cast: Cast, browse: Callable[[Member, str], Browser], value: OpinionValue, words: str
) -> None:
    file = cast.in_review()
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], SOON, "", at=NOW)
    (opinion,) = instruction_of(file.id).opinions
    with pytest.raises(RefusedError, match=words):
        give_opinion(cast.dpo, file.id, opinion.id, value, "", "", at=NOW)
    assert words in browse(cast.dpo, file.number).post(f"avis/{opinion.id}/", {"value": value.value}, 422)


def test_an_opinion_is_asked_for_once_with_time_to_answer_and_again_when_silence_has_lasted(cast: Cast) -> None:
    file = cast.in_review()
    with pytest.raises(RefusedError, match="une semaine au moins"):
        request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], TODAY + timedelta(days=6), "", at=NOW)
    with pytest.raises(RefusedError, match="au moins un avis"):
        request_opinions(cast.reviewer, file.id, [], SOON, "", at=NOW)
    with pytest.raises(RefusedError, match="Seul un instructeur"):
        request_opinions(cast.owner, file.id, [OpinionBody.DPO], SOON, "", at=NOW)
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], SOON, "", at=NOW)
    with pytest.raises(RefusedError, match="est déjà demandé, et attendu jusqu’au 21"):
        request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], SOON, "", at=NOW)
    later = NOW + timedelta(days=40)
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], later.date() + timedelta(days=10), "", at=later)
    (opinion,) = instruction_of(file.id).opinions
    assert opinion.requested_on == later.date()
    assert OpinionRequest.objects.count() == 2


def test_silence_does_not_stop_a_decision_and_the_decision_says_so(cast: Cast) -> None:
    file = cast.in_review()
    request_opinions(cast.reviewer, file.id, [OpinionBody.ETHICS_COMMITTEE], SOON, "", at=NOW)
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO, OpinionBody.CISO, OpinionBody.IT], SOON, "", at=NOW)
    for opinion, member in zip(instruction_of(file.id).opinions[1:], (cast.dpo, cast.ciso, cast.second), strict=True):
        give_opinion(member, file.id, opinion.id, OpinionValue.FAVOURABLE, "", "", at=NOW)
    with pytest.raises(ActRefusedError, match="est attendu jusqu’au"):
        perform(cast.reviewer, file.id, Act.DECIDE_FAVOURABLE, YES, at=NOW)
    perform(cast.reviewer, file.id, Act.DECIDE_FAVOURABLE, YES, at=NOW + timedelta(days=31))
    decision = instruction_of(file.id).decision
    assert decision is not None
    assert tuple(map(plain, decision.grounds)) == (
        "L’avis du comité d’éthique n’est pas venu dans le délai, le 21 décembre 2026.",
    )


# Exceptions


def test_an_exception_has_an_end_within_a_year_and_somebody_who_answers_for_it(cast: Cast) -> None:
    file = cast.in_review(interaction_mode="direct")
    asked = {"criterion": "lyon-2025:2:a", "motive": "Parce que.", "deciding_authority": MAYOR, "expires_on": SOON}
    for changed, words in (
        ({"motive": "  "}, "n’a pas de motif"),
        ({"deciding_authority": ""}, "ne dit pas qui l’accorde"),
        ({"expires_on": TODAY}, "a expiré le"),
        ({"expires_on": TODAY + timedelta(days=400)}, "plus d’un an"),
    ):
        with pytest.raises(ActRefusedError, match=words):
            grant_exception(cast.reviewer, file.id, at=NOW, **{**asked, **changed})  # type: ignore[arg-type]
    with pytest.raises(RefusedError, match="n’a pas besoin d’exception"):
        grant_exception(cast.reviewer, file.id, "lyon-2025:1:a", "Parce que.", MAYOR, SOON, at=NOW)
    with pytest.raises(RefusedError, match="Seul un instructeur"):
        grant_exception(cast.dpo, file.id, "lyon-2025:2:a", "Parce que.", MAYOR, SOON, at=NOW)
    assert not ExceptionGrant.objects.exists()


# Reservations


def test_a_reservation_is_lifted_when_its_criterion_is_kept_and_the_answer_says_so(cast: Cast) -> None:
    file = cast.accepted(EXPORT, export_format="proprietary")
    (reservation,) = instruction_of(file.id).reservations
    with pytest.raises(RefusedError, match="n’est toujours pas tenu"):
        lift(cast.owner, file.id, reservation.id, "Fait.", at=NOW)
    with pytest.raises(RefusedError, match="Dites ce qui a été fait"):
        lift(cast.owner, file.id, reservation.id, " ", {"export_format": "open"}, at=NOW)
    with pytest.raises(RefusedError) as refusal:
        lift(cast.councillor, file.id, reservation.id, "Fait.", {"export_format": "open"}, at=NOW)
    assert refusal.value.status == 403
    changed = {"export_format": "open", "exit_plan": "no", "dpo_opinion": "unfavourable"}
    lift(cast.owner, file.id, reservation.id, "Fait.", changed, at=NOW)
    answers = file_of(file.id).answers
    assert (answers["export_format"], answers["exit_plan"], answers["dpo_opinion"]) == ("open", "yes", "favourable")
    with pytest.raises(RefusedError, match="déjà levée"):
        lift(cast.owner, file.id, reservation.id, "Fait.", {"export_format": "open"}, at=NOW)


# The database


def test_the_database_refuses_by_itself_what_the_rules_refuse(cast: Cast) -> None:
    file = cast.deployed(EXPORT, export_format="proprietary")
    member, on = cast.reviewer.user_id, TODAY
    decision = Decision.objects.get()
    wrong = [
        lambda: ExceptionGrant.objects.create(
            dossier_id=file.id,
            criterion="c",
            motive="",
            deciding_authority="m",
            granted_on=on,
            expires_on=SOON,
            by_id=member,
            at=NOW,
        ),
        lambda: ExceptionGrant.objects.create(
            dossier_id=file.id,
            criterion="c",
            motive="m",
            deciding_authority="m",
            granted_on=on,
            expires_on=on,
            by_id=member,
            at=NOW,
        ),
        lambda: Reservation.objects.create(dossier_id=file.id, decision=decision, text="t", set_on=on, due_on=on),
        lambda: Reservation.objects.create(dossier_id=file.id, decision=decision, text="", set_on=on, due_on=SOON),
        lambda: Deployment.objects.create(dossier_id=file.id, started_on=on, started_by_id=member),
        lambda: Decision.objects.filter(pk=decision.pk).update(act="decide_refused", motive=""),
        lambda: Decision.objects.filter(pk=decision.pk).update(ends_on=SOON),
        lambda: OpinionRequest.objects.filter(body="dpo").update(value=""),
        lambda: OpinionRequest.objects.update(deadline=on),
    ]
    for attempt in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_the_page_of_the_review_takes_as_many_queries_whatever_there_is_to_show(
    cast: Cast, browse: Callable[[Member, str], Browser], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    file = cast.deployed(EXPORT, on=timezone.now(), export_format="proprietary")
    reviewer = browse(cast.reviewer, file.number)
    reviewer.get("instruction/")
    with django_assert_max_num_queries(13):
        reviewer.get("instruction/")
    with django_assert_max_num_queries(14):
        reviewer.get("")


# Documents


def test_it_puts_no_tool_in_service_without_its_documents_unless_somebody_answers_for_it(cast: Cast) -> None:
    file = cast.accepted(dpia="done")
    proposal = Proposal(review_date=TODAY + timedelta(days=200), begun=True)
    with pytest.raises(GapsNotAcceptedError, match="Des pièces manquent ou sont périmées") as refusal:
        perform(cast.owner, file.id, Act.DEPLOY, proposal, at=NOW)
    assert "dpia" in refusal.value.gaps.unsupported
    assert file_of(file.id).state is State.ACCEPTED
    assert not Deployment.objects.exists()
    accepted = replace(proposal, gaps_accepted=True)
    assert cast.do(cast.owner, file, Act.DEPLOY, accepted) is State.DEPLOYED
    assert entries_about("dossier", str(file.id))[0].details["gaps_accepted"] is True
