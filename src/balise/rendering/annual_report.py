# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The annual report as a document: what the authority writes, around figures that nobody can edit.

One tree for the page, the PDF and the ODT. Every figure is a table, with the words of what it counts and a link to its
definition; unknown is one of its lines; beside it, the year before.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from balise.core.annual.commitments import MET, NOT_MET, PARTLY, PLAN, STANDING
from balise.core.annual.figure import UNKNOWN, Chapter, Definition, Figure, Part, Unit
from balise.core.annual.record import YearRecord
from balise.core.annual.report import DEFINITIONS, change
from balise.core.frameworks import Scope
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.rendering.annual_words import (
    CHAPTERS,
    KEPT_WORDS,
    SOURCES,
    UNITS,
    amount_in_words,
    change_in_words,
    commitment_title,
    definition_of,
    label_of,
    period_in_words,
)
from balise.rendering.bar_chart import Bar, bar_chart
from balise.rendering.document import (
    Align,
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
)
from balise.rendering.document import (
    Definition as Term,
)
from balise.rendering.markdown import from_markdown
from balise.rendering.typography import capitalised, date_in_words, labelled

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
SO_FAR = Text(
    "Les chiffres du prochain bilan, avec les mêmes définitions, tels qu’ils sont aujourd’hui. Ils changeront "
    "encore\u00a0: seul un bilan arrêté les fixe.",
    "The figures of the next report, by the same definitions, as they are today. They will still change: only a "
    "frozen report settles them.",
)
IN_SHORT = Text("L’année en bref", "The year in short")
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
    "Ces chiffres du bilan n’ont pas de source cette année\u00a0:",
    "These figures of the report have no source this year:",
)
ERRATA = Text("Errata", "Errata")
ERRATA_WHY = Text(
    "Les chiffres et le texte ci-dessous sont ceux du jour de la publication. Depuis\u00a0:",
    "Figures and text below are those of the day of publication. Since then:",
)
ABOUT_FIGURE = Text("à propos de «\u00a0{title}\u00a0»", "about “{title}”")
DEFINED = Text("Définition, requête et source", "Definition, query and source")
CATEGORY, YEAR_BEFORE, CHANGED = (
    Text("Catégorie", "Category"),
    Text("Année d’avant", "Year before"),
    Text("Écart", "Change"),
)
CHART_OF = Text(
    "Diagramme en barres, {title}\u00a0: {bars}. Le tableau qui suit dit la même chose.",
    "Bar chart, {title}: {bars}. The table below says the same.",
)
FEWEST_BARS = 2
TOTAL = Text("Total", "Total")
NOTHING = Text("Rien à compter cette année.", "Nothing to count this year.")
COMMITMENT, APPLICABLE = Text("Engagement", "Commitment"), Text("Applicable", "Applicable")
OF_THE_HOUSE = Text("Engagements de la collectivité elle-même", "Commitments of the authority itself")
OF_DOSSIERS = Text("Engagements jugés dossier par dossier", "Commitments judged dossier by dossier")
STANDS = Text("Constat", "Finding")
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

Address = Callable[[str], str]
"""From the name of a figure, where its definition is read; empty when it is nowhere."""


