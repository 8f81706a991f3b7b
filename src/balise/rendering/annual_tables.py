# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tables of an annual report: each amount beside that of the year before, when a report was published of it.

A category that is there no more keeps its line: what fell to nothing is a piece of news. What nobody knew is never
compared.
"""

from collections.abc import Iterator, Sequence

from balise.core.annual.commitments import MET, NOT_MET, PARTLY, PLAN, STANDING
from balise.core.annual.figure import ALL, UNKNOWN, Definition, Figure, Part, Unit
from balise.core.annual.report import DEFINITIONS
from balise.core.language import Text
from balise.rendering.annual_page import Page
from balise.rendering.annual_words import (
    UNITS,
    amount_in_words,
    change_in_words,
    commitment_title,
    share_in_words,
)
from balise.rendering.document import Align, Link, Runs, Table
from balise.rendering.typography import capitalised

CATEGORY, SHARE, YEAR_BEFORE, CHANGED, TOTAL = (
    Text("Catégorie", "Category"),
    Text("Part", "Share"),
    Text("Année d’avant", "Year before"),
    Text("Écart", "Change"),
    Text("Total", "Total"),
)
COMMITMENT, APPLICABLE, STANDS = (
    Text("Engagement", "Commitment"),
    Text("Applicable", "Applicable"),
    Text("Constat", "Finding"),
)
OF_DOSSIERS, OF_THE_HOUSE, YEAR_TO_YEAR = (
    Text("Engagements jugés dossier par dossier", "Commitments judged dossier by dossier"),
    Text("Engagements de la collectivité elle-même", "Commitments of the authority itself"),
    Text(
        "Engagements jugés dossier par dossier, d’une année à l’autre",
        "Commitments judged dossier by dossier, from one year to the next",
    ),
)
NOT_WHOLLY, EARLIER = Text("Non tenu ou en partie", "Not met, or partly"), Text("{said}, avant", "{said}, before")
IN_SHORT, WHAT, HOW_MUCH = (
    Text("L’année en bref", "The year in short"),
    Text("Ce qui est compté", "What is counted"),
    Text("Valeur", "Value"),
)
OUT_OF, NONE_CONCERNED = (
    Text("{part} sur {total}", "{part} out of {total}"),
    Text("aucun n’est concerné", "none is concerned"),
)
NOTHING_BEFORE = "–"

_RANGES = frozenset({Unit.MICROWATT_HOURS, Unit.MICROGRAMS})
"""Two ranges differ by no number."""


def figure_table(figure: Figure, definition: Definition, page: Page) -> Table:
    """Return the categories of a figure, and those of the year before when there was a report."""
    header: list[Runs] = [(page.said(CATEGORY),), (capitalised(page.said(UNITS[definition.unit])),)]
    if definition.shared:
        header.append((page.said(SHARE),))
    if page.is_compared:
        header += [(page.said(YEAR_BEFORE),), (page.said(CHANGED),)]
    parts = (*figure.parts, *_gone(figure, page.before(figure.name)))
    rows = [_row(part, figure, definition, page) for part in parts]
    if figure.total is not None and len(parts) > 1 and not definition.overlaps:
        rows.append(_total(figure, definition, page))
    return Table(page.said(definition.title), tuple(header), tuple(rows), _figures_at_the_end(header))


def _figures_at_the_end(header: Sequence[Runs]) -> tuple[Align, ...]:
    return (Align.START, *(Align.END,) * (len(header) - 1))


def _gone(figure: Figure, before: Figure | None) -> tuple[Part, ...]:
    """Return the categories of the year before in which nothing is left."""
    if before is None or not figure.is_known:
        return ()
    here = {part.key for part in figure.parts} | {ALL, UNKNOWN}
    return tuple(Part(part.key, 0) for part in before.parts if part.key not in here and part.amount)


def _row(part: Part, figure: Figure, definition: Definition, page: Page) -> tuple[Runs, ...]:
    before = page.before(figure.name)
    was = None if before is None else before.part(part.key) or Part(part.key, before.amount(part.key))
    return ((page.label(definition, part.key),), *_amounts(part, was, figure.total, definition, page))


def _total(figure: Figure, definition: Definition, page: Page) -> tuple[Runs, ...]:
    before = page.before(figure.name)
    was = None if before is None or before.total is None else Part("", before.total)
    return ((page.said(TOTAL),), *_amounts(Part("", figure.total), was, figure.total, definition, page))


def _amounts(
    part: Part, was: Part | None, whole: float | None, definition: Definition, page: Page
) -> Iterator[tuple[str]]:
    """Yield an amount, its share of the whole, what it was and by how much it changed, as the table has columns."""
    language, unit = page.language, definition.unit
    yield (amount_in_words(part, unit, language),)
    if definition.shared:
        yield (share_in_words(part.amount, whole, language),)
    if page.is_compared:
        yield (NOTHING_BEFORE if was is None else amount_in_words(was, unit, language),)
        yield (change_in_words(None if unit in _RANGES else _difference(part, was), language),)


def _difference(part: Part, was: Part | None) -> float | None:
    """Return by how much an amount changed; None when either is not known."""
    return None if was is None or was.amount is None or part.amount is None else part.amount - was.amount


def standings_table(figures: Sequence[Figure], page: Page) -> Table:
    """Return the commitments, one a line: to how many uses each applies, and how many keep it."""
    keys = (MET, PARTLY, NOT_MET, UNKNOWN, PLAN)
    header: tuple[Runs, ...] = (
        (page.said(COMMITMENT),),
        (page.said(APPLICABLE),),
        *((page.label(STANDING, key),) for key in keys),
    )
    rows = tuple(_standing(figure, keys, page) for figure in figures)
    return Table(page.said(OF_DOSSIERS), header, rows, _figures_at_the_end(header))


def _standing(figure: Figure, keys: tuple[str, ...], page: Page) -> tuple[Runs, ...]:
    where = page.address(figure.name)
    title = commitment_title(page.record.charter, figure.about, page.language)
    amounts = (figure.total, *(figure.amount(key) for key in keys))
    return ((Link(title, where) if where else title,), *((_dossiers(amount, page),) for amount in amounts))


def _dossiers(amount: float | None, page: Page) -> str:
    return amount_in_words(Part("", amount), Unit.DOSSIERS, page.language)


def year_to_year_table(figures: Sequence[Figure], page: Page) -> Table:
    """Return the same commitments beside what the report before said of them."""
    kept, not_wholly = page.label(STANDING, MET), page.said(NOT_WHOLLY)
    header: tuple[Runs, ...] = (
        (page.said(COMMITMENT),),
        *((words,) for said in (kept, not_wholly) for words in _now_and_before(said, page)),
    )
    rows = tuple(_year_to_year(figure, page) for figure in figures)
    return Table(page.said(YEAR_TO_YEAR), header, rows, _figures_at_the_end(header))


def _now_and_before(said: str, page: Page) -> tuple[str, str, str]:
    return said, page.said(EARLIER, said=said), page.said(CHANGED)


def _year_to_year(figure: Figure, page: Page) -> tuple[Runs, ...]:
    before = page.before(figure.name)
    cells: list[Runs] = [(commitment_title(page.record.charter, figure.about, page.language),)]
    for keys in ((MET,), (PARTLY, NOT_MET)):
        now, was = _added(figure, keys), None if before is None else _added(before, keys)
        cells += [
            (_dossiers(now.amount, page),),
            (NOTHING_BEFORE if was is None else _dossiers(was.amount, page),),
            (change_in_words(_difference(now, was), page.language),),
        ]
    return tuple(cells)


def _added(figure: Figure, keys: tuple[str, ...]) -> Part:
    """Return several categories as one; what one of them lacks, the whole lacks."""
    amounts = [figure.amount(key) for key in keys]
    return Part("", None if None in amounts else sum(filter(None, amounts)))


def house_table(figures: Sequence[Figure], page: Page) -> Table:
    """Return the commitments that bind the authority itself, each with what is found of it, and was found before."""
    header: tuple[Runs, ...] = ((page.said(COMMITMENT),), (page.said(STANDS),))
    if page.is_compared:
        header = (*header, (page.said(YEAR_BEFORE),))
    return Table(page.said(OF_THE_HOUSE), header, tuple(_house(figure, page) for figure in figures))


def _house(figure: Figure, page: Page) -> tuple[Runs, ...]:
    before = page.before(figure.name)
    said = (figure, *((before,) if page.is_compared else ()))
    found = (NOTHING_BEFORE if each is None else _found(each, page) for each in said)
    return ((commitment_title(page.record.charter, figure.about, page.language),), *((words,) for words in found))


def _found(figure: Figure, page: Page) -> str:
    return ", ".join(page.label(STANDING, part.key) for part in figure.parts)


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
    (Text("Énergie de ces appels", "Energy of these calls"), "environment.energy", ALL),
)
"""What a reader in a hurry is told: totals where no category is named."""
OF_NO_CONCERN = {"users.notices": "not_needed"}
"""The category that a share leaves aside: a use that owes no notice lacks none."""


def short_table(page: Page) -> Table:
    """Return the few figures that tell the year, each with what it is, and what it was."""
    header: tuple[Runs, ...] = ((page.said(WHAT),), (page.said(HOW_MUCH),))
    if page.is_compared:
        header = (*header, (page.said(YEAR_BEFORE),))
    rows = tuple(tuple(_short_row(*each, page)) for each in SHORT if page.named(each[1]) is not None)
    return Table(page.said(IN_SHORT), header, rows, _figures_at_the_end(header))


def _short_row(words: Text, name: str, key: str | None, page: Page) -> Iterator[tuple[str]]:
    yield (page.said(words),)
    for figure in (page.named(name), *((page.before(name),) if page.is_compared else ())):
        yield (NOTHING_BEFORE if figure is None else _short(figure, key, DEFINITIONS[figure.id], page),)


def _short(figure: Figure, key: str | None, definition: Definition, page: Page) -> str:
    language = page.language
    if key is None:
        return amount_in_words(Part("", figure.total), definition.unit, language)
    part = figure.part(key) or Part(key, figure.amount(key))
    told = amount_in_words(part, definition.unit, language)
    if figure.total is None or part.amount is None or definition.overlaps:
        return told
    whole = figure.total - (figure.amount(OF_NO_CONCERN.get(figure.id, "")) or 0)
    if not whole:
        return page.said(NONE_CONCERNED)
    return page.said(OUT_OF, part=told, total=amount_in_words(Part("", whole), definition.unit, language))
