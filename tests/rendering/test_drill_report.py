# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The report of a drill: what whoever decides reads, and what whoever checks computes again."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from balise.core.digests import digest_of_text
from balise.core.drill import NO_REPLY, WITHHELD, Attempt, DrillReport, Shortfall, Side
from balise.core.language import Language
from balise.core.usage import FootprintRange
from balise.rendering.drill_report import (
    CHECKS,
    drill_report_data,
    drill_report_lines,
    drill_report_page,
    shortfall_in_words,
)
from balise.rendering.html import to_html
from balise.rendering.pdf import to_pdf
from balise.rendering.text import to_text

USED = FootprintRange(1_200_000, 3_400_000, 50_000, 90_000, "ecologits 0.11")


def side(model: str, *failed: tuple[str, ...]) -> Side:
    return Side(
        model,
        "Serveur de la ville",
        tuple(Attempt(f"essai-{rank}", each, 1.25, 40, USED) for rank, each in enumerate(failed, 1)),
    )


REPORT = DrillReport(
    "valbrise-2026-001",
    datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
    "sha256:abc",
    "Comptes rendus",
    side("grand", (), (), ("contains",)),
    side("petit", (), ("at_most", "language"), ()),
    10,
)
FAR = replace(REPORT, substitute=side("petit", (), ("at_most",), (NO_REPLY,)))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_it_says_first_whether_one_could_leave_and_until_when_it_proves_it():
    told = plain(to_text(drill_report_page(REPORT, "Transcription", Language.FRENCH)))
    assert "Peut-on quitter le modèle de « Transcription » ?" in told
    assert told.casefold().index("concluant") < told.casefold().index("essai par essai")
    assert "Fait le 22 novembre 2026. Vaut preuve jusqu’au 21 novembre 2027 inclus." in told
    assert "2 sur 3 (67 %)" in told
    assert "1,25 s" in told


def test_it_says_that_an_inconclusive_drill_proves_nothing_and_what_to_do():
    told = plain(to_text(drill_report_page(FAR, "Transcription", Language.FRENCH)))
    assert "non concluant" in told.casefold()
    assert "Ne vaut pas preuve" in " ".join(told.split())
    assert "Vaut preuve jusqu’au" not in " ".join(told.split())
    assert "Vérifiez son adresse" in " ".join(told.replace("│", " ").split())


def test_it_tells_a_time_under_a_second_in_milliseconds():
    quick = tuple(
        replace(each, seconds=seconds)
        for each, seconds in zip(REPORT.current.attempts, (0.011, 0.012, 0.5), strict=True)
    )
    report = replace(REPORT, current=replace(REPORT.current, attempts=quick))
    told = plain(to_text(drill_report_page(report, "Transcription", Language.FRENCH)))
    assert "12 ms" in told
    assert "1,25 s" in told
    assert any("12 ms" in plain(line) for line in drill_report_lines(report, Language.ENGLISH))


def test_it_takes_no_reply_for_a_trial_passed():
    page = drill_report_page(REPORT, "Transcription", Language.FRENCH)
    told = " ".join(plain(to_text(page)).replace("│", " ").split())
    assert "a répondu à tous les essais, sans en réussir moins que ce que l’écart toléré permet" in told


def test_it_calls_footprint_the_footprint_alone():
    told = plain(to_html(drill_report_page(REPORT, "Transcription", Language.FRENCH)))
    assert "Jeu d’essais" in told
    assert "Cet exercice" in told
    assert told.count("Empreinte") == told.count("empreinte est une estimation") - 1


def test_it_tells_the_differences_trial_by_trial():
    page = plain(to_html(drill_report_page(REPORT, "Transcription", Language.FRENCH)))
    assert "trop long, autre langue" in page
    assert "moins bien" in page
    assert "mieux" in page


@pytest.mark.parametrize("language", list(Language))
def test_it_is_written_whole_in_both_languages(language):
    for report in (REPORT, FAR):
        page = drill_report_page(report, "Transcription", language)
        assert to_pdf(page).startswith(b"%PDF")
        lines = list(drill_report_lines(report, language))
        assert len(lines) >= 3
        if language is Language.ENGLISH:
            assert "essais" not in to_text(page)


def test_it_has_words_for_every_way_to_fail():
    for kind in (*CHECKS, NO_REPLY, WITHHELD):
        failed = replace(REPORT, current=side("grand", (kind,)), substitute=side("petit", (kind,)))
        assert CHECKS[kind].fr in to_text(drill_report_page(failed, "T", Language.FRENCH))
    for why in (None, *Shortfall):
        assert shortfall_in_words(why, Language.FRENCH) != shortfall_in_words(why, Language.ENGLISH)


def test_its_data_let_anybody_compute_the_digest_again():
    data = json.loads(json.dumps(drill_report_data(REPORT), ensure_ascii=False))
    again = json.dumps(data["report"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert digest_of_text(again) == data["digest"] == REPORT.digest
    assert (data["conclusive"], data["valid_until"], data["shortfall"]) == (True, "2027-11-21", None)
    assert data["differences"] == {"essai-2": [True, False], "essai-3": [False, True]}
    far = drill_report_data(FAR)
    assert (far["conclusive"], far["valid_until"], far["shortfall"]) == (False, None, "substitute_silent")
