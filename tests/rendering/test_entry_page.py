# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry as residents read it, and what changed from one edition to the next."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.evaluation import Result
from balise.core.language import Language
from balise.core.notices import Channel
from balise.core.register import (
    PublicAuthority,
    PublicDecision,
    PublicFinding,
    PublicNotice,
    PublicStatus,
    RegisterEntry,
)
from balise.loading.frameworks import load_framework
from balise.loading.questions import shipped_bank
from balise.rendering.document import DefinitionList
from balise.rendering.entry_difference import changes
from balise.rendering.entry_page import entry_page
from balise.rendering.html import to_html
from balise.rendering.text import to_text

BANK = shipped_bank()
FR, EN = Language.FRENCH, Language.ENGLISH
DAY = date(2026, 11, 22)
ENTRY = RegisterEntry(
    id="7k3m9q2x",
    edition=2,
    authority=PublicAuthority("valbrise", "Ville de Valbrise", "municipality"),
    title="Réponse aux courriers",
    summary="Un outil propose, un agent signe.",
    status=PublicStatus.IN_SERVICE,
    published_on=DAY,
    first_published_on=DAY,
    contact="courriers@valbrise.example",
    answers={"interaction_mode": "mediated", "personal_data": "yes", "purpose": "Répondre plus vite."},
    charter_title="Charte IA de Lyon (2025)",
    findings=(
        PublicFinding("lyon-2025:2", "Pas d’IA en contact direct", Result.SATISFIED),
        PublicFinding("lyon-2025:7", "Protéger les données", Result.NOT_SATISFIED, excepted=True),
        PublicFinding("lyon-2025:12", "Réversibilité garantie", Result.NOT_SATISFIED),
        PublicFinding("lyon-2025:8", "Accompagner les agents", Result.NOT_APPLICABLE),
    ),
    decision=PublicDecision("décision favorable", DAY, "La maire", "L’outil aide, un agent répond."),
    notices=(PublicNotice(Channel.LETTER, "Courrier préparé avec l’aide d’une IA.", DAY),),
)


def said(entry=ENTRY, language=FR):
    return to_text(entry_page(entry, BANK, language), width=300).replace("\u00a0", " ")


def test_it_says_where_the_use_stands_and_what_the_charter_says_of_it_the_gravest_first():
    text = said()

    assert "En service" in text
    assert text.index("Réversibilité garantie") < text.index("Pas d’IA en contact direct")
    assert "Pas tenu, une exception datée le couvre" in text
    assert "1 engagement ne concerne pas cet usage." in text
    assert "Ce n’est pas la décision." in text


OLD, TO_COME = date(2025, 4, 1), date(2027, 1, 4)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"in_service_on": DAY}, ["En service depuis le : 22 novembre 2026"]),
        ({"in_service_on": OLD}, ["Utilisé depuis le : 1er avril 2025, avant la décision du 22 novembre 2026"]),
        ({"in_service_on": OLD, "decision": None, "status": PublicStatus.UNDER_REVIEW}, ["Utilisé depuis le"]),
        ({"in_service_on": TO_COME, "status": PublicStatus.ACCEPTED}, ["Mise en service prévue le : 4 janvier 2027"]),
        (
            {"in_service_on": OLD, "ended_on": DAY, "status": PublicStatus.SUSPENDED},
            ["A servi à partir du : 1er avril 2025, avant", "Suspendu depuis le : 22 novembre 2026"],
        ),
        (
            {"in_service_on": DAY, "ended_on": DAY, "status": PublicStatus.WITHDRAWN},
            ["A servi à partir du : 22 novembre 2026", "Fin du service le : 22 novembre 2026"],
        ),
    ],
)
def test_it_tells_since_when_a_use_serves_without_contradicting_the_decision(changed, told):
    text = said(replace(ENTRY, **changed))

    for words in told:
        assert words in text
    for term in ("En service depuis le", "Fin du service le", "Suspendu depuis le"):
        assert (f"{term} :" in text) == any(words.startswith(term) for words in told)


def test_it_shows_the_notice_people_read_and_the_reason_given_to_them():
    text = said()

    assert "Courriers, en place depuis le 22 novembre 2026" in text
    assert "Courrier préparé avec l’aide d’une IA." in text
    assert "Décision favorable, le 22 novembre 2026. Décision de : La maire." in text
    assert "L’outil aide, un agent répond." in text


