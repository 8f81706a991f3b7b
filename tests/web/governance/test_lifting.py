# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A reservation is lifted by doing what it asks, and by nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation
from tests.web.conftest import NOW, Hire
from tests.web.governance.conftest import MAYOR, TODAY, Browser, Cast

from balise.core.conditions import AnswerValue
from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.roles import Role
from balise.core.states import Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import Dossier
from balise.web.assessments.operations.dossiers import save_answers
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.forms.reservations import ReservationRows
from balise.web.governance.operations.opinions import give_opinion, request_opinions
from balise.web.governance.operations.perform import perform
from balise.web.governance.operations.reservations import lift
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.assignees import assignable
from balise.web.governance.queries.corrections import correcting_questions
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.organisations.queries import member_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=30)
OLD = TODAY - timedelta(days=500)
DRILL = ReservationProposal("Refaire un exercice de sortie.", SOON, "lyon-2025:12:e", before_deployment=True)
DRILL_LATER = replace(DRILL, before_deployment=False)
EXPORT = ReservationProposal("Obtenir un export ouvert.", SOON, "lyon-2025:12:b")
SERVE = Proposal(review_date=TODAY + timedelta(days=300), begun=True, gaps_accepted=True)


def drill_due(cast: Cast, reservation: ReservationProposal = DRILL) -> tuple[DossierFile, int]:
    """Return a dossier accepted on condition that leaving the tool be tried again, and the id of the condition."""
    due = TODAY + timedelta(days=200)
    file = cast.accepted(reservation, project_status="in_service", exit_drill_on=OLD, review_date=due)
    return file, instruction_of(file.id).reservations[0].id


