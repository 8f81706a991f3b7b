# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Publishing a dossier: by whom, in which words, again when it changes, and out of the lists without a dead address."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from tests.web.conftest import NOW
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import WORDING

from balise.core.register import PUBLIC, PublicStatus
from balise.core.states import Act
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import create
from balise.web.governance.proposals import Proposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.transparency.operations.portal import describe_portal
from balise.web.transparency.operations.publication import publish, withdraw
from balise.web.transparency.portal_description import PortalDescription
from balise.web.transparency.queries.entries import edition_of, editions_of, entry_of_dossier, published
from balise.web.ui.public_codes import ALPHABET, LENGTH
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


@pytest.fixture
def served(cast: Cast) -> DossierFile:
    return cast.deployed()


def test_it_gives_a_permanent_code_that_can_be_read_aloud(served: DossierFile, publisher: Member):
    code = publish(publisher, served.id, WORDING, at=NOW)

    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    found = published(code.upper()[:4] + "-" + code[4:])
    assert found is not None
    assert found.entry.id == code


def test_it_publishes_the_words_given_and_the_public_answers_alone(served: DossierFile, publisher: Member):
    found = published(publish(publisher, served.id, WORDING, at=NOW))

    assert found is not None
    entry = found.entry
    assert (entry.title, entry.summary, entry.contact) == (WORDING.title, WORDING.summary, WORDING.contact)
    assert entry.status is PublicStatus.IN_SERVICE
    assert entry.answers.keys() <= PUBLIC
    assert entry.answers["interaction_mode"] == "mediated"
    assert entry.decision is not None
    assert entry.decision.deciding_authority == "La maire"
    assert entry.decision.reason == WORDING.reason
    assert {finding.commitment.partition(":")[0] for finding in entry.findings} == {"lyon-2025"}


def test_it_leaves_out_a_text_that_was_emptied(served: DossierFile, publisher: Member):
    texts = {"purpose": " ", "expected_benefit": "Des réponses plus claires."}
    found = published(publish(publisher, served.id, replace(WORDING, texts=texts), at=NOW))

    assert found is not None
    assert "purpose" not in found.entry.answers
    assert found.entry.answers["expected_benefit"] == "Des réponses plus claires."


def test_another_edition_says_what_it_changes_and_the_former_ones_stay(served: DossierFile, publisher: Member):
    code = publish(publisher, served.id, WORDING, at=NOW)
    with pytest.raises(RefusedError, match="ce que change cette édition"):
        publish(publisher, served.id, WORDING, at=LATER)

    again = replace(WORDING, title="Aide à la réponse", change="Le titre est plus clair.")
    assert publish(publisher, served.id, again, at=LATER) == code

    assert [(line.number, line.change) for line in editions_of(code)] == [(2, "Le titre est plus clair."), (1, "")]
    first, second = edition_of(code, 1), edition_of(code, 2)
    assert first is not None
    assert second is not None
    assert (first.title, second.title) == (WORDING.title, "Aide à la réponse")
    assert first.first_published_on == second.first_published_on == NOW.date()
    assert len({line.digest for line in editions_of(code)}) == 2


def test_it_tells_the_journal(served: DossierFile, publisher: Member):
    publish(publisher, served.id, WORDING, at=NOW)

    told = entries_about("dossier", str(served.id), acts=["entry.published"])
    assert [entry.actor_name for entry in told] == ["Sonia Prat"]


def test_what_leaves_the_lists_still_answers_and_says_why(served: DossierFile, publisher: Member):
    code = publish(publisher, served.id, WORDING, at=NOW)
    with pytest.raises(RefusedError, match="Dites pourquoi"):
        withdraw(publisher, served.id, "  ", at=LATER)

    withdraw(publisher, served.id, "Publiée par erreur.", at=LATER)

    found = published(code)
    assert found is not None
    assert (found.withdrawn_at, found.withdrawn_because) == (LATER, "Publiée par erreur.")
    with pytest.raises(RefusedError):
        withdraw(publisher, served.id, "Encore.", at=LATER)


def test_it_comes_back_under_the_same_code(served: DossierFile, publisher: Member):
    code = publish(publisher, served.id, WORDING, at=NOW)
    withdraw(publisher, served.id, "Publiée par erreur.", at=LATER)

    assert publish(publisher, served.id, replace(WORDING, change="De retour."), at=LATER) == code
    found = published(code)
    assert found is not None
    assert found.withdrawn_at is None


def test_only_those_who_keep_the_portal_publish(served: DossierFile, cast: Cast):
    for member in (cast.reviewer, cast.dpo, cast.councillor):
        with pytest.raises(RefusedError, match="tiennent le portail"):
            publish(member, served.id, WORDING, at=NOW)


def test_nobody_publishes_a_sketch(cast: Cast, publisher: Member):
    draft = create(cast.owner, "Ébauche", unit_id=None, at=NOW)

    with pytest.raises(RefusedError):
        publish(publisher, draft.id, WORDING, at=NOW)


@pytest.mark.parametrize(
    "wording", [replace(WORDING, summary="À compléter"), replace(WORDING, title="-"), replace(WORDING, summary="")]
)
def test_it_refuses_what_leaves_the_reader_with_nothing(served: DossierFile, publisher: Member, wording):
    with pytest.raises(RefusedError):
        publish(publisher, served.id, wording, at=NOW)
    assert entry_of_dossier(served.id) is None


def test_a_code_for_letters_is_offered_for_a_use_that_serves_and_not_for_a_refusal(
    cast: Cast, publisher: Member, served: DossierFile
):
    describe_portal(publisher, PortalDescription(publishes_refusals=True), at=NOW)
    refused = cast.with_opinions()
    cast.do(cast.reviewer, refused, Act.DECIDE_REFUSED, Proposal(deciding_authority="La maire", motive="Non."))
    serving, refusal = (publish(publisher, file.id, WORDING, at=NOW) for file in (served, refused))

    assert "À mettre sur un courrier" in Client().get(f"/r/{serving}/").content.decode()
    page = Client().get(f"/r/{refusal}/")
    assert page.status_code == 200
    assert "À mettre sur un courrier" not in page.content.decode()


def test_a_use_in_service_tells_the_public_since_when_as_its_dossier_does(served: DossierFile, publisher: Member):
    found = published(publish(publisher, served.id, WORDING, at=NOW))

    assert found is not None
    (service,) = instruction_of(served.id).services
    assert found.entry.in_service_on == served.answers.get("in_service_on", service.started_on)


def test_a_refusal_is_published_as_one(cast: Cast, publisher: Member):
    file = cast.with_opinions()
    cast.do(cast.reviewer, file, Act.DECIDE_REFUSED, Proposal(deciding_authority="La maire", motive="Non."))
    found = published(publish(publisher, file.id, WORDING, at=NOW))

    assert found is not None
    assert found.entry.status is PublicStatus.REFUSED
    assert found.entry.decision is not None
    assert found.entry.decision.reason == WORDING.reason
