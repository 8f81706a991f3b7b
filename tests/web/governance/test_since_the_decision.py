# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A decision rests on facts: when a correction takes some away, nothing serves on it before somebody decides again."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import translation
from tests.web.conftest import NOW
from tests.web.governance.conftest import ASKED, MAYOR, TODAY, Browser, Cast, real_now

from balise.core.conditions import AnswerValue
from balise.core.obstacles import Obstacle
from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.states import Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import save_answers
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.form_pages import form_pages
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.once_served import once_served
from balise.web.governance.operations.opinions import give_opinion, request_opinions
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.follow_up import Kind, criterion_words, due_lines
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.journal.acts import act_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member

Browse = Callable[[Member, str], Browser]
ClientOf = Callable[[Member], Client]
pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=100)
NEXT = Proposal(motive="Vu.", deciding_authority=MAYOR, review_date=LATER.date() + timedelta(days=300), begun=True)


def reassessed(cast: Cast) -> DossierFile:
    file = cast.deployed()
    cast.do(cast.reviewer, file, Act.START_REASSESSMENT, Proposal(motive="Le contrat change."), at=LATER)
    return file_of(file.id)


def corrected(cast: Cast, file: DossierFile, *, at: datetime = LATER, **answers: AnswerValue) -> DossierFile:
    save_answers(cast.reviewer, file.id, file.revision, answers, motive="ok", at=at)
    return file_of(file.id)


def refused(cast: Cast, file: DossierFile, act: Act) -> tuple[Obstacle, ...]:
    with pytest.raises(ActRefusedError) as caught:
        cast.do(cast.reviewer, file, act, NEXT, at=LATER)
    return caught.value.obstacles


def test_a_service_is_not_confirmed_on_facts_that_a_correction_took_away(cast: Cast) -> None:
    file = corrected(cast, reassessed(cast), personal_data="no")
    found = refused(cast, file, Act.CONFIRM)
    assert {each.code for each in found} == {"dropped-since-the-decision"}
    assert all("ne s’applique plus" in each.sentence.fr for each in found)


def test_a_correction_that_takes_nothing_away_asks_for_no_new_decision(cast: Cast) -> None:
    file = corrected(cast, reassessed(cast), summary="Autrement dit.")
    assert cast.do(cast.reviewer, file, Act.CONFIRM, NEXT, at=LATER) is State.DEPLOYED


def test_a_suspended_tool_is_not_resumed_on_them_either(cast: Cast) -> None:
    file = cast.deployed()
    cast.do(cast.reviewer, file, Act.SUSPEND, Proposal(motive="Panne."), at=LATER)
    file = corrected(cast, file_of(file.id), personal_data="no")
    assert {each.code for each in refused(cast, file, Act.RESUME)} == {"dropped-since-the-decision"}


def test_the_new_decision_asks_again_those_who_spoke_of_the_former_facts(cast: Cast) -> None:
    file = corrected(cast, reassessed(cast), personal_data="no")
    found = refused(cast, file, Act.DECIDE_FAVOURABLE)
    again = [each for each in found if each.code == "opinion-of-former-facts"]
    assert {each.about[0] for each in again} >= {"dpo"}
    assert re.search("n’est plus jugé sur (?:«[^»]+», ){3}et \\d+ de plus", again[0].sentence.fr)

    request_opinions(cast.reviewer, file.id, ASKED, LATER.date() + timedelta(days=10), "Les données ?", at=LATER)
    cast.give_all(file, at=LATER)
    assert "opinion-of-former-facts" not in {each.code for each in _codes(cast, file)}


def _codes(cast: Cast, file: DossierFile) -> tuple[Obstacle, ...]:
    try:
        cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, NEXT, at=LATER)
    except ActRefusedError as refusal:
        return refusal.obstacles
    return ()


# What the journal says of a correction