def test_it_is_not_lifted_by_an_answer_that_makes_its_rule_beside_the_point(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file, reservation = drill_due(cast)
    asked = browse(cast.reviewer, file.number).get(f"reserves/{reservation}/lever/")
    assert "q-exit_drill_on" in asked
    assert "q-project_status" not in asked
    with pytest.raises(RefusedError, match="n’est toujours pas tenu"):
        lift(cast.reviewer, file.id, reservation, "C’est fait.", {"project_status": "idea"}, at=NOW)
    assert file_of(file.id).answers["project_status"] == "in_service"
    assert "project_status" not in correcting_questions(file, judged(file, TODAY), "lyon-2025:12:e")
    with pytest.raises(ActRefusedError, match="doit être levée avant la mise en service"):
        perform(cast.owner, file.id, Act.DEPLOY, SERVE, at=NOW)


def test_it_is_not_lifted_when_its_rule_no_longer_applies(cast: Cast) -> None:
    file = cast.accepted(EXPORT, export_format="proprietary")
    (reservation,) = instruction_of(file.id).reservations
    with pytest.raises(RefusedError, match="ne s’appliquerait plus"):
        lift(cast.reviewer, file.id, reservation.id, "Fait.", {"export_format": "none"}, at=NOW)
    assert instruction_of(file.id).reservations[0].done_on is None


SCREEN = ReservationProposal("Corriger les défauts de l’écran.", SOON, "fr-accessibility:47:b")
PUBLIC_SCREEN: dict[str, Any] = {
    "interface": ("public",),
    "rgaa_level": "partial",
    "accessibility_statement": "yes",
}
STATEMENT = "si l’outil a un écran destiné au public, une déclaration d’accessibilité est publiée"


def lift_screen(cast: Cast, member: Member, file: DossierFile, answers: dict[str, AnswerValue]) -> None:
    (reservation,) = instruction_of(file.id).reservations
    lift(member, file.id, reservation.id, "L’écran n’est plus public.", answers, at=NOW)


def test_it_is_not_lifted_by_an_answer_that_takes_another_rule_away(cast: Cast) -> None:
    file = cast.accepted(SCREEN, **PUBLIC_SCREEN)
    with pytest.raises(RefusedError, match=f"«\u00a0{STATEMENT}\u00a0» ne s’appliquerait plus") as refusal:
        lift_screen(cast, cast.owner, file, {"interface": ("staff",)})
    assert refusal.value.status == 409
    assert "renvoyer le dossier pour complément" in refusal.value.sentence
    assert instruction_of(file.id).reservations[0].done_on is None
    assert file_of(file.id).answers["interface"] == ("public",)
    lift_screen(cast, cast.owner, file, {"rgaa_level": "full"})
    assert instruction_of(file.id).reservations[0].done_on == TODAY


def test_the_refusal_names_what_would_change_in_the_language_of_the_page(cast: Cast) -> None:
    file = cast.accepted(SCREEN, **PUBLIC_SCREEN)
    with translation.override("en"), pytest.raises(RefusedError, match="an accessibility statement is published"):
        lift_screen(cast, cast.owner, file, {"interface": ("staff",)})
    with translation.override("en"), pytest.raises(RefusedError, match="it fully conforms to the French"):
        lift_screen(cast, cast.owner, file, {})


def test_what_a_lift_would_take_away_is_corrected_by_a_reviewer_then_lifted(cast: Cast) -> None:
    file = cast.deployed(SCREEN, **PUBLIC_SCREEN)
    with pytest.raises(RefusedError, match="Demandez un réexamen"):
        lift_screen(cast, cast.owner, file, {"interface": ("staff",)})
    cast.do(cast.reviewer, file, Act.START_REASSESSMENT, Proposal(motive="L’écran change."))
    with pytest.raises(RefusedError, match="corrige d’abord la réponse dans le formulaire"):
        lift_screen(cast, cast.owner, file, {"interface": ("staff",)})
    now = file_of(file.id)
    save_answers(cast.reviewer, file.id, now.revision, {"interface": ("staff",)}, motive="Vu en réunion.", at=NOW)
    lift_screen(cast, cast.owner, file, {})
    assert instruction_of(file.id).reservations[0].done_on == TODAY


def test_the_journal_seals_the_answers_that_lift_it_before_and_after(cast: Cast) -> None:
    file, reservation = drill_due(cast)
    given: dict[str, AnswerValue] = {"exit_drill_on": TODAY - timedelta(days=3), "exit_drill_done": "yes"}
    lift(cast.reviewer, file.id, reservation, "Exercice mené.", given, at=NOW)
    entry = entries_about("dossier", str(file.id))[0]
    (changed,) = entry.details["answers"]
    assert changed.endswith("9\u00a0juillet 2025 → 18\u00a0novembre 2026")
    assert cast.do(cast.owner, file, Act.DEPLOY, SERVE) is State.DEPLOYED


def test_what_the_service_waits_for_is_lifted_by_another_than_the_owner(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file, reservation = drill_due(cast)
    owner = browse(cast.owner, file.number)
    assert "Dire dans les échanges ce qui a été fait" in owner.get(f"reserves/{reservation}/lever/")
    assert "Lever la réserve" not in owner.get("instruction/")
    assert "Voir cette réserve" in owner.get("instruction/")
    owner.post(f"reserves/{reservation}/lever/", {"note": "C’est fait.", "q-exit_drill_on": "2026-11-01"}, 403)
    assert instruction_of(file.id).reservations[0].done_on is None
    done = {"exit_drill_on": TODAY - timedelta(days=3)}
    lift(cast.second, file.id, reservation, "Vu le compte rendu.", done, at=NOW)
    assert instruction_of(file.id).reservations[0].done_by == "Marc Aubin"


def test_the_owner_lifts_what_no_service_waits_for(cast: Cast) -> None:
    file, reservation = drill_due(cast, DRILL_LATER)
    lift(cast.owner, file.id, reservation, "Fait.", {"exit_drill_on": TODAY - timedelta(days=3)}, at=NOW)
    assert instruction_of(file.id).reservations[0].done_on == TODAY


def test_a_single_pair_of_hands_lifts_everything(cast: Cast, member_with: Hire, authority: LocalAuthority) -> None:
    LocalAuthority.objects.update(single_handed=True)
    alone = member_of(member_with(Role.OWNER, Role.REVIEWER).user_id, authority.slug)
    assert alone is not None
    cast.owner = cast.reviewer = alone
    file, reservation = drill_due(cast)
    lift(alone, file.id, reservation, "Fait.", {"exit_drill_on": TODAY - timedelta(days=3)}, at=NOW)
    assert instruction_of(file.id).reservations[0].done_on == TODAY


def test_a_service_is_judged_as_one_before_it_begins(cast: Cast) -> None:
    file, reservation = drill_due(cast)
    done = {"exit_drill_on": TODAY - timedelta(days=340)}
    lift(cast.reviewer, file.id, reservation, "Vu.", done, at=NOW)
    row = Dossier.objects.get()
    row.answers["project_status"] = "idea"
    row.save()
    with pytest.raises(ActRefusedError, match="un exercice de sortie date de moins de douze mois"):
        perform(cast.owner, file.id, Act.DEPLOY, SERVE, at=NOW + timedelta(days=60))


def test_a_suspended_tool_comes_back_to_service_as_one_that_serves(cast: Cast) -> None:
    file = cast.deployed(exit_drill_on=TODAY - timedelta(days=340))
    cast.do(cast.dpo, file, Act.SUSPEND, Proposal(motive="Un incident."))
    later, back = NOW + timedelta(days=60), replace(SERVE, motive="Réglé.", deciding_authority=MAYOR)
    with pytest.raises(ActRefusedError, match="un exercice de sortie date de moins de douze mois"):
        perform(cast.reviewer, file.id, Act.RESUME, back, at=later)
    reserved = replace(back, reservations=(replace(DRILL_LATER, due_on=later.date() + timedelta(days=30)),))
    cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, reserved, at=later)
    assert cast.do(cast.owner, file, Act.DEPLOY, SERVE, at=later) is State.DEPLOYED


# Who is in charge


def test_it_is_given_only_to_those_who_can_do_it_or_see_to_it(cast: Cast, member_with: Hire) -> None:
    readers = [member_with(role) for role in (Role.TRAINER, Role.STAFF_COMMITTEE, Role.PUBLISHER)]
    stranger = member_with(Role.OWNER)
    file = cast.with_opinions(export_format="proprietary")
    people = {each.user_id for each in assignable(file)}
    assert people == {each.user_id for each in (cast.owner, cast.reviewer, cast.second, cast.dpo, cast.ciso)}
    for someone in (*readers, cast.councillor, stranger):
        asked = replace(EXPORT, assignee_id=someone.user_id)
        proposal = Proposal(deciding_authority=MAYOR, reservations=(asked,))
        with pytest.raises(RefusedError, match="ne peut ni la faire ni la lever"):
            perform(cast.reviewer, file.id, Act.DECIDE_WITH_RESERVATIONS, proposal, at=NOW)


def test_the_form_of_a_decision_offers_nobody_else(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    file = cast.with_opinions(timezone.now(), export_format="proprietary")
    page = browse(cast.reviewer, file.number).get("actes/accepter-sous-reserves/")
    assert f'<option value="{cast.ciso.user_id}"' in page
    assert f'<option value="{cast.councillor.user_id}"' not in page


def test_a_tool_that_serves_is_asked_nothing_before_its_service() -> None:
    (first, *_rest) = ReservationRows((), (), 1, serving=True)
    assert "before_deployment" not in first.fields
    (first, *_rest) = ReservationRows((), (), 1)
    assert "before_deployment" in first.fields


# Who decides


def test_a_decision_says_that_whoever_took_it_had_given_an_opinion_on_it(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.with_opinions(timezone.now())
    body = [OpinionBody.ETHICS_COMMITTEE]
    request_opinions(cast.reviewer, file.id, body, timezone.localdate() + timedelta(days=15), "", at=timezone.now())
    opinion = next(each for each in instruction_of(file.id).opinions if each.pending)
    give_opinion(cast.second, file.id, opinion.id, OpinionValue.FAVOURABLE, "Vu.", "", at=timezone.now())
    cast.do(cast.second, file, Act.DECIDE_FAVOURABLE, Proposal(deciding_authority=MAYOR), at=timezone.now())
    said = [
        "Avis rendu et décision prise par la même personne\u00a0: l’avis de la direction des systèmes d’information.",
        "Avis rendu et décision prise par la même personne\u00a0: l’avis du comité d’éthique.",
    ]
    assert entries_about("dossier", str(file.id))[0].details["grounds"] == said
    assert said[1] in browse(cast.councillor, file.number).get("")
    assert said[1] in browse(cast.councillor, file.number).get("instruction/")


def test_a_decision_by_another_says_nothing_of_the_kind(cast: Cast) -> None:
    file = cast.accepted()
    decision = instruction_of(file.id).decision
    assert decision is not None
    assert decision.grounds == ()
