# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The annual report as a document: what the authority writes, around figures that nobody can edit.

One tree for the page, the PDF and the ODT. Every figure is a table, with the words of what it counts and a link to its
definition; unknown is one of its lines; beside it, the year before.
"""

from collections.abc import Iterator
from dataclasses import replace

from balise.core.annual.commitments import STANDING
from balise.core.annual.figure import UNKNOWN, Chapter, Definition, Figure
from balise.core.annual.report import DEFINITIONS
from balise.core.frameworks import Scope
from balise.core.language import Text
from balise.rendering.annual_page import ErratumWords, Page
from balise.rendering.annual_tables import (
    IN_SHORT,
    figure_table,
    house_table,
    short_table,
    standings_table,
    year_to_year_table,
)
from balise.rendering.annual_words import (
    CHAPTERS,
    KEPT_WORDS,
    SOURCES,
    UNITS,
    amount_in_words,
    commitment_title,
    definition_of,
    period_in_words,
)
from balise.rendering.bar_chart import Bar, bar_chart
from balise.rendering.document import (
    Block,
    Blocks,
    BulletList,
    Code,
    DefinitionList,
    Document,
    Link,
    Manner,
    Note,
    Paragraph,
    Runs,
    Section,
    Table,
    all_french,
    in_french,
)
from balise.rendering.document import (
    Definition as Term,
)
from balise.rendering.markdown import from_markdown
from balise.rendering.typography import capitalised, labelled

INTRODUCTION, METHOD = "introduction", "method"
PARTS = (INTRODUCTION, *(chapter.value for chapter in Chapter), METHOD)
"""The parts around which an authority writes, in order."""

TITLE = Text("Bilan annuel des usages de l’IA, {year}", "Annual review of uses of AI, {year}")
MASTHEAD = Text("{name} · bilan annuel de l’IA", "{name} · annual review of AI")
PUBLISHED_ON = Text("Publié le {day}", "Published on {day}")
NOT_PUBLISHED = Text("Projet, non publié", "Draft, not published")
CHARTER = Text("Charte\u00a0: {title}", "Charter: {title}")
NO_CHARTER = Text("Aucune charte n’était en vigueur le dernier jour.", "No charter was in force on the last day.")
SO_FAR_TITLE = Text("L’année en cours", "The year so far")
SO_FAR_BESIDE = Text(
    "«\u00a0Année d’avant\u00a0» est le dernier bilan publié\u00a0: douze mois entiers, à côté d’une année qui ne "
    "l’est pas encore.",
    "“Year before” is the last published report: twelve whole months, beside a year that is not whole yet.",
)
SO_FAR = Text(
    "Les chiffres du prochain bilan, avec les mêmes définitions, tels qu’ils sont aujourd’hui. Ils changeront "
    "encore\u00a0: seul un bilan arrêté les fixe.",
    "The figures of the next report, by the same definitions, as they are today. They will still change: only a "
    "frozen report settles them.",
)
METHOD_TITLE = Text("Méthode et limites", "Method and limits")
LIMITS = (
    Text(
        "Seuls comptent les actes datés au plus tard du dernier jour de la période. Les constats sont ceux du dernier "
        "verdict qu’un acte (dépôt, décision, réexamen) a conservé.",
        "Only acts dated by the last day of the period count. Findings are those of the last verdict that an act "
        "(submission, decision, reassessment) kept.",
    ),
    Text(
        "Ce que personne ne sait est une catégorie à part, jamais un zéro. Un nombre de personnes inférieur à cinq "
        "n’est pas montré.",
        "What nobody knows is a category of its own, never a zero. A number of people under five is not shown.",
    ),
    Text(
        "Le service qui porte un dossier et l’hébergement d’un modèle sont ceux du jour où le bilan a été arrêté.",
        "The unit that carries a dossier and the hosting of a model are those of the day when the year was frozen.",
    ),
    Text(
        "L’usage mesuré est celui qui passe par la passerelle\u00a0; les mois sont ceux du temps universel.",
        "The usage measured is that which goes through the gateway; months are those of universal time.",
    ),
)
MISSING = Text("Ce que l’on ne sait pas", "What is not known")
MISSING_WHY = Text(
    "Ces chiffres ne sont pas connus cette année\u00a0; chacun avec sa raison.",
    "These figures are not known this year; each with its reason.",
)
ERRATA = Text("Errata", "Errata")
ERRATA_WHY = Text(
    "Les chiffres et le texte ci-dessous sont ceux du jour de la publication. Depuis\u00a0:",
    "Figures and text below are those of the day of publication. Since then:",
)
ABOUT_FIGURE = Text("à propos de «\u00a0{title}\u00a0»", "about “{title}”")
DEFINED = Text("Définition, requête et source", "Definition, query and source")
CHART_OF = Text(
    "Diagramme en barres, {title}\u00a0: {bars}. Le tableau qui suit dit la même chose.",
    "Bar chart, {title}: {bars}. The table below says the same.",
)
FEWEST_BARS = 2
NOTHING = Text("Rien à compter cette année.", "Nothing to count this year.")
LAST_PROMISES, NEXT_PROMISES = (
    Text("Ce que promettait le bilan précédent", "What the last report promised"),
    Text("Ce que la collectivité promet pour l’année qui vient", "What the authority promises for the year to come"),
)
PROMISE, KEPT = Text("Promesse", "Promise"), Text("Tenue\u00a0?", "Kept?")
NO_NEXT = Text("Rien n’est promis dans ce bilan.", "Nothing is promised in this report.")
HOW = Text(
    "Chaque chiffre est calculé à partir des données arrêtées, que publie l’annexe JSON. Les mêmes données redonnent "
    "les mêmes chiffres\u00a0; «\u00a0balise annual verify\u00a0» les recalcule. Empreinte des données arrêtées\u00a0:",
    "Every figure is computed from the frozen inputs, which the JSON annex publishes. The same inputs give the same "
    "figures; “balise annual verify” computes them again. Digest of the frozen inputs:",
)


def annual_report(page: Page) -> Document:
    """Return the whole report."""
    record = page.record
    return Document(
        title=page.said(TITLE, year=record.period.year),
        language=page.language,
        masthead=page.said(MASTHEAD, name=record.authority.name),
        opening=(*_head(page), *_errata(page)),
        body=tuple(_chapters(page)),
        colophon=(Paragraph.of(page.said(HOW), " ", Code(page.text.digest)),),
    )


def year_so_far(page: Page) -> Document:
    """Return the figures of a year that is not over, by the definitions of the report, and nothing written around.

    What the last report promised is said when the year is frozen: before, there is nothing to count.
    """
    counted = (figure for figure in page.figures if DEFINITIONS[figure.id].chapter is not Chapter.PLEDGES)
    page = replace(page, figures=tuple(counted))
    period = capitalised(period_in_words(page.record.period, page.language))
    return Document(
        title=page.said(SO_FAR_TITLE),
        language=page.language,
        masthead=page.said(MASTHEAD, name=page.record.authority.name),
        opening=(
            Paragraph.of(period, manner=Manner.LEDE),
            Paragraph.of(page.said(SO_FAR)),
            *((Paragraph.of(page.said(SO_FAR_BESIDE)),) if page.is_compared else ()),
        ),
        body=tuple(section for section in _chapters(page) if section.id != Chapter.PLEDGES.value),
    )


def _head(page: Page) -> Iterator[Block]:
    record = page.record
    published = page.text.published_on
    state = page.said(NOT_PUBLISHED) if published is None else page.said(PUBLISHED_ON, day=page.day(published))
    charter = (
        page.said(NO_CHARTER)
        if record.charter is None
        else page.said(CHARTER, title=record.charter.title.in_(page.language))
    )
    period = capitalised(period_in_words(record.period, page.language))
    yield Paragraph.of(f"{period} · {state}", manner=Manner.LEDE)
    yield Paragraph.of(charter, manner=Manner.QUIET)
    yield from _written(page, INTRODUCTION)


def _errata(page: Page) -> Iterator[Block]:
    if page.text.errata:
        items = tuple(_erratum(each, page) for each in page.text.errata)
        yield Note((Paragraph.of(page.said(ERRATA_WHY)), BulletList(items)))


def _erratum(each: ErratumWords, page: Page) -> Runs:
    definition = definition_of(each.figure)
    about = "" if definition is None else f" ({page.said(ABOUT_FIGURE, title=page.said(definition.title))})"
    before = labelled(f"{page.day(each.on)}{about}", "", page.language)
    return (before, in_french(each.text, page.language))


def _written(page: Page, part: str) -> Blocks:
    return all_french(from_markdown(page.text.narrative.get(part, "")), page.language)


def _chapters(page: Page) -> Iterator[Section]:
    yield Section(page.said(IN_SHORT), (short_table(page),), "en-bref")
    for chapter in Chapter:
        blocks = (*_written(page, chapter.value), *_chapter(chapter, page))
        yield Section(page.said(CHAPTERS[chapter]), blocks, chapter.value)
    yield Section(page.said(METHOD_TITLE), tuple(_method(page)), METHOD)


def _chapter(chapter: Chapter, page: Page) -> Iterator[Block]:
    if chapter is Chapter.COMMITMENTS:
        yield from _commitments(page)
    for figure in page.figures:
        definition = DEFINITIONS[figure.id]
        if definition.chapter is chapter and figure.id != STANDING.id:
            yield Section(page.said(definition.title), tuple(_figure(figure, definition, page)), anchor(figure.name))
    if chapter is Chapter.PLEDGES:
        yield from _pledges(page)


def anchor(name: str) -> str:
    """Return the place of a figure in its page."""
    return "chiffre-" + "".join(letter if letter.isalnum() else "-" for letter in name)


def _figure(figure: Figure, definition: Definition, page: Page) -> Iterator[Block]:
    yield Paragraph(_counts(figure.name, definition, page))
    if not figure.parts:
        yield Paragraph.of(page.said(NOTHING), manner=Manner.QUIET)
        return
    bars = bars_of(figure, definition, page)
    if bars:
        yield bar_chart(bars, _alternative(bars, definition, page))
    yield figure_table(figure, definition, page)


def bars_of(figure: Figure, definition: Definition, page: Page) -> tuple[Bar, ...]:
    """Return the bars of a figure worth a drawing; none for one that is not, or that has nothing to compare."""
    told = [part for part in figure.parts if part.amount is not None]
    if not definition.charted or len(told) < FEWEST_BARS or not any(part.amount for part in told):
        return ()
    unit = definition.unit
    return tuple(
        Bar(
            page.label(definition, part.key),
            part.amount or 0,
            amount_in_words(part, unit, page.language),
            part.key == UNKNOWN,
        )
        for part in told
    )


def _alternative(bars: tuple[Bar, ...], definition: Definition, page: Page) -> str:
    said = ", ".join(labelled(bar.label, bar.told, page.language) for bar in bars)
    return page.said(CHART_OF, title=page.said(definition.title), bars=said)


def _counts(name: str, definition: Definition, page: Page) -> Runs:
    said, where = page.said(definition.counts), page.address(name)
    return (said, " ", Link(page.said(DEFINED), where, about=page.said(definition.title))) if where else (said,)


def _commitments(page: Page) -> Iterator[Block]:
    """Yield the charter, commitment by commitment: those of dossiers, as they were before, those of the house."""
    charter = page.record.charter
    if charter is None:
        yield Paragraph.of(page.said(NO_CHARTER))
        return
    found = {figure.about: figure for figure in page.figures if figure.id == STANDING.id}
    judged, house = (
        [found[each.id] for each in charter.commitments if each.scope is scope and each.id in found]
        for scope in (Scope.DOSSIER, Scope.ORGANISATION)
    )
    yield Paragraph(_counts(STANDING.id, STANDING, page))
    yield standings_table(judged, page)
    if page.is_compared:
        yield year_to_year_table(judged, page)
    if house:
        yield house_table(house, page)


def _pledges(page: Page) -> Iterator[Block]:
    last = page.record.pledges
    if last:
        rows = tuple(
            ((in_french(each.text, page.language),), (capitalised(page.said(KEPT_WORDS[each.kept])),)) for each in last
        )
        header: tuple[Runs, ...] = ((page.said(PROMISE),), (page.said(KEPT),))
        yield Section(page.said(LAST_PROMISES), (Table(page.said(LAST_PROMISES), header, rows),))
    blocks: Blocks = (Paragraph.of(page.said(NO_NEXT), manner=Manner.QUIET),)
    if page.text.pledges:
        blocks = (BulletList(tuple((in_french(each, page.language),) for each in page.text.pledges)),)
    yield Section(page.said(NEXT_PROMISES), blocks)


def _method(page: Page) -> Iterator[Block]:
    yield from _written(page, METHOD)
    yield BulletList(tuple((page.said(limit),) for limit in LIMITS))
    missing = [
        figure for figure in page.figures if [part.key for part in figure.parts] == [UNKNOWN] and not figure.about
    ]
    if missing:
        items = tuple((_missing(DEFINITIONS[figure.id], page),) for figure in missing)
        yield Section(page.said(MISSING), (Paragraph.of(page.said(MISSING_WHY)), BulletList(items)))


def _missing(definition: Definition, page: Page) -> str:
    why = definition.labels.get(UNKNOWN)
    title = page.said(definition.title)
    return title if why is None else labelled(title, page.said(why), page.language)


DEFINITION_OF = Text("Ce qui est compté", "What is counted")
QUERY, SOURCE, UNIT, IDENTIFIER = (
    Text("Comment", "How"),
    Text("Source", "Source"),
    Text("Unité", "Unit"),
    Text("Identifiant", "Identifier"),
)


def figure_document(name: str, page: Page) -> Document | None:
    """Return the page of one figure: its definition, its query, its categories; None when there is no such figure."""
    figure, definition = page.named(name), definition_of(name)
    if definition is None or (figure is None and name != STANDING.id):
        return None
    about = "" if figure is None else commitment_title(page.record.charter, figure.about, page.language)
    said = (
        (DEFINITION_OF, page.said(definition.counts)),
        (QUERY, page.said(definition.query)),
        (SOURCE, page.said(SOURCES[definition.source])),
        (UNIT, page.said(UNITS[definition.unit])),
    )
    entries = (
        *(Term(page.said(term), ((words,),)) for term, words in said),
        Term(page.said(IDENTIFIER), ((Code(name),),)),
    )
    table = () if figure is None or not figure.parts else (figure_table(figure, definition, page),)
    return Document(
        title=about or page.said(definition.title),
        language=page.language,
        masthead=page.said(MASTHEAD, name=page.record.authority.name),
        opening=(Paragraph.of(capitalised(period_in_words(page.record.period, page.language)), manner=Manner.LEDE),),
        body=(DefinitionList(entries), *table),
    )