def test_the_journal_of_a_correction_says_each_answer_before_and_after_in_both_languages(cast: Cast) -> None:
    file = corrected(cast, reassessed(cast), personal_data="no", summary="x" * 300)
    (entry,) = (each for each in entries_about("dossier", str(file.id)) if each.act == "dossier.corrected_in_service")
    assert entry.details["questions"].count(" → ") == 2
    assert "…" in entry.details["questions"]
    assert "des données personnelles" in entry.details["questions"]
    assert entry.details["questions"] in entry.here
    with translation.override("en"):
        assert "personal data" in entries_about("dossier", str(file.id))[0].here


def test_an_answer_taken_out_is_told_too(cast: Cast) -> None:
    file = reassessed(cast)
    save_answers(cast.reviewer, file.id, file.revision, {"contact": None}, motive="ok", at=LATER)
    assert entries_about("dossier", str(file.id))[0].details["questions"].endswith("→ sans réponse")


# An opinion that comes to contradict what was decided


def adverse(cast: Cast, file: DossierFile, at: datetime = LATER) -> None:
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], at.date() + timedelta(days=10), "", at=at)
    asked = instruction_of(file.id).opinions[-1]
    give_opinion(cast.dpo, file.id, asked.id, OpinionValue.UNFAVOURABLE, "Le contrat a changé.", "", at=at)


SAID = "Avis défavorable rendu depuis la décision"


def test_an_unfavourable_opinion_about_a_tool_that_serves_is_shown_to_every_reader(cast: Cast, browse: Browse) -> None:
    file = cast.deployed(on=real_now() - timedelta(days=60))
    assert SAID not in browse(cast.councillor, file.number).get("")
    adverse(cast, file, real_now())
    assert SAID in browse(cast.councillor, file.number).get("")
    assert SAID in browse(cast.owner, file.number).get("")


def test_the_page_where_it_is_weighed_begins_with_it(cast: Cast, browse: Browse) -> None:
    file = cast.deployed(on=real_now() - timedelta(days=60))
    assert SAID not in browse(cast.second, file.number).get("instruction/")
    adverse(cast, file, real_now())
    page = browse(cast.second, file.number).get("instruction/")
    assert page.index(SAID) < page.index('id="constat"')
    assert file_of(file.id).state is State.DEPLOYED


def test_reviewers_find_it_on_their_home_page_and_among_what_is_due(cast: Cast, client_of: ClientOf) -> None:
    file = cast.deployed(on=real_now() - timedelta(days=60))
    adverse(cast, file, real_now())
    space = f"/espace/{cast.second.authority.slug}/"
    assert SAID in client_of(cast.second).get(space).content.decode()
    listed = client_of(cast.second).get(f"{space}suivi/?quoi=avis-defavorables&miens=on").content.decode()
    assert SAID in listed
    (line,) = due_lines(cast.second, real_now().date(), Kind.ADVERSE)
    assert (line.late, line.mine) == (True, True)
    assert not next(iter(due_lines(cast.owner, real_now().date(), Kind.ADVERSE))).mine


def test_the_owner_and_every_reviewer_are_written_to(
    cast: Cast, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    file = cast.deployed()
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        adverse(cast, file)
    told = {mail.to[0] for mail in mailoutbox if "elle ne l’a pas pesé" in str(mail.body)}
    assert told == {cast.owner.email, cast.reviewer.email, cast.second.email}


def test_it_is_answered_by_a_decision_or_by_another_opinion(cast: Cast) -> None:
    file = reassessed(cast)
    adverse(cast, file)
    assert len(due_lines(cast.second, LATER.date(), Kind.ADVERSE)) == 1
    after = LATER + timedelta(hours=1)
    (kept_no_more,) = (
        each.about[0] for each in refused(cast, file, Act.DECIDE_FAVOURABLE) if each.code == "corrections-left"
    )
    due = LATER.date() + timedelta(days=90)
    taken = replace(NEXT, reservations=(ReservationProposal("Revoir le contrat", due, kept_no_more),))
    cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, taken, at=after)
    assert due_lines(cast.second, LATER.date(), Kind.ADVERSE) == ()
    adverse(cast, file, after + timedelta(hours=1))
    assert len(due_lines(cast.second, LATER.date(), Kind.ADVERSE)) == 1
    again = after + timedelta(hours=2)
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], again.date() + timedelta(days=10), "", at=again)
    cast.give_all(file, at=again)
    assert due_lines(cast.second, LATER.date(), Kind.ADVERSE) == ()


