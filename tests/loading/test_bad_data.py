# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The museum of mistakes: every exhibit of ``tests/bad_data`` makes one, and says what its author must be told.

An exhibit is a file, or a folder when the mistake lies between files. The comment ``# attendu:`` gives the code
and the place (``line:column``, with the file before it when the comment stands elsewhere), ``# message:`` the
whole French message; a last « … » stands for a list that the question bank may lengthen. Nothing else may be
refused: a reader with one mistake is told one thing.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balise.core.language import Language
from balise.core.messages import MESSAGES, Place, Problem, Severity
from balise.loading.checking import tasks
from balise.loading.errors import InvalidData
from balise.loading.frameworks import read_framework

MUSEUM = Path(__file__).parents[1] / "bad_data"
EXHIBITS = sorted(path for path in MUSEUM.iterdir() if path.name != "README.md")
EXPECTED = re.compile(r"^# attendu: (BAL-\d{3})(?: (?:(\S+?):)?(\d+):(\d+))?$", re.MULTILINE)
MESSAGE = re.compile(r"^# message: (.+)$", re.MULTILINE)

SAID_ELSEWHERE = {
    "BAL-001": "a file that is not there cannot be exhibited",
    "BAL-007": "nor can a folder with nothing in it",
    "BAL-806": "the command line is given no framework",
    "BAL-808": "the command line is given an unknown framework",
    "BAL-809": "the command line judges by another version",
    "BAL-810": "the command line judges on another day",
    "BAL-811": "the command line is asked to explain an unknown commitment",
    "BAL-812": "the command line is given something else than dossiers",
    "BAL-813": "the command line is given an unknown version",
    "BAL-814": "the command line is given several dossiers where it takes one",
    "BAL-815": "the command line is given the id of no dossier",
    "BAL-817": "a drill is given a test set, which « balise check » does not read",
}
"""Codes that no file can meet by itself, and who meets them. Imports (BAL-9xx) have their own tests."""


@dataclass(frozen=True)
class Expected:
    """What the author of an exhibit must be told, and where."""

    code: str
    place: Place
    message: str


def expected_of(exhibit):
    """Return the expectation of an exhibit, written in its file or in one of its folder."""
    for path in [exhibit] if exhibit.is_file() else sorted(exhibit.rglob("*.*")):
        text = path.read_bytes().decode("utf-8", errors="replace")
        found, message = EXPECTED.search(text), MESSAGE.search(text)
        if found and message:
            code, name, line, column = found.groups()
            file = str(path.parent / name if name else path)
            place = Place(file, int(line), int(column)) if line else Place(file)
            return Expected(code, place, message[1])
    raise AssertionError(f"{exhibit.name} does not say what is expected")


def checked(path):
    """Return every problem that ``balise check PATH`` tells."""
    return [problem for task in tasks([path]) for problem in task.run(task.path).problems]


def errors_of(path):
    return [problem for problem in checked(path) if problem.severity is Severity.ERROR]


def message_of(problem):
    """Return a message as its reader sees it, the path of the museum left out."""
    said = f"{problem.sentence(Language.FRENCH)} {problem.remedy(Language.FRENCH)}"
    return said.replace(f"{MUSEUM}/", "")


