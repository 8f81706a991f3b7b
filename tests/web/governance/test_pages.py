# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import Hire, make_authority, make_member
from tests.web.governance.conftest import Browser, Cast, mail_answers

from balise.core.opinions import OpinionBody
from balise.core.roles import Role
from balise.core.states import Act, State
from balise.web.assessments.operations.comments import say
from balise.web.assessments.operations.dossiers import create
from balise.web.governance.models import OpinionRequest, Reservation
from balise.web.governance.operations.opinions import request_opinions
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.follow_up import late_of
from balise.web.organisations.members import Member

pytestmark = pytest.mark.django_db
SPACE = "/espace/valbrise/"


def export_in(days: int) -> ReservationProposal:
    return ReservationProposal("Un export ouvert.", timezone.localdate() + timedelta(days=days), "lyon-2025:12:b")


def page(client: Client, path: str = "") -> str:
    response = client.get(SPACE + path)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def ask_dpo(cast: Cast, file_id: int) -> None:
    deadline = timezone.localdate() + timedelta(days=15)
    request_opinions(cast.reviewer, file_id, [OpinionBody.DPO], deadline, "", at=timezone.now())


# Home


def test_the_home_page_says_to_each_what_waits_for_them(cast: Cast, client_of: Callable[[Member], Client]) -> None:
    file = cast.in_review(timezone.now())
    ask_dpo(cast, file.id)
    create(cast.owner, "Un brouillon", unit_id=None, answers=mail_answers(), at=timezone.now())
    assert "Avis à rendre" in page(client_of(cast.dpo))
    assert "Avis à rendre" not in page(client_of(cast.ciso))
    assert "Dossiers à instruire" in page(client_of(cast.second))
    mine = page(client_of(cast.owner))
    assert "À terminer et à déposer" in mine
    assert "Un brouillon" in mine
    assert "Un brouillon" not in page(client_of(cast.councillor))
    assert "Personne n’attend rien de vous" in page(client_of(cast.ciso))


def test_the_home_page_of_a_new_authority_says_what_to_do(client_of: Callable[[Member], Client], db: None) -> None:
    authority = make_authority("neuve", "Commune neuve", None)
    member = make_member(authority, Role.COUNCILLOR)
    said = client_of(member).get("/espace/neuve/").content.decode()
    assert "Aucun dossier pour l’instant" in said
    assert "/espace/neuve/dossiers/nouveau/" in said