# What a suspended tool is corrected with


def test_the_form_of_a_suspended_tool_asks_what_its_service_will_be_judged_on(cast: Cast, browse: Browse) -> None:
    file = cast.deployed(on=real_now() - timedelta(days=30), exit_drill_done=None, exit_drill_on=None)
    cast.do(cast.reviewer, file, Act.SUSPEND, Proposal(motive="Panne."), at=real_now())
    file = file_of(file.id)
    assert "exit_drill_done" not in asked(replace(file, state=State.DRAFT))
    assert "exit_drill_done" in asked(file)
    page = browse(cast.reviewer, file.number).get("formulaire/supplier/")
    assert 'id="question-exit_drill_done"' in page
    revision = {"shown": "exit_drill_done", "revision": str(file.revision), "save": "1"}
    browse(cast.reviewer, file.number).post(
        "formulaire/supplier/", revision | {"q-exit_drill_done": "yes", "motive": "Exercice fait."}
    )
    assert file_of(file.id).answers["exit_drill_done"] == "yes"
    now = real_now()
    cast.minutes(file, at=now)
    file = corrected(cast, file_of(file.id), at=now, exit_drill_on=now.date(), export_format="open")
    back = replace(NEXT, review_date=now.date() + timedelta(days=300))
    assert cast.do(cast.reviewer, file, Act.RESUME, back, at=now) is State.DEPLOYED


ONCE_SERVED = "Une fois l’outil en service"


def test_the_verdict_on_a_suspended_tool_is_followed_by_what_its_service_will_be_asked(
    cast: Cast, browse: Browse
) -> None:
    now = real_now()
    file = cast.deployed(on=now - timedelta(days=30), exit_drill_done="no", exit_drill_on=None)
    reviewer = browse(cast.reviewer, file.number)
    assert ONCE_SERVED not in reviewer.get("") + reviewer.get("instruction/")
    cast.do(cast.reviewer, file, Act.SUSPEND, Proposal(motive="Panne."), at=now)
    for path in ("", "instruction/"):
        page = reviewer.get(path)
        assert page.index("Constat de Balise") < page.index(ONCE_SERVED) < page.index("remettre-en-service")


