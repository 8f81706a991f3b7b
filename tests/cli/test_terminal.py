# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The command line in a real terminal: progress is drawn there, and nowhere else."""

import os
import pty
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHATBOT = "examples/valbrise/agent-conversationnel.yaml"
REGISTER = ("examples/registre/registre-valbrise.csv", "--mapping", "examples/registre/valbrise-2026.yaml")


def in_a_terminal(*arguments: str) -> tuple[int, str]:
    """Run ``balise`` with a terminal on its three streams; return its exit code and what the screen received."""
    child, screen = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "balise", *arguments])  # noqa: S606 - no shell is wanted
    received = b""
    while True:
        try:
            received += os.read(screen, 1 << 16)
        except OSError:  # Linux ends a closed terminal with an error
            break
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), received.decode(errors="replace")


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, ("check", CHATBOT)),
        (0, ("frameworks",)),
        (0, ("questions", "audience")),
        (1, ("evaluate", CHATBOT, "--framework", "lyon-2025")),
        (1, ("evaluate", "examples/valbrise", "--framework", "lyon-2025")),
        (0, ("explain", CHATBOT, "lyon-2025:2")),
        (0, ("advise", CHATBOT, "--framework", "lyon-2025")),
        (0, ("compare", "lyon-2025", "strasbourg-2025", "examples/valbrise")),
    ],
)
def test_it_answers_in_a_terminal(code, arguments):
    answered, screen = in_a_terminal(*arguments)

    assert "Traceback" not in screen
    assert answered == code


def test_it_writes_files_from_a_terminal(tmp_path):
    sheet = in_a_terminal("sheet", CHATBOT, "--framework", "lyon-2025", "--out", str(tmp_path / "fiche.html"))
    imported = in_a_terminal("import", *REGISTER, "--out", str(tmp_path / "registre.jsonl"))

    assert (sheet[0], imported[0]) == (0, 0), sheet[1] + imported[1]
    assert {path.name for path in tmp_path.iterdir()} == {"fiche.html", "registre.jsonl"}


def test_it_draws_progress_in_a_terminal_only(balise):
    _, screen = in_a_terminal("evaluate", "examples/valbrise", "--framework", "lyon-2025")
    piped = balise("evaluate", "examples/valbrise", "--framework", "lyon-2025")

    assert "Évaluation" in screen
    assert "100%" in screen
    assert "100%" not in piped.out + piped.err
