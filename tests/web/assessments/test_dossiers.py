# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import date, timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import NOW, Hire

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Outcome
from balise.core.roles import Role
from balise.core.states import State
from balise.web.assessments.acts_only import GIVEN_BY
from balise.web.assessments.corrections import motive_of
from balise.web.assessments.models import AnswerChange, Dossier, Verdict
from balise.web.assessments.operations import standing
from balise.web.assessments.operations.dossiers import create, open_declared, rename, save_answers
from balise.web.assessments.queries.dossiers import dossier_of, dossiers_in_states, file_of
from balise.web.assessments.queries.verdicts import advice_of, judged
from balise.web.journal.queries import entries_about
from balise.web.organisations.models import LocalAuthority, Membership, Unit
from balise.web.organisations.queries import member_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
CHATBOT: dict[str, AnswerValue] = {"audience": ("residents",), "interaction_mode": "direct"}
TODAY = date(2026, 11, 21)


def test_it_numbers_dossiers_by_year_and_authority(member_with: Hire, elsewhere: LocalAuthority) -> None:
    member, stranger = member_with(), member_with(authority=elsewhere)
    numbers = [create(member, "Essai", unit_id=None, at=NOW).number for _ in range(2)]
    assert numbers == ["2026-001", "2026-002"]
    assert create(stranger, "Essai", unit_id=None, at=NOW).number == "2026-001"
    assert create(member, "Essai", unit_id=None, at=NOW + timedelta(days=60)).number == "2027-001"


def test_it_goes_on_counting_past_a_thousand(member_with: Hire) -> None:
    member = member_with()
    first = create(member, "Essai", unit_id=None, at=NOW)
    Dossier.objects.filter(pk=first.id).update(number="2026-999")
    assert [create(member, "Essai", unit_id=None, at=NOW).number for _ in range(2)] == ["2026-1000", "2026-1001"]


def test_it_pins_a_dossier_to_the_charter_then_the_laws_and_judges_it_at_once(member_with: Hire) -> None:
    file = create(member_with(), "  Agent   conversationnel ", unit_id=None, answers=CHATBOT, at=NOW)
    assert file.title == "Agent conversationnel"
    assert file.lead.startswith("lyon-2025@")
    assert any(reference.startswith("gdpr@") for reference in file.references[1:])
    assert (file.outcome, file.blocking) == (Outcome.UNFAVOURABLE, 1)
    assert file.answers["audience"] == ("residents",)


def test_it_tells_in_the_journal_who_opened_and_who_changed_what(member_with: Hire) -> None:
    member = member_with(name="Inès Vasseur")
    file = create(member, "Tri du courrier", unit_id=None, at=NOW)
    save_answers(member, file.id, file.revision, {"summary": "Il trie."}, at=NOW)
    told = [entry.sentence for entry in entries_about("dossier", str(file.id), newest_first=False)]
    assert told == [
        "Inès Vasseur a ouvert le dossier 2026-001 « Tri du courrier ».",
        "Inès Vasseur a modifié des réponses du dossier « Tri du courrier » : résumé du projet.",
    ]


def test_it_writes_nothing_when_nothing_changed(member_with: Hire) -> None:
    member = member_with()
    file = create(member, "Essai", unit_id=None, answers={"summary": "Il trie."}, at=NOW)
    saved = save_answers(member, file.id, file.revision, {"summary": "Il trie.", "purpose": None}, at=NOW)
    assert (saved.revision, saved.changed) == (file.revision, ())
    assert len(entries_about("dossier", str(file.id))) == 1


def test_it_keeps_what_an_answer_was_and_what_it_became(member_with: Hire) -> None:
    member = member_with()
    file = create(member, "Essai", unit_id=None, at=NOW)
    first = save_answers(member, file.id, 0, {"in_service_on": date(2026, 3, 1)}, at=NOW)
    save_answers(member, file.id, first.revision, {"in_service_on": None}, at=NOW)
    changes = AnswerChange.objects.filter(dossier=file.id).order_by("revision").values_list("before", "after", "by")
    assert list(changes) == [(None, "2026-03-01", member.user_id), ("2026-03-01", None, member.user_id)]
    assert file_of(file.id).answers == {}


def test_it_merges_what_two_people_changed_on_different_questions(member_with: Hire) -> None:
    ada, reviewer = member_with(), member_with(Role.REVIEWER)
    file = create(ada, "Essai", unit_id=None, at=NOW)
    save_answers(ada, file.id, 0, {"summary": "Il trie.", "purpose": None}, at=NOW)
    saved = save_answers(reviewer, file.id, 0, {"summary": None, "purpose": "Répondre plus vite."}, at=NOW)
    assert saved.conflicts == ()
    assert file_of(file.id).answers == {"summary": "Il trie.", "purpose": "Répondre plus vite."}


