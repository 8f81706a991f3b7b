# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What whoever opens the demonstration finds there."""

import pytest
from django.conf import settings
from django.test import Client
from tests.demo.calm import TODAY

from balise.core.language import Language
from balise.core.notices import Channel
from balise.core.opinions import OpinionBody, OpinionStanding, standing
from balise.core.roles import HUMAN_ROLES, ROLE_LABELS
from balise.core.states import IN_SERVICE, State
from balise.demo.installation import PASSWORD, Installed, accounts, installed, places
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.dossiers import dossiers_in_states
from balise.web.catalogue.queries import tools_for_choice
from balise.web.catalogue.queries.ai_models import ai_models, tools_built_on
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.records import Instruction
from balise.web.journal.verification import verify
from balise.web.organisations.queries import authority_id_of, members_with, units_of
from balise.web.transparency.notice_board import needs_of
from balise.web.transparency.queries.entries import entry_of_dossier

pytestmark = [pytest.mark.usefixtures("valbrise"), pytest.mark.django_db]

STATES = {
    "Valbrise Métropole": {"2026-001": State.DEPLOYED},
    "Ville de Valbrise": {
        "2026-001": State.DEPLOYED,
        "2026-002": State.DRAFT,
        "2026-003": State.UNDER_REASSESSMENT,
        "2026-004": State.SUSPENDED,
        "2026-005": State.ARCHIVED,
        "2026-006": State.WITHDRAWN,
        "2026-007": State.DEPLOYED,
        "2026-008": State.REFUSED,
        "2026-009": State.CLOSED,
        "2026-010": State.ACCEPTED_WITH_RESERVATIONS,
        "2026-011": State.IN_REVIEW,
        "2026-012": State.EXPERIMENT,
        "2026-013": State.SUBMITTED,
        "2026-014": State.ACCEPTED,
        "2026-015": State.DECLARED,
        "2026-016": State.IN_REVIEW,
        "2026-017": State.DECLARED,
        "2026-018": State.DRAFT,
        "2026-019": State.IDEA,
    },
    "Bourg-Mésange": {"2026-001": State.DRAFT, "2026-002": State.IN_REVIEW},
    "Saint-Aubin-des-Prés": {"2026-001": State.DEPLOYED, "2026-002": State.DECLARED},
}


def dossiers() -> tuple[DossierFile, ...]:
    return tuple(dossiers_in_states(State))


def dossier(title: str) -> tuple[DossierFile, Instruction]:
    found = next(file for file in dossiers() if file.title == title)
    return found, instruction_of(found.id)


def test_it_holds_the_same_dossiers_every_time_in_every_state_there_is():
    found: dict[str, dict[str, State]] = {}
    for file in dossiers():
        found.setdefault(file.authority_name, {})[file.number] = file.state

    assert found == STATES
    assert {state for states in found.values() for state in states.values()} == set(State)


def test_it_has_a_service_open_exactly_where_the_tool_serves():
    serving = {file.id: file.state in IN_SERVICE for file in dossiers()}
    opened = {file.id: any(each.ended_on is None for each in instruction_of(file.id).services) for file in dossiers()}

    assert opened == serving


def test_it_leaves_a_journal_in_which_nothing_was_done_behind_its_back():
    found = verify(settings.JOURNAL_KEY, ())

    assert (found.chains, found.findings) == (len(places()), ())
    assert found.entries > 300


def test_it_is_known_for_a_demonstration():
    assert installed() is Installed.DEMONSTRATION


def test_it_gives_one_account_a_role_in_the_city():
    in_the_city = [account.roles for account in accounts(Language.FRENCH) if account.place == "Ville de Valbrise"]

    assert sorted(in_the_city) == sorted(ROLE_LABELS[role].in_(Language.FRENCH) for role in HUMAN_ROLES)


