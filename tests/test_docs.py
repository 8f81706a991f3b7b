# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The documentation is true: its links lead somewhere, its commands run, and its tables say what the code says.

A page is played as a story, in a copy of the examples and the frameworks. Its fenced blocks act in order: a block
``yaml fichier=…`` writes a file, ``yaml ajoute=…`` adds to one, ``diff fichier=…`` edits one, and ``console`` runs
its ``$ balise …`` lines. What is quoted under a command must be in what it answers; ``[…]`` stands for the rest.
"""

import io
import json
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_args

import click
import pytest
import yaml

from balise.cli.group import COMMANDS, BaliseGroup
from balise.cli.main import run
from balise.core.cases import Case
from balise.core.conditions import AllOf, Answers, AnyOf, Condition, Is, Not, Score, Term, Truth, blank_trace
from balise.core.dates import Period
from balise.core.dossiers import Dossier, Evidence
from balise.core.evaluation import Outcome, Result
from balise.core.frameworks import (
    Commitment,
    Control,
    Criterion,
    Framework,
    Indicator,
    Principle,
    Publication,
    Vote,
)
from balise.core.guide import Ask, Counsel, SeenByResidents, WorkSituation
from balise.core.language import Language
from balise.core.questions import Choice, Question, QuestionType, Theme, YesNoSentences
from balise.core.references import Citation, Source
from balise.loading.answers import decode_answer
from balise.loading.conditions import VOCABULARY, decode_condition
from balise.loading.decoding import Reading, decode, hints_of, is_required, key_of
from balise.loading.linter import check_framework
from balise.loading.nodes import compose
from balise.loading.questions import shipped_bank
from balise.loading.targets import TargetColumn, TargetFile

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
DAY = "2026-11-21"

FENCE = re.compile(r"^(?P<tick>```+)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=tick)[ ]*$", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"`+[^`\n]*`+")
LINK = re.compile(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|(?:href|src)=\"([^\"]+)\"")
HEADING = re.compile(r"^(#{1,6}) +(.+?) *#*$", re.MULTILINE)
ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
FILE_LIKE = re.compile(r"/|\.(?:yaml|yml|jsonl?|csv|xlsx|ods)$")
OUTPUT_OPTIONS = {"--out", "--report"}
CUT = "[…]"


def markdown_pages() -> list[Path]:
    return sorted(
        path
        for path in ROOT.rglob("*.md")
        if not any(part.startswith(".") or part in {"node_modules", "demo"} for part in path.relative_to(ROOT).parts)
    )


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


PAGES = markdown_pages()
MANUAL = [page for page in PAGES if DOCS in page.parents or page.parent == ROOT]
FRENCH = [page for page in MANUAL if DOCS in page.parents and "decisions" not in page.parts]


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its attributes, its text and the line on which it begins."""

    language: str
    attributes: Mapping[str, str]
    body: str
    line: int


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", MANUAL, ids=named)
def test_no_gap_of_a_sentence_is_left_unfilled(page: Path):
    assert re.findall(r"(?<!\$)\{[A-Z]+\}", prose_of(page)) == []


@cache
def blocks_of(page: Path) -> tuple[Block, ...]:
    text = text_of(page)
    found = []
    for match in FENCE.finditer(text):
        language, *rest = match["info"].split() or [""]
        attributes = dict(word.split("=", 1) for word in rest if "=" in word)
        found.append(Block(language, attributes, match["body"], text[: match.start()].count("\n") + 1))
    return tuple(found)


def prose_of(page: Path) -> str:
    return INLINE_CODE.sub("`…`", FENCE.sub("", text_of(page)))


# Links