def test_it_shows_the_second_person_both_answers_and_overwrites_neither(member_with: Hire) -> None:
    ada, reviewer = member_with(name="Ada"), member_with(Role.REVIEWER)
    file = create(ada, "Essai", unit_id=None, at=NOW)
    save_answers(ada, file.id, 0, {"summary": "Il trie."}, at=NOW)
    saved = save_answers(reviewer, file.id, 0, {"summary": "Il classe.", "purpose": "Répondre."}, at=NOW)
    (conflict,) = saved.conflicts
    assert (conflict.mine, conflict.theirs, conflict.by, conflict.at) == ("Il classe.", "Il trie.", "Ada", NOW)
    assert file_of(file.id).answers == {"summary": "Il trie.", "purpose": "Répondre."}
    again = save_answers(reviewer, file.id, saved.revision, {"summary": "Il classe."}, at=NOW)
    assert again.conflicts == ()
    assert file_of(file.id).answers["summary"] == "Il classe."


def test_it_does_not_see_a_conflict_where_two_people_agree(member_with: Hire) -> None:
    ada, reviewer = member_with(), member_with(Role.REVIEWER)
    file = create(ada, "Essai", unit_id=None, at=NOW)
    save_answers(ada, file.id, 0, {"summary": "Il trie."}, at=NOW)
    assert save_answers(reviewer, file.id, 0, {"summary": "Il trie."}, at=NOW).conflicts == ()


@pytest.mark.parametrize(
    "answers",
    [{"summary": 12}, {"audience": ("martians",)}, {"no_such_question": "yes"}, {"in_service_on": "2026-03-01x"}],
)
def test_it_refuses_an_answer_that_is_none(member_with: Hire, answers: dict[str, object]) -> None:
    member = member_with()
    file = create(member, "Essai", unit_id=None, at=NOW)
    with pytest.raises(RefusedError):
        save_answers(member, file.id, 0, answers, at=NOW)  # type: ignore[arg-type]
    assert file_of(file.id).answers == {}


@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_REVIEW, State.DEPLOYED, State.ARCHIVED])
def test_it_refuses_answers_once_the_dossier_is_no_longer_a_draft(member_with: Hire, state: State) -> None:
    member = member_with()
    file = create(member, "Essai", unit_id=None, at=NOW)
    with transaction.atomic():
        standing.enter_state(file.id, state, by=None, at=NOW)
    with pytest.raises(RefusedError, match=r"(\u00a0: il|\u00a0: le dossier) ne se modifie plus\."):
        save_answers(member, file.id, 0, {"summary": "Il trie."}, at=NOW)


def test_it_refuses_a_unit_of_another_authority(member_with: Hire, elsewhere: LocalAuthority) -> None:
    unit = Unit.objects.create(authority=elsewhere, name="Voirie")
    with pytest.raises(RefusedError, match="service"):
        create(member_with(), "Essai", unit_id=unit.pk, at=NOW)


def test_it_refuses_a_dossier_where_no_charter_is_in_force(member_with: Hire, db: None) -> None:
    bare = LocalAuthority.objects.create(slug="sans-charte", name="Sans charte", kind="municipality")
    with pytest.raises(RefusedError, match="Aucune charte"):
        create(member_with(authority=bare), "Essai", unit_id=None, at=NOW)


def test_it_refuses_an_empty_title_and_one_too_long(member_with: Hire) -> None:
    member = member_with()
    for title in (" ", "\u200b", "\u3164", "x" * 201):
        with pytest.raises(RefusedError, match="titre"):
            create(member, title, unit_id=None, at=NOW)


@pytest.mark.parametrize("motive", [" ", "\u200b", "\u3164"])
def test_it_corrects_no_answer_for_a_motive_of_which_nothing_can_be_read(member_with: Hire, motive: str) -> None:
    file = create(member_with(), "Essai", unit_id=None, at=NOW)
    with transaction.atomic():
        standing.enter_state(file.id, State.SUSPENDED, by=None, at=NOW)

    with pytest.raises(RefusedError, match="Dites pourquoi la réponse change"):
        motive_of(file_of(file.id), motive)


