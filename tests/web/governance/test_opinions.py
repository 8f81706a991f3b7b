# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What opinions weigh: an opinion stands until another is given, and what it asks for becomes an action."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.conftest import NOW
from tests.web.governance.conftest import ASKED, MAYOR, TODAY, Browser, Cast

from balise.core.dates import add_months
from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.states import Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.operations.opinions import give_opinion, request_opinions, withdraw_request
from balise.web.governance.operations.perform import perform
from balise.web.governance.operations.tick import tick
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=30)
LOGS = "Journaliser les accès"


def with_no(cast: Cast) -> DossierFile:
    """Return a dossier of which the DPO thinks ill."""
    file = cast.in_review()
    request_opinions(cast.reviewer, file.id, ASKED, SOON, "", at=NOW)
    dpo, *_others = instruction_of(file.id).opinions
    give_opinion(cast.dpo, file.id, dpo.id, OpinionValue.UNFAVOURABLE, "Trop de données.", "", at=NOW)
    cast.give_all(file)
    return file


def obstacles(
    cast: Cast, file: DossierFile, days: int, proposal: Proposal | None = None, act: Act = Act.DECIDE_FAVOURABLE
) -> list[str]:
    """Return what stands in the way of a decision in favour, that many days later."""
    with pytest.raises(ActRefusedError) as refusal:
        perform(
            cast.reviewer,
            file.id,
            act,
            proposal or Proposal(deciding_authority=MAYOR),
            at=NOW + timedelta(days=days),
        )
    return [each.code for each in refusal.value.obstacles]


def test_asking_again_erases_nothing_and_silence_is_no_speech(cast: Cast) -> None:
    file = with_no(cast)
    before = obstacles(cast, file, 0)
    assert "opinion-overruled-without-motive" in before
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], SOON, "Vraiment ?", at=NOW)
    assert file_of(file.id).answers["dpo_opinion"] == "unfavourable"
    assert {"opinion-overruled-without-motive", "opinion-pending"} <= set(obstacles(cast, file, 1))
    tick(SOON + timedelta(days=1), at=NOW + timedelta(days=31))
    assert file_of(file.id).answers["dpo_opinion"] == "unfavourable"
    assert obstacles(cast, file, 31) == before


def test_a_request_taken_back_leaves_the_opinion_that_stood_and_a_new_one_replaces_it(cast: Cast) -> None:
    file = with_no(cast)
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], SOON, "", at=NOW)
    withdraw_request(cast.reviewer, file.id, instruction_of(file.id).opinions[-1].id, at=NOW)
    assert file_of(file.id).answers["dpo_opinion"] == "unfavourable"
    later = NOW + timedelta(days=2)
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], SOON, "", at=later)
    asked = instruction_of(file.id).opinions[-1]
    give_opinion(cast.dpo, file.id, asked.id, OpinionValue.FAVOURABLE, "Corrigé.", "", at=later)
    assert file_of(file.id).answers["dpo_opinion"] == "favourable"
    perform(cast.reviewer, file.id, Act.DECIDE_FAVOURABLE, Proposal(deciding_authority=MAYOR), at=later)


def test_asking_again_is_shown_beside_the_opinion_that_stands(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = with_no(cast)
    now = timezone.now()
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], now.date() + timedelta(days=20), "", at=now)
    for path in ("", "instruction/"):
        page = browse(cast.reviewer, file.number).get(path)
        assert "Nouvel avis demandé le" in page
        assert "Défavorable" in page
    asked = instruction_of(file.id).opinions[-1]
    assert f"/avis/{asked.id}/" in browse(cast.dpo, file.number).get("instruction/")


def with_a_condition(cast: Cast) -> DossierFile:
    """Return a dossier with nothing to correct, to which the CISO puts a condition."""
    file = cast.in_review()
    request_opinions(cast.reviewer, file.id, ASKED, SOON, "", at=NOW)
    ciso = next(each for each in instruction_of(file.id).opinions if each.body is OpinionBody.CISO)
    give_opinion(cast.ciso, file.id, ciso.id, OpinionValue.WITH_RESERVATIONS, "Oui.", f"- {LOGS}.\n", at=NOW)
    cast.give_all(file)
    return file


def test_the_journal_tells_the_reservations_of_an_opinion(cast: Cast) -> None:
    file = with_a_condition(cast)
    (entry,) = (each for each in entries_about("dossier", str(file.id)) if each.details.get("reservations"))
    assert entry.details["reservations"] == [f"{LOGS}."]
    assert f"favorable avec réserves ({LOGS})" in entry.sentence


def test_a_yes_takes_up_what_an_opinion_asks_or_sets_it_aside_with_its_motive(cast: Cast) -> None:
    file = with_a_condition(cast)
    plain = Proposal(deciding_authority=MAYOR, motive="Le service rendu le justifie.")
    assert obstacles(cast, file, 1, plain) == ["opinion-reservation-unanswered"]
    unsaid = Proposal(deciding_authority=MAYOR, set_aside=(f"{LOGS}.",))
    assert obstacles(cast, file, 1, unsaid) == ["opinion-reservation-set-aside-without-motive"]
    said = Proposal(deciding_authority=MAYOR, motive="Le réseau le fait.", set_aside=(f"{LOGS}.",))
    perform(cast.reviewer, file.id, Act.DECIDE_FAVOURABLE, said, at=NOW)
    decision = instruction_of(file.id).decision
    assert decision is not None
    assert "est écartée" in decision.grounds[0]


