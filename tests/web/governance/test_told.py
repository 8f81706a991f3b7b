# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The journal is told in the language of its reader, and an entry that knows one language only is told all the same."""

import re
from collections.abc import Iterator

import pytest
from django.utils import translation
from tests.web.conftest import NOW
from tests.web.governance.conftest import Cast

from balise.core.language import Text
from balise.web.governance.told import as_read, in_both, together
from balise.web.journal.queries import entries_about

pytestmark = pytest.mark.django_db

FRENCH = re.compile(
    r"\b(l’avis|délégué|sécurité|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|favorable|défavorable|avec réserves|pour le|a été|arrivée)\b"
)


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