@dataclass(frozen=True, slots=True)
class ErratumWords:
    """Something to be known of a report since it was published."""

    on: date
    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class AnnualText:
    """What stands around the figures."""

    narrative: Mapping[str, str] = field(default_factory=dict)
    pledges: tuple[str, ...] = ()
    errata: tuple[ErratumWords, ...] = ()
    published_on: date | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A report about to be written: its record, its figures, its words, and where definitions are read."""

    record: YearRecord
    figures: tuple[Figure, ...]
    text: AnnualText
    bank: QuestionBank
    address: Address
    language: Language

    def said(self, text: Text, **words: object) -> str:
        """Return a text in the language of the report, its words in place."""
        return text.in_(self.language).format(**words) if words else text.in_(self.language)

    def day(self, on: date) -> str:
        """Return a day in words."""
        return date_in_words(on, self.language)

    def named(self, name: str) -> Figure | None:
        """Return a figure by its name."""
        return next((figure for figure in self.figures if figure.name == name), None)

    def label(self, definition: Definition, key: str) -> str:
        """Return a category in words."""
        return label_of(definition, key, self.bank, self.record.charter, self.language)


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
        opening=(Paragraph.of(period, manner=Manner.LEDE), Paragraph.of(page.said(SO_FAR))),
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
        items = tuple((_erratum(each, page),) for each in page.text.errata)
        yield Note((Paragraph.of(page.said(ERRATA_WHY)), BulletList(items)))


def _erratum(each: ErratumWords, page: Page) -> str:
    definition = definition_of(each.figure)
    about = "" if definition is None else f" ({page.said(ABOUT_FIGURE, title=page.said(definition.title))})"
    return labelled(f"{page.day(each.on)}{about}", each.text, page.language)


def _written(page: Page, part: str) -> Blocks:
    return from_markdown(page.text.narrative.get(part, ""))


def _chapters(page: Page) -> Iterator[Section]:
    yield Section(page.said(IN_SHORT), tuple(in_short(page)), "en-bref")
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
    return (said, " ", Link(page.said(DEFINED), where)) if where else (said,)


def figure_table(figure: Figure, definition: Definition, page: Page) -> Table:
    """Return the categories of a figure, and those of the year before when there was a report."""
    compared = page.record.previous is not None
    unit = definition.unit
    header: list[Runs] = [(page.said(CATEGORY),), (capitalised(page.said(UNITS[unit])),)]
    if compared:
        header += [(page.said(YEAR_BEFORE),), (page.said(CHANGED),)]
    rows = [_row(part, figure, definition, page) for part in figure.parts]
    whole = figure.total is not None and len(figure.parts) > 1 and not definition.overlaps
    if whole:
        blank: tuple[Runs, ...] = (("",), ("",)) if compared else ()
        total = amount_in_words(Part("", figure.total), unit, page.language)
        rows.append(((page.said(TOTAL),), (total,), *blank))
    return Table(
        page.said(definition.title), tuple(header), tuple(rows), (Align.START, *(Align.END,) * (len(header) - 1))
    )


def _row(part: Part, figure: Figure, definition: Definition, page: Page) -> tuple[Runs, ...]:
    language, unit = page.language, definition.unit
    cells: list[Runs] = [(page.label(definition, part.key),), (amount_in_words(part, unit, language),)]
    if page.record.previous is not None:
        before = next((each for each in page.record.previous.figures if each.name == figure.name), None)
        was = None if before is None else before.part(part.key) or Part(part.key, before.amount(part.key))
        difference = None if unit in {Unit.MICROWATT_HOURS, Unit.MICROGRAMS} else change(figure, part.key, page.record)
        told = "–" if was is None else amount_in_words(was, unit, language)
        cells += [(told,), (change_in_words(difference, language),)]
    return tuple(cells)


def _commitments(page: Page) -> Iterator[Block]:
    """Yield the charter, commitment by commitment: those of dossiers in one table, those of the house in another."""
    charter = page.record.charter
    if charter is None:
        yield Paragraph.of(page.said(NO_CHARTER))
        return
    found = {figure.about: figure for figure in page.figures if figure.id == STANDING.id}
    yield Paragraph(_counts(STANDING.id, STANDING, page))
    judged = [each for each in charter.commitments if each.scope is Scope.DOSSIER and each.id in found]
    yield _standings([found[each.id] for each in judged], page)
    house = [each for each in charter.commitments if each.scope is Scope.ORGANISATION and each.id in found]
    if house:
        rows = tuple(
            ((commitment_title(charter, each.id, page.language),), (_house(found[each.id], page),)) for each in house
        )
        header: tuple[Runs, ...] = ((page.said(COMMITMENT),), (page.said(STANDS),))
        yield Table(page.said(OF_THE_HOUSE), header, rows)


def _house(figure: Figure, page: Page) -> str:
    return ", ".join(page.label(STANDING, part.key) for part in figure.parts)


def _standings(figures: list[Figure], page: Page) -> Table:
    keys = (MET, PARTLY, NOT_MET, UNKNOWN, PLAN)
    header: tuple[Runs, ...] = (
        (page.said(COMMITMENT),),
        (page.said(APPLICABLE),),
        *((page.label(STANDING, key),) for key in keys),
    )
    rows = tuple(_standing(figure, keys, page) for figure in figures)
    return Table(page.said(OF_DOSSIERS), header, rows, (Align.START, *(Align.END,) * (len(keys) + 1)))


def _standing(figure: Figure, keys: tuple[str, ...], page: Page) -> tuple[Runs, ...]:
    language = page.language
    title = commitment_title(page.record.charter, figure.about, language)
    where = page.address(figure.name)
    total = amount_in_words(Part("", figure.total), Unit.DOSSIERS, language)
    amounts = [amount_in_words(figure.part(key) or Part(key, 0), Unit.DOSSIERS, language) for key in keys]
    return ((Link(title, where) if where else title,), (total,), *((amount,) for amount in amounts))


def _pledges(page: Page) -> Iterator[Block]:
    last = page.record.pledges
    if last:
        rows = tuple(((each.text,), (capitalised(page.said(KEPT_WORDS[each.kept])),)) for each in last)
        header: tuple[Runs, ...] = ((page.said(PROMISE),), (page.said(KEPT),))
        yield Section(page.said(LAST_PROMISES), (Table(page.said(LAST_PROMISES), header, rows),))
    blocks: Blocks = (Paragraph.of(page.said(NO_NEXT), manner=Manner.QUIET),)
    if page.text.pledges:
        blocks = (BulletList(tuple((each,) for each in page.text.pledges)),)
    yield Section(page.said(NEXT_PROMISES), blocks)


def _method(page: Page) -> Iterator[Block]:
    yield from _written(page, METHOD)
    yield BulletList(tuple((page.said(limit),) for limit in LIMITS))
    missing = [
        figure for figure in page.figures if [part.key for part in figure.parts] == [UNKNOWN] and not figure.about
    ]
    if missing:
        items = tuple((page.said(DEFINITIONS[figure.id].title),) for figure in missing)
        yield Section(page.said(MISSING), (Paragraph.of(page.said(MISSING_WHY)), BulletList(items)))


SHORT: tuple[tuple[Text, str, str | None], ...] = (
    (Text("Dossiers déposés", "Dossiers submitted"), "uses.by_status", None),
    (Text("Usages mis en service dans l’année", "Uses put in service in the year"), "uses.movements", "started"),
    (Text("Décisions rendues", "Decisions taken"), "decisions.outcomes", None),
    (Text("Dont refus", "Of which refusals"), "decisions.outcomes", "decide_refused"),
    (
        Text("Usages dont toutes les mentions obligatoires sont en place", "Uses with every notice required in place"),
        "users.notices",
        "announced",
    ),
    (Text("Usages en service publiés au registre", "Uses in service at the register"), "rights.published", "yes"),
    (
        Text("Usages en service que l’on sait pouvoir quitter", "Uses proven possible to leave"),
        "sovereignty.exits",
        "proven",
    ),
    (Text("Questions du public", "Questions from the public"), "users.questions", None),
    (Text("Appels servis par la passerelle", "Calls served by the gateway"), "environment.calls", "served"),
    (Text("Énergie de ces appels", "Energy of these calls"), "environment.energy", "all"),
)
"""What a reader in a hurry is told: totals where no category is named."""
OF_NO_CONCERN = {"users.notices": "not_needed"}
"""The category that a share leaves aside: a use that owes no notice lacks none."""
NONE_CONCERNED = Text("aucun n’est concerné", "none is concerned")
WHAT, HOW_MUCH = Text("Ce qui est compté", "What is counted"), Text("Valeur", "Value")
OUT_OF = Text("{part} sur {total}", "{part} out of {total}")


def in_short(page: Page) -> Iterator[Block]:
    """Yield the few figures that tell the year, each with what it is."""
    found = ((words, page.named(name), key) for words, name, key in SHORT)
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        ((page.said(words),), (_short(figure, key, DEFINITIONS[figure.id], page),))
        for words, figure, key in found
        if figure is not None
    )
    header: tuple[Runs, ...] = ((page.said(WHAT),), (page.said(HOW_MUCH),))
    yield Table(page.said(IN_SHORT), header, rows, (Align.START, Align.END))


def _short(figure: Figure, key: str | None, definition: Definition, page: Page) -> str:
    language = page.language
    if key is None:
        return amount_in_words(Part("", figure.total), definition.unit, language)
    part = figure.part(key) or Part(key, None if [each.amount for each in figure.parts] == [None] else 0)
    told = amount_in_words(part, definition.unit, language)
    if figure.total is None or part.amount is None or definition.overlaps:
        return told
    whole = figure.total - (figure.amount(OF_NO_CONCERN.get(figure.id, "")) or 0)
    if not whole:
        return page.said(NONE_CONCERNED)
    return page.said(OUT_OF, part=told, total=amount_in_words(Part("", whole), definition.unit, language))


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
