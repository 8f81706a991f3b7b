# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from dataclasses import replace
from datetime import date

import pytest
from tests.rendering.small_charter import BANK, CHARTER, ON, dossier, question

from balise.core.advice import advise
from balise.core.amendment import deciding
from balise.core.conditions import Is, Not
from balise.core.dates import Dated, Period, Step
from balise.core.evaluation import evaluate
from balise.core.frameworks import Kind, Status, Strength
from balise.core.language import Language, Text
from balise.core.questions import Choice, Nature, QuestionBank, QuestionType
from balise.rendering.document import FindingList, Manner, Paragraph, Section, Verdict
from balise.rendering.html import to_html
from balise.rendering.reasons import Addressee
from balise.rendering.sheet import sheet
from balise.rendering.text import to_text
from balise.rendering.verdicts import outcome_mark

FR, EN = Language.FRENCH, Language.ENGLISH
LENIENT = replace(
    CHARTER, id="lenient", title=Text("Charte indulgente", "Lenient charter"), criteria=CHARTER.criteria[1:4]
)


def page(language=FR, charters=(CHARTER,), *, advised=True, **answers):
    """Return the sheet of the chatbot under these charters."""
    judged = dossier(**answers)
    evaluations = [evaluate(charter, judged, ON) for charter in charters]
    advices = {charter.digest: advise(charter, BANK, judged, ON) for charter in charters} if advised else {}
    return sheet(evaluations, advices, BANK, language)


def said(document, **options):
    """Return the text of a document on long lines, with ordinary spaces."""
    return to_text(document, width=400, **options).replace("\u00a0", " ")


def test_it_says_the_answer_then_the_reason_then_what_the_missing_answers_are_worth():
    (_, answer) = page(interaction_mode="direct", exit_plan=None, requests=None).opening

    assert isinstance(answer, Verdict)
    assert (answer.tone, answer.word) == ("stop", "Défavorable")
    assert said(page(interaction_mode="direct", exit_plan=None, requests=None)).count("│") == 7
    text = said(page(interaction_mode="direct", exit_plan=None, requests=None))
    assert "│ Un engagement bloquant n’est pas tenu : « Pas d’IA en contact direct ».\n" in text
    assert "│ Mode d’interaction : « l’outil répond seul ».\n" in text
    assert "│ Les 2 réponses qui manquent n’y changeraient rien.\n" in text


def test_it_speaks_of_one_missing_answer_in_the_singular():
    assert "│ La réponse qui manque n’y changerait rien.\n" in said(page(interaction_mode="direct", exit_plan=None))


def test_it_does_not_speak_of_missing_answers_when_there_is_none():
    assert "manque" not in said(page(interaction_mode="direct")).partition("Ce qui suffirait")[0]


@pytest.mark.parametrize(
    ("answers", "word", "reason"),
    [
        ({}, "FAVORABLE", "Tous les engagements qui s’imposent à ce projet sont tenus."),
        ({"exit_plan": "no"}, "FAVORABLE SOUS RÉSERVES", "Un point à corriger : « Réversibilité »."),
        ({"last_drill": date(2020, 1, 1)}, "FAVORABLE SOUS RÉSERVES", "Un point à corriger : « Réversibilité »."),
        (
            {"interaction_mode": None},
            "INCOMPLET : IL MANQUE DES RÉPONSES",
            "Il manque une réponse pour conclure sur « Pas d’IA en contact direct ».",
        ),
        ({"requests": 5000}, "FAVORABLE", "1 conseil n’est pas suivi (« Sobriété ») ; il n’oblige pas."),
    ],
)
def test_it_gives_each_outcome_its_reason(answers, word, reason):
    text = said(page(**answers))

    assert f" {word}\n" in text
    assert f"│ {reason}\n" in text


def test_it_says_what_would_be_enough():
    text = said(page(interaction_mode="direct", exit_plan="no"))

    aside = text.partition("Ce qui suffirait\n")[2].partition("Engagement par engagement")[0]
    assert (
        "1. Mode d’interaction : « l’outil répond seul » → « aucun contact » ou « un agent relit et envoie »" in aside
    )
    assert "Issue : favorable sous réserves." in aside
    assert "plus petit changement possible" in aside