def test_it_is_what_bars_the_service_and_is_known_without_reading_anything_more(
    cast: Cast, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    file = cast.deployed(exit_drill_done="no", exit_drill_on=None)
    cast.do(cast.reviewer, file, Act.SUSPEND, Proposal(motive="Panne."), at=LATER)
    file = file_of(file.id)
    instruction, found = instruction_of(file.id), judged(file, LATER.date())
    with django_assert_num_queries(0):
        lines = once_served(file, instruction, found)
    bars = [criterion_words(each.about[0], file.references) for each in refused(cast, file, Act.RESUME)]
    assert bars
    assert all(f"«\u00a0{each}\u00a0»" in "".join(lines) for each in bars)


def test_an_acceptance_says_what_its_service_will_leave_to_correct(cast: Cast) -> None:
    file = cast.accepted(processor_contract="drafted", training_done="planned")
    (line,) = once_served(file, instruction_of(file.id), judged(file, TODAY))
    assert line.startswith(f"{ONCE_SERVED}\u00a0: 3 points à corriger («\u00a0")
    assert "un contrat de sous-traitance est signé" in line


def test_a_later_adverse_opinion_is_announced_of_the_service_of_a_suspended_tool(cast: Cast) -> None:
    file = cast.deployed()
    cast.do(cast.reviewer, file, Act.SUSPEND, Proposal(motive="Panne."), at=LATER)
    adverse(cast, file)
    file = file_of(file.id)
    (line,) = once_served(file, instruction_of(file.id), judged(file, LATER.date()))
    assert line.startswith(f"{ONCE_SERVED}\u00a0: 1 point à corriger («\u00a0")
    assert "aucun des trois avis n’est défavorable" in line


def test_what_would_bar_the_service_is_said_apart(cast: Cast) -> None:
    file = cast.deployed()
    cast.do(cast.reviewer, file, Act.SUSPEND, Proposal(motive="Panne."), at=LATER)
    before = judged(file_of(file.id), LATER.date())
    file = corrected(cast, file_of(file.id), export_format="none")
    lines = once_served(file, instruction_of(file.id), before)
    assert lines[0].startswith(f"{ONCE_SERVED}\u00a0: le dossier ne pourrait pas passer («\u00a0")


def test_nothing_is_announced_of_a_service_that_will_be_asked_no_more(cast: Cast) -> None:
    for file in (cast.accepted(), cast.deployed()):
        assert once_served(file, instruction_of(file.id), judged(file, TODAY)) == ()


def asked(file: DossierFile) -> set[str]:
    return {question.id for page in form_pages(file, TODAY) for question in page.questions}


# What the journal says of a decision, and of a service without its documents


def told(file: DossierFile, act: str) -> str:
    return next(each.here for each in entries_about("dossier", str(file.id)) if each.act == act)


def test_a_decision_is_told_with_its_motive_and_what_it_rests_on(cast: Cast) -> None:
    file = cast.in_review()
    request_opinions(cast.reviewer, file.id, ASKED, TODAY + timedelta(days=15), "", at=NOW)
    for opinion in instruction_of(file.id).opinions:
        giver = {OpinionBody.DPO: cast.dpo, OpinionBody.CISO: cast.ciso}.get(opinion.body, cast.second)
        value = OpinionValue.WITH_RESERVATIONS if opinion.body is OpinionBody.CISO else OpinionValue.FAVOURABLE
        asks = "Journaliser les accès" if opinion.body is OpinionBody.CISO else ""
        give_opinion(giver, file.id, opinion.id, value, "Vu.", asks, at=NOW)
    yes = Proposal(motive="Le réseau le fait", deciding_authority=MAYOR, set_aside=("Journaliser les accès",))
    cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, yes)
    said = told(file, "dossier.accepted")
    assert "Motif\u00a0: Le réseau le fait. La réserve" in said
    assert "est écartée" in said
    with translation.override("en"):
        said = told(file, "dossier.accepted")
        assert "is set aside" in said
        assert "écartée" not in said


def test_an_entry_that_gives_no_motive_reads_as_before(cast: Cast) -> None:
    file = cast.accepted()
    assert told(file, "dossier.accepted").endswith(f"Décidé par\u00a0: {MAYOR}. Enregistré par Anne Roche.")
    act = act_of("dossier.deployed")
    assert act is not None
    words = act.words({"review": "12 mai 2027"}) | {"actor": "Inès", "subject": "X"}
    assert act.told_here(words) == "Inès a mis l’outil en service\u00a0; revue prévue le 12 mai 2027."


def test_a_service_without_its_documents_names_them(cast: Cast) -> None:
    file = cast.deployed()
    said = told(file, "dossier.deployed")
    assert "Sans ces pièces, et en en répondant\u00a0: " in said
    (entry,) = (each for each in entries_about("dossier", str(file.id)) if each.act == "dossier.deployed")
    assert all(piece in said for piece in entry.details["pieces"])
    old = {name: value for name, value in entry.details.items() if name not in {"pieces", "en"}}
    act = act_of("dossier.deployed")
    assert act is not None
    assert entry.details["pieces"][0] in act.words(old)["without"]