def slug(heading: str) -> str:
    """Return the anchor that GitHub and GitLab give to a heading."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


@cache
def anchors_of(page: Path) -> frozenset[str]:
    seen: dict[str, int] = {}
    anchors = set()
    for _, title in HEADING.findall(FENCE.sub("", text_of(page))):
        name = slug(title)
        anchors.add(f"{name}-{seen[name]}" if name in seen else name)
        seen[name] = seen.get(name, 0) + 1
    return frozenset(anchors)


def broken_links(page: Path) -> Iterator[str]:
    for match in LINK.finditer(prose_of(page)):
        target = match[1] or match[2]
        if ELSEWHERE.match(target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        if not path.exists():
            yield f"{target}: no such file"
        elif anchor and anchor not in anchors_of(path):
            yield f"{target}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page):
    assert list(broken_links(page)) == []


def test_a_broken_link_would_be_seen(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Un titre\n[a](absente.md) [b](#un-titre) [c](page.md#autre)\n", encoding="utf-8")

    assert list(broken_links(page)) == ["absente.md: no such file", "page.md#autre: no such heading"]


def test_every_page_is_reached_from_the_index():
    seen = set()
    waiting = [DOCS / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for match in LINK.finditer(prose_of(page)):
            path = (page.parent / (match[1] or match[2]).partition("#")[0]).resolve()
            if path.is_dir():
                waiting.extend(path.glob("*.md"))
            elif path.suffix == ".md" and path.is_file():
                waiting.append(path)

    assert [named(page) for page in PAGES if DOCS in page.parents and page not in seen] == []


# Stories


@dataclass
class Story:
    """A page being played: its folder, the last exit code, and what did not go as told."""

    folder: Path
    code: int = 0
    played: int = 0
    skipped: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def play(self, page: Path) -> "Story":
        for block in blocks_of(page):
            if block.language == "console":
                self._run(block)
            elif "fichier" in block.attributes or "ajoute" in block.attributes:
                self._write(block)
        return self

    def _write(self, block: Block) -> None:
        if "ajoute" in block.attributes:
            with (self.folder / block.attributes["ajoute"]).open("a", encoding="utf-8") as file:
                file.write("\n" + block.body)
            return
        path = self.folder / block.attributes["fichier"]
        if block.language != "diff":
            path.write_text(block.body, encoding="utf-8")
            return
        lines = block.body.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            self.faults.append(f"line {block.line}: what is replaced is found {text.count(old)} times in {path.name}")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def _run(self, block: Block) -> None:
        for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
            command, _, quoted = part.partition("\n")
            words = shlex.split(command)
            match words:
                case ["cp", "-r", source, target]:
                    shutil.copytree(self.folder / source, self.folder / target)
                case ["cp", source, target]:
                    shutil.copy(self.folder / source, self.folder / target)
                case ["mkdir", name]:
                    (self.folder / name).mkdir()
                case ["echo", "$?"]:
                    if quoted.strip() != str(self.code):
                        self.faults.append(f"line {block.line}: the exit code is {self.code}, not {quoted.strip()}")
                case ["balise", *arguments] if self._runnable(arguments):
                    self._balise(arguments, quoted, f"line {block.line}: $ {command}")
                case ["balise", *_]:
                    self.skipped.append(command)

    def _runnable(self, arguments: list[str]) -> bool:
        """Tell whether every file that the command reads is there."""
        before = [None, *arguments]
        return "|" not in arguments and all(
            (self.folder / word).exists()
            for previous, word in zip(before, arguments, strict=False)
            if FILE_LIKE.search(word) and previous not in {*OUTPUT_OPTIONS, ">"} and not word.startswith("-")
        )

    def _balise(self, arguments: list[str], quoted: str, told: str) -> None:
        target = None
        if ">" in arguments:
            target = self.folder / arguments[arguments.index(">") + 1]
            arguments = arguments[: arguments.index(">")]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            self.code = run(arguments, {})
        if target is not None:
            target.write_text(out.getvalue(), encoding="utf-8")
        self.played += 1
        if self.code not in documented_exit_codes():
            self.faults.append(f"{told}\n  leaves with {self.code}")
        answer = flat(out.getvalue() + err.getvalue())
        place = 0
        for passage in quoted.split(CUT):
            found = answer.find(flat(passage), place)
            if found < 0:
                self.faults.append(f"{told}\n  does not answer: {flat(passage)}\n  but: {answer[:2000]}")
                break
            place = found + len(flat(passage))


def flat(text: str) -> str:
    """Return a text on one line, its no-break spaces made plain."""
    return " ".join(text.split())


def documented_exit_codes() -> set[int]:
    section = section_of(REFERENCE / "commandes.md", "Codes de sortie")
    return {int(row[0]) for row in table_of(section, "code")}


@pytest.fixture
def story(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "src" / "balise" / "frameworks", tmp_path / "src" / "balise" / "frameworks")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return Story(tmp_path)


WITH_COMMANDS = [page for page in MANUAL if any("$ balise " in block.body for block in blocks_of(page))]
FILES_TOLD_OTHERWISE = {DOCS / "guides" / "importer-un-registre.md"}
"""Pages whose files are described rather than given in blocks; their commands have tests of their own."""


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=named)
def test_every_command_shown_answers_what_the_page_quotes(page, story):
    story.play(page)

    assert not story.faults, "\n".join(story.faults)
    if DOCS in page.parents and "codes" not in page.parts and page not in FILES_TOLD_OTHERWISE:
        assert story.skipped == []


def test_a_false_quotation_would_be_seen(story):
    page = story.folder / "page.md"
    page.write_text("```console\n$ balise --version\nbalise 99\n$ balise evaluate rien.yaml\n```\n", encoding="utf-8")

    story.play(page)

    assert len(story.faults) == 1
    assert "does not answer: balise 99" in story.faults[0]
    assert story.skipped == ["balise evaluate rien.yaml"]


def test_the_charter_of_the_tutorial_is_sound_and_published(story):
    story.play(DOCS / "tutoriels" / "ecrire-sa-charte.md")

    read = check_framework(story.folder / "ma-charte")

    assert read.problems == ()
    assert read.framework is not None
    assert read.framework.status.value == "published"
    assert len(read.framework.commitments) == 3


def test_the_complete_framework_of_the_reference_is_sound(tmp_path):
    (block,) = [block for block in blocks_of(REFERENCE / "format-des-cadres.md") if "publisher:" in block.body]
    (tmp_path / "framework.yaml").write_text(block.body, encoding="utf-8")

    assert check_framework(tmp_path).problems == ()


@pytest.mark.parametrize("page", [page for page in MANUAL if "codes" not in page.parts], ids=named)
def test_the_data_shown_can_be_read(page):
    """Pages of codes are left out: they show what is wrong."""
    for block in blocks_of(page):
        if block.language == "yaml":
            yaml.safe_load(block.body)
        elif block.language == "json":
            try:
                json.loads(block.body)
            except ValueError:
                for line in block.body.splitlines():
                    json.loads(line)


# Commands


def section_of(page: Path, title: str) -> str:
    """Return what stands under a heading, up to the next heading of any level."""
    parts = re.split(r"^(#{1,6} .+)$", text_of(page), flags=re.MULTILINE)
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        if heading.lstrip("# ").strip() == title:
            return body
    pytest.fail(f"{named(page)} has no heading « {title} »")


def table_of(section: str, header: str, rank: int = 0) -> list[list[str]]:
    """Return the rows of the table of that rank whose first column is headed so."""
    tables: list[list[list[str]]] = []
    current: list[list[str]] | None = None
    for line in section.splitlines():
        if not line.startswith("|"):
            current = None
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if current is None:
            current = [cells]
            tables.append(current)
        elif not set(line) <= set("|-: "):
            current.append(cells)
    return [table[1:] for table in tables if table[0][0] == header][rank]


def command(name: str) -> click.Command:
    found: click.Command = BaliseGroup(Language.FRENCH)
    for word in name.split():
        assert isinstance(found, click.Group)
        step = found.get_command(click.Context(found), word)
        assert step is not None
        found = step
    return found


def every_command() -> list[str]:
    """Return the names of the commands that do something: those of a group, and not the group."""
    names = []
    for name in COMMANDS:
        found = command(name)
        names += [f"{name} {inner}" for inner in found.commands] if isinstance(found, click.Group) else [name]
    return names


GLOBAL_OPTIONS = {"--lang", "--help", "--version"}


@pytest.mark.parametrize("name", every_command())
def test_every_option_of_a_command_is_documented_and_no_other(name):
    section = section_of(REFERENCE / "commandes.md", f"balise {name}")
    usage = section.split("```")[1]
    options = {item for param in command(name).params if isinstance(param, click.Option) for item in param.opts}
    arguments = {
        str(param.make_metavar(click.Context(command(name)))).strip("[]")
        for param in command(name).params
        if isinstance(param, click.Argument)
    }
    header = "argument, option" if options - GLOBAL_OPTIONS else "argument"
    rows = [row[0] for row in table_of(section, header)] if arguments or options - GLOBAL_OPTIONS else []

    documented = {word for row in rows for word in re.findall(r"--[a-z-]+", row)}
    assert documented == options - GLOBAL_OPTIONS
    assert set(re.findall(r"--[a-z-]+", usage)) == documented
    assert {row.strip("`") for row in rows if "--" not in row} == arguments
    for argument in arguments:
        assert argument.rstrip("…") in usage


def test_every_choice_of_an_option_is_documented():
    for name in every_command():
        section = section_of(REFERENCE / "commandes.md", f"balise {name}")
        for param in command(name).params:
            if "--format" in param.opts:
                assert f"--format {param.metavar}" in section
                assert f"`--format {str(param.metavar).replace('|', chr(92) + '|')}`" in section


def test_the_options_of_every_command_are_documented_once():
    rows = table_of(section_of(REFERENCE / "commandes.md", "Ce qui vaut partout"), "option")

    assert {word for row in rows for word in re.findall(r"--[a-z]+", row[0])} == GLOBAL_OPTIONS


# Formats

FORMATS: list[tuple[str, str, int, type]] = [
    ("format-des-cadres.md", "Le cadre", 0, Framework),
    ("format-des-cadres.md", "Une période", 0, Period),
    ("format-des-cadres.md", "Un vote", 0, Vote),
    ("format-des-cadres.md", "Une source", 0, Source),
    ("format-des-cadres.md", "Un principe", 0, Principle),
    ("format-des-cadres.md", "Une version publiée", 0, Publication),
    ("format-des-cadres.md", "Un score", 0, Score),
    ("format-des-cadres.md", "Un score", 1, Term),
    ("format-des-cadres.md", "Un engagement", 0, Commitment),
    ("format-des-cadres.md", "Une citation", 0, Citation),
    ("format-des-cadres.md", "Un contrôle", 0, Control),
    ("format-des-cadres.md", "Un indicateur", 0, Indicator),
    ("format-des-cadres.md", "Un critère", 0, Criterion),
    ("format-des-cadres.md", "Un cas", 0, Case),
    ("format-des-cadres.md", "Une question", 0, Question),
    ("format-des-cadres.md", "Un choix", 0, Choice),
    ("format-des-cadres.md", "Oui et non en phrases", 0, YesNoSentences),
    ("format-des-cadres.md", "Un thème", 0, Theme),
    ("format-des-cibles.md", "Le registre visé", 0, TargetFile),
    ("format-des-cibles.md", "Une colonne", 0, TargetColumn),
    ("format-du-guide.md", "Une situation", 0, WorkSituation),
    ("format-du-guide.md", "Un conseil", 0, Counsel),
    ("format-du-guide.md", "Une demande", 0, Ask),
    ("format-du-guide.md", "Vue par un habitant", 0, SeenByResidents),
    ("format-des-dossiers.md", "Le fichier", 0, Dossier),
    ("format-des-dossiers.md", "Une pièce justificative", 0, Evidence),
]


def keys_of(kind: Any) -> dict[str, bool]:
    """Return the keys that a thing has in files, and whether each is required."""
    keys = {key_of(item): is_required(item) for item in fields(kind)}
    if kind is Framework:
        del keys["themes"]  # made from the questions that the framework adds
        keys["cases"] = False
    return keys


def closed_lists(kind: Any) -> Iterator[type[StrEnum]]:
    """Yield the closed lists from which the fields of a thing take their values."""
    waiting = list(hints_of(kind).values())
    while waiting:
        hint = waiting.pop()
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            yield hint
        waiting.extend(item for item in get_args(hint) if item is not Ellipsis)


@pytest.mark.parametrize(
    ("page", "title", "rank", "kind"), FORMATS, ids=lambda value: getattr(value, "__name__", value)
)
def test_every_key_of_a_file_is_documented(page, title, rank, kind):
    section = section_of(REFERENCE / page, title)
    rows = table_of(section, "clé", rank)

    assert {row[0].strip("`"): row[1] == "oui" for row in rows} == keys_of(kind)
    for closed in closed_lists(kind):
        assert [value for value in closed if f"`{value}`" not in section] == []


# Vocabulary

VOCABULARY_PAGE = REFERENCE / "vocabulaire-des-regles.md"
TRUTH: Mapping[str, Truth] = {"vrai": True, "faux": False, "inconnu": None}


def score_of_the_page() -> Score:
    (block,) = [block for block in blocks_of(REFERENCE / "format-des-cadres.md") if block.body.startswith("scores:")]
    ((_, scores),) = compose(block.body, "page").value
    reading = Reading("page", questions=shipped_bank().by_id)
    (score,) = decode(scores, tuple[Score, ...], reading)
    assert isinstance(score, Score)
    return score


def condition(text: str, **scores: Score) -> Condition:
    reading = Reading("page", questions=shipped_bank().by_id, scores=dict(scores))
    found = decode_condition(compose(text, "page"), Condition, reading)
    assert reading.problems == []
    assert isinstance(found, Condition)
    return found


def test_every_word_of_the_vocabulary_is_documented_with_the_questions_it_fits():
    section = text_of(VOCABULARY_PAGE).split("\n## ")[0]
    rows = {re.findall(r"`(\w+)`", row[0])[0]: row for row in table_of(section, "mot")}

    assert set(rows) == set(VOCABULARY)
    for name, word in VOCABULARY.items():
        types = set(re.findall(r"`(\w+)`", rows[name][2]))
        assert types == {kind.value for kind in word.types}
        anchor = re.findall(r"\(#([\w-]+)\)", rows[name][0])[0]
        assert name in anchor.split("-")


def test_every_condition_of_the_page_is_one():
    shown = [block.body for block in blocks_of(VOCABULARY_PAGE) if block.language == "yaml"]

    words = {word for body in shown for word in re.findall(r"\w+", body) if word in VOCABULARY}
    for body in shown:
        condition(body, vigilance=score_of_the_page())
    assert words | {"at_most", "before", "score_at_least"} == set(VOCABULARY)


KNOWN = "personal_data", "individual_decisions"


def answers_for(*values: Truth) -> Answers:
    """Return answers that give « is yes » these values."""
    return {name: "yes" if value else "no" for name, value in zip(KNOWN, values, strict=False) if value is not None}


@pytest.mark.parametrize(("title", "kind"), [("all", AllOf), ("any", AnyOf)])
def test_the_truth_tables_of_two_parts_are_those_of_the_code(title, kind):
    rows = table_of(section_of(VOCABULARY_PAGE, title), f"`{title}`")

    found = kind(tuple(Is(name, "yes") for name in KNOWN))
    for row, left in zip(rows, TRUTH, strict=True):
        assert row[0] == f"**{left}**"
        told = [TRUTH[cell] for cell in row[1:]]
        assert told == [found.holds(answers_for(TRUTH[left], right), date.min) for right in TRUTH.values()]


def test_the_truth_table_of_the_contrary_is_that_of_the_code():
    rows = table_of(section_of(VOCABULARY_PAGE, "not"), "partie")

    found = Not(Is(KNOWN[0], "yes"))
    assert {row[0]: TRUTH[row[1]] for row in rows} == {
        name: found.holds(answers_for(value), date.min) for name, value in TRUTH.items()
    }


@pytest.mark.parametrize("title", ["is", "in", "includes", "at_least et at_most", "before et after"])
def test_the_tables_of_comparisons_are_those_of_the_code(title):
    section = section_of(VOCABULARY_PAGE, title)
    words = title.split(" et ")
    written = re.findall(r"```yaml\n(.+?)```", section, re.DOTALL)[0]
    (shown,) = yaml.safe_load(written)
    (name,) = condition(written).questions()
    on = date(2026, 10, 1)

    for row in table_of(section, f"réponse à `{name}`"):
        for answers in answers_told(name, row[0]):
            for rank, word in enumerate(words):
                found = condition(written.replace(shown, word, 1)).holds(answers, on)
                assert found is TRUTH[row[1 + rank]], (row, word)


def answers_told(name: str, cell: str) -> Iterator[Answers]:
    """Yield the answers that a cell speaks of: « `mediated` ou `none` », 5, absente."""
    if cell == "absente":
        yield {}
        return
    for value in re.findall(r"`([^`]+)`", cell) or [cell]:
        reading = Reading("page", questions=shipped_bank().by_id)
        answer = decode_answer(shipped_bank().by_id[name], compose(value, "page"), reading)
        assert reading.problems == []
        yield {name: answer}  # type: ignore[dict-item]  # no problem: an answer


def test_the_table_of_scores_is_that_of_the_code():
    score = score_of_the_page()
    words = {"oui": ("yes", ("children",)), "non": ("no", ("none",))}
    rows = table_of(section_of(VOCABULARY_PAGE, "score_at_least et score_at_most"), "décisions individuelles")

    for decisions, fragile, total, at_least, at_most in rows:
        answers: dict[str, Any] = {}
        if decisions in words:
            answers["individual_decisions"] = words[decisions][0]
        if fragile in words:
            answers["vulnerable_groups"] = words[fragile][1]
        low, high = score.range(answers, date.min, blank_trace())
        assert total == (f"{low:g}" if low == high else f"de {low:g} à {high:g}")
        for word, threshold, told in (("score_at_least", 3, at_least), ("score_at_most", 4, at_most)):
            found = condition(f"{{{word}: [vigilance, {threshold}]}}", vigilance=score).holds(answers, date.min)
            assert found is TRUTH[told]


# Data

PROJECT = "examples/valbrise/agent-conversationnel.yaml"
DATA: list[tuple[str, tuple[str, ...]]] = [
    ("evaluate", ("evaluate", PROJECT, "--framework", "lyon-2025", "--on", DAY)),
    ("evaluate", ("evaluate", PROJECT, "--framework", "lyon-2025", "--on", "2025-09-24")),
    ("advise", ("advise", PROJECT, "--framework", "lyon-2025", "--on", DAY)),
    ("advise", ("advise", "examples/valbrise/detection-piscines.yaml", "--framework", "lyon-2025", "--on", DAY)),
    ("compare", ("compare", "lyon-2025", "strasbourg-2025", "examples/valbrise", "--on", DAY)),
    ("check", ("check", "faux.yaml")),
    ("frameworks", ("frameworks", "lyon-2025")),
    ("questions", ("questions", "people_per_year")),
]


def names_in(data: Any) -> Iterator[str]:
    """Yield the names of every field, those of quoted conditions and parameters left out."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield name
            if name not in {"condition", "applies_when", "expects", "parameters"}:
                yield from names_in(value)
    elif isinstance(data, list):
        for item in data:
            yield from names_in(item)