def test_it_goes_without_advice_when_none_is_given():
    assert page(advised=False, interaction_mode="direct").asides == ()


def test_it_puts_the_gravest_commitments_first_and_what_does_not_apply_last():
    body = page(interaction_mode="direct", exit_plan=None).body
    (findings,) = (block for block in body[0].blocks if isinstance(block, FindingList))

    assert [item.number for item in findings.items] == ["1", "2", "3"]
    assert [section.title for section in body] == [
        "Engagement par engagement",
        "Sans objet pour ce dossier",
        "Ce qui engage la collectivité entière",
        "Pièces justificatives",
    ]
    assert "1 engagement ne s’applique pas ici" in said(page())


def test_it_shows_beside_each_commitment_where_its_words_come_from():
    text = said(page())

    assert "1. Pas d’IA en contact direct [formulation votée]" in text
    assert "2. Réversibilité [formulation reconstituée]" in text
    assert "4. Bilan annuel [résumé non officiel]" in text
    assert "Origine des formulations : 2 votées, 1 rapportée, 1 reconstituée et 1 résumée par nos soins." in text


def test_it_says_what_to_do_about_what_is_not_kept_and_only_that():
    text = said(page(interaction_mode="direct"))

    assert text.count("À faire : Faites en sorte que : un agent relit ce que lisent les habitants.") == 1
    assert text.count("À faire") == 1


@pytest.mark.parametrize(
    ("language", "expected", "orders"),
    [
        (
            FR,
            ("Pour être tenu : Un agent relit ce que lisent les habitants.", "Sans réponse pour l’instant : requêtes"),
            ("À faire", "Faites", "À renseigner", "vos réponses"),
        ),
        (
            EN,
            ("To be kept: Staff check what residents read.", "Not answered yet: requests"),
            ("What to do", "See that", "To fill in"),
        ),
    ],
)
def test_it_tells_whoever_only_reads_what_would_be_kept_and_gives_no_order(language, expected, orders):
    judged = dossier(interaction_mode="direct", exit_plan="no", requests=None)
    charters = (CHARTER, LENIENT)
    evaluations = [evaluate(charter, judged, ON) for charter in charters]
    advices = {charter.digest: advise(charter, BANK, judged, ON) for charter in charters}

    text = said(sheet(evaluations, advices, BANK, language, Addressee.READER))

    assert all(words in text for words in expected), text
    assert not [words for words in orders if words in text]


def test_it_gives_a_reader_no_order_when_the_project_is_out_of_reach_either():
    fixed = QuestionBank(BANK.themes, tuple(replace(question, nature=Nature.FACT) for question in BANK.questions))
    judged = dossier(interaction_mode="direct")
    advices = {CHARTER.digest: advise(CHARTER, fixed, judged, ON)}

    text = said(sheet([evaluate(CHARTER, judged, ON)], advices, fixed, FR, Addressee.READER))

    assert "• Pas d’IA en contact direct : Un agent relit ce que lisent les habitants.\n" in text
    assert "Faites" not in text


def test_it_traces_a_finding_to_its_rule_its_answers_and_its_source():
    text = said(page(interaction_mode="direct"))
    trace = text.partition("Pourquoi ce constat")[2].partition("◌")[0]

    assert "Un agent relit ce que lisent les habitants. valbrise:1:a" in trace
    assert "S’applique si : Public concerné : comprend « habitants »" in trace
    assert "Vérifie : Mode d’interaction : autre que « l’outil répond seul »" in trace
    assert "- Mode d’interaction : « l’outil répond seul »" in trace
    assert (
        "Source : Délibération du conseil municipal de Valbrise <https://valbrise.example/charte>, art. 1 "
        "(relue le 1er juin 2026)" in trace
    )


