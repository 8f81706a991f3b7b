# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise notice check``: what a script learns of a saved page, and what a person is told to paste."""

import json

import pytest

ADDRESS = "https://ia.valbrise.example/r/7k3m9q2x/"
TEXT = "Texte préparé avec l’aide d’une IA, relu par un agent. ia.valbrise.example/r/7k3m9q2x"
LINKED = TEXT.replace("ia.valbrise.example/r/7k3m9q2x", f'<a href="{ADDRESS}">notre registre</a>')


def entry(code="7k3m9q2x", **changes):
    notice = {"channel": "web_text", "text": TEXT, "shown_since": "2026-11-01"}
    return {"schema": "balise-register-entry/1", "id": code, "address": ADDRESS, "notices": [notice], **changes}


@pytest.fixture
def page(tmp_path):
    def write(body, name="page.html"):
        (tmp_path / name).write_text(f"<!doctype html><html lang=fr><title>x</title><body>{body}", encoding="utf-8")
        return tmp_path / name

    return write


@pytest.fixture
def saved(tmp_path):
    def write(content):
        (tmp_path / "fiche.json").write_text(json.dumps(content), encoding="utf-8")
        return tmp_path / "fiche.json"

    return write


def test_it_is_fine_when_the_notice_is_there_and_leads_to_the_register(balise, page, saved):
    answer = balise("notice", "check", page(f"<p>{LINKED}</p>"), "--entry", saved(entry()))

    assert answer.code == 0
    assert "page.html : la mention y est (texte court, " in answer.said
    assert "À coller" not in answer.said


def test_it_says_that_the_notice_is_missing_and_what_to_paste(balise, page, saved):
    answer = balise("notice", "check", page("<p>Une actualité.</p>"), "--entry", saved(entry()))

    assert answer.code == 1
    assert "page.html : la mention n’y est pas." in answer.said
    assert f"L’adresse du registre n’y est pas : {ADDRESS}" in answer.said
    assert f'<a href="{ADDRESS}">ia.valbrise.example/r/7k3m9q2x</a></p>' in answer.out


def test_a_notice_that_nobody_perceives_does_not_count(balise, page, saved):
    answer = balise("notice", "check", page(f"<p hidden>{LINKED}</p>"), "--entry", saved(entry()))

    assert answer.code == 1
    assert "mais on ne la perçoit pas : l’élément est caché (hidden)" in answer.said


def test_what_it_tells_to_paste_passes(balise, page, saved):
    told = balise("notice", "check", page("<p>Rien.</p>"), "--entry", saved(entry())).out.splitlines()[-1]

    assert balise("notice", "check", page(told), "--entry", saved(entry())).code == 0


def test_it_gives_to_paste_the_notice_of_the_channel_that_the_page_is(balise, page, saved):
    letter = "Courrier préparé avec l’aide d’une IA, relu par un agent. ia.valbrise.example/r/7k3m9q2x"
    notices = [{"channel": channel, "text": text} for channel, text in (("letter", letter), ("web_text", TEXT))]
    told = entry(notices=[notice | {"shown_since": "2026-11-01"} for notice in notices])
    article = page(f"<p>{TEXT.partition('ia.')[0]}</p>", "article.html")
    answer = balise("notice", "check", article, "--entry", saved(told))

    assert answer.code == 1
    assert "la mention y est" in answer.said
    pasted = answer.out.splitlines()[-1]
    assert "Texte préparé" in pasted
    assert "Courrier" not in answer.out
    rows = json.loads(balise("notice", "check", article, "--entry", saved(told), "--format", "json").out)
    assert "Texte préparé" in str(rows)
    assert "Courrier" not in str(rows)


def test_it_checks_several_pages_and_fails_for_one(balise, page, saved):
    good, bad = page(f"<p>{LINKED}</p>", "oui.html"), page("<p>x</p>", "non.html")
    answer = balise("notice", "check", good, bad, "--entry", saved([entry(), entry("aaaa2222")]), "--id", "7k3m9q2x")

    assert answer.code == 1
    assert "oui.html : la mention y est" in answer.said
    assert "non.html : la mention n’y est pas." in answer.said


def test_it_looks_for_the_words_given(balise, page):
    words = "Texte préparé avec l'aide d'une IA"

    assert balise("notice", "check", page(f"<p>{TEXT}</p>"), "--text", words).code == 0
    assert balise("notice", "check", page("<p>x</p>"), "--text", words).code == 1
    answer = balise("notice", "check", page(f"<p>{words}</p>"), "--text", words, "--address", ADDRESS)
    assert answer.code == 1
    assert "L’adresse du registre n’y est pas" in answer.said


def test_it_answers_as_data(balise, page, saved):
    answer = balise("notice", "check", page(f"<!--{TEXT}-->"), "--entry", saved(entry()), "--format", "json")
    (found,) = json.loads(answer.out)

    assert answer.code == 1
    assert (found["fine"], found["form"], found["channel"], found["unseen"]) == (False, "short", "web_text", "comment")
    assert found["snippet"].startswith('<p lang="fr">')


def test_what_it_tells_to_paste_says_the_language_of_the_words_and_none_when_nobody_said_it(balise, page, saved):
    told = balise("notice", "check", page("<p>x</p>"), "--entry", saved(entry()), "--lang", "en").out.splitlines()[-1]
    given = balise("notice", "check", page("<p>x</p>"), "--text", "Texto preparado con IA").out.splitlines()[-1]

    assert told.startswith('<p lang="fr">')
    assert given == "<p>Texto preparado con IA</p>"


def test_it_speaks_english(balise, page):
    answer = balise("notice", "check", page("<p>x</p>"), "--text", "Text prepared with AI", "--lang", "en")

    assert "page.html: the notice is not there." in answer.said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Dites quelle mention chercher"),
        (["--text", "IA"], "Ce texte est trop court"),
        (["--text", "Une phrase entière", "--code", "7k3m9q2x"], "d’une seule façon"),
        (["--entry", "nulle-part.json"], "nulle-part.json"),
    ],
)
def test_it_refuses_what_it_cannot_look_for(balise, page, arguments, said):
    answer = balise("notice", "check", page("<p>x</p>"), *arguments)

    assert answer.code == 2
    assert said in answer.said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"nom": "x"}, "n’est pas une fiche publiée par Balise"),
        ([], "n’est pas une fiche publiée par Balise"),
        ([entry(), entry("aaaa2222")], "dites laquelle"),
        (entry(notices=[]), "Aucune mention de cette fiche n’est en place"),
        (entry(notices=[{"channel": ["a"], "text": TEXT}]), "Aucune mention de cette fiche n’est en place"),
        (
            entry(notices=[{"channel": "web_text", "text": {"fr": TEXT}}]),
            "Aucune mention de cette fiche n’est en place",
        ),
        (entry(notices=[{"channel": "nouveau", "text": TEXT}]), "Aucune mention de cette fiche n’est en place"),
    ],
)
def test_it_says_why_a_file_gives_no_notice(balise, page, saved, content, said):
    answer = balise("notice", "check", page("<p>x</p>"), "--entry", saved(content))

    assert answer.code == 2
    assert said in answer.said


def test_it_says_which_page_cannot_be_read(balise, tmp_path):
    answer = balise("notice", "check", tmp_path / "absente.html", "--text", "Une phrase entière")

    assert answer.code == 2
    assert "absente.html" in answer.said
    assert balise("notice", "check", "--text", "Une phrase entière").code == 2
