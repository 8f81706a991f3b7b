# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How fast the engine judges, and beside which other engines: ``python benchmarks/engine.py [--json]``.

Figures are medians over rounds, with the slowest and the fastest. Engines take turns within each round, so
that whatever else the machine does slows them alike. Before anything is timed, every engine must give every
rule the same verdict on every dossier. Nothing here fails: a figure that is not reached is said, not hidden.
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import cel
import celpy
import celpy.adapter
import zen

from balise.core.conditions import (
    After,
    AllOf,
    Answered,
    AnswerValue,
    AnyOf,
    AtLeast,
    AtMost,
    Before,
    Condition,
    In,
    Includes,
    Is,
    Not,
    blank_trace,
)
from balise.core.dossiers import Dossier
from balise.core.evaluation import evaluate
from balise.core.frameworks import Framework
from balise.core.questions import Question, QuestionBank, QuestionType
from balise.loading.frameworks import load_with_bank

ROOT = Path(__file__).parents[1]
ON = date(2026, 3, 31)
SEED = 20250925
FRAMEWORK = "lyon-2025"

ONE_IS_A_REFUSAL = (0, 1)
"""``balise evaluate`` exits with 1 when a project is refused."""

Answers = dict[str, AnswerValue]


@dataclass(frozen=True)
class Figure:
    """A measure: its rounds, its unit, and what was wanted of it."""

    name: str
    rounds: tuple[float, ...]
    unit: str
    wanted: str = ""
    kept: bool | None = None

    def line(self) -> str:
        """Return the measure as a line of text."""
        spread = f"{number(min(self.rounds))}–{number(max(self.rounds))}"
        verdict = {None: "", True: " : reached", False: " : NOT reached"}[self.kept]
        wanted = f"   wanted {self.wanted}{verdict}" if self.wanted else ""
        return f"  {self.name:<90} {number(median(self.rounds)):>10} {self.unit:<14} ({spread}){wanted}"

    def data(self) -> dict[str, Any]:
        """Return the measure as plain data."""
        return {
            "name": self.name,
            "unit": self.unit,
            "median": median(self.rounds),
            "min": min(self.rounds),
            "max": max(self.rounds),
            "rounds": len(self.rounds),
            "wanted": self.wanted or None,
            "reached": self.kept,
        }