def test_what_an_opinion_asked_and_a_decision_answered_is_not_asked_again(cast: Cast) -> None:
    file = with_a_condition(cast)
    taken = ReservationProposal(f"{LOGS}. Dès mai.", SOON, takes_up=f"{LOGS}.")
    proposal = Proposal(deciding_authority=MAYOR, reservations=(taken,))
    cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, proposal)
    review = TODAY + timedelta(days=300)
    cast.do(cast.owner, file, Act.DEPLOY, Proposal(review_date=review, begun=True, gaps_accepted=True))
    cast.do(cast.reviewer, file, Act.START_REASSESSMENT, Proposal(motive="Nouvelle version."))
    confirm = Proposal(review_date=review, begun=True)
    assert cast.do(cast.reviewer, file, Act.CONFIRM, confirm) is State.DEPLOYED


def test_the_form_of_a_decision_begins_with_what_opinions_ask(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = with_a_condition(cast)
    reviewer = browse(cast.reviewer, file.number)
    page = reviewer.get("actes/accepter-sous-reserves/")
    assert f'value="{add_months(timezone.localdate(), 3).isoformat()}"' in page
    assert "Réserve de l’avis du responsable de la sécurité." in page
    row = {
        "reserve-avis-ciso-1-text": "Y penser un jour.",
        "reserve-avis-ciso-1-due_on": (timezone.localdate() + timedelta(days=40)).isoformat(),
        "reserve-avis-ciso-1-assignee": str(cast.owner.user_id),
    }
    reviewer.post("actes/accepter-sous-reserves/", {"deciding_authority": MAYOR, **row})
    (reservation,) = instruction_of(file.id).reservations
    assert reservation.text == f"{LOGS}. Y penser un jour."


def test_a_reservation_that_waters_an_opinion_down_does_not_take_it_up(cast: Cast) -> None:
    file = with_a_condition(cast)
    other = ReservationProposal("Y penser un jour.", SOON, takes_up=f"{LOGS}.")
    proposal = Proposal(deciding_authority=MAYOR, reservations=(other,))
    assert obstacles(cast, file, 1, proposal, Act.DECIDE_WITH_RESERVATIONS) == ["opinion-reservation-unanswered"]


def test_a_plain_yes_asks_which_reservations_of_opinions_it_sets_aside(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = with_a_condition(cast)
    reviewer = browse(cast.reviewer, file.number)
    page = reviewer.get("actes/decider-favorablement/")
    assert "Réserves d’avis que la décision écarte" in page
    yes = {"deciding_authority": MAYOR, "motive": "Le réseau le fait."}
    assert "ne le reprend pas" in reviewer.post("actes/decider-favorablement/", yes, 409)
    reviewer.post("actes/decider-favorablement/", yes | {"set_aside": ["avis-ciso-1"]})
    assert file_of(file.id).state is State.ACCEPTED


def test_who_gives_an_opinion_reads_how_many_are_awaited_theirs_included(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.in_review(timezone.now())
    deadline = timezone.localdate() + timedelta(days=20)
    request_opinions(cast.reviewer, file.id, ASKED, deadline, "", at=timezone.now())
    dpo, ciso, it = instruction_of(file.id).opinions
    said = browse(cast.dpo, file.number).get(f"avis/{dpo.id}/")
    assert "Trois avis attendus, dont le vôtre." in said
    assert "Il manque" not in said
    give_opinion(cast.dpo, file.id, dpo.id, OpinionValue.FAVOURABLE, "", "", at=timezone.now())
    assert "Deux avis attendus, dont le vôtre." in browse(cast.ciso, file.number).get(f"avis/{ciso.id}/")
    give_opinion(cast.ciso, file.id, ciso.id, OpinionValue.FAVOURABLE, "", "", at=timezone.now())
    assert "Un seul avis attendu\u00a0: le vôtre." in browse(cast.second, file.number).get(f"avis/{it.id}/")


def test_what_only_opinions_are_missing_from_is_told_in_the_same_words_everywhere(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.in_review(timezone.now())
    owner, reviewer = browse(cast.owner, file.number), browse(cast.reviewer, file.number)
    listed = owner.client.get(f"/espace/{cast.owner.authority.slug}/dossiers/").content.decode()
    for said in (owner.get(""), listed, reviewer.get("instruction/")):
        assert "Trois avis attendus" in said
        assert "réponses manquantes" not in said
        assert "Il manque 3" not in said
    hindered = reviewer.get("actes/decider-favorablement/")
    assert "Trois avis attendus" in hindered
    assert "Répondez aux questions qui manquent" not in hindered
    other = cast.in_review(timezone.now(), dpia=None)
    assert "Trois avis attendus" not in browse(cast.owner, other.number).get("")