@pytest.fixture(autouse=True)
def outside_the_museum(monkeypatch, tmp_path):
    """Run elsewhere, so that every path is told whole."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda path: path.name)
def test_it_tells_the_mistake_and_nothing_else(exhibit):
    expected = expected_of(exhibit)

    (error,) = errors_of(exhibit)

    assert (error.code, error.place) == (expected.code, expected.place)
    if expected.message.endswith(" …"):
        assert message_of(error).startswith(expected.message.removesuffix("…"))
    else:
        assert message_of(error) == expected.message


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda path: path.name)
def test_it_tells_the_mistake_in_english_too(exhibit):
    for problem in errors_of(exhibit):
        line = problem.line(Language.ENGLISH)

        assert "«" not in line.partition(f": {problem.code} ")[2]


def test_it_exhibits_every_code_that_a_file_can_meet():
    exhibited = {expected_of(exhibit).code for exhibit in EXHIBITS}

    missing = {code for code in MESSAGES if not code.startswith("BAL-9")} - exhibited - set(SAID_ELSEWHERE)

    assert missing == set()


def test_it_keeps_no_excuse_for_a_code_that_is_exhibited_or_gone():
    exhibited = {expected_of(exhibit).code for exhibit in EXHIBITS}

    assert not set(SAID_ELSEWHERE) & exhibited
    assert set(SAID_ELSEWHERE) <= set(MESSAGES)


def test_it_says_that_a_path_does_not_exist(tmp_path):
    with pytest.raises(InvalidData) as refusal:
        tasks([tmp_path / "charte-de-rivemont"])

    (problem,) = refusal.value.problems
    assert problem.code == "BAL-001"
    assert problem.sentence(Language.FRENCH) == "Le fichier ne peut pas être lu\u00a0: il n’existe pas."


def test_it_says_that_a_folder_holds_nothing_to_check(tmp_path):
    (tmp_path / "notes.txt").write_text("À faire : la charte.", encoding="utf-8")

    with pytest.raises(InvalidData) as refusal:
        tasks([tmp_path])

    (problem,) = refusal.value.problems
    assert problem.code == "BAL-007"
    assert "ni cadre, ni questions, ni dossier, ni correspondance" in problem.sentence(Language.FRENCH)


# What follows no town has written, but a crash is never an answer.

CHARTER = (MUSEUM / "cas-que-la-regle-contredit.yaml").read_text(encoding="utf-8")
NASTY = {
    "an empty list": "[]",
    "a list at the top": "- charte\n- de Rivemont\n",
    "a single word": "bonjour",
    "a null": "~",
    "a byte order mark": "\ufeff" + CHARTER,
    "Windows line ends": CHARTER.replace("\n", "\r\n"),
    "old Macintosh line ends": CHARTER.replace("\n", "\r"),
    "tabs": CHARTER.replace("  ", "\t"),
    "a null byte": CHARTER.replace("Ville", "Vil\0le"),
    "a bell": CHARTER.replace("Ville", "Vil\ale"),
    "no commitment at all": CHARTER.replace("commitments:", "commitments: {}\nold:"),
    "a thousand open brackets": "id: " + "[" * 1000,
    "brackets beyond the stack": "id: " + "[" * 150_000 + "]" * 150_000,
    "dashes beyond the stack": "- " * 150_000 + "x",
    "a condition six hundred levels deep": CHARTER.replace(
        "{not: {is: [interaction_mode, direct]}}",
        "{not: " * 600 + "{is: [interaction_mode, direct]}" + "}" * 600,
    ),
    "an anchor within itself": "&a {id: *a}",
    "a merge key": CHARTER.replace("kind: charter", "<<: {kind: charter}"),
    "a list as a key": CHARTER.replace("kind: charter", "[kind, sort]: charter"),
    "a mapping as a key": CHARTER.replace("interaction_mode: mediated", "{interaction_mode}: mediated"),
    "a list as a word of the vocabulary": CHARTER.replace("{includes: [audience", "{[includes]: [audience"),
    "a number that is a word": CHARTER.replace("2026-04-01", "!!int douze"),
    "a Python object": CHARTER.replace("title: Charte", "title: !!python/object/apply:os.system Charte"),
    "a number of five thousand digits": CHARTER.replace(
        "{is: [interaction_mode, direct]}", "{at_least: [people_per_year, " + "9" * 5000 + "]}"
    ),
    "an answer of five thousand digits": CHARTER.replace(
        "interaction_mode: direct}", "people_per_year: " + "9" * 5000 + "}"
    ),
    "an infinite number": CHARTER.replace("{is: [interaction_mode, direct]}", "{at_least: [people_per_year, 1e999]}"),
    "two huge numbers": CHARTER.replace(
        "{is: [interaction_mode, direct]}",
        "{all: [{at_least: [people_per_year, " + "9" * 400 + "]}, {at_most: [people_per_year, 1.5]}]}",
    ),
    "the first day of all": CHARTER.replace("{includes: [audience, residents]}", "{before: [review_date, 0001-01-01]}"),
    "the last day of all": CHARTER.replace("{includes: [audience, residents]}", "{after: [review_date, 9999-12-31]}"),
    "a law in force since the first day": CHARTER.replace("principles:", "in_force: {from: 0001-01-01}\nprinciples:"),
    "a million months": CHARTER.replace(
        "{includes: [audience, residents]}", "{before: [review_date, {months: 1000000}]}"
    ),
    "a superscript as a number": CHARTER.replace("id: rivemont:1\n", "id: rivemont:²\n"),
    "numbers as ids": CHARTER.replace("id: rivemont:1\n", "id: 1\n"),
    "an id of five thousand digits": CHARTER.replace("id: rivemont:1\n", f"id: rivemont:{'9' * 5000}\n"),
    "braces in a value": CHARTER.replace("version: 1.0.0", 'version: "{version} {0} {}"'),
    "a wording with no end of dates": CHARTER.replace(
        "statement: Aucune", "statement: [{text: Aucune}, {text: Une}, {}]\n    summary: Aucune"
    ),
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_it_never_crashes(tmp_path, text):
    path = tmp_path / "framework.yaml"
    path.write_bytes(text.encode())

    problems = checked(path)

    assert all(isinstance(problem, Problem) for problem in problems)
    assert all(problem.line(language) for problem in problems for language in Language)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-be", "cp437"])
def test_it_asks_for_another_encoding(tmp_path, encoding):
    path = tmp_path / "framework.yaml"
    path.write_bytes(CHARTER.replace("\u00a0", " ").replace("’", "'").encode(encoding, errors="replace"))

    codes = {problem.code for problem in errors_of(path)}

    assert codes == {"BAL-002"}


@pytest.mark.parametrize("name", ["a byte order mark", "Windows line ends", "old Macintosh line ends"])
def test_it_reads_a_charter_whatever_the_editor(tmp_path, name):
    path = tmp_path / "framework.yaml"
    path.write_bytes(NASTY[name].encode())

    codes = [problem.code for problem in errors_of(path)]

    assert codes == ["BAL-701"]


SPLINTERS = st.sampled_from(
    [
        *"[]{},:-?&*!|>'\"%@`#~ \n\t\0\u0085\u2028\ufeff",
        "- ", ": ", "[]", "{}", "[[a]]", "{a: b}", "null", "true", "yes", "on", "fr", "audience", "questions: [a]\n",
        "2025-02-30", "0001-01-01", "9999-12-31", "1e999", "-1", "9" * 5000, "²", "!!int x", "!!float x", "&a ", "*a",
        "<<: ", "---\n", "{all: []}", "{not: {not: {}}}", "{months: 99999}", "is", "in", "before", "score_at_least",
    ]
)  # fmt: skip


@st.composite
def mutilated_charters(draw):
    """Draw a charter from which pieces were cut, and in which others were stuck, at a few places."""
    text = CHARTER
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 40))
        text = text[:start] + draw(SPLINTERS | st.just("") | st.text(max_size=5)) + text[start + cut :]
    return text


@settings(max_examples=300)
@given(text=mutilated_charters())
def test_it_never_crashes_on_a_mutilated_charter(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "mutilated.yaml"
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))

    problems = read_framework(path).problems

    assert all(problem.line(language) for problem in problems for language in Language)
