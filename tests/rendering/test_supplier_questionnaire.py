# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questionnaire to a supplier asks everything once, in order, and lets itself be filled in."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from balise.core.language import Language
from balise.loading.questions import shipped_bank
from balise.rendering.html import to_html
from balise.rendering.odt import to_odt
from balise.rendering.supplier_questionnaire import (
    FOR_SUPPLIERS,
    Supplier,
    questions_asked,
    supplier_questionnaire,
)

DAY = date(2026, 11, 21)
EMBEDDED = Supplier("Assistant du guichet", "Ville de Valbrise", "Guichet+", "Éditions du Guichet", "Inès Instructrice")


def page(language=Language.FRENCH, supplier=EMBEDDED):
    return to_html(supplier_questionnaire(shipped_bank(), supplier, DAY, language)).replace("\u00a0", " ")


@pytest.mark.parametrize("language", Language)
def test_it_numbers_its_questions_from_one_without_a_gap(language):
    numbers = [int(number) for number in re.findall(r"<strong>(\d+)\. ", page(language))]

    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == len(questions_asked(shipped_bank())) + 13


def test_it_asks_everything_that_the_bank_says_a_supplier_knows():
    written = page()

    for question in questions_asked(shipped_bank()):
        label = FOR_SUPPLIERS.get(question.id, question.label).fr
        assert label.replace("\u00a0", " ") in written, question.id


def test_it_says_again_for_a_supplier_only_questions_that_the_bank_gives_to_one():
    assert set(FOR_SUPPLIERS) <= {question.id for question in questions_asked(shipped_bank())}


def test_it_names_the_software_that_hides_the_tool_and_stays_polite():
    written = page()

    assert "« Assistant du guichet », fonction d’IA de votre logiciel « Guichet+ »" in written
    assert "Éditions du Guichet" in written
    assert "Notre collectivité (Ville de Valbrise) a adopté une charte" in written
    assert "nos salutations distinguées" in written
    assert "21 novembre 2026" in written


def test_it_leaves_a_line_to_fill_in_when_the_supplier_is_not_known():
    assert "votre logiciel" not in page(supplier=Supplier("Plume", "Ville de Valbrise"))


def test_it_is_the_same_file_each_time_and_opens_as_odt():
    document = supplier_questionnaire(shipped_bank(), EMBEDDED, DAY, Language.FRENCH)

    content = to_odt(document)

    assert content == to_odt(document)
    with ZipFile(BytesIO(content)) as archive:
        assert "Guichet+" in archive.read("content.xml").decode()


def test_it_leads_each_choice_by_a_box_and_by_no_bullet_beside_it():
    written = page()

    assert '<ul class="boxes" role="list"><li>☐ Oui</li>' in written
    assert not re.search(r"<ul><li>☐", written)
