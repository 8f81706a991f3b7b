# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise annual``: the figures of a published annual report, computed again by whoever doubts them.

Nothing of the site is needed: the annex holds the frozen inputs, and the figures follow from them.
"""

from pathlib import Path

import click

from balise.cli.documents import show
from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.families import family
from balise.cli.output import write_json
from balise.cli.parameters import FilePath, Format, OneOf, balise_command
from balise.cli.site import naming
from balise.core.annual.figure import Figure
from balise.core.annual.report import Discrepancy, by_name, compute, digests_of, discrepancies
from balise.core.language import Language, Text
from balise.loading.annual_annex import Annex, UnreadableAnnexError, plain, read_annex
from balise.loading.questions import shipped_bank
from balise.rendering.annual_files import annual_csv
from balise.rendering.annual_page import AnnualText, Page
from balise.rendering.annual_report import annual_report
from balise.rendering.annual_words import amount_in_words, definition_of, label_of
from balise.rendering.typography import Counted

ABOUT = Text("Recalcule un bilan annuel publié.", "Compute a published annual review again.")
COMPUTE = Text(
    "Calcule tous les chiffres d’un bilan annuel à partir des données arrêtées que contient son annexe JSON. Les "
    "chiffres écrits dans le fichier ne sont pas lus.",
    "Computes every figure of an annual review from the frozen inputs that its JSON annex holds. The figures written "
    "in the file are not read.",
)
VERIFY = Text(
    "Recalcule chaque chiffre d’un bilan publié à partir de ses données arrêtées, et dit lesquels diffèrent\u00a0; "
    "vérifie aussi les empreintes. Répond 0 quand tout concorde, 1 sinon.",
    "Computes each figure of a published review again from its frozen inputs, and says which differ; checks the "
    "digests too. Answers 0 when all agree, 1 otherwise.",
)
FORM = Text("Forme de la réponse (text par défaut).", "Form of the answer (text by default).")
ALL_AGREE = Counted(
    Text("{n} chiffre recalculé\u00a0: il concorde.", "{n} figure computed again: it agrees."),
    Text("{n} chiffres recalculés\u00a0: tous concordent.", "{n} figures computed again: all agree."),
)
SOME_DIFFER = Counted(
    Text(
        "{n} chiffre diffère de ce que donnent les données arrêtées\u00a0:",
        "{n} figure differs from what the inputs give:",
    ),
    Text(
        "{n} chiffres diffèrent de ce que donnent les données arrêtées\u00a0:",
        "{n} figures differ from what the inputs give:",
    ),
)
DIFFERS = Text(
    "publié\u00a0: {published} ; recalculé\u00a0: {computed}", "published: {published}; computed: {computed}"
)
ABSENT = Text("absent", "absent")
NOTHING = Text("rien", "nothing")
ALTERED = Text(
    "Les données arrêtées ne sont plus celles dont l’annexe donne l’empreinte\u00a0: {parts}.",
    "The frozen inputs are no longer those whose digests the annex gives: {parts}.",
)
ROWS_DIFFER = Text(
    "mêmes montants\u00a0: les dossiers comptés diffèrent, ou le chiffre est donné deux fois",
    "same amounts: the dossiers counted differ, or the figure is given twice",
)
REDRAWN = Text(
    "  {name}\u00a0: le diagramme ne montre pas ce que donnent les données arrêtées",
    "  {name}: the chart does not show what the frozen inputs give",
)
ANOTHER_YEAR = Text(
    "L’annexe se dit d’une autre année que ses données, qui sont de {year}.",
    "The annex claims another year than its inputs, which are of {year}.",
)
NOT_COMPUTED = Text(
    "Le texte, les définitions et les errata ne se recalculent pas\u00a0: la page publiée fait foi.",
    "The text, the definitions and the errata cannot be computed: the published page is the reference.",
)
NO_DIGEST = Text("L’annexe ne donne pas l’empreinte de ses données.", "The annex gives no digest of its inputs.")
DIGEST = Text("Empreinte des données arrêtées\u00a0: {digest}", "Digest of the frozen inputs: {digest}")
FORMS = (Format.TEXT, Format.CSV, Format.JSON)
FILE = Text("ANNEXE", "ANNEX")


def command(language: Language) -> click.Command:
    """Return the family of commands."""
    return family("annual", language, ABOUT, _compute(language), _verify(language))


def _compute(language: Language) -> click.Command:
    @balise_command("compute", language, COMPUTE, "balise annual compute annexe.json --format csv")
    @click.argument("path", type=FilePath(), metavar=FILE.in_(language))
    @click.option(
        "--format",
        "form",
        type=OneOf(FORMS, language),
        default=Format.TEXT,
        metavar="|".join(FORMS),
        help=FORM.in_(language),
    )
    def compute_command(path: Path, form: str) -> None:
        annex = _read(path, language)
        figures = compute(annex.inputs)
        page = Page(
            annex.inputs,
            figures,
            AnnualText(digest=digests_of(annex.inputs)["all"]),
            shipped_bank(),
            _nowhere,
            language,
        )
        if form == Format.CSV:
            click.echo(annual_csv(page).decode(), nl=False)
        elif form == Format.JSON:
            write_json(plain(figures))
        else:
            show(annual_report(page))

    return compute_command


def _verify(language: Language) -> click.Command:
    @balise_command("verify", language, VERIFY, "balise annual verify bilan-ia-valbrise-2026-annexe.json")
    @click.argument("path", type=FilePath(), metavar=FILE.in_(language))
    def verify_command(path: Path) -> int:
        annex = _read(path, language)
        altered = _altered(annex)
        found = discrepancies(annex.inputs, annex.figures)
        redrawn = _redrawn(annex)
        if altered:
            click.echo(ALTERED.in_(language).format(parts=", ".join(altered)))
        if not annex.digests:
            click.echo(NO_DIGEST.in_(language))
        if found:
            click.echo(SOME_DIFFER.of(len(found), language))
        for each in found:
            click.echo(f"  {_told(each, annex, language)}")
        for name in redrawn:
            click.echo(REDRAWN.in_(language).format(name=name))
        another = annex.year is not None and annex.year != annex.inputs.period.year
        if another:
            click.echo(ANOTHER_YEAR.in_(language).format(year=annex.inputs.period.year))
        if altered or found or redrawn or another or not annex.digests:
            return CHECK_FAILED
        click.echo(ALL_AGREE.of(len(annex.figures), language))
        click.echo(DIGEST.in_(language).format(digest=annex.digests["all"]))
        click.echo(NOT_COMPUTED.in_(language))
        return FINE

    return verify_command


def _read(path: Path, language: Language) -> Annex:
    """Return the annex in a file.

    Raises:
        click.ClickException: it is not one; the message says why.
    """
    try:
        with naming(path):
            return read_annex(path)
    except UnreadableAnnexError as error:
        raise click.ClickException(error.sentence.in_(language)) from error


def _altered(annex: Annex) -> list[str]:
    """Return the parts of the inputs whose digest is not the one that the annex gives, or is not given at all."""
    if not annex.digests:
        return []
    return [name for name, digest in digests_of(annex.inputs).items() if annex.digests.get(name) != digest]


def _redrawn(annex: Annex) -> list[str]:
    """Return the figures whose drawing does not show what the inputs give."""
    found = by_name(compute(annex.inputs))
    return [
        chart.figure
        for chart in annex.charts
        if (figure := found.get(chart.figure)) is None
        or chart.amounts != [part.amount for part in figure.parts if part.amount is not None]
    ]


def _told(each: Discrepancy, annex: Annex, language: Language) -> str:
    published, computed = (_amounts(figure, annex, language) for figure in (each.published, each.computed))
    said = DIFFERS.in_(language).format(published=published, computed=computed)
    if published == computed:
        said += f" ({ROWS_DIFFER.in_(language)})"
    return f"{each.name}\u00a0: {said}" if language is Language.FRENCH else f"{each.name}: {said}"


def _amounts(figure: Figure | None, annex: Annex, language: Language) -> str:
    definition = None if figure is None else definition_of(figure.name)
    if figure is None or definition is None:
        return ABSENT.in_(language)
    bank, charter = shipped_bank(), annex.inputs.charter
    amounts = (
        f"{label_of(definition, part.key, bank, charter, language)} {amount_in_words(part, definition.unit, language)}"
        for part in figure.parts
    )
    return ", ".join(amounts) or NOTHING.in_(language)


def _nowhere(_name: str) -> str:
    return ""
