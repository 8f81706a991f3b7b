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
from balise.core.annual.report import Discrepancy, compute, digests_of, discrepancies
from balise.core.language import Language, Text
from balise.loading.annual_annex import Annex, UnreadableAnnexError, plain, read_annex
from balise.loading.questions import shipped_bank
from balise.rendering.annual_files import annual_csv
from balise.rendering.annual_report import AnnualText, Page, annual_report
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
        if altered:
            click.echo(ALTERED.in_(language).format(parts=", ".join(altered)))
        if not annex.digests:
            click.echo(NO_DIGEST.in_(language))
        if found:
            click.echo(SOME_DIFFER.of(len(found), language))
        for each in found:
            click.echo(f"  {_told(each, annex, language)}")
        if altered or found or not annex.digests:
            return CHECK_FAILED
        click.echo(ALL_AGREE.of(len(annex.figures), language))
        click.echo(DIGEST.in_(language).format(digest=annex.digests["all"]))
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
    """Return the parts of the inputs whose digest is not the one that the annex gives."""
    return [name for name, digest in digests_of(annex.inputs).items() if annex.digests.get(name, digest) != digest]


def _told(each: Discrepancy, annex: Annex, language: Language) -> str:
    said = DIFFERS.in_(language).format(
        published=_amounts(each.published, annex, language), computed=_amounts(each.computed, annex, language)
    )
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