def test_it_keeps_the_spaces_that_forbid_a_line_to_break(member_with: Hire) -> None:
    owner = member_with(Role.OWNER)

    file = create(owner, "  Lire\n«\u00a0Le Mag\u00a0»   ", unit_id=None, at=NOW)

    assert file.title == "Lire «\u00a0Le Mag\u00a0»"


def test_it_renames_and_remembers_the_former_title(member_with: Hire) -> None:
    member = member_with(name="Ada")
    file = create(member, "Essai", unit_id=None, at=NOW)
    rename(member, file.id, "Tri", at=NOW)
    assert file_of(file.id).title == "Tri"
    assert entries_about("dossier", str(file.id))[0].sentence == "Ada a renommé « Essai » en « Tri »."


def test_a_declared_use_is_in_service_and_becomes_a_dossier_later(member_with: Hire) -> None:
    member = member_with(Role.TRAINER)
    file = create(member, "Usage", unit_id=None, state=State.DECLARED, at=NOW)
    assert file.answers == {"project_status": "in_service"}
    open_declared(member, file.id, at=NOW)
    assert file_of(file.id).state is State.DRAFT
    with pytest.raises(RefusedError, match="déjà un dossier"):
        open_declared(member, file.id, at=NOW)


READERS = [
    (Role.REVIEWER, State.DRAFT, True),
    (Role.REVIEWER, State.IDEA, True),
    (Role.DPO, State.DRAFT, False),
    (Role.DPO, State.DECLARED, True),
    (Role.CISO, State.SUBMITTED, True),
    (Role.STAFF_COMMITTEE, State.SUBMITTED, True),
    (Role.COUNCILLOR, State.DEPLOYED, True),
    (Role.COUNCILLOR, State.IDEA, False),
    (Role.PUBLISHER, State.DEPLOYED, True),
    (Role.ADMINISTRATOR, State.SUBMITTED, True),
    (Role.OWNER, State.DEPLOYED, False),
    (Role.TRAINER, State.DEPLOYED, False),
]


@pytest.mark.parametrize(("role", "state", "readable"), READERS)
def test_a_dossier_is_open_to_those_whose_work_it_is(
    member_with: Hire, role: Role, state: State, *, readable: bool
) -> None:
    file = create(member_with(), "Essai", unit_id=None, at=NOW)
    Dossier.objects.update(state=state.value)
    reader = member_with(role)
    if readable:
        assert dossier_of(reader, file.number).id == file.id
        return
    with pytest.raises(RefusedError) as refusal:
        dossier_of(reader, file.number)
    assert refusal.value.status == 404


def test_the_people_of_the_unit_read_its_dossiers_and_its_owners_fill_them_in(
    member_with: Hire, authority: LocalAuthority
) -> None:
    unit = Unit.objects.create(authority=authority, name="Accueil")
    file = create(member_with(), "Essai", unit_id=unit.pk, at=NOW)
    people = {}
    for role in (Role.OWNER, Role.TRAINER):
        member = member_with(role)
        Membership.objects.filter(user_id=member.user_id).update(unit=unit)
        people[role] = member_of(member.user_id, authority.slug)
        assert dossier_of(people[role], file.number).unit_name == "Accueil"  # type: ignore[arg-type]
    save_answers(people[Role.OWNER], file.id, 1, {"summary": "Il trie."}, at=NOW)  # type: ignore[arg-type]
    with pytest.raises(RefusedError) as refusal:
        save_answers(people[Role.TRAINER], file.id, 1, {"summary": "Non."}, at=NOW)  # type: ignore[arg-type]
    assert refusal.value.status == 403


def test_another_authority_s_dossier_does_not_exist(member_with: Hire, elsewhere: LocalAuthority) -> None:
    file = create(member_with(), "Essai", unit_id=None, at=NOW)
    stranger = member_with(*Role, authority=elsewhere)
    with pytest.raises(RefusedError) as read:
        dossier_of(stranger, file.number)
    with pytest.raises(RefusedError) as written:
        save_answers(stranger, file.id, 0, {"summary": "Il trie."}, at=NOW)
    assert (read.value.status, written.value.status) == (404, 404)