def test_a_councillor_reads_what_was_decided_and_what_derogates(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    cast.accepted(export_in(30), on=timezone.now(), export_format="proprietary")
    said = page(client_of(cast.councillor))
    assert "Dernières décisions" in said
    assert "Décision favorable sous réserves" in said
    assert "La maire" in said
    assert "?etape=acceptes" in said


def test_what_is_late_is_on_the_home_page_and_in_the_lists(cast: Cast, client_of: Callable[[Member], Client]) -> None:
    before = timezone.now() - timedelta(days=40)
    soon = ReservationProposal("Un export ouvert.", before.date() + timedelta(days=30), "lyon-2025:12:b")
    file = cast.deployed(soon, on=before, export_format="proprietary")
    assert late_of(file.authority_id, timezone.localdate()) == {file.id: ["1 réserve en retard"]}
    assert "1 réserve en retard" in page(client_of(cast.reviewer))
    assert "1 réserve en retard" in page(client_of(cast.reviewer), "dossiers/?retard=on")
    assert "devait être levée le" in page(client_of(cast.reviewer), f"dossiers/{file.number}/instruction/")


def test_the_number_of_queries_of_the_home_page_does_not_grow(
    cast: Cast, client_of: Callable[[Member], Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(cast.reviewer)
    for _more in range(3):
        file = cast.in_review(timezone.now())
        ask_dpo(cast, file.id)
        with django_assert_max_num_queries(22):
            page(client)


# The page of the review, and what is added to that of the dossier


def test_the_review_says_everything_on_one_page(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    file = cast.in_review(timezone.now(), interaction_mode="direct", dpia=None)
    ask_dpo(cast, file.id)
    say(cast.owner, file.id, "Le guichet ouvre en mars.", at=timezone.now())
    said = browse(cast.reviewer, file.number).get("instruction/").replace("\u00a0", " ")
    for words in (
        "Délégué à la protection des données",
        "l’avis du responsable de la sécurité",
        "Réponses qui manquent",
        "À demander à : ",
        "Enregistrer une exception",
        "Le guichet ouvre en mars.",
        "Engagement par engagement",
        "Ce que demandent les autres textes",
        "Renvoyer au porteur",
    ):
        assert words in said


def test_the_page_of_a_dossier_offers_what_the_person_can_do_and_says_what_prevents_the_rest(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.in_review(timezone.now())
    ask_dpo(cast, file.id)
    reviewer = browse(cast.reviewer, file.number).get("")
    assert "actes/renvoyer/" in reviewer
    assert "pas encore possible" in reviewer
    assert "Rendre l’avis attendu" in browse(cast.dpo, file.number).get("")
    councillor = browse(cast.councillor, file.number).get("")
    assert "Ce que vous pouvez faire" not in councillor
    assert "Où en est ce dossier" in councillor


def test_a_draft_has_no_review_yet(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    file = create(cast.owner, "Un brouillon", unit_id=None, answers=mail_answers(), at=timezone.now())
    assert "/instruction/" not in browse(cast.owner, file.number).get("")


# What has a day


def test_what_has_a_day_is_listed_by_due_date_and_filtered_by_the_address(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    cast.deployed(export_in(30), on=timezone.now(), export_format="proprietary")
    second = cast.in_review(timezone.now())
    ask_dpo(cast, second.id)
    said = page(client_of(cast.reviewer), "suivi/")
    assert said.index("Avis du délégué") < said.index("Un export ouvert.") < said.index("Revue prévue")
    assert "3 échéances" in said
    only = page(client_of(cast.reviewer), "suivi/?quoi=reserves")
    assert "Un export ouvert." in only
    assert "Revue prévue" not in only
    assert "Rien ne correspond" in page(client_of(cast.reviewer), "suivi/?retard=on")
    assert "1 échéance" in page(client_of(cast.dpo), "suivi/?miens=on")


def test_what_belongs_to_dossiers_that_one_may_not_read_is_not_listed(
    cast: Cast, client_of: Callable[[Member], Client], member_with: Hire
) -> None:
    cast.deployed(export_in(30), on=timezone.now(), export_format="proprietary")
    assert "Aucune échéance" in page(client_of(member_with(Role.OWNER)), "suivi/")


# The journal


def test_the_journal_is_told_filtered_paged_and_exported(cast: Cast, client_of: Callable[[Member], Client]) -> None:
    file = cast.with_opinions(timezone.now())
    client = client_of(cast.reviewer)
    assert "Anne Roche a pris le dossier « Réponse aux courriers » en instruction." in page(client, "journal/")
    opinions = page(client, "journal/?actes=opinion")
    assert "4 actes" in opinions
    assert "en instruction." not in opinions
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert "Aucun acte ne correspond" in page(client, f"journal/?du={tomorrow}")
    response = client.get(f"{SPACE}journal/export.csv?actes=opinion")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert file.title in lines[1]


def test_the_journal_names_no_draft_to_whom_it_is_not_shown(cast: Cast, client_of: Callable[[Member], Client]) -> None:
    create(cast.owner, "Une idée fragile", unit_id=None, state=State.IDEA, at=timezone.now())
    assert "Une idée fragile" in page(client_of(cast.reviewer), "journal/")
    assert "Une idée fragile" not in page(client_of(cast.councillor), "journal/")
    assert client_of(cast.owner).get(f"{SPACE}journal/").status_code == 403


# Forms


def test_a_form_sent_by_whom_it_was_not_shown_to_writes_nothing(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.deployed(export_in(30), on=timezone.now(), export_format="proprietary")
    reservation = Reservation.objects.get()
    asked = {"bodies": ["dpo"], "deadline": (timezone.localdate() + timedelta(days=20)).isoformat()}
    before = OpinionRequest.objects.count()
    browse(cast.councillor, file.number).post("avis/", asked, 403)
    browse(cast.councillor, file.number).post(f"reserves/{reservation.id}/lever/", {"note": "Fait."}, 403)
    browse(cast.councillor, file.number).post("actes/suspendre/", {"motive": "Stop."}, 409)
    assert OpinionRequest.objects.count() == before
    assert Reservation.objects.get().done_on is None


def test_a_withdrawn_request_is_gone_and_the_page_says_so(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    file = cast.in_review(timezone.now())
    ask_dpo(cast, file.id)
    opinion = OpinionRequest.objects.get()
    reviewer = browse(cast.reviewer, file.number)
    assert f"avis/{opinion.pk}/retirer/" in reviewer.get("avis/")
    reviewer.post(f"avis/{opinion.pk}/retirer/")
    assert "Aucun avis n’est demandé" in reviewer.get("avis/")


def test_what_a_person_types_is_shown_as_text(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    file = cast.in_review(timezone.now())
    cast.do(cast.reviewer, file, Act.DECIDE_CLOSED, Proposal(motive="<script>x</script>", deciding_authority="<b>"))
    said = browse(cast.councillor, file.number).get("instruction/")
    assert "<script>x" not in said
    assert "&lt;script&gt;x" in said


def test_no_link_of_a_list_leads_to_a_page_that_is_not_the_reader_s(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    cast.deployed(export_in(30), on=timezone.now(), export_format="proprietary")
    file = cast.in_review(timezone.now())
    ask_dpo(cast, file.id)
    for member in (cast.reviewer, cast.dpo, cast.ciso, cast.councillor, cast.owner):
        client = client_of(member)
        for listed in ("", "suivi/", f"dossiers/{file.number}/", f"dossiers/{file.number}/instruction/"):
            links = set(re.findall(r'<a [^>]*href="(/espace/[^"#]+)"', page(client, listed)))
            answers = {link: client.get(link.replace("&amp;", "&")).status_code for link in links}
            assert {link: code for link, code in answers.items() if code != 200} == {}, (member.name, listed)