def test_it_flags_evidence_that_has_expired():
    text = said(page())

    assert "▲ Expirée depuis le 1er novembre 2026" in text
    assert "Expire le 1er janvier 2027" in text
    assert "Sans date de fin" in text
    assert "Contrat <https://valbrise.example/contrat>" in text
    assert '<a href="https://valbrise.example/contrat">Contrat</a>' in to_html(page())


def test_it_says_what_an_incomplete_dossier_will_come_to_once_nothing_can_change_it():
    sober = replace(CHARTER.criteria[3], strength=Strength.CORRECTABLE)
    charter = replace(CHARTER, criteria=(*CHARTER.criteria[:3], sober))

    unsettled = said(page(interaction_mode=None))
    settled = said(page(charters=(charter,), exit_plan="no", requests=None))

    assert "│ Une réponse absente n’est jamais comptée comme bonne.\n" in unsettled
    assert "◌ INCOMPLET" in settled
    assert "│ Quelles que soient ces réponses, l’issue est déjà connue : favorable sous réserves.\n" in settled


@pytest.mark.parametrize(
    ("exit_plan", "expected"),
    [
        ("yes", "Un avis qui n’est pas rendu n’est jamais compté comme favorable."),
        ("no", "Quoi que l’on y lise, l’issue est déjà connue : favorable sous réserves."),
    ],
)
def test_it_says_what_an_opinion_that_is_still_awaited_is_worth(exit_plan, expected):
    choices = tuple(Choice(name, Text(name)) for name in ("favourable", "unfavourable"))
    opinion = question("dpo_opinion", QuestionType.CHOICE, Text("avis"), choices=choices, nature=Nature.FACT)
    bank = QuestionBank(BANK.themes, (*BANK.questions, opinion))
    awaiting = replace(CHARTER.criteria[2], expects=Is("dpo_opinion", "favourable"))
    charter = replace(CHARTER, criteria=(CHARTER.criteria[1], awaiting))
    judged = dossier(exit_plan=exit_plan)

    text = said(sheet([evaluate(charter, judged, ON)], {charter.digest: advise(charter, bank, judged, ON)}, bank, FR))

    assert "│ Un avis attendu pour conclure sur « Réversibilité ».\n" in text
    assert f"│ {expected}\n" in text


def test_it_says_that_a_dossier_cannot_pass_before_it_says_what_is_missing():
    either = Not(Is("exit_plan", "yes"))
    charter = replace(
        CHARTER,
        criteria=(
            replace(CHARTER.criteria[1], strength=Strength.BLOCKING),
            replace(CHARTER.criteria[2], strength=Strength.BLOCKING, expects=either),
        ),
    )

    text = said(page(charters=(charter,), exit_plan=None))

    assert "■ NE PEUT PAS PASSER\n" in text
    assert "INCOMPLET" not in text
    order = ("NE PEUT PAS PASSER", "l’issue est déjà connue : défavorable.", "Il manque une réponse pour conclure")
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)


def test_it_says_that_a_law_refuses_before_it_says_what_the_charter_waits_for():
    law = replace(CHARTER, id="law", title=Text("Une loi", "A law"), kind=Kind.LAW, criteria=CHARTER.criteria[:1])
    charters = (LENIENT, law)

    text = said(page(charters=charters, interaction_mode="direct", exit_plan=None))
    english = said(page(EN, charters, interaction_mode="direct", exit_plan=None))

    assert "■ NE PEUT PAS PASSER\n│ Un engagement bloquant n’est pas tenu au regard de : Une loi.\n" in text
    assert "│ Le constat reste incomplet au regard de : Charte indulgente.\n" in text
    assert "\nCe qui suffirait au regard de : Charte indulgente\n" in text
    assert "■ CANNOT PASS\n│ A blocking commitment is not kept under: A law.\n" in english


def test_it_does_not_call_incomplete_a_framework_that_is_not_in_force_beside_a_law_that_refuses():
    law = replace(CHARTER, id="law", title=Text("Une loi", "A law"), kind=Kind.LAW, criteria=CHARTER.criteria[:1])
    to_come = replace(LENIENT, in_force=Period(date(2027, 1, 1), None))

    text = said(page(charters=(to_come, law), interaction_mode="direct", exit_plan=None))

    assert "◌ PAS EN VIGUEUR\n" in text
    assert "│ Plus sévère au regard de : Une loi (défavorable).\n" in text
    assert "reste incomplet" not in text