def number(value: float) -> str:
    """Return a figure with as many digits as it deserves."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 - three digits


# Dossiers: varied, and the same at every run


def dossiers(framework: Framework, bank: QuestionBank, count: int, *, answered: float) -> list[Answers]:
    """Return random answers to the questions the framework reads, each given with this probability."""
    draw = random.Random(SEED)  # noqa: S311 - the same dossiers at every run, no secret
    questions = [bank.by_id[name] for name in framework.questions_read()]
    return [
        {question.id: _answer(question, draw) for question in questions if draw.random() < answered}
        for _ in range(count)
    ]


def _answer(question: Question, draw: random.Random) -> AnswerValue:
    match question.type:
        case QuestionType.YES_NO | QuestionType.CHOICE:
            return draw.choice(question.choice_ids())
        case QuestionType.CHOICES:
            return _choices(question, draw)
        case QuestionType.NUMBER:
            return draw.randint(0, 60)
        case QuestionType.DATE:
            return ON + timedelta(days=draw.randint(-800, 400))
        case QuestionType.TEXT:
            return "Trier les demandes"


def _choices(question: Question, draw: random.Random) -> tuple[str, ...]:
    exclusive = sorted(question.exclusive_ids())
    if exclusive and draw.random() < 0.2:  # noqa: PLR2004 - one answer in five
        return (draw.choice(exclusive),)
    free = [choice for choice in question.choice_ids() if choice not in exclusive]
    return tuple(choice for choice in free if draw.random() < 0.4) or (free[0],)  # noqa: PLR2004 - two in five


# The same rules in other languages. Days are numbers such as 20260331, which every engine compares at once.


@dataclass(frozen=True)
class Dialect:
    """How a language writes what the vocabulary says."""

    both: str
    either: str
    contrary: str
    shares: str

    def write(self, condition: Condition) -> str:
        """Return a condition in this language."""
        match condition:
            case Not(part):
                return f"{self.contrary}({self.write(part)})"
            case AllOf(parts):
                return "(" + self.both.join(self.write(part) for part in parts) + ")"
            case AnyOf(parts):
                return "(" + self.either.join(self.write(part) for part in parts) + ")"
            case _:
                return self._comparison(condition)

    def _comparison(self, condition: Condition) -> str:
        match condition:
            case Is(question, choice):
                return f"{question} == {json.dumps(choice)}"
            case In(question, choices):
                return f"({question} in {json.dumps(choices)})"
            case Includes(question, choices):
                return self.shares.format(question=question, choices=json.dumps(choices))
            case AtLeast(question, bound):
                return f"{question} >= {bound}"
            case AtMost(question, bound):
                return f"{question} <= {bound}"
            case Before(question, day):
                return f"{question} < {_as_number(day.resolve(ON))}"
            case After(question, day):
                return f"{question} > {_as_number(day.resolve(ON))}"
            case Answered():
                return "true"
            case _:
                raise TypeError(condition)


ZEN = Dialect(" and ", " or ", "not", "some({question}, # in {choices})")
CEL = Dialect(" && ", " || ", "!", "{question}.exists(choice, choice in {choices})")


def _as_number(day: date) -> int:
    return int(day.strftime("%Y%m%d"))


def _plain(answer: AnswerValue) -> str | int | float | list[str]:
    """Return an answer as the other engines take it."""
    if isinstance(answer, tuple):
        return list(answer)
    return _as_number(answer) if isinstance(answer, date) else answer


# Engines: each is handed what its interface lets prepare beforehand, and judges every rule on every dossier


@dataclass(frozen=True)
class Engine:
    """A way of judging: for each dossier, the verdicts on every rule in order."""

    name: str
    judge: Callable[[int], list[bool]]
    share: float = 1.0
    """Which part of the dossiers it is timed on: a slow engine needs few."""


def engines(rules: Sequence[Condition], answers: Sequence[Answers]) -> list[Engine]:
    """Return the engines, with rules compiled once and contexts prepared where that is allowed."""
    plain = [{name: _plain(answer) for name, answer in given.items()} for given in answers]
    reads = [rule.questions() for rule in rules]
    narrow = [[{name: given[name] for name in names} for names in reads] for given in plain]

    zen_rules = [zen.compile_expression(ZEN.write(rule)) for rule in rules]
    zen_list = zen.compile_expression("[" + ", ".join(ZEN.write(rule) for rule in rules) + "]")
    cel_rules = [cel.compile(CEL.write(rule)) for rule in rules]
    cel_contexts = [cel.Context(given) for given in plain]
    environment = celpy.Environment()
    celpy_rules = [environment.program(environment.compile(CEL.write(rule))) for rule in rules]
    celpy_contexts: list[Any] = [celpy.adapter.json_to_cel(given) for given in plain]

    def verdicts(index: int) -> list[Any]:
        given = answers[index]
        return [rule.holds(given, ON) for rule in rules]

    def with_reasons(index: int) -> list[Any]:
        given = answers[index]
        return [rule.judge(given, ON, blank_trace()) for rule in rules]

    def zen_by_rule(index: int) -> list[Any]:
        return [rule.evaluate(context) for rule, context in zip(zen_rules, narrow[index], strict=True)]

    def zen_whole(index: int) -> list[Any]:
        given = plain[index]
        return [rule.evaluate(given) for rule in zen_rules]

    def zen_at_once(index: int) -> list[Any]:
        found: list[Any] = zen_list.evaluate(plain[index])
        return found

    def cel_by_rule(index: int) -> list[Any]:
        context = cel_contexts[index]
        return [rule.execute(context) for rule in cel_rules]

    def celpy_by_rule(index: int) -> list[Any]:
        context = celpy_contexts[index]
        return [bool(rule.evaluate(context)) for rule in celpy_rules]

    return [
        Engine(BALISE, verdicts),
        Engine(BALISE_REASONS, with_reasons),
        Engine(ZEN_RULE, zen_by_rule),
        Engine(ZEN_WHOLE, zen_whole, share=0.25),
        Engine(ZEN_ONCE, zen_at_once),
        Engine(CEL_RUST, cel_by_rule),
        Engine(CEL_PYTHON, celpy_by_rule, share=0.02),
    ]


BALISE = "balise, rule by rule"
BALISE_REASONS = "balise, rule by rule, with reasons"
ZEN_RULE = "zen-engine, rule by rule, handed only what the rule reads"
ZEN_WHOLE = "zen-engine, rule by rule, handed the dossier"
ZEN_ONCE = "zen-engine, all rules as one expression"
CEL_RUST = "cel (Rust), rule by rule"
CEL_PYTHON = "cel-python, rule by rule"


def disagreements(all_engines: Sequence[Engine], count: int) -> Iterator[str]:
    """Yield the engines whose verdicts differ from Balise's, with the dossier."""
    reference, *others = all_engines
    for index in range(count):
        expected = reference.judge(index)
        for engine in others:
            if engine.judge(index) != expected:
                yield f"{engine.name}, dossier {index}"


