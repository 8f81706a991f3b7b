# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The mail-drafting project, from a draft to its archive, through the pages of everybody it takes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.governance.conftest import Browser, Cast, mail_answers

from balise.core.states import State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.operations.tick import tick
from balise.web.governance.queries.instruction import instruction_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member

pytestmark = pytest.mark.django_db
ROW = "reserve-lyon-2025-12-b"


def state_of(file: DossierFile) -> State:
    return file_of(file.id).state


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def put_in_service(owner: Browser) -> None:
    """Put the mail-drafting project in service, refused until people are told wherever they must be."""
    service = {"review_date": in_days(300), "gaps_accepted": "on"}
    assert "mentions obligatoires ne sont pas en place" in owner.post("actes/mettre-en-service/", service, 409)
    for channel in ("letter", "email", "staff"):
        owner.post("mentions/", {"channel": channel, "shown_on": in_days(0), "seen_at": "Modèle de réponse, au pied"})
    owner.post("actes/mettre-en-service/", service)


def test_the_mail_drafting_project_goes_from_draft_to_archive(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    answers = mail_answers(timezone.localdate(), export_format="proprietary")
    file = create(cast.owner, "Réponse aux courriers", unit_id=None, answers=answers, at=timezone.now())
    cast.minutes(file, at=timezone.now())
    owner, reviewer = browse(cast.owner, file.number), browse(cast.reviewer, file.number)
    dpo, ciso = browse(cast.dpo, file.number), browse(cast.ciso, file.number)

    owner.post("actes/deposer/")
    reviewer.post("actes/instruire/")
    assert state_of(file) is State.IN_REVIEW

    refused = reviewer.get("actes/accepter-sous-reserves/")
    assert "est requis, et n’a pas été demandé" in refused
    asked = {
        "bodies": ["dpo", "ciso", "it"],
        "deadline": in_days(15),
        "message": "Les pièces jointes sont-elles lues ?",
    }
    reviewer.post("avis/", asked)
    waiting = {opinion.body.value: opinion.id for opinion in instruction_of(file.id).opinions}
    assert "est attendu jusqu’au" in reviewer.get("actes/accepter-sous-reserves/")
    dpo.post(f"avis/{waiting['dpo']}/", {"value": "favourable", "text": "Rien à redire."})
    ciso.post(f"avis/{waiting['ciso']}/", {"value": "with_reservations", "reservations": "Chiffrer les échanges."})
    browse(cast.second, file.number).post(f"avis/{waiting['it']}/", {"value": "favourable"})
    assert file_of(file.id).answers["ciso_opinion"] == "with_reservations"

    page = reviewer.get("actes/accepter-sous-reserves/")
    assert f'name="{ROW}-due_on"' in page
    decision: dict[str, object] = {
        "deciding_authority": "Conseil municipal du 12 décembre",
        "motive": "Le service rendu le justifie.",
        f"{ROW}-text": "Obtenir du fournisseur un export dans un format ouvert.",
        f"{ROW}-due_on": in_days(30),
        f"{ROW}-assignee": str(cast.owner.user_id),
        f"{ROW}-before_deployment": "on",
    }
    assert "Donnez le dernier jour pour le faire." in reviewer.post("actes/accepter-sous-reserves/", decision, 409)
    reviewer.post("actes/accepter-sous-reserves/", decision | {"reserve-avis-ciso-1-set_aside": "on"})
    (reservation,) = instruction_of(file.id).reservations
    assert (reservation.criterion, reservation.assignee) == ("lyon-2025:12:b", "Inès Vasseur")

    assert "doit être levée avant la mise en service" in owner.get("actes/mettre-en-service/")
    owner.post(f"reserves/{reservation.id}/lever/", {"note": "C’est fait."}, 403)
    reviewer.post(f"reserves/{reservation.id}/lever/", {"note": "C’est fait.", "q-export_format": "proprietary"}, 422)
    reviewer.post(
        f"reserves/{reservation.id}/lever/",
        {"note": "Export reçu et relu par un autre outil.", "q-export_format": "open"},
    )
    put_in_service(owner)
    assert state_of(file) is State.DEPLOYED
    assert file_of(file.id).answers["project_status"] == "in_service"

    review = timezone.localdate() + timedelta(days=300)
    assert [done.what for done in tick(review, at=timezone.now()).done] == ["reassessment_started"]
    assert state_of(file) is State.UNDER_REASSESSMENT
    reviewer.post("actes/confirmer/", {"review_date": in_days(320)})
    owner.post("actes/suspendre/", {"motive": "Une réponse fausse est partie."})
    assert state_of(file) is State.SUSPENDED
    reviewer.post("actes/remettre-en-service/", {"motive": "La relecture est rétablie.", "review_date": in_days(320)})
    assert len(instruction_of(file.id).services) == 2

    owner.post("actes/retirer/", {"motive": "x"}, 409)
    left = {
        "exit_on": in_days(0),
        "data_fate": "returned_and_deleted",
        "substitute": "Modèles de lettres",
        "note": "Ras.",
    }
    owner.post("actes/retirer/", left)
    reviewer.post("actes/archiver/")
    assert state_of(file) is State.ARCHIVED

    councillor = browse(cast.councillor, file.number)
    told = councillor.get("instruction/")
    for words in (
        "Conseil municipal du 12 décembre",
        "Rien à redire.",
        "Chiffrer les échanges.",
        "rendues puis supprimées",
    ):
        assert words in told
    councillor.get("")
    assert [entry.act for entry in entries_about("dossier", str(file.id), newest_first=False)] == [
        "dossier.created",
        "dossier.submitted",
        "dossier.taken_up",
        "opinion.requested",
        "opinion.given",
        "opinion.given",
        "opinion.given",
        "dossier.accepted_with_reservations",
        "reservation.lifted",
        "notice.shown",
        "notice.shown",
        "notice.shown",
        "dossier.deployed",
        "dossier.reassessment_started",
        "dossier.confirmed",
        "dossier.suspended",
        "dossier.resumed",
        "dossier.withdrawn",
        "dossier.archived",
    ]


def test_an_exception_without_motive_is_refused_with_the_reason_beside_its_field(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.in_review(timezone.now(), interaction_mode="direct")
    reviewer = browse(cast.reviewer, file.number)
    page = reviewer.get("actes/decider-favorablement/")
    assert "est un critère bloquant, et il n’est pas tenu" in page
    assert "exceptions/accorder/?critere=lyon-2025%3A2%3Aa" in page

    asked = {"criterion": "lyon-2025:2:a", "deciding_authority": "La maire", "expires_on": in_days(90)}
    refused = reviewer.post("exceptions/accorder/", asked, 422)
    assert "n’a pas de motif" in refused
    assert 'value="La maire"' in refused
    assert not instruction_of(file.id).exceptions

    reviewer.post("exceptions/accorder/", asked | {"motive": "Un seul guichet, un agent à côté, trois mois."})
    (granted,) = instruction_of(file.id).exceptions
    assert granted.expires_on == timezone.localdate() + timedelta(days=90)
    assert "est un critère bloquant" not in reviewer.get("actes/decider-favorablement/")
    reviewer.post(f"exceptions/{granted.id}/revoquer/", {"motive": "Le guichet ferme."})
    assert "est un critère bloquant" in reviewer.get("actes/decider-favorablement/")


def test_what_was_typed_is_never_lost_when_a_decision_is_refused(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.with_opinions(timezone.now(), export_format="proprietary")
    reviewer = browse(cast.reviewer, file.number)
    decision = {f"{ROW}-text": "Un export ouvert.", f"{ROW}-due_on": "2020-01-01", "motive": "Parce que."}
    page = reviewer.post("actes/accepter-sous-reserves/", decision, 409)
    assert "ce jour n’est pas à venir" in page
    assert "Un export ouvert." in page
    assert "Parce que." in page
    page = reviewer.post("actes/accepter-sous-reserves/", {**decision, f"{ROW}-due_on": in_days(20)}, 409)
    assert "Dites qui décide" in page
    page = reviewer.post("actes/accepter-sous-reserves/", {**decision, f"{ROW}-due_on": "demain"}, 409)
    assert "écrivez-la JJ/MM/AAAA" in page
    assert state_of(file) is State.IN_REVIEW


def test_an_experiment_ends_on_its_day(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    file = cast.with_opinions(timezone.now(), export_format="proprietary")
    reviewer = browse(cast.reviewer, file.number)
    page = reviewer.post("actes/autoriser-un-essai/", {"deciding_authority": "La maire"}, 409)
    assert "L’essai n’a pas de date de fin" in page
    reviewer.post("actes/autoriser-un-essai/", {"deciding_authority": "La maire", "experiment_ends_on": in_days(60)})
    browse(cast.owner, file.number).post(
        "actes/mettre-en-service/", {"review_date": in_days(90), "gaps_accepted": "on"}
    )
    assert file_of(file.id).answers["project_status"] == "pilot"
    last: date = timezone.localdate() + timedelta(days=60)
    assert not tick(last, at=timezone.now()).done
    assert [done.what for done in tick(last + timedelta(days=1), at=timezone.now()).done] == ["suspended"]


def test_what_an_act_does_is_said_before_it_is_done(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    file = cast.in_review(timezone.now())
    reviewer = browse(cast.reviewer, file.number)
    assert "La personne qui le porte lit votre motif" in reviewer.get("actes/renvoyer/")
    assert "Cet acte demande un motif écrit" in reviewer.post("actes/renvoyer/", {}, 409)
    reviewer.post("actes/renvoyer/", {"motive": "Il manque la durée de conservation."})
    assert state_of(file) is State.DRAFT
    assert "project_status" not in file_of(file.id).established