def test_it_goes_without_a_table_of_evidence_when_there_is_none():
    judged = replace(dossier(), evidence=())

    document = sheet([evaluate(CHARTER, judged, ON)], {}, BANK, FR)

    assert "Pièces justificatives" not in said(document)


def test_it_links_to_the_other_frameworks_and_gives_each_its_section():
    document = page(charters=(CHARTER, LENIENT), interaction_mode="direct", exit_plan="no")
    html = to_html(document)

    assert '<a href="#lenient@1.0.0">Charte indulgente</a>' in html
    assert '<section id="lenient@1.0.0"><h2>Charte indulgente</h2>' in html
    assert "Charte indulgente : ▲ 1 point à corriger\n" in said(document)
    assert [section.title for section in document.body if isinstance(section, Section)][:2] == [
        "Charte de Valbrise",
        "Charte indulgente",
    ]


def test_it_never_opens_on_better_news_than_it_holds():
    kinder_first = said(page(charters=(LENIENT, CHARTER), interaction_mode="direct"))
    graver_first = said(page(charters=(CHARTER, LENIENT), interaction_mode="direct"))

    assert "│ Plus sévère au regard de : Charte de Valbrise (défavorable).\n" in kinder_first
    assert "Plus sévère" not in graver_first


def test_it_says_under_which_version_when_and_how_to_obtain_it_again():
    text = said(page())
    digest = evaluate(CHARTER, dossier(), ON).digest

    assert (
        "Dossier 2026-017 · Ville de Valbrise · Charte de Valbrise (version 1.0.0, brouillon) · "
        "évalué au 21 novembre 2026\n" in text
    )
    assert f"valbrise@1.0.0 {digest}\n" in text


def test_it_speaks_english():
    text = said(page(EN, interaction_mode="direct", exit_plan="no"))

    assert "■ UNFAVOURABLE" in text
    assert "One blocking commitment is not kept: “No AI in direct contact”." in text
    assert "To do" not in text
    assert not set("«»éèçœ") & set(text.replace("Délibération", "").replace("sécurité", ""))


def test_it_refuses_to_make_a_sheet_of_nothing():
    with pytest.raises(ValueError, match="at least one"):
        sheet([], {}, BANK, FR)


def test_it_gives_every_finding_its_address():
    html = to_html(page())

    assert all(f'id="valbrise:{number}"' in html for number in range(1, 6))


def test_it_answers_in_words_and_not_in_identifiers():
    assert "interaction_mode" not in to_html(page(interaction_mode="direct"))


def test_it_counts_the_commitments_that_it_names():
    charter = replace(
        CHARTER,
        commitments=(
            *CHARTER.commitments[:2],
            replace(CHARTER.commitments[2], strength=Strength.CORRECTABLE),
            *CHARTER.commitments[3:],
        ),
    )
    (evaluation,) = [evaluate(charter, dossier(exit_plan="no", requests=5000), ON)]

    assert len(deciding(evaluation)) == 3
    assert outcome_mark(evaluation, FR).word.replace("\u00a0", " ") == "2 points à corriger"
    assert "│ 2 points à corriger : « Réversibilité » et « Sobriété ».\n" in said(sheet([evaluation], {}, BANK, FR))


def test_it_calls_advice_advice_even_beside_a_point_to_correct():
    softer = replace(CHARTER.criteria[2], strength=Strength.ADVISORY)
    charter = replace(CHARTER, criteria=(*CHARTER.criteria[:2], softer, *CHARTER.criteria[3:]))

    text = said(page(charters=(charter,), exit_plan="no", requests=5000))

    assert "▲ À corriger · 2. Réversibilité" in text
    assert "À faire : Faites en sorte que : un plan de sortie existe.\n" in text
    assert "Conseil : Faites en sorte que : un exercice date de moins d’un an.\n" in text
    assert "valbrise:2:b ◌ Conseil\n" in text
    assert "◌ Conseil · 3. Sobriété" in text
    assert "│ 2 conseils ne sont pas suivis (« Réversibilité » et « Sobriété ») ; ils n’obligent pas.\n" in text