# Measures


def rate(action: Callable[[], int]) -> float:
    """Return how many a second."""
    start = time.perf_counter()
    done = action()
    return done / (time.perf_counter() - start)


def whole_framework(count: int, rounds: int) -> list[Figure]:
    """Measure (a): one core, every criterion of Lyon, reasons and fingerprint included."""
    framework, bank = load_with_bank(FRAMEWORK)
    judged = [
        Dossier(str(rank), "", answers=answers)
        for rank, answers in enumerate(dossiers(framework, bank, count, answered=0.85))
    ]

    def run() -> int:
        for dossier in judged:
            _ = evaluate(framework, dossier, ON).digest
        return len(judged)

    rates = tuple(rate(run) for _ in range(rounds))
    name = f"{FRAMEWORK}, {len(framework.criteria)} criteria, reasons and fingerprint"
    return [Figure(name, rates, "dossiers/s", "≥ 5,000", median(rates) >= 5_000)]  # noqa: PLR2004


def vocabulary(count: int, rounds: int) -> tuple[list[Figure], dict[str, Any]]:
    """Measure (b): the rules of Lyon, by Balise and by others, in turns."""
    framework, bank = load_with_bank(FRAMEWORK)
    rules = [part for item in framework.criteria for part in (item.applies_when, item.expects) if part is not None]
    answers = dossiers(framework, bank, count, answered=1)
    all_engines = engines(rules, answers)
    differing = list(disagreements(all_engines, count))

    rates: dict[str, list[float]] = {engine.name: [] for engine in all_engines}
    for round_ in range(rounds):
        turn = round_ % len(all_engines)
        for engine in (*all_engines[turn:], *all_engines[:turn]):
            timed = range(max(1, int(count * engine.share)))
            rates[engine.name].append(rate(lambda engine=engine, timed=timed: _judge_all(engine, timed)))  # type: ignore[misc]

    def against(other: str, times: float = 0, *, mine: str = BALISE) -> Figure:
        ratios = tuple(ours / theirs for ours, theirs in zip(rates[mine], rates[other], strict=True))
        wanted = (f"≥ {times:g}", median(ratios) >= times) if times else ("", None)
        return Figure(f"{mine} ÷ {other}", ratios, "×", *wanted)

    figures = [Figure(name, tuple(found), "evaluations/s") for name, found in rates.items()]
    figures += [
        against(ZEN_RULE, 1),
        against(ZEN_WHOLE, 1, mine=BALISE_REASONS),
        against(ZEN_RULE, mine=BALISE_REASONS),
        against(ZEN_ONCE),
        against(CEL_PYTHON, 10),
        against(CEL_PYTHON, 10, mine=BALISE_REASONS),
    ]
    checked = {"rules": len(rules), "dossiers": count, "engines": len(all_engines), "disagreements": differing}
    return figures, checked


