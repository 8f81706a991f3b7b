# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What Balise writes for an office suite, opened by one."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.rendering.every_block import EVERYTHING
from tests.servers.tools import program

from balise.core.language import Language
from balise.loading.questions import shipped_bank
from balise.rendering.document import Document
from balise.rendering.odt import to_odt
from balise.rendering.supplier_questionnaire import Supplier, questions_asked, supplier_questionnaire

Opened = Callable[[Document], str]
SUPPLIER = Supplier("Assistant du guichet", "Ville de Valbrise", "Guichet+", "Éditions du Guichet", "Inès Instructrice")


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Return a function that gives the words LibreOffice reads in a document."""

    def read(document: Document) -> str:
        (tmp_path / "essai.odt").write_bytes(to_odt(document))
        command = [
            program("soffice"),
            f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}",  # the settings of nobody
            *("--headless", "--convert-to", "txt:Text (encoded):UTF8", "essai.odt"),
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return (tmp_path / "essai.txt").read_text(encoding="utf-8-sig")

    return read


def test_it_opens_with_every_word(opened: Opened) -> None:
    shown = opened(EVERYTHING)

    for said in (
        "Agent conversationnel",
        "■\u00a0Défavorable",
        "Pas d’IA face au public [formulation rapportée]",
        "■\u00a0Bloquant",
        "1. D’abord",
        "Deux fois",
        "Cantine",
        "Ce constat est calculé.",
    ):
        assert said in shown


def test_it_opens_the_questionnaire_to_a_supplier_with_every_question(opened: Opened) -> None:
    shown = opened(supplier_questionnaire(shipped_bank(), SUPPLIER, date(2026, 11, 21), Language.FRENCH))

    assert "Assistant du guichet" in shown
    assert shown.count("?") >= len(questions_asked(shipped_bank()))
