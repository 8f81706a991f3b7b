# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise check``: everything that can be known of a framework before a dossier meets it.

Loading refuses what cannot be read or does not hold together; the linter goes on to prove that every rule can
pass and fail, that no question waits for ever, and runs the cases a lawyer wrote beside the rules.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from balise.core.cases import Case
from balise.core.conditions import AnswerValue, Ground
from balise.core.evaluation import Evaluation, Result
from balise.core.frameworks import Criterion, Framework, Rule, Status
from balise.core.language import Text
from balise.core.messages import Gap, Place, Problem, Severity
from balise.core.questions import Question, QuestionBank
from balise.core.soundness import Flaw, cycles, flaw_of, never_asked, unasked_need
from balise.loading.frameworks import ReadCase, ReadFramework, read_framework
from balise.loading.questions import read_bank
from balise.loading.structure import Locator

CODE_OF_FLAW = {Flaw.NEVER_FAILS: "BAL-408", Flaw.NEVER_SATISFIED: "BAL-409", Flaw.NEVER_APPLIES: "BAL-410"}
REQUIRED_RESULTS = (Result.SATISFIED, Result.NOT_SATISFIED, Result.UNKNOWN)
SOME_DAY = date(2026, 1, 1)
"""A day for checks that hold on any day: dates in rules are told apart around it."""


def check_framework(path: Path) -> ReadFramework:
    """Read a framework and add to its problems all that the linter finds."""
    read = read_framework(path)
    if read.framework is None or read.errors:
        return read
    locate = Locator(read.readings)
    problems = [*read.problems, *_lint(read.framework, read.bank, read.cases, locate)]
    return ReadFramework(read.path, read.framework, read.bank, read.cases, tuple(problems), read.readings)


def check_bank(folder: Path) -> tuple[QuestionBank, list[Problem]]:
    """Return a question bank and every problem found in it."""
    bank, problems, readings = read_bank(folder)
    if not problems:
        problems = list(_bank_problems(bank.questions, bank, Locator(readings)))
    return bank, problems


def _lint(framework: Framework, bank: QuestionBank, cases: Sequence[ReadCase], locate: Locator) -> Iterator[Problem]:
    yield from _bank_problems(framework.questions, bank, locate)
    evaluated = [(read, read.case.evaluated(framework)) for read in cases]
    for rule in framework.rules:
        yield from _soundness(rule, bank, locate)
    for read, evaluation in evaluated:
        yield from _failures(read.case, evaluation, locate)
    graver = Severity.ERROR if framework.status is Status.PUBLISHED else None
    for rule in framework.rules:
        yield from _coverage(rule, evaluated, locate, graver)


def _bank_problems(questions: Iterable[Question], bank: QuestionBank, locate: Locator) -> Iterator[Problem]:
    """Yield loops, and questions that can never be asked."""
    looping: set[str] = set()
    for loop in cycles(bank):
        looping.update(loop)
        yield Problem("BAL-501", locate(Question, loop[0], "asked_when"), {"cycle": " → ".join(loop)})
    if looping:
        return
    own = {question.id for question in questions}
    for name in never_asked(bank, SOME_DAY):
        if name in own:
            yield Problem("BAL-502", locate(Question, name, "asked_when"), {"id": name})


def _soundness(rule: Rule, bank: QuestionBank, locate: Locator) -> Iterator[Problem]:
    """Yield the reasons why a rule could not work."""
    criterion = rule.criterion
    on = rule.in_force.start or SOME_DAY
    flaw = flaw_of(rule, bank, on)
    if flaw is not None:
        field = "applies_when" if flaw is Flaw.NEVER_APPLIES else "expects"
        yield Problem(CODE_OF_FLAW[flaw], locate(Criterion, criterion.id, field), {"id": criterion.id})
        return
    need = unasked_need(rule, bank, on)
    if need is not None:
        when = ", ".join(f"{name}: {as_written(answer)}" for name, answer in need.situation.items())
        place = locate(Criterion, criterion.id, "applies_when")
        yield Problem("BAL-411", place, {"id": criterion.id, "question": need.question, "when": when or "…"})


def _failures(case: Case, evaluation: Evaluation, locate: Locator) -> Iterator[Problem]:
    """Yield what a case expected and did not get."""
    for criterion, expected in case.findings.items():
        finding = evaluation.finding(criterion)
        if finding.result is not expected:
            values: dict[str, Gap] = {
                "case": case.name,
                "criterion": criterion,
                "found": finding.result.value,
                "expected": expected.value,
                "because": _because(finding.because, finding.missing),
            }
            yield Problem("BAL-701", locate.value_within(Case, case.name, "findings", criterion), values)
    if case.outcome is not None and evaluation.outcome is not case.outcome:
        values = {"case": case.name, "found": evaluation.outcome.value, "expected": case.outcome.value}
        yield Problem("BAL-702", locate(Case, case.name, "outcome"), values)


def _because(grounds: Sequence[Ground], missing: Sequence[str]) -> Text:
    """Return the answers that decided and those that were missing, in a sentence."""
    read = dict.fromkeys(f"{ground.condition.question}: {as_written(ground.answer)}" for ground in grounds)
    used, lacking = ", ".join(read), ", ".join(missing)
    french = (f"Réponses lues : {used}." if used else "") + (f" Réponses manquantes : {lacking}." if lacking else "")
    english = (f"Answers read: {used}." if used else "") + (f" Missing answers: {lacking}." if lacking else "")
    return Text(french.strip(), english.strip())


def as_written(answer: AnswerValue) -> str:
    """Return an answer as one writes it in a file."""
    return f"[{', '.join(answer)}]" if isinstance(answer, tuple) else str(answer)


def _coverage(
    rule: Rule, evaluated: Sequence[tuple[ReadCase, Evaluation]], locate: Locator, graver: Severity | None
) -> Iterator[Problem]:
    """Yield the results and the sides of a date that no case shows for a criterion."""
    criterion = rule.criterion
    shown = [
        (evaluation.on, read.case.findings[criterion.id])
        for read, evaluation in evaluated
        if criterion.id in read.case.findings
    ]
    place = locate(Criterion, criterion.id)
    results = {result for _, result in shown}
    for result in REQUIRED_RESULTS:
        if result not in results:
            yield Problem("BAL-703", place, {"id": criterion.id, "result": result.value}, graver)
    for bound in rule.in_force.bounds():
        if not any(on < bound for on, _ in shown):
            yield _uncovered(criterion.id, bound, BEFORE, bound - timedelta(days=1), place, graver)
        if not any(on >= bound for on, _ in shown):
            yield _uncovered(criterion.id, bound, SINCE, bound, place, graver)


BEFORE = Text("avant", "before")
SINCE = Text("à partir du jour même,", "on or after")


def _uncovered(
    criterion: str, bound: date, side: Text, example: date, place: Place, graver: Severity | None
) -> Problem:
    values: dict[str, Gap] = {"id": criterion, "side": side, "day": str(bound), "example": str(example)}
    return Problem("BAL-704", place, values, graver)