def _judge_all(engine: Engine, dossiers_: range) -> int:
    return sum(len(engine.judge(index)) for index in dossiers_)


def seconds(*command: str | Path, allowed: Sequence[int] = (0,)) -> float:
    """Return how long a whole ``balise`` process takes.

    Raises:
        RuntimeError: it ended otherwise than allowed.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    start = time.perf_counter()
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "balise", *command], env=environment, capture_output=True, check=False
    )
    taken = time.perf_counter() - start
    if run.returncode not in allowed:
        raise RuntimeError(f"{command}: {run.returncode}\n{run.stderr.decode()}")
    return taken


def register(registers: Path, rounds: int) -> tuple[list[Figure], str]:
    """Measure (c): the US federal inventory, imported then judged, two whole processes."""
    sources = sorted((registers / "us-2024").glob("*.csv"))
    if not sources:
        return [], f"skipped: no us-2024/*.csv in {registers} (name the folder with --registers)"
    imports, judgements, both = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "us.jsonl"
        for _ in range(rounds):
            imports.append(seconds("import", sources[0], "--mapping", "us-omb-2024", "--out", target))
            judgements.append(
                seconds("evaluate", target, "--framework", FRAMEWORK, "--on", str(ON), allowed=ONE_IS_A_REFUSAL)
            )
            both.append(imports[-1] + judgements[-1])
        count = sum(1 for _ in target.open(encoding="utf-8"))
    figures = [
        Figure("balise import … --mapping us-omb-2024", tuple(imports), "s"),
        Figure(f"balise evaluate … --framework {FRAMEWORK}", tuple(judgements), "s"),
        Figure("both", tuple(both), "s"),
    ]
    return figures, f"{count:,} uses read from {sources[0].name}"


def help_page(rounds: int) -> list[Figure]:
    """Measure (d): the time before the command line answers anything at all."""
    return [Figure("balise --help", tuple(seconds("--help") * 1000 for _ in range(rounds)), "ms")]


def measured(options: argparse.Namespace) -> Mapping[str, Any]:
    """Return every section, with its figures and what must be known to read them."""
    compared, checked = vocabulary(options.dossiers, options.rounds)
    agreed = (
        f"{checked['engines']} engines agree on {checked['rules']} rules × {checked['dossiers']} dossiers"
        if not checked["disagreements"]
        else f"THE ENGINES DISAGREE: {checked['disagreements'][:5]}"
    )
    imported, said = register(options.registers, options.processes)
    return {
        "a. One core, one framework": (whole_framework(options.dossiers * 10, options.rounds), ""),
        "b. The vocabulary, beside other engines": (compared, agreed),
        "c. A national register, whole processes": (imported, said),
        "d. The command line": (help_page(max(9, options.rounds)), ""),
    }


def machine() -> dict[str, Any]:
    """Return what the figures depend on."""
    others = {name: version(name) for name in ("zen-engine", "common-expression-language", "cel-python")}
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load": [round(value, 2) for value in os.getloadavg()],
        **others,
    }


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--registers", type=Path, default=ROOT.parent / "shared" / "data" / "registers")
    parser.add_argument("--dossiers", type=int, default=300, help="dossiers of (b); (a) takes ten times as many")
    parser.add_argument("--rounds", type=int, default=12, help="rounds of (a), (b) and (d)")
    parser.add_argument("--processes", type=int, default=5, help="rounds of (c)")
    options = parser.parse_args()

    on = machine()
    sections = measured(options)
    if options.json:
        content = {
            "machine": on,
            "sections": {
                title: {"note": note, "figures": [figure.data() for figure in figures]}
                for title, (figures, note) in sections.items()
            },
        }
        print(json.dumps(content, ensure_ascii=False, indent=2))
        return
    print(", ".join(f"{name} {value}" for name, value in on.items()))
    for title, (figures, note) in sections.items():
        print(f"\n{title}{f' — {note}' if note else ''}")
        for figure in figures:
            print(figure.line())


if __name__ == "__main__":
    main()
