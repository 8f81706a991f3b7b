# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The journal is told in the language of its reader, and an entry that knows one language only is told all the same."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import translation
from tests.web.conftest import NOW
from tests.web.governance.conftest import MAYOR, Cast, mail_answers
from tests.web.governance.test_acts import EXPORT

from balise.core.language import Text
from balise.core.roles import Role
from balise.web.assessments.operations.dossiers import create, save_answers
from balise.web.governance.operations.reservations import lift
from balise.web.governance.queries.instruction import instruction_of
from balise.web.journal.operations import SYSTEM, Subject, record
from balise.web.journal.queries import entries_about, entries_of
from balise.web.journal.told import as_read, in_both, together
from balise.web.journal.verification import verify
from balise.web.organisations.members import Member
from balise.web.organisations.operations.authorities import Description, change_settings
from balise.web.organisations.operations.memberships import end_membership, give_role, take_role

pytestmark = pytest.mark.django_db

FRENCH = re.compile(
    r"\b(l’avis|délégué|sécurité|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|favorable|défavorable|avec réserves|pour le|a été|arrivée)\b"
)


NOT_ENGLISH = re.compile(
    r"[àâçéèêëîïôùûœ’«»]|\b(le|la|les|du|des|un|une|et|ou|en|au|aux|par|pour|avec|sans|sur|dans|est|sont|dont|pas)\b",
    re.IGNORECASE,
)
"""What shows that something is said in French: its letters, its quotes, and the small words between the others."""


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("english")
def test_the_acts_on_a_dossier_are_told_without_a_french_word_to_whoever_reads_english(cast: Cast) -> None:
    file = cast.deployed(on=NOW)

    told = [entry.sentence.replace("Réponse aux courriers", "") for entry in entries_about("dossier", str(file.id))]

    assert any("requested" in sentence for sentence in told)
    assert [sentence for sentence in told if FRENCH.search(sentence)] == []


def test_it_keeps_the_words_of_both_languages_and_gives_those_of_the_reader() -> None:
    details = together(in_both(body=Text("du délégué", "of the officer")), in_both(days=[Text("lundi", "Monday")]))

    assert (details["body"], details["days"]) == ("du délégué", ["lundi"])
    assert as_read(details) == {}
    with translation.override("en"):
        assert as_read(details) == {"body": "of the officer", "days": "Monday"}


@pytest.mark.usefixtures("english")
def test_an_entry_of_one_language_is_told_with_the_words_it_has() -> None:
    assert as_read({"body": "du délégué"}) == {}


SAID_BY_PEOPLE = (
    "Réponse aux courriers",
    "Un brouillon",
    "Obtenir un export ouvert",
    "Fait.",
    MAYOR,
    "Inès Vasseur",
    "Ville de Valbrise",
)
"""What people wrote or are called: nobody translates that."""


@pytest.fixture
def story(cast: Cast, member_with: Callable[..., Member]) -> Cast:
    """Do, in one authority, acts whose entries name what the site itself puts into words."""
    dossier = cast.deployed(EXPORT, export_format="proprietary")
    (reservation,) = instruction_of(dossier.id).reservations
    lift(cast.reviewer, dossier.id, reservation.id, "Fait.", {"export_format": "open"}, at=NOW)
    draft = create(cast.owner, "Un brouillon", unit_id=None, at=NOW)
    saved = save_answers(cast.owner, draft.id, draft.revision, {"exit_plan": "yes"}, at=NOW)
    save_answers(cast.owner, draft.id, saved.revision, mail_answers(), at=NOW)
    administrator = member_with(Role.ADMINISTRATOR, name="Ada")
    newcomer = member_with(Role.OWNER, name="Bob")
    give_role(administrator, newcomer.user_id, Role.CISO, at=NOW)
    take_role(administrator, newcomer.user_id, Role.OWNER, at=NOW)
    end_membership(administrator, newcomer.user_id, at=NOW)
    change_settings(administrator, Description("Ville de Valbrise", "municipality", staff_count=12), at=NOW)
    return cast


def _french(sentences: Iterable[str]) -> list[str]:
    """Return the sentences in which the site itself says something in French."""

    def without_names(sentence: str) -> str:
        for said in SAID_BY_PEOPLE:
            sentence = sentence.replace(said, "")
        return sentence

    return [sentence for sentence in sentences if NOT_ENGLISH.search(without_names(sentence))]


@pytest.mark.usefixtures("english")
def test_the_whole_journal_is_told_without_a_french_word_and_its_seals_hold(story: Cast) -> None:
    entries = entries_of(story.owner.authority.id, limit=200)

    assert _french(entry.sentence for entry in entries) == []
    assert _french(entry.here for entry in entries) == []
    assert verify(settings.JOURNAL_KEY).findings == ()


def test_the_page_of_the_journal_and_its_file_say_nothing_in_french_to_whoever_reads_english(
    story: Cast, client_of: Callable[[Member], Client]
) -> None:
    client = client_of(story.reviewer)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    shown = client.get("/espace/valbrise/journal/").context["entries"]
    text = client.get("/espace/valbrise/journal/export.csv").content.decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(text), delimiter=";")

    assert _french(entry.sentence for entry in shown) == []
    assert _french(header) == []
    assert _french(cell for line in lines for cell in line[:-1]) == []
    assert all("en" in json.loads(line[-1]) for line in lines if line[2] in {"dossier.answered", "reservation.lifted"})


@pytest.mark.usefixtures("english")
def test_the_answers_that_lifting_a_reservation_changed_are_sealed_in_both_languages(story: Cast) -> None:
    (lifted,) = (each for each in entries_of(story.owner.authority.id, limit=200) if each.act == "reservation.lifted")

    assert lifted.details["ids"] == ["export_format"]
    assert [said.count(" → ") for said in (*lifted.details["answers"], *lifted.details["en"]["answers"])] == [1, 1]
    assert lifted.details["answers"] != lifted.details["en"]["answers"]
    assert _french(lifted.details["en"]["answers"]) == []


def test_an_entry_sealed_in_french_alone_is_told_in_english_from_the_codes_that_it_holds(cast: Cast) -> None:
    chain = cast.owner.authority.id
    subject = Subject("dossier", "7", "Un brouillon")
    few = {"questions": "le plan de sortie, une question locale", "ids": ["exit_plan", "local_one"]}
    many = {"questions": "6 réponses, dont un, deux", "ids": ["exit_plan", *sorted(mail_answers())[:5]]}
    verdicts = {"lead": "lyon-2025", "before": "incomplet", "after": "sous réserves"}
    with transaction.atomic():
        for act, details in (("answered", few), ("answered", many), ("reevaluated", verdicts)):
            record(chain, f"dossier.{act}", SYSTEM, subject, NOW, details)

    with translation.override("en"):
        english = [entry.here for entry in entries_about("dossier", "7", newest_first=False)]
    french = [entry.here for entry in entries_about("dossier", "7", newest_first=False)]

    assert _french(english) == []
    assert english[0].endswith(": exit plan, local_one.")
    assert "6 answers, among which exit plan, " in english[1]
    assert ("incomplete" in english[2], "with reservations" in english[2]) == (True, True)
    assert french[0].endswith("le plan de sortie, une question locale.")
    assert "6 réponses, dont un, deux" in french[1]
    assert verify(settings.JOURNAL_KEY).findings == ()
