# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notices of a dossier: what each channel needs, and the proof that people are told."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.conftest import NOW
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import WORDING

from balise.core.notices import Channel
from balise.web.assessments.files import DossierFile
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.transparency.operations.proofs import prove, take_back
from balise.web.transparency.operations.publication import publish
from balise.web.transparency.queries.entries import published
from balise.web.transparency.queries.proofs import proofs_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
SEEN = "modèle de lettre « réponse », bas de page"


@pytest.fixture
def served(cast: Cast) -> DossierFile:
    return cast.deployed(on=timezone.now())


def page_of(client, member: Member, file: DossierFile) -> str:
    response = client.get(f"/espace/{member.authority.slug}/dossiers/{file.number}/mentions/")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def test_it_says_where_people_must_be_told_why_and_in_which_words(served: DossierFile, cast: Cast, client_of):
    page = page_of(client_of(cast.owner), cast.owner, served)

    assert "Courriers" in page
    assert "Obligatoire" in page
    assert "si des usagers sont concernés, ils sont informés" in page
    assert "Courrier préparé avec l’aide d’une IA, relu par un agent." in page
    assert "&lt;p lang=&quot;fr&quot;&gt;" in page


def test_a_proof_counts_until_it_is_taken_back(served: DossierFile, cast: Cast, client_of):
    client = client_of(cast.owner)
    before = page_of(client, cast.owner, served)
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/"
    sent = {"channel": "letter", "shown_on": timezone.localdate().isoformat(), "seen_at": SEEN}
    assert client.post(address, sent).status_code == 302

    assert "0 mention en place" in before, before[before.index("stricte") :][:600]
    assert "1 mention en place" in page_of(client, cast.owner, served)
    (proof,) = proofs_of(served.id)
    assert client.post(f"{address}{proof.id}/retirer/").status_code == 302
    assert proofs_of(served.id) == ()
    told = entries_about("dossier", str(served.id), acts=["notice.shown", "notice.no_longer_shown"])
    assert [entry.act for entry in told] == ["notice.no_longer_shown", "notice.shown"]


def test_the_public_reads_the_notice_that_is_in_place(served: DossierFile, cast: Cast, publisher: Member):
    on = timezone.localdate()
    prove(cast.owner, served.id, Channel.LETTER, on, SEEN, at=timezone.now())
    found = published(publish(publisher, served.id, WORDING, at=timezone.now()))

    assert found is not None
    (notice,) = found.entry.notices
    assert (notice.channel, notice.shown_since) == (Channel.LETTER, on)
    assert f"/r/{found.entry.id}" in notice.text
    assert SEEN not in str(found.entry)


def test_it_refuses_a_proof_that_proves_nothing(served: DossierFile, cast: Cast, client_of):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RefusedError, match="pas encore venu"):
        prove(cast.owner, served.id, Channel.LETTER, tomorrow, SEEN, at=timezone.now())
    with pytest.raises(RefusedError, match="Dites où"):
        prove(cast.owner, served.id, Channel.LETTER, timezone.localdate(), " ", at=timezone.now())
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/"
    assert (
        client_of(cast.owner).post(address, {"channel": "letter", "shown_on": "", "seen_at": SEEN}).status_code == 422
    )
    assert proofs_of(served.id) == ()


def test_only_those_who_write_the_dossier_or_keep_the_portal_say_so(served: DossierFile, cast: Cast, publisher: Member):
    on = timezone.localdate()
    with pytest.raises(RefusedError, match="tient le portail"):
        prove(cast.councillor, served.id, Channel.LETTER, on, SEEN, at=timezone.now())

    proof = prove(publisher, served.id, Channel.LETTER, on, SEEN, at=timezone.now())
    with pytest.raises(RefusedError, match="tient le portail"):
        take_back(cast.dpo, served.id, proof, at=timezone.now())


def test_a_notice_is_not_enough_for_what_the_charter_forbids(cast: Cast, client_of):
    file = cast.submitted(NOW, interaction_mode="direct", use_types=("conversation",))

    assert "La charte l’interdit" in page_of(client_of(cast.owner), cast.owner, file)