def answered(*arguments: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        run(arguments, {})
    return out.getvalue()


def part_on(name: str) -> str:
    """Return all that the page says of the data of a command, and of evaluations, which others repeat."""
    parts = re.split(r"^## balise ", text_of(REFERENCE / "donnees-json.md"), flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(f"{name}\n"))


@pytest.mark.parametrize(("name", "arguments"), DATA)
def test_every_field_of_the_data_is_documented(name, arguments, story):
    (story.folder / "faux.yaml").write_text("id: a\ntitle: b\nanswers: {rien: 1}\n", encoding="utf-8")
    data = json.loads(answered(*arguments, "--format", "json"))

    assert {field for field in names_in(data) if f"`{field}`" not in part_on(name)} == set()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [(name, arguments) for name, arguments in DATA if name != "check"],
)
def test_every_column_of_the_tables_is_documented(name, arguments, story):
    columns = answered(*arguments, "--format", "csv").partition("\r\n")[0].split(",")

    assert [column for column in columns if f"`{column}`" not in part_on(name)] == []


def test_every_result_and_outcome_is_named_with_its_meaning():
    page = text_of(DOCS / "comprendre" / "constats-et-issues.md")

    assert [value for value in Result if f"`{value}`" not in page] == []
    assert {kind.value for kind in QuestionType} == {
        re.findall(r"`(\w+)`", row[0])[0]
        for row in table_of(section_of(REFERENCE / "format-des-dossiers.md", "Les réponses"), "type de la question")
    }
    data = text_of(REFERENCE / "donnees-json.md")
    assert [value for value in (*Result, *Outcome) if f"`{value}`" not in data] == []


def test_the_glossary_holds_only_words_that_serve():
    sources = [path for suffix in ("py", "yaml") for path in (ROOT / "src").rglob(f"*.{suffix}")]
    served = "\n".join(path.read_text(encoding="utf-8") for path in sources).lower().replace("_", " ")
    rows = [line.split("|") for line in text_of(REFERENCE / "glossaire.md").splitlines() if line.startswith("| ")]
    terms = [term for row in rows for term in re.findall(r"\*([^*]+)\*", row[2])]

    assert len(terms) > 50
    assert [term for term in terms if term.lower() not in served] == []


# Typography

FAULTS_OF_TYPOGRAPHY = re.compile(r"\w'\w| [;?!:](?=\s|$)| »|« ", re.MULTILINE)


@pytest.mark.parametrize("page", FRENCH, ids=named)
def test_french_keeps_its_typography(page):
    prose = INLINE_CODE.sub("`…`", FENCE.sub(lambda found: "\n" * found[0].count("\n"), text_of(page)))
    lines = enumerate(prose.split("\n"), 1)

    assert [f"{number}: {line}" for number, line in lines if FAULTS_OF_TYPOGRAPHY.search(line)] == []
