# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise evaluate``: judge one dossier, a folder of them, or a register, against one or several frameworks."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from balise.cli.documents import show
from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.inputs import Inputs, load_inputs
from balise.cli.output import write_data
from balise.cli.parameters import (
    FilePath,
    Format,
    balise_command,
    format_option,
    framework_option,
    on_option,
)
from balise.cli.progress import progress
from balise.core.advice import advise
from balise.core.evaluation import Evaluation, Outcome, evaluate
from balise.core.language import Language, Text
from balise.rendering.bulk_page import bulk_page
from balise.rendering.evaluation_data import COMMITMENT_COLUMNS as CSV_COLUMNS
from balise.rendering.evaluation_data import commitment_rows, evaluation_record
from balise.rendering.sheet import sheet

ABOUT = Text(
    "Juge DOSSIERS (un fichier YAML ou JSON, un répertoire, ou un fichier JSONL) au regard d’un ou plusieurs cadres. "
    "Le code de sortie est 1 dès qu’un avis est défavorable.",
    "Judges DOSSIERS (a YAML or JSON file, a folder, or a JSONL file) against one or several frameworks. "
    "The exit code is 1 as soon as one outcome is unfavourable.",
)
MORE = Text(
    "Pour la règle, les réponses lues et la source : --trace, ou balise explain DOSSIER ENGAGEMENT.",
    "For the rule, the answers read and the source: --trace, or balise explain DOSSIER COMMITMENT.",
)
JUDGING = Text("Évaluation", "Evaluating")


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "evaluate",
        language,
        ABOUT,
        "balise evaluate mon-projet.yaml --framework lyon-2025",
        "balise evaluate examples/valbrise --framework lyon-2025 --framework strasbourg-2025",
        "balise evaluate registre.jsonl --framework strasbourg-2025 --format csv > constats.csv",
    )
    @click.argument("dossiers", type=FilePath())
    @framework_option(language)
    @on_option(language)
    @click.option(
        "--trace",
        is_flag=True,
        help=Text(
            "Montre pour chaque constat la règle, les réponses lues et la source (un seul dossier).",
            "Shows for each finding the rule, the answers read and the source (one dossier only).",
        ).in_(language),
    )
    @format_option(language)
    def evaluate_command(dossiers: Path, frameworks: Sequence[str], on: date, trace: bool, form: str) -> int:
        inputs = load_inputs(dossiers, frameworks, on, language)
        evaluations = list(_judged(inputs, on, language))
        if form != Format.TEXT:
            records = [evaluation_record(evaluation, language) for evaluation in evaluations]
            rows = (row for evaluation in evaluations for row in commitment_rows(evaluation))
            write_data(form, records[0] if len(records) == 1 else records, records, CSV_COLUMNS, rows)
        else:
            _show(inputs, evaluations, on, language, unfold=trace)
        unfavourable = any(evaluation.outcome is Outcome.UNFAVOURABLE for evaluation in evaluations)
        return CHECK_FAILED if unfavourable else FINE

    return evaluate_command


def _judged(inputs: Inputs, on: date, language: Language) -> Iterator[Evaluation]:
    """Yield every evaluation, each dossier under each framework."""
    pairs = inputs.pairs()
    with progress(JUDGING.in_(language), len(pairs)) as advance:
        for dossier, framework in pairs:
            yield evaluate(framework, dossier, on)
            advance(1)


def _show(inputs: Inputs, evaluations: Sequence[Evaluation], on: date, language: Language, *, unfold: bool) -> None:
    """Show one dossier with its reasons and advice; several as tables, framework by framework."""
    if len(inputs.dossiers) == 1:
        advices = {framework.digest: advise(framework, inputs.bank, only, on) for only, framework in inputs.pairs()}
        show(sheet(evaluations, advices, inputs.bank, language), unfold=unfold)
        if not unfold:
            click.echo(MORE.in_(language))
        return
    for framework in inputs.frameworks:
        judged = [evaluation for evaluation in evaluations if evaluation.framework is framework]
        if judged:
            show(bulk_page(judged, language))
