# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Kinds of personal data, in the words of people."""

from balise.core.language import Language
from balise.core.personal_data import kinds_in_words


def test_it_says_kinds_as_people_call_them_in_alphabetical_order():
    assert kinds_in_words(["phone", "email"], Language.FRENCH) == "adresse électronique, numéro de téléphone"
    assert kinds_in_words(["phone", "email"], Language.ENGLISH) == "e-mail address, telephone number"


def test_it_leaves_a_kind_that_only_a_later_version_knows_as_it_is():
    assert kinds_in_words(["passkey"], Language.FRENCH) == "passkey"
