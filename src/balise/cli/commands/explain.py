# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise explain``: one dossier, one commitment, in sentences that a councillor can read."""

from datetime import date
from pathlib import Path

import click

from balise.cli.documents import show
from balise.cli.inputs import load_inputs
from balise.cli.output import write_data
from balise.cli.parameters import FilePath, Format, balise_command, format_option, id_option, on_option
from balise.core.evaluation import Evaluation, evaluate
from balise.core.frameworks import Framework
from balise.core.language import Language, Text
from balise.core.messages import Place, Problem
from balise.core.suggestions import suggestion
from balise.loading.errors import InvalidData
from balise.rendering.evaluation_data import FINDING_COLUMNS as CSV_COLUMNS
from balise.rendering.evaluation_data import evaluation_record, finding_rows
from balise.rendering.explanation import explanation

ABOUT = Text(
    "Explique ce qui est constaté d’un ENGAGEMENT (par exemple lyon-2025:2) pour un DOSSIER : la règle en mots, les "
    "réponses lues, celles qui manquent, la source, et que faire.",
    "Explains what is found of a COMMITMENT (for example lyon-2025:2) for a DOSSIER: the rule in words, the answers "
    "read, those missing, the source, and what to do.",
)


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("explain", language, ABOUT, "balise explain mon-projet.yaml lyon-2025:2")
    @click.argument("dossier", type=FilePath())
    @click.argument("commitment", metavar=Text("ENGAGEMENT", "COMMITMENT").in_(language))
    @id_option(language)
    @click.option(
        "--framework",
        "framework_name",
        metavar=Text("CADRE", "FRAMEWORK").in_(language),
        help=Text(
            "Identifiant ou chemin du cadre. Par défaut, celui par lequel commence l’ENGAGEMENT, ou celui que nomme "
            "le dossier.",
            "Id or path of the framework. By default, the one with which COMMITMENT begins, or the one the dossier "
            "names.",
        ).in_(language),
    )
    @on_option(language)
    @format_option(language)
    def explain_command(
        dossier: Path, commitment: str, wanted: str | None, framework_name: str | None, on: date, form: str
    ) -> None:
        prefix, colon, _ = commitment.partition(":")
        names = [name for name in (framework_name or (prefix if colon else None),) if name is not None]
        inputs = load_inputs(dossier, names, on, language, one=True, wanted=wanted)
        ((only, framework),) = inputs.pairs()
        identifier = _commitment_of(framework, commitment)
        evaluation = evaluate(framework, only, on)
        if form != Format.TEXT:
            record = _record(evaluation, identifier, language)
            write_data(form, record, [record], CSV_COLUMNS, finding_rows(record))
        else:
            show(explanation(evaluation, identifier, inputs.bank, language))

    return explain_command


def _commitment_of(framework: Framework, asked: str) -> str:
    """Return the id of a commitment given its id, its number, or the id of one of its criteria.

    Raises:
        InvalidData: the framework has no such commitment (BAL-811).
    """
    identifier = asked if ":" in asked else f"{framework.id}:{asked}"
    if identifier in framework.commitments_by_id:
        return identifier
    for criterion in framework.criteria:
        if criterion.id == identifier:
            return criterion.commitment
    values = {"id": identifier, "framework": framework.id, **suggestion(identifier, framework.commitments_by_id)}
    raise InvalidData([Problem("BAL-811", Place(asked), values)])


def _record(evaluation: Evaluation, commitment: str, language: Language) -> dict[str, object]:
    record = evaluation_record(evaluation, language)
    record["findings"] = [finding for finding in record["findings"] if finding["commitment"] == commitment]
    return record
