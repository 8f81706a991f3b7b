# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Two extracts of the annual report: one page to hand out, and what the budget debate asks for."""

from collections.abc import Iterator

from balise.core.annual.commitments import MET, NOT_MET, PARTLY, STANDING
from balise.core.annual.figure import Chapter
from balise.core.annual.report import DEFINITIONS
from balise.core.frameworks import Scope
from balise.core.language import Text
from balise.rendering.annual_page import Page
from balise.rendering.annual_report import INTRODUCTION
from balise.rendering.annual_tables import figure_table, short_table
from balise.rendering.annual_words import commitment_title, period_in_words
from balise.rendering.document import Block, BulletList, Code, Document, Manner, Paragraph, Section, all_french
from balise.rendering.markdown import from_markdown
from balise.rendering.typography import Counted, capitalised, date_in_words

SHORT_TITLE = Text("L’IA en {year}, sur une page", "AI in {year}, on one page")
SHORT_MASTHEAD = Text("{name} · résumé du bilan annuel", "{name} · summary of the annual review")
COMMITMENTS = Text("Les engagements", "The commitments")
WHOLE = Text(
    "Le bilan entier, ses définitions et ses données sont publiés sur le portail. Empreinte des données\u00a0:",
    "The whole review, its definitions and its data are published on the portal. Digest of the data:",
)
MET_BY_ALL = Counted(
    Text("{n} engagement tenu par tous les usages concernés", "{n} commitment met by every use concerned"),
    Text("{n} engagements tenus par tous les usages concernés", "{n} commitments met by every use concerned"),
)
NOT_BY_ALL = Counted(
    Text(
        "{n} engagement non tenu, ou en partie, par un usage au moins",
        "{n} commitment not met, or partly, by one use at least",
    ),
    Text(
        "{n} engagements non tenus, ou en partie, par un usage au moins",
        "{n} commitments not met, or partly, by one use at least",
    ),
)
NOT_TOLD = Counted(
    Text("{n} engagement que l’on ne peut pas encore évaluer", "{n} commitment that cannot be assessed yet"),
    Text("{n} engagements que l’on ne peut pas encore évaluer", "{n} commitments that cannot be assessed yet"),
)
LEAST_KEPT = Text("Non tenus ou en partie\u00a0: {names}", "Not met, or partly: {names}")

REEN_TITLE = Text(
    "L’intelligence artificielle dans la stratégie numérique responsable, {year}",
    "AI in the responsible-digital strategy, {year}",
)
REEN_MASTHEAD = Text(
    "{name} · extrait pour le débat d’orientation budgétaire", "{name} · extract for the budget debate"
)
REEN_WHY = Text(
    "Pour le bilan annuel de la stratégie numérique responsable, présenté avant le débat d’orientation budgétaire (loi "
    "n° 2021-1485 du 15 novembre 2021, art. 35). Extrait du bilan annuel de l’IA\u00a0; les chiffres en sont les "
    "mêmes.",
    "For the yearly review of the responsible-digital strategy, given before the budget debate (law no. 2021-1485 of "
    "15 November 2021, art. 35). An extract of the annual review of AI; its figures are the same.",
)
REEN_CHAPTERS = {
    Chapter.ENVIRONMENT: Text("Empreinte et sobriété", "Footprint and frugality"),
    Chapter.MONEY: Text("Coûts", "Costs"),
    Chapter.SOVEREIGNTY: Text("Fournisseurs, hébergement, réversibilité", "Providers, hosting, reversibility"),
}


def one_page(page: Page) -> Document:
    """Return the year on one page."""
    record = page.record
    words = all_french(from_markdown(page.text.narrative.get(INTRODUCTION, ""))[:1], page.language)
    return Document(
        title=page.said(SHORT_TITLE, year=record.period.year),
        language=page.language,
        masthead=page.said(SHORT_MASTHEAD, name=record.authority.name),
        opening=(
            Paragraph.of(capitalised(period_in_words(record.period, page.language)), manner=Manner.LEDE),
            *words,
        ),
        body=(short_table(page), Section(page.said(COMMITMENTS), tuple(_commitments(page)))),
        colophon=(Paragraph.of(page.said(WHOLE), " ", Code(page.text.digest)),),
    )


def _commitments(page: Page) -> Iterator[Block]:
    charter = page.record.charter
    house = {each.id for each in charter.commitments if each.scope is Scope.ORGANISATION} if charter else set()
    figures = [each for each in page.figures if each.id == STANDING.id and each.about not in house and each.total]
    short = [each for each in figures if (each.amount(NOT_MET) or 0) + (each.amount(PARTLY) or 0)]
    kept = [each for each in figures if each.amount(MET) == each.total]
    others = len(figures) - len(short) - len(kept)
    lines = (
        MET_BY_ALL.of(len(kept), page.language),
        NOT_BY_ALL.of(len(short), page.language),
        NOT_TOLD.of(others, page.language),
    )
    yield BulletList(tuple((line,) for line in lines))
    if short:
        names = ", ".join(commitment_title(charter, each.about, page.language) for each in short)
        yield Paragraph.of(page.said(LEAST_KEPT, names=names))


def reen_extract(page: Page) -> Document:
    """Return what the review of the responsible-digital strategy takes from the report."""
    record, published = page.record, page.text.published_on
    when = () if published is None else (date_in_words(published, page.language),)
    lede = " · ".join((capitalised(period_in_words(record.period, page.language)), *when))
    return Document(
        title=page.said(REEN_TITLE, year=record.period.year),
        language=page.language,
        masthead=page.said(REEN_MASTHEAD, name=record.authority.name),
        opening=(Paragraph.of(lede, manner=Manner.LEDE), Paragraph.of(page.said(REEN_WHY))),
        body=tuple(_reen(page)),
        colophon=(Paragraph.of(page.said(WHOLE), " ", Code(page.text.digest)),),
    )


def _reen(page: Page) -> Iterator[Section]:
    for chapter, title in REEN_CHAPTERS.items():
        blocks: list[Block] = [*all_french(from_markdown(page.text.narrative.get(chapter.value, "")), page.language)]
        for figure in page.figures:
            definition = DEFINITIONS[figure.id]
            if definition.chapter is chapter and figure.parts:
                blocks += [Paragraph.of(page.said(definition.counts)), figure_table(figure, definition, page)]
        yield Section(page.said(title), tuple(blocks))
