# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is wrong with an entry before it is published; and that an entry has no place for what is internal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.interchange import TITLE
from balise.core.language import Text
from balise.core.notices import Channel, Need, NoticeNeed
from balise.core.publication import LEFT_UNSAID, LONGEST_SUMMARY, LONGEST_TITLE, shortcomings
from balise.core.register import (
    PUBLIC,
    PUBLIC_QUESTIONS,
    PublicAuthority,
    PublicNotice,
    PublicStatus,
    RegisterEntry,
    public_answers,
    public_status,
)
from balise.core.states import State
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target, shipped_limits, shipped_targets

ON = date(2026, 11, 22)
BANK = shipped_bank()
TOLD = {
    name: BANK.by_id[name].choice_ids()[0] if BANK.by_id[name].type.value in {"yes_no", "choice"} else ("none",)
    for names in PUBLIC_QUESTIONS.values()
    for name in names
    if BANK.by_id[name].type.value in {"yes_no", "choice", "choices"}
}
ENTRY = RegisterEntry(
    id="7k3m9q2x",
    edition=1,
    authority=PublicAuthority("valbrise", "Ville de Valbrise", "municipality"),
    title="Réponse aux courriers des habitants",
    summary="Un outil propose un projet de réponse. Un agent le corrige, le signe et l’envoie.",
    status=PublicStatus.IN_SERVICE,
    published_on=ON,
    first_published_on=ON,
    review_on=ON + timedelta(days=200),
    answers={**TOLD, "purpose": "Répondre plus vite aux habitants qui écrivent."},
)
LETTER = NoticeNeed(Channel.LETTER, Need.REQUIRED, ())


def wrong(entry, *needs, limits=None):
    return [(each.code, each.field) for each in shortcomings(entry, BANK, needs, limits or {}, ON)]


def stopped(entry):
    return [each.code for each in shortcomings(entry, BANK, (), {}, ON) if each.blocking]


def test_it_finds_nothing_wrong_with_an_entry_that_tells_what_it_should():
    assert wrong(ENTRY) == []


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"title": " "}, ["no-title"]),
        ({"title": "À compléter"}, ["no-title"]),
        ({"title": "Outil " * LONGEST_TITLE}, ["too-long"]),
        ({"summary": ""}, ["no-summary"]),
        ({"summary": "Voir le service informatique"}, ["no-summary"]),
        ({"summary": ENTRY.title.upper()}, ["no-summary"]),
        ({"summary": "mot " * LONGEST_SUMMARY}, ["too-long"]),
    ],
)
def test_it_stops_what_leaves_its_reader_with_nothing(changed, codes):
    assert stopped(replace(ENTRY, **changed)) == codes


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"summary": "Aide à répondre."}, ("short-summary", "summary")),
        ({"answers": {**ENTRY.answers, "purpose": "n/a"}}, ("evasive", "purpose")),
        ({"review_on": None}, ("no-review", "review_on")),
        ({"review_on": ON - timedelta(days=1)}, ("overdue-review", "review_on")),
    ],
)
def test_it_tells_the_rest_without_stopping_it(changed, found):
    entry = replace(ENTRY, **changed)

    assert wrong(entry) == [found]
    assert stopped(entry) == []


def test_it_counts_the_questions_left_without_answer():
    assert wrong(replace(ENTRY, answers={}))[0][0] == "gaps"
    assert LEFT_UNSAID > 1


NOTICED = {PublicStatus.ACCEPTED, PublicStatus.TRIAL, PublicStatus.IN_SERVICE, PublicStatus.SUSPENDED}


@pytest.mark.parametrize("status", PublicStatus)
def test_it_asks_for_the_proof_of_a_notice_of_every_use_that_exists_or_is_about_to(status):
    entry = replace(ENTRY, status=status)
    asked = [("missing-notice", "letter")] if status in NOTICED else []
    shown = PublicNotice(Channel.LETTER, "Courrier préparé avec l’aide d’une IA.", ON)

    assert wrong(entry, LETTER) == asked
    assert wrong(replace(entry, notices=(shown,)), LETTER) == []
    assert wrong(replace(entry, notices=(replace(shown, shown_since=None),)), LETTER) == asked


def test_it_tells_a_text_of_the_dossier_left_blank_for_the_public():
    [found] = shortcomings(replace(ENTRY, answers=TOLD), BANK, (), {}, ON, ["purpose"])

    assert (found.code, found.field, found.blocking) == ("emptied", "purpose", False)


def test_it_says_which_register_would_cut_a_text():
    limits = {Text("Registre néerlandais"): {"purpose": 10, TITLE: 300}}
    [found] = shortcomings(ENTRY, BANK, (), limits, ON)

    assert (found.code, found.field, found.blocking) == ("cut-elsewhere", "purpose", False)
    said = found.sentence.fr.replace("\N{NO-BREAK SPACE}", " ")
    assert said == "« Registre néerlandais » coupera « but poursuivi » à 10 signes : ce texte en fait 46."


def test_it_knows_the_limits_of_every_register_that_ships_title_included():
    title = "Réponse aux courriers des habitants " * 3
    limits = shipped_limits()

    assert {register.fr for register in limits} == {load_target(name).title.fr for name in shipped_targets()}
    assert wrong(replace(ENTRY, title=title), limits=limits) == [("cut-elsewhere", TITLE)]


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_text_is_told_to_be_cut_just_when_it_is_longer_than_the_register_takes(length, most):
    entry = replace(ENTRY, answers={**TOLD, "purpose": "x" * length})

    found = ("cut-elsewhere", "purpose") in wrong(entry, limits={Text("Registre"): {"purpose": most}})

    assert found == (length > most)


@given(st.sampled_from(sorted(BANK.by_id.keys() - PUBLIC)))
def test_an_entry_has_no_place_for_what_residents_may_not_read(name):
    with pytest.raises(ValueError, match=name):
        replace(ENTRY, answers={**ENTRY.answers, name: "yes"})


@given(st.sets(st.sampled_from(sorted(BANK.by_id))))
def test_what_is_public_of_any_answers_makes_an_entry(names):
    kept = public_answers(dict.fromkeys(names, "yes"))

    assert kept.keys() == names & PUBLIC
    assert replace(ENTRY, answers=kept).answers == kept


def test_it_publishes_neither_an_idea_nor_a_draft_and_tells_a_trial_from_a_service():
    assert {state for state in State if public_status(state, {}) is None} == {State.IDEA, State.DRAFT}
    assert public_status(State.DEPLOYED, {"project_status": "pilot"}) is PublicStatus.TRIAL
    assert public_status(State.DEPLOYED, {"project_status": "in_service"}) is PublicStatus.IN_SERVICE
