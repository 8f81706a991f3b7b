# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import Hire, make_authority, make_member
from tests.web.governance.conftest import Browser, Cast, mail_answers

from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.roles import Role
from balise.core.states import Act, State
from balise.web.assessments.operations.comments import say
from balise.web.assessments.operations.dossiers import create, save_answers
from balise.web.assessments.queries.comments import comments_on
from balise.web.governance.models import OpinionRequest, Reservation
from balise.web.governance.operations.exceptions import grant_exception
from balise.web.governance.operations.opinions import give_opinion, request_opinions
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.follow_up import late_of
from balise.web.journal.queries import entries_about
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
    assert "Acceptation sous réserves" in said
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
        with django_assert_max_num_queries(24):
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
        "Renvoyer pour complément",
    ):
        assert words in said


def test_the_review_gives_no_order_to_those_who_only_read(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    file = cast.in_review(timezone.now(), interaction_mode="direct", dpia=None)
    written = browse(cast.reviewer, file.number).get("instruction/")
    read = browse(cast.councillor, file.number).get("instruction/")
    assert "À faire" in written
    assert "Pour être tenu" in read
    for words in ("À faire", "À renseigner", "Placez un agent"):
        assert words not in read


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


def test_it_names_the_finding_of_balise_wherever_somebody_else_speaks_of_reservations(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.in_review(timezone.now(), export_format="proprietary")
    ask_dpo(cast, file.id)
    opinion = OpinionRequest.objects.get()
    for member, path in (
        (cast.reviewer, "instruction/"),
        (cast.reviewer, "actes/accepter-sous-reserves/"),
        (cast.dpo, f"avis/{opinion.pk}/"),
    ):
        said = browse(member, file.number).get(path).replace("\u00a0", " ")
        named = said.index("Constat de Balise</h")
        assert named < said.index('class="verdict') < said.index("Ce n’est pas la décision de la collectivité.")
    giving = browse(cast.dpo, file.number).get(f"avis/{opinion.pk}/")
    assert "Favorable avec réserves" in giving


def test_it_lists_the_commitments_among_what_is_on_the_page_of_the_review(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    said = browse(cast.reviewer, cast.in_review(timezone.now(), dpia=None).number).get("instruction/")
    listed = re.findall(r'href="#([a-z-]+)"', said[said.index("sur-cette-page") :])
    assert "engagements" in listed
    assert set(listed) - {"accessibilite"} <= set(re.findall(r'id="([a-z-]+)"', said))
    contents = said[said.index('id="engagements"') :]
    assert contents.index("Engagement par engagement") < contents.index('class="findings"')


def test_it_counts_answers_and_says_who_waits_for_them_where_an_act_is_prevented(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.in_review(timezone.now(), dpia=None, processing_register=None)
    reviewer = browse(cast.reviewer, file.number)
    said = reviewer.get("actes/decider-favorablement/").replace("\u00a0", " ")
    counted = re.search(r"Il manque (\d+) réponses? attendues? par la charte ou par la loi", said)
    assert counted
    assert "critères attendent" not in said
    listed = reviewer.get("instruction/")
    section = listed[listed.index('id="reponses-manquantes"') :]
    assert section[: section.index("</section>")].count("<dt>") == int(counted[1])


def test_it_offers_to_ask_only_those_who_were_not_asked(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    file = cast.in_review(timezone.now())
    reviewer = browse(cast.reviewer, file.number)
    assert "Demander un avis" in reviewer.get("instruction/")
    ask_dpo(cast, file.id)
    said = reviewer.get("instruction/")
    other = said[said.index("Demander un autre avis (") :].partition(")")[0]
    assert "du responsable de la sécurité" in other
    assert "protection des données" not in other
    assert "<h2>Demander un autre avis</h2>" in reviewer.get("avis/")
    everybody = [body for body in OpinionBody if body is not OpinionBody.DPO]
    deadline = timezone.localdate() + timedelta(days=15)
    request_opinions(cast.reviewer, file.id, everybody, deadline, "", at=timezone.now())
    for path in ("", "instruction/", "avis/", "actes/decider-favorablement/"):
        assert "Demander" not in reviewer.get(path), path
    assert "Tous les avis possibles sont demandés" in reviewer.get("avis/")
    asked = OpinionRequest.objects.get(body=OpinionBody.DPO)
    give_opinion(cast.dpo, file.id, asked.pk, OpinionValue.FAVOURABLE, "Vu.", "", at=timezone.now())
    assert "<h2>Demander de nouveau un avis</h2>" in reviewer.get("avis/")
    assert "Demander" not in reviewer.get("instruction/")


def test_it_ties_the_signs_of_what_somebody_typed_and_keeps_the_text_as_it_was(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    typed = "Le module « Accueil » : est-il prêt ?"
    file = cast.in_review(timezone.now())
    say(cast.owner, file.id, typed, at=timezone.now())
    shown = "Le module «\u00a0Accueil\u00a0»\u00a0: est-il prêt\u00a0?"
    assert shown in browse(cast.reviewer, file.number).get("instruction/")
    assert shown in browse(cast.reviewer, file.number).get("echanges/")
    assert comments_on(file.id)[0].text == typed


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


def test_the_exported_journal_can_be_followed_entry_by_entry_even_where_some_are_not_shown(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    cast.with_opinions(timezone.now())
    create(cast.owner, "=Une idée fragile", unit_id=None, state=State.IDEA, at=timezone.now())
    create(cast.owner, "Une idée", unit_id=None, state=State.IDEA, at=timezone.now())

    def exported(member: Member, query: str = "") -> list[dict[str, str]]:
        text = client_of(member).get(f"{SPACE}journal/export.csv{query}").content.decode("utf-8-sig")
        return list(csv.DictReader(text.splitlines(), delimiter=";"))

    for member in (cast.councillor, cast.reviewer):
        lines = exported(member)
        assert [int(line["N°"]) for line in lines] == list(range(len(lines), 0, -1))
        for line, before in pairwise(lines):
            assert line["Empreinte précédente"] == before["Empreinte"]
    unsaid = [line for line in exported(cast.councillor) if line["Récit"] == "acte non montré à ce rôle"]
    assert len(unsaid) == 2
    assert not any(
        line[name] for line in unsaid for name in ("Date", "Acte", "Auteur", "Objet", "Détails, tels que scellés")
    )
    shown = exported(cast.reviewer)
    assert not [line for line in shown if line["Récit"] == "acte non montré à ce rôle"]
    assert any(line["Objet"] == "'=Une idée fragile" for line in shown)
    given = next(line for line in shown if line["Acte"] == "opinion.given")
    assert json.loads(given["Détails, tels que scellés"])["code"] == "favourable"
    assert not [line for line in exported(cast.councillor, "?actes=dossier") if not line["Acte"]]


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
            answers = {link: status_of(client, link.replace("&amp;", "&")) for link in links}
            assert {link: code for link, code in answers.items() if code != 200} == {}, (member.name, listed)


def status_of(client: Client, link: str) -> int:
    """Return what a link answers, read to its end: a file that it gives is then closed."""
    response = client.get(link)
    b"".join(response)
    return response.status_code


def test_a_field_that_a_rule_asks_for_is_not_called_optional(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.in_review(timezone.now(), interaction_mode="direct")
    said = browse(cast.reviewer, file.number).get("exceptions/accorder/")
    assert "Qui décide" in said
    assert "facultatif" not in said


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_out_of_the_calendar_is_said_and_filters_nothing(
    cast: Cast, client_of: Callable[[Member], Client], day: str
) -> None:
    cast.submitted(timezone.now())
    client = client_of(cast.reviewer)
    for name in ("du", "au"):
        assert "a déposé le dossier" in page(client, f"journal/?{name}={day}")
        assert client.get(f"{SPACE}journal/export.csv?{name}={day}").status_code == 200


def test_what_was_decided_against_the_charter_comes_before_the_verdict(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    now = timezone.now()
    file = cast.with_opinions(now, interaction_mode="direct", ai_disclosed_in_conversation="yes")
    until = timezone.localdate() + timedelta(days=90)
    grant_exception(cast.reviewer, file.id, "lyon-2025:2:a", "Le marché court encore.", "La maire", until, at=now)
    councillor = browse(cast.councillor, file.number)
    assert "La collectivité a décidé" not in councillor.get("")
    cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, Proposal(deciding_authority="La maire"), at=now)
    said = councillor.get("").replace("\u00a0", " ")
    assert "La collectivité a décidé : décision favorable, le " in said
    assert re.search(r"La collectivité a décidé : décision favorable, le [^.]+\. Décision de : La maire\.", said)
    assert re.search(r"Accordée jusqu’au [^.]+\. Décision de : La maire\.", said)
    assert said.index("La collectivité a décidé") < said.index("Le marché court encore.") < said.index('class="verdict')


def test_a_dossier_that_never_served_is_not_offered_a_withdrawal(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    accepted = browse(cast.owner, cast.accepted(on=timezone.now()).number).get("")
    assert "Retirer du service" not in accepted
    assert "Abandonner" in accepted


def test_a_tool_without_its_documents_is_put_in_service_knowingly(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    on = timezone.localdate()
    review = on + timedelta(days=200)
    file = cast.accepted(on=timezone.now(), dpia="done", review_date=review)
    owner = browse(cast.owner, file.number)
    asked = owner.get("actes/mettre-en-service/")
    assert "Sans pièce" in asked
    assert f'value="{review.isoformat()}"' in asked
    refused = owner.post("actes/mettre-en-service/", {"review_date": review.isoformat()}, 409)
    assert "Joignez-les, ou cochez cette case" in refused
    owner.post("actes/mettre-en-service/", {"review_date": review.isoformat(), "gaps_accepted": "on"})
    details = entries_about("dossier", str(file.id))[0].details
    assert details["gaps_accepted"] is True
    assert "dpia" in details["evidence_missing"]


def test_a_dossier_is_on_the_home_page_once(cast: Cast, client_of: Callable[[Member], Client]) -> None:
    file = cast.in_review(timezone.now())
    client = client_of(cast.reviewer)
    before_what_changed = page(client).partition('id="changements"')[0]
    assert before_what_changed.count(f"/dossiers/{file.number}/") == 1
    cast.accepted(on=timezone.now())
    create(cast.reviewer, "Un brouillon", unit_id=None, answers=mail_answers(), at=timezone.now())
    said = page(client)
    assert "Parmi les dossiers que vous pouvez lire." in said
    figures = said[said.index('id="chiffres"') :]
    assert figures.index("Brouillon") < figures.index("En instruction") < figures.index("Accepté")


def test_the_journal_tells_reservations_apart_and_names_few_of_many_answers(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    second = replace(export_in(60), text="Former les agents.", criterion="")
    file = cast.accepted(export_in(30), second, on=timezone.now(), export_format="proprietary")
    said = page(client_of(cast.reviewer), "journal/")
    assert "est accepté sous réserves : Un export ouvert, pour le " in said
    assert " ; Former les agents, pour le " in said
    assert ".." not in entries_about("dossier", str(file.id))[0].sentence
    draft = create(cast.owner, "Un brouillon", unit_id=None, at=timezone.now())
    answers = mail_answers()
    save_answers(cast.owner, draft.id, draft.revision, answers, at=timezone.now())
    sentence = entries_about("dossier", str(draft.id))[0].sentence
    assert f"{len(answers)} réponses, dont " in sentence
    assert sentence.count(",") <= 8
