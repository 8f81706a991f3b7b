# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from tests.web.conftest import NOW, Hire

from balise.core.conditions import AnswerValue
from balise.core.roles import Role
from balise.loading.questions import shipped_bank
from balise.web.assessments.models import AnswerChange, Dossier
from balise.web.assessments.operations import standing
from balise.web.assessments.operations.dossiers import create, save_answers
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.history import revisions_of, verdicts_of
from balise.web.assessments.sent_dossiers import read_sent

pytestmark = pytest.mark.django_db


def address(member, **query):
    where = {"authority": member.authority.slug, "number": "2026-001"}
    return reverse("assessments:history", kwargs=where, query=query or None)


@pytest.fixture
def owner(member_with: Hire):
    return member_with(name="Inès Vasseur")


@pytest.fixture
def file(owner, member_with: Hire):
    """Return a dossier that two people and an act of the site changed."""
    file = create(owner, "Essai", unit_id=None, answers={"technique": "rules"}, at=NOW)
    reviewer = member_with(Role.REVIEWER, name="Anne Roche")
    save_answers(owner, file.id, 1, {"technique": "generative", "people_per_year": 1200}, at=NOW + timedelta(days=1))
    save_answers(reviewer, file.id, 2, {"in_service_on": date(2026, 3, 1)}, at=NOW + timedelta(days=2))
    save_answers(reviewer, file.id, 3, {"people_per_year": None}, at=NOW + timedelta(days=3))
    with transaction.atomic():
        standing.establish(file.id, {"dpo_opinion": "favourable"}, origin="opinion:1", at=NOW + timedelta(days=4))
    return file_of(file.id)


def test_it_tells_who_changed_what_when_in_words_the_last_first(file):
    told = [
        (revision.by, [(change.label, change.before, change.after) for change in revision.changes])
        for revision in revisions_of(file)
    ]
    thousand = "1\u202f200\u00a0personnes"
    assert told[0][0] == ""
    assert told[1] == ("Anne Roche", [("personnes concernées par an", thousand, "")])
    assert told[2] == ("Anne Roche", [("date de mise en service", "", "1er\u00a0mars 2026")])
    assert told[3][0] == "Inès Vasseur"
    assert ("personnes concernées par an", "", thousand) in told[3][1]
    assert len(told) == 5


def test_its_page_shows_before_and_after(file, owner, client_of):
    text = client_of(owner).get(address(owner)).content.decode()
    assert "<del>1\u202f200\u00a0personnes</del>" in text
    assert "<ins>1er\u00a0mars 2026</ins>" in text
    assert "Balise, à la suite d’un acte enregistré" in text


def test_it_is_read_question_by_question(file, owner, client_of):
    text = client_of(owner).get(address(owner, question="technique")).content.decode()
    assert "1er\u00a0mars 2026</ins>" not in text
    assert text.count("<ins>") == 2
    assert "<ins>1er\u00a0mars" in client_of(owner).get(address(owner, question="nimporte")).content.decode()


def test_it_keeps_in_the_history_an_answer_that_the_bank_no_longer_understands(file):
    AnswerChange.objects.filter(question="technique").update(question="gone", after=["a", "b"])
    assert ("gone", "a, b") in [
        (change.label, change.after) for revision in revisions_of(file_of(file.id)) for change in revision.changes
    ]


def test_it_shows_the_verdicts_that_acts_rested_on(file, owner, client_of):
    with transaction.atomic():
        standing.keep_verdict(file.id, "submission", by=owner.user_id, on=date(2026, 11, 21), at=NOW)
    kept = verdicts_of(file)
    assert [verdict.framework for verdict in kept] == list(file.references)
    text = client_of(owner).get(address(owner)).content.decode()
    assert "Verdicts gardés" in text
    assert "Au dépôt" in text


def test_it_says_so_when_nothing_was_ever_answered(owner, client_of):
    create(owner, "Essai", unit_id=None, at=NOW)
    Dossier.objects.update(number="2026-001")
    assert "Aucune réponse n’a encore été donnée" in client_of(owner).get(address(owner)).content.decode()


def test_it_gives_the_dossier_as_a_file_that_balise_reads_back_word_for_word(owner, member_with: Hire, client_of):
    said: dict[str, AnswerValue] = {
        "summary": "Il dit : « oui », puis - non.\nEt « 2026-01-01 » n’est pas une date.",
        "need_demonstrated": "yes",
        "use_types": ("drafting", "summarising"),
        "in_service_on": date(2026, 2, 2),
        "people_per_year": 9500,
        "contact": "0261910012",
    }
    dossier = create(owner, "Courriers : réponses #1", unit_id=None, answers=said, at=NOW)
    where = {"authority": owner.authority.slug, "number": dossier.number}
    answers = client_of(owner).get(reverse("assessments:answers", kwargs=where)).content.decode()
    address_of_file = reverse("assessments:answers-file", kwargs=where)
    assert f'href="{address_of_file}"' in answers
    given = client_of(owner).get(address_of_file)
    assert given.headers["Content-Disposition"] == f'attachment; filename="valbrise-{dossier.number}.yaml"'
    read = read_sent("dossier.yaml", given.content, shipped_bank())
    assert read.faults == ()
    (again,) = read.dossiers
    assert again.answers == file_of(dossier.id).answers
    assert (again.id, again.title, again.framework) == (f"valbrise:{dossier.number}", dossier.title, dossier.lead)
    assert client_of(member_with(name="Quelqu’un")).get(address_of_file).status_code == 404