def test_it_says_answers_as_one_reads_them_without_quotation_marks():
    text = said()

    assert "Un agent relit et envoie" in text
    assert "« un agent relit et envoie »" not in text
    assert "Répondre plus vite." in text


def test_it_is_read_in_english():
    text = said(language=EN)

    assert "In service" in text
    assert "What the charter says" in text


def test_in_english_it_names_commitments_and_decisions_in_english_and_says_which_words_are_french():
    charter = load_framework("lyon-2025")
    second = charter.commitments_by_id["lyon-2025:2"].title
    known = replace(
        ENTRY,
        findings=(PublicFinding("lyon-2025:2", second.fr, Result.SATISFIED), *ENTRY.findings[1:]),
        decision=PublicDecision("Décision favorable", DAY, "La maire"),
    )
    written = to_html(entry_page(known, BANK, EN, charter)).replace("\u00a0", " ")

    assert second.en
    assert second.en in written
    assert second.fr not in written
    assert "Decision in favour, on 22 November 2026" in written
    assert '<span lang="fr">La maire</span>' in written
    assert f'<span lang="fr">{ENTRY.summary}</span>' in written
    assert '<blockquote lang="fr">' in written
    assert ' lang="fr">' not in to_html(entry_page(known, BANK, FR, charter)).partition("<body>")[2]


def test_it_leaves_out_the_parts_of_which_nothing_is_published():
    assert "L’argent" not in said()
    assert "L’argent" in said(replace(ENTRY, answers={"annual_cost": 2800}))


def test_the_difference_tells_each_field_that_changed_before_and_after():
    after = replace(
        ENTRY,
        title="Aide à la réponse",
        status=PublicStatus.SUSPENDED,
        answers={"interaction_mode": "direct", "purpose": "Répondre plus vite."},
        findings=ENTRY.findings[1:],
    )
    told = {change.label: (change.before, change.after) for change in changes(ENTRY, after, BANK, FR)}

    assert told["Titre"] == ("Réponse aux courriers", "Aide à la réponse")
    assert told["Où en est l’usage"] == ("En service", "Suspendu")
    assert told["Mode d’interaction"] == ("Un agent relit et envoie", "L’outil répond seul")
    assert told["Données personnelles"][1] == ""
    assert told["Pas d’IA en contact direct"] == ("Tenu", "")
    assert "But poursuivi" not in told


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"in_service_on": DAY}, "Premier jour de service"),
        ({"ended_on": DAY}, "Suspendu ou arrêté le"),
        ({"charter_title": "Charte IA de Valbrise"}, "Charte"),
        ({"decision": None}, "Décision"),
        ({"notices": ()}, "Mentions en place"),
    ],
)
def test_the_difference_hides_nothing_that_the_page_shows(changed, label):
    assert label in {change.label for change in changes(ENTRY, replace(ENTRY, **changed), BANK, FR)}


TITLES = st.sampled_from(["Réponse aux courriers", "Aide à la réponse"])
ENTRIES = st.builds(
    lambda title, status, mode: replace(ENTRY, title=title, status=status, answers={"interaction_mode": mode}),
    TITLES,
    st.sampled_from(PublicStatus),
    st.sampled_from(["mediated", "direct", "none"]),
)


@given(ENTRIES, ENTRIES)
def test_the_difference_is_empty_of_the_same_and_mirrors_when_turned_round(before, after):
    assert changes(before, before, BANK, FR) == ()
    forth, back = changes(before, after, BANK, FR), changes(after, before, BANK, FR)
    assert {(each.label, each.before, each.after) for each in forth} == {
        (each.label, each.after, each.before) for each in back
    }


def test_every_term_of_the_brief_is_followed_by_something():
    [aside] = entry_page(replace(ENTRY, charter="", charter_title="", change=""), BANK, FR).asides
    [brief] = aside.blocks
    assert isinstance(brief, DefinitionList)

    assert all(description != ("",) for entry in brief.entries for description in entry.descriptions)
    assert "Publiée le 22 novembre 2026" in said(replace(ENTRY, charter_title="", change=""))


def test_it_says_which_entry_of_another_register_it_began_with():
    address = "https://ia.montclair.example/r/4t7c2q9x/"

    assert f"Partie de la fiche : {address}" in " ".join(said(replace(ENTRY, imported_from=address)).split())