def test_it_opens_the_reasons_with_the_sentence_of_the_commitment_on_that_day():
    then = Dated((Step(None, Text("Ce qui valait.")), Step(date(2027, 1, 1), Text("Ce qui vaudra."))))
    charter = replace(CHARTER, commitments=(replace(CHARTER.commitments[0], statement=then), *CHARTER.commitments[1:]))

    document = page(charters=(charter,))

    assert "Pourquoi ce constat\n    │ Ce qui valait.\n" in said(document)
    assert "Pourquoi ce constat\n    L’engagement : Engagement : Réversibilité\n" in said(document)
    assert "Ce qui vaudra" not in said(document)
    assert "Ce qui valait" not in said(document, unfold=False)


def test_it_shows_under_the_title_what_the_project_says_of_itself():
    lede = page(summary="Un outil\n répond aux habitants").opening[0]

    assert lede == Paragraph.of("Un outil répond aux habitants.", manner=Manner.LEDE)
    assert len(page(summary=" ").opening) == len(page().opening) == 2


def test_it_gives_the_full_title_of_a_framework_once():
    first, second = (
        replace(charter, title=Text(f"{charter.title.fr} — en bref"), status=Status.PUBLISHED)
        for charter in (CHARTER, LENIENT)
    )

    text = said(page(charters=(first, second)))

    assert text.count("Charte de Valbrise — en bref") == 1
    assert "\nCharte de Valbrise\n──────────────────\n\nVersion 1.0.0\n" in text
    assert "\nCharte indulgente\n─────────────────\n\nEn bref · version 1.0.0\n" in text


def test_it_tells_two_versions_of_one_framework_apart():
    softer = replace(CHARTER, version="1.1.0", criteria=CHARTER.criteria[1:4])
    document = page(charters=(CHARTER, softer), interaction_mode="direct", exit_plan="no")
    text = said(document)

    assert "\nCharte de Valbrise (version 1.1.0, brouillon) : ▲ 1 point à corriger\n" in text
    assert "Mode d’interaction : « l’outil répond seul » → " in text.partition("Aussi évalué")[0]
    assert [section.title for section in document.body if isinstance(section, Section)][:2] == [
        "Charte de Valbrise (version 1.0.0, brouillon)",
        "Charte de Valbrise (version 1.1.0, brouillon)",
    ]


def test_it_tells_two_texts_of_one_version_apart():
    softer = replace(CHARTER, criteria=CHARTER.criteria[1:4])
    kept = softer.digest.removeprefix("sha256:")[:8]
    html = to_html(page(charters=(CHARTER, softer)))

    name = f"Charte de Valbrise (version 1.0.0, brouillon, {kept})"
    assert f'<a href="#valbrise@1.0.0:{kept}">{name}</a>' in html
    assert f'<section id="valbrise@1.0.0:{kept}"><h2>{name}</h2>' in html


def test_it_says_in_one_sentence_that_few_changes_cannot_correct_every_point():
    fixed = QuestionBank(
        BANK.themes,
        tuple(replace(item, nature=Nature.FACT) if item.id == "exit_plan" else item for item in BANK.questions),
    )
    judged = dossier(exit_plan="no")
    charters = (CHARTER, LENIENT)
    advices = {charter.digest: advise(charter, fixed, judged, ON) for charter in charters}

    text = said(sheet([evaluate(charter, judged, ON) for charter in charters], advices, fixed, FR))

    sentence = "Quelques choix de conception n’y suffiraient pas. Reste à corriger : « Réversibilité »."
    assert text.count(sentence) == 2
    assert "changements, ou des faits" not in text
    assert "une à une" not in text
    assert text.index(sentence) < text.index("Aussi évalué")
