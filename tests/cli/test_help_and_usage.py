# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Help and usage errors: in the reader's language, with what to write instead."""

import pytest

from balise.cli.group import COMMANDS


def test_it_lists_every_command_in_french(balise):
    answer = balise("--help")

    assert answer.code == 0
    assert all(f"  {name} " in answer.out for name in COMMANDS)
    assert "Codes de sortie" in answer.said


@pytest.mark.parametrize("name", COMMANDS)
def test_it_helps_with_each_command_in_both_languages(balise, name):
    french, english = balise(name, "--help"), balise(name, "--help", "--lang", "en")

    assert (french.code, english.code) == (0, 0)
    assert "Affiche cette aide." in french.out
    assert "Show this help." in english.out


def test_it_speaks_english_when_the_environment_asks(balise):
    assert "Show this help." in balise("--help", BALISE_LANG="en").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["evaluat"], "La commande « evaluat » n’existe pas. Écrivez plutôt « evaluate »."),
        (["account", "lst"], "La commande « lst » n’existe pas. Écrivez plutôt « list »."),
        (["check", "--formt", "json"], "L’option « --formt » n’existe pas. Écrivez plutôt « --format »."),
        (["evaluate"], "Il manque DOSSIERS."),
        (["evaluate", "x", "--on"], "L’option « --on » attend une valeur."),
        (["evaluate", "x", "--on", "demain"], "« demain » n’est pas une date. Écrivez année-mois-jour"),
        (["evaluate", "x", "--format", "xml"], "« xml » n’est pas possible ici."),
        (["check", "--lang", "de"], "« de » n’est pas possible ici."),
        (["explain", "a", "b", "c"], "Il y a un mot de trop : « c »."),
    ],
)
def test_it_refuses_a_bad_command_line_in_words(balise, arguments, said):
    answer = balise(*arguments)

    assert answer.code == 2
    assert said in answer.said
    assert "--help" in answer.said


def test_it_shows_help_and_fails_when_nothing_is_asked(balise):
    answer = balise()

    assert answer.code == 2
    assert "Commandes" in answer.said