@pytest.mark.parametrize("account", accounts(Language.FRENCH), ids=lambda account: account.email.partition("@")[0])
def test_it_lets_each_account_shown_sign_in_and_open_its_home(account):
    browser = Client()

    answer = browser.post("/connexion/", {"username": account.email, "password": PASSWORD}, follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain
    assert str(answer.wsgi_request.user) == account.name


def test_it_has_people_units_and_tools_in_every_authority():
    for place in places():
        number = authority_id_of(place.id)
        assert number is not None
        assert len(members_with(number)) >= 4
        assert len(units_of(number)) == len(place.units)
        assert tools_for_choice(number)


def test_it_leaves_the_mail_drafting_to_be_filed_with_a_document_that_has_expired():
    file, instruction = dossier("Projets de réponse aux courriers des habitants")

    assert (file.state, file.blocking, file.correctable) == (State.DRAFT, 0, 1)
    assert instruction.opinions == ()
    assert any(piece.expired(TODAY) for piece in file.evidence)
    assert all(piece.sha256 for piece in file.evidence)


def test_it_keeps_the_refusal_of_the_conversational_agent_with_its_reason():
    file, instruction = dossier("Agent conversationnel du site, projet du printemps")

    assert file.state is State.REFUSED
    assert instruction.decision is not None
    assert "engagement 2" in instruction.decision.motive
    assert instruction.exceptions == ()


def test_it_shows_an_opinion_late_and_one_still_awaited():
    _file, instruction = dossier("Tri des candidatures reçues par la ville")

    found = {each.body: standing(each.core, TODAY) for each in instruction.latest_opinions()}

    assert found[OpinionBody.DPO] is OpinionStanding.GIVEN
    assert found[OpinionBody.CISO] is OpinionStanding.LATE
    assert found[OpinionBody.STAFF_COMMITTEE] is OpinionStanding.PENDING


def test_it_shows_an_exception_that_holds_for_a_service_that_breaks_the_charter():
    file, instruction = dossier("Prévision du nombre de repas dans les cantines")

    (exception,) = instruction.exceptions
    assert (file.state, file.blocking) == (State.DEPLOYED, 1)
    assert exception.motive
    assert exception.expires_on > TODAY


def test_it_shows_a_reservation_overdue_and_one_that_was_lifted():
    _file, instruction = dossier("Images créées pour le magazine municipal")

    assert any(each.core.is_overdue(TODAY) for each in instruction.reservations)
    assert any(each.done_on is not None for each in instruction.reservations)


def test_it_lets_a_commune_start_from_what_the_city_shares():
    copied, _ = dossier("Transcription des conseils municipaux")
    source, _ = dossier("Transcription des séances du conseil municipal")

    assert source.shared
    assert source.number in copied.origin
    assert source.authority_name in copied.origin


def test_it_lets_somebody_alone_decide_on_their_own_project_only_in_the_smallest_commune():
    file, instruction = dossier("Réponses aux courriers avec Causette")

    assert file.authority_name == "Saint-Aubin-des-Prés"
    assert instruction.decision is not None
    assert instruction.decision.by == file.owner_name
    assert instruction.decision.grounds


def test_it_brings_in_models_that_claim_nothing_real_and_says_which_tools_rest_on_them():
    models = ai_models()

    assert 6 <= len(models) <= 8
    assert {model.source for model in models} == {"Liste inventée pour la démonstration"}
    assert all(model.dated < TODAY and not model.address for model in models)
    city, metropolis = authority_id_of("valbrise"), authority_id_of("valbrise-metropole")
    assert city is not None
    assert metropolis is not None
    used = {model.name: tools_built_on(model.id, (city, metropolis)) for model in models}
    assert {name for _id, name in used["Rouet 24B"]} == {"Causette", "Houle-Bavarde", "Trémie-Courrier"}
    assert [name for name, tools in used.items() if not tools] == ["Rouet 7B"]


def test_no_use_says_that_people_are_always_told_and_that_its_decisions_do_not_tell_them():
    told = [file for file in dossiers() if file.answers.get("users_informed") == "yes"]

    assert told
    assert [file.number for file in told if file.answers.get("crpa_mention") == "no"] == []


MINUTES = "Transcription des séances du conseil municipal"


@pytest.mark.parametrize("title", [MINUTES, "Traduction et langage clair des pages de démarches"])
def test_it_asks_for_no_notice_in_letters_that_nobody_sends(title: str):
    file, _instruction = dossier(title)

    assert {need.channel for need in needs_of(file, TODAY)}.isdisjoint({Channel.LETTER, Channel.EMAIL})
    published = entry_of_dossier(file.id)
    told = () if published is None else published.entry.notices
    assert {notice.channel for notice in told}.isdisjoint({Channel.LETTER, Channel.EMAIL})


def test_it_says_where_residents_are_not_told_yet():
    file, _instruction = dossier("Points attribués aux demandes de places en crèche")
    published = entry_of_dossier(file.id)

    assert published is not None
    assert published.entry.missing_notices == (Channel.DECISION,)
