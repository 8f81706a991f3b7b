# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The walls of ``docs/comprendre/architecture.md``: they stand, and a breach is seen.

A guard that never barks proves nothing: each wall is also breached on purpose, in a copy, and the breach must
be named. ``.importlinter`` says who may import whom. A list of what is forbidden is never complete, so the
core has a closed list of what it may import, kept here with the builtins it may not touch.
"""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

CORE_MAY_IMPORT = {
    "__future__",
    "abc",
    "bisect",
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "functools",
    "hashlib",
    "itertools",
    "json",
    "math",
    "operator",
    "re",
    "statistics",
    "types",
    "typing",
    "unicodedata",
}
CORE_MAY_NOT_TOUCH = {"__import__", "breakpoint", "compile", "eval", "exec", "input", "open", "print"}
READS_THE_CLOCK = {"now", "today", "utcnow"}
NAMES_THAT_SAY_NOTHING = {"common", "helpers", "managers", "services", "utils"}


def lint_imports(folder: Path) -> tuple[bool, str]:
    """Judge the sources of this folder by its contracts: are they kept, and what was said."""
    run = subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode == 0, run.stdout + run.stderr


def impurities(folder: Path) -> Iterator[str]:
    """Yield what, in these files, reaches outside the domain: a module, a builtin or the clock."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield from (f"{path.name} {reach}" for reach in _reaches(node))


def _reaches(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=aliases):
            yield from (f"imports {alias.name}" for alias in aliases if not _may_be_imported(alias.name))
        case ast.ImportFrom(module=str(name), level=0) if not _may_be_imported(name):
            yield f"imports {name}"
        case ast.Name(id=name) if name in CORE_MAY_NOT_TOUCH:
            yield f"touches {name}"
        case ast.Attribute(attr=name) if name in READS_THE_CLOCK:
            yield f"reads the clock by {name}"


def _may_be_imported(module: str) -> bool:
    root = module.partition(".")[0]
    return root in CORE_MAY_IMPORT or root == "balise"  # between our rooms, .importlinter judges


@pytest.fixture
def project(tmp_path):
    """Copy the code and its contracts, so that a wall can be breached without harm."""
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for path in (ROOT / "src").rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return tmp_path


def breach(project: Path, room: str, line: str) -> None:
    """Add one line to the front door of a room, which is created when it does not exist."""
    door = project / "src" / "balise" / room / "__init__.py"
    door.parent.mkdir(exist_ok=True)
    with door.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def test_it_keeps_every_wall_between_the_rooms():
    kept, said = lint_imports(ROOT)

    assert kept, said


@pytest.mark.parametrize(
    ("room", "line", "expected"),
    [
        ("core", "import os", "balise.core is not allowed to import os"),
        ("core", "from pathlib import Path", "balise.core is not allowed to import pathlib"),
        ("core", "import yaml", "balise.core is not allowed to import yaml"),
        ("core", "import balise.frameworks", "balise.core is not allowed to import balise.frameworks"),
        ("core", "from balise.cli import main", "balise.core is not allowed to import balise.cli"),
        ("frameworks", "import balise.loading", "balise.frameworks is not allowed to import balise.loading"),
        ("loading", "import balise.rendering", "balise.loading is not allowed to import balise.rendering"),
        ("loading", "import click", "balise.loading is not allowed to import click"),
        ("rendering", "import balise.loading", "balise.rendering is not allowed to import balise.loading"),
        ("rendering", "import yaml", "balise.rendering is not allowed to import yaml"),
        ("attic", "", "balise.attic"),
    ],
)
def test_it_sees_a_wall_breached(project, room, line, expected):
    breach(project, room, line)

    kept, said = lint_imports(project)

    assert not kept
    assert expected in " ".join(said.split())


def test_it_keeps_the_core_pure():
    assert list(impurities(ROOT / "src" / "balise" / "core")) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("import ctypes", "imports ctypes"),
        ("from importlib import resources", "imports importlib"),
        ("import locale", "imports locale"),
        ("import zoneinfo", "imports zoneinfo"),
        ("def peek():\n    import threading", "imports threading"),
        ("text = open('charter.yaml').read()", "touches open"),
        ("verdict = eval('1 + 1')", "touches eval"),
        ("print('so far so good')", "touches print"),
        ("from datetime import date\ntoday = date.today()", "reads the clock by today"),
        ("from datetime import UTC, datetime\ninstant = datetime.now(UTC)", "reads the clock by now"),
    ],
)
def test_it_sees_what_would_make_the_core_impure(tmp_path, line, expected):
    (tmp_path / "rules.py").write_text(line, encoding="utf-8")

    (found,) = impurities(tmp_path)

    assert expected in found


def test_it_keeps_logic_out_of_the_framework_data():
    modules = list((ROOT / "src" / "balise" / "frameworks").rglob("*.py"))

    assert [module.name for module in modules] == ["__init__.py"]
    assert [type(node) for node in ast.parse(modules[0].read_text(encoding="utf-8")).body] == [ast.Expr]


def test_it_gives_every_module_a_name_that_says_something():
    named = {
        path
        for room in ("src", "tests")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {"", ".py"} and path.stem in NAMES_THAT_SAY_NOTHING and "node_modules" not in path.parts
    }

    assert named == set()