def test_the_entry_of_a_grid_of_points_never_calls_it_an_artificial_intelligence():
    answers = {
        "ai_act_role": "not_an_ai_system",
        "technique": "rules",
        "alternatives_considered": "compared",
        "refusal_without_loss": "yes",
        "embedded_in_software": "yes",
        "reuse_for_training": "excluded_by_contract",
    }
    said = to_text(entry_page(replace(ENTRY, answers=answers, findings=(), notices=()), BANK, FR))
    spoken = [line for line in said.splitlines() if "IA" in line]

    assert "Refuser ce calcul ne fait perdre aucun service." in said
    assert "L’outil est intégré à un logiciel métier." in said
    assert all(
        "règlement européen" in line or "système d’IA" in line or "Registre" in line or "Charte" in line
        for line in spoken
    )


def test_the_entry_of_an_ai_keeps_the_words_of_the_questions():
    answers = {"ai_act_role": "deployer", "technique": "generative", "refusal_without_loss": "yes"}

    assert "Refuser l’IA ne fait perdre" in to_text(entry_page(replace(ENTRY, answers=answers), BANK, FR))


STAFF = PublicNotice(Channel.STAFF, "Votre logiciel calcule des points.", DAY)
WITHDRAWN = replace(ENTRY, status=PublicStatus.WITHDRAWN, ended_on=date(2026, 12, 16), review_on=date(2027, 4, 7))


def test_what_staff_read_is_not_told_as_what_residents_do():
    page = said(replace(ENTRY, notices=(STAFF,)))

    assert "Ce que lisent les agents" in page
    assert "La mention que vous lisez" not in page
    both = said(replace(ENTRY, notices=(*ENTRY.notices, STAFF)))
    assert both.index("La mention que vous lisez") < both.index("Courrier préparé") < both.index("Ce que lisent")


def test_it_says_where_a_required_notice_is_missing():
    page = said(replace(ENTRY, notices=(STAFF,), missing_notices=(Channel.DECISION, Channel.LETTER)))

    told = page[page.index("La mention que vous devriez lire") : page.index("Ce que lisent les agents")]
    assert "Mention obligatoire pas encore en place" in told
    assert "Un algorithme a contribué à cette décision" in told
    assert "Courriers" in told
    assert "Required notice not in place yet" in said(replace(ENTRY, missing_notices=(Channel.LETTER,)), EN)


@pytest.mark.parametrize(("language", "words"), [(FR, "pas encore en place"), (EN, "not in place yet")])
def test_the_history_says_what_was_missing_and_is_so_no_longer(language: Language, words: str):
    [change] = changes(replace(ENTRY, missing_notices=(Channel.EMAIL,)), ENTRY, BANK, language)

    assert words in change.label
    assert (change.before != "", change.after) == (True, "")


def test_the_notices_of_what_no_longer_serves_are_told_in_the_past():
    page, english = said(WITHDRAWN), said(WITHDRAWN, EN)

    assert "Courriers, a été en place du 22 novembre 2026 au 16 décembre 2026" in page
    assert "La mention que vous lisez" not in page
    assert "was in place from 22 November 2026 to 16 December 2026" in english
    unknown = replace(WITHDRAWN, ended_on=None)
    assert "a été en place à partir du 22 novembre 2026" in said(unknown)
    dateless = replace(WITHDRAWN, notices=(replace(ENTRY.notices[0], shown_since=None),))
    assert "a été en place jusqu’au 16 décembre 2026" in said(dateless)


def test_nothing_that_is_over_announces_a_review():
    assert "Prochaine revue" not in said(WITHDRAWN)
    assert "Prochaine revue" in said(replace(WITHDRAWN, status=PublicStatus.SUSPENDED))


def test_a_review_that_is_late_is_said_late_on_the_day_it_is_read():
    entry = replace(ENTRY, review_on=date(2026, 11, 24))

    def read(on: date, language: Language = FR) -> str:
        return to_text(entry_page(entry, BANK, language, on=on), width=300).replace("\u00a0", " ")

    assert "24 novembre 2026" in read(date(2026, 11, 24))
    assert "en retard" not in read(date(2026, 11, 24))
    late = read(date(2026, 11, 25))
    assert "Revue prévue le" in late
    assert "24 novembre 2026, en retard" in late
    assert "Prochaine revue" not in late
    assert "24 November 2026, overdue" in read(date(2026, 11, 25), EN)


def test_a_project_that_was_refused_is_not_told_as_a_use():
    page = said(replace(ENTRY, status=PublicStatus.REFUSED))

    assert "Ce projet a été refusé" in page
    assert "il n’a pas été mis en service" in page
    assert "Ce projet a été refusé" not in said(ENTRY)
    assert "was never put into service" not in said(ENTRY, EN)
