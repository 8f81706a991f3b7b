# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The command line as its users meet it: a process, its two streams and its exit code."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Both streams, lines joined and no-break spaces made plain, to look for a sentence whole."""
        return " ".join(f"{self.out} {self.err}".replace("\u00a0", " ").split())


@pytest.fixture
def balise():
    """Run ``balise`` from the root of the project, as its README does."""

    def run(*arguments: object, **environment: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "balise", *(str(argument) for argument in arguments)],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Answer(done.returncode, done.stdout, done.stderr)

    return run
