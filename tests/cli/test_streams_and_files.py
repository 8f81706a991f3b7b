# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pipes that close, disks that are full, files that must not be lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BALISE = [sys.executable, "-m", "balise"]
EXAMPLES = ("examples/valbrise", "--framework", "lyon-2025")


def test_it_does_not_call_a_closed_pipe_a_refusal():
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [*BALISE, "frameworks"], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)

    assert done.returncode == 0
    assert done.stderr == ""


def test_it_says_that_the_disk_is_full():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*BALISE, "frameworks"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert done.returncode == 2
    assert "il n’y a plus de place" in done.stderr


def test_it_shows_a_verdict_on_a_terminal_that_lacks_its_shapes(balise):
    answer = balise("evaluate", *EXAMPLES, PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert answer.code == 1
    assert answer.err == ""


@pytest.mark.parametrize("content", ["", "[]", "\n\n"])
def test_it_does_not_call_an_empty_file_fine(balise, tmp_path, content):
    path = tmp_path / ("d.json" if content == "[]" else "d.jsonl")
    path.write_text(content)

    answer = balise("evaluate", path, "--framework", "lyon-2025")

    assert answer.code == 2
    assert "BAL-812" in answer.said


def test_it_never_overwrites_what_it_reads(balise, tmp_path):
    source = tmp_path / "registre.csv"
    source.write_bytes((ROOT / "examples/registre/registre-valbrise.csv").read_bytes())
    mapping, before = "examples/registre/valbrise-2026.yaml", source.read_bytes()

    onto_source = balise("import", source, "--mapping", mapping, "--out", source)
    onto_itself = balise(
        "import", source, "--mapping", mapping, "--out", tmp_path / "d.jsonl", "--report", tmp_path / "d.jsonl"
    )

    assert (onto_source.code, onto_itself.code) == (2, 2)
    assert "serait perdu" in onto_source.said
    assert "serait perdu" in onto_itself.said
    assert source.read_bytes() == before
    assert not (tmp_path / "d.jsonl").exists()


def test_it_tells_two_texts_of_the_same_name_apart(balise, tmp_path):
    charter = (ROOT / "src/balise/frameworks/lyon-2025").resolve()
    copy = tmp_path / "lyon-amende"
    for path in charter.rglob("*.yaml"):
        target = copy / path.relative_to(charter)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    manifest = copy / "framework.yaml"
    text = (
        manifest.read_text(encoding="utf-8").partition("\npublished:")[0].replace("status: published", "status: draft")
    )
    manifest.write_text(text, encoding="utf-8")
    rule = copy / "criteria/02-no-direct-contact.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("direct]}}", "none]}}"), encoding="utf-8")

    answer = balise(
        "evaluate", "examples/valbrise", "--framework", "lyon-2025", "--framework", copy, "--format", "jsonl"
    )

    assert len(answer.out.splitlines()) == 24, answer.err