def test_it_reads_a_dossier_in_two_queries_and_hundreds_in_as_many(
    member_with: Hire, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    member = member_with()
    files = [create(member, "Essai", unit_id=None, answers=CHATBOT, at=NOW) for _ in range(5)]
    with django_assert_num_queries(2):
        dossier_of(member, files[0].number)
    with django_assert_num_queries(2):
        assert len(list(dossiers_in_states([State.DRAFT]))) == 5
    with django_assert_num_queries(0):
        judged(files[0], TODAY)
        advice_of(files[0], TODAY)


def test_what_an_act_establishes_prevails_until_it_is_withdrawn(member_with: Hire) -> None:
    member = member_with()
    file = create(member, "Essai", unit_id=None, answers={"staff_committee": "planned"}, at=NOW)
    with transaction.atomic():
        standing.establish(file.id, {"staff_committee": "consulted"}, origin="opinion:3", at=NOW)
    found = file_of(file.id)
    assert found.answers["staff_committee"] == "consulted"
    assert found.established["staff_committee"].origin == "opinion:3"
    assert found.own_answers["staff_committee"] == "planned"
    with transaction.atomic():
        standing.withdraw_established(file.id, "opinion:3", at=NOW)
    assert file_of(file.id).answers["staff_committee"] == "planned"
    changes = AnswerChange.objects.filter(question="staff_committee", by=None).order_by("revision")
    assert [(change.before, change.after) for change in changes] == [
        ("planned", "consulted"),
        ("consulted", "planned"),
    ]


@pytest.mark.parametrize("question", GIVEN_BY)
def test_nobody_types_the_opinion_of_somebody_else(member_with: Hire, question: str) -> None:
    for roles in ((), (Role.REVIEWER,), (Role.DPO, Role.OWNER)):
        member = member_with(*roles)
        file = create(member, "Essai", unit_id=None, answers={question: "favourable", "purpose": "Gagner."}, at=NOW)
        assert file.answers == {"purpose": "Gagner."}
        for value in ("favourable", None):
            with pytest.raises(RefusedError, match="pendant l’instruction") as refusal:
                save_answers(member, file.id, file.revision, {question: value, "summary": "Il trie."}, at=NOW)
            assert refusal.value.status == 403
        assert file_of(file.id).answers == {"purpose": "Gagner."}


def test_only_an_opinion_establishes_an_opinion_and_what_was_typed_once_counts_no_more(member_with: Hire) -> None:
    file = create(member_with(), "Essai", unit_id=None, at=NOW)
    Dossier.objects.filter(pk=file.id).update(answers={"dpo_opinion": "favourable"})
    with transaction.atomic():
        standing.establish(file.id, {"dpo_opinion": "favourable"}, origin="reservation:1", at=NOW)
    assert file_of(file.id).answers == {}
    with transaction.atomic():
        standing.establish(file.id, {"dpo_opinion": "unfavourable"}, origin="opinion:1", at=NOW)
    assert file_of(file.id).answers == {"dpo_opinion": "unfavourable"}


def test_it_keeps_the_verdict_of_every_framework_when_an_act_rests_on_it(member_with: Hire) -> None:
    member = member_with()
    file = create(member, "Essai", unit_id=None, answers=CHATBOT, at=NOW)
    with transaction.atomic():
        kept = standing.keep_verdict(file.id, "submission", by=member.user_id, on=TODAY, at=NOW)
    lead = Verdict.objects.get(pk=kept)
    assert (lead.framework, lead.outcome, lead.on) == (file.lead, "unfavourable", TODAY)
    assert lead.results["lyon-2025:2:a"] == "not_satisfied"
    assert lead.digest == judged(file, TODAY).lead.digest
    assert Verdict.objects.count() == len(file.references)


@pytest.mark.django_db(transaction=True)
def test_a_dossier_is_never_moved_outside_the_transaction_of_an_act() -> None:
    for move in (
        lambda: standing.lock(1),
        lambda: standing.refresh(1, TODAY),
        lambda: standing.enter_state(1, State.SUBMITTED, by=None, at=NOW),
    ):
        with pytest.raises(transaction.TransactionManagementError):
            move()


def test_entering_a_state_remembers_when_and_plans_the_review_when_asked(member_with: Hire) -> None:
    file = create(member_with(), "Essai", unit_id=None, at=NOW)
    with transaction.atomic():
        standing.enter_state(file.id, State.SUBMITTED, by=None, at=NOW)
        standing.enter_state(file.id, State.ACCEPTED, by=None, at=NOW + timedelta(days=1), review_on=date(2027, 11, 21))
        standing.enter_state(file.id, State.DEPLOYED, by=None, at=NOW + timedelta(days=2))
    found = file_of(file.id)
    assert (found.submitted_at, found.decided_at) == (NOW, NOW + timedelta(days=1))
    assert (found.deployed_at, found.review_on) == (NOW + timedelta(days=2), date(2027, 11, 21))
