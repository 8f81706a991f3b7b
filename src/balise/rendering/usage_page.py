# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a usage journal adds up to, as rows for programs and as a page for people.

A row of very few calls may point at one person's work: its figures are left out unless somebody asks for them, and out
of the sum below it, which would give them back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from balise.core.language import Language, Text
from balise.core.personal_data import kinds_in_words
from balise.core.refusals import RefusalCode, sentence_of
from balise.core.small_cells import FEWEST
from balise.core.usage import Line, Totals, UsageRecord, grouped
from balise.rendering.document import Align, Block, Code, Document, Manner, Paragraph, Run, Runs, Section, Strong, Table
from balise.rendering.footprint_words import carbon_in_words, energy_in_words
from balise.rendering.typography import AND, Counted, colon, joined, number_in_words

DIMENSIONS: Mapping[str, Text] = {
    "month": Text("Mois", "Month"),
    "authority": Text("Collectivité", "Authority"),
    "unit": Text("Service", "Unit"),
    "deployment": Text("Déploiement", "Deployment"),
    "model": Text("Modèle", "Model"),
}
AMOUNTS = ("calls", "served", "refused", "failed", "cut", "tokens_in", "tokens_out")
FOOTPRINT = {
    "energy_min": "energy_min_uwh",
    "energy_max": "energy_max_uwh",
    "carbon_min": "carbon_min_ug",
    "carbon_max": "carbon_max_ug",
}
TOTAL_COLUMNS = ("fewer_than", *AMOUNTS, *FOOTPRINT.values())
REFUSAL_COLUMNS = ("commitment", "refusal", "fewer_than", "calls")
PERSONAL_DATA_COLUMNS = ("type", "fewer_than", "found")
RECORD_FIELDS = tuple(each.name for each in fields(UsageRecord))
RECORD_COLUMNS = (
    *("at", "id", "authority", "unit", "deployment", "model", "provider", "jurisdiction", "fate", "refusal"),
    *("commitments", "tokens_in", "tokens_out", "tokens_estimated", "latency_ms", "first_token_ms"),
    *FOOTPRINT.values(),
    *("method", "personal_data"),
)

TITLE = Text("Usages de la passerelle", "Use of the gateway")
MASTHEAD = Text("Journal d’usage", "Usage journal")
CALLS = Text("Appels", "Calls")
REFUSED = Text("Refusés", "Refused")
UNFINISHED = Text("Inachevés", "Unfinished")
TOKENS = Text("Jetons", "Tokens")
ENERGY = Text("Énergie", "Energy")
CARBON = Text("CO₂e", "CO₂e")
BY = Text("Par {names}", "By {names}")
TOTAL = Text("Total", "Total")
TOTAL_SHOWN = Text("Total montré", "Total shown")
FEWER = Text(f"moins de {FEWEST}", f"fewer than {FEWEST}")
UNNAMED = Text("(non précisé)", "(not given)")
NO_CALL = Text(
    "Aucun appel dans ce journal pour ce qui est demandé.",
    "No call in this journal for what is asked.",
)
COUNTED = Counted(Text("{n} appel", "{n} call"), Text("{n} appels", "{n} calls"))
COUNTED_SHOWN = Counted(
    Text("{n} appel, petites lignes à part", "{n} call, small rows left out"),
    Text("{n} appels, petites lignes à part", "{n} calls, small rows left out"),
)
SMALL_ROWS = Text(
    f"Une ligne de moins de {FEWEST} appels est tue : elle pourrait dire le travail d’une seule personne. « --exact » "
    "la montre.",
    f"A row of fewer than {FEWEST} calls is left out: it might tell one person’s work. “--exact” shows it.",
)
TOO_FEW = Text(
    f"Moins de {FEWEST} appels en tout : rien n’est montré, car cela pourrait dire le travail d’une seule personne. "
    "« --exact » le montre.",
    f"Fewer than {FEWEST} calls in all: nothing is shown, as it might tell one person’s work. “--exact” shows it.",
)
REFUSALS = Text("Refus par engagement", "Refusals by commitment")
COMMITMENT = Text("Engagement", "Commitment")
REFUSED_CALLS = Text("Appels refusés, par engagement et par motif", "Calls refused, by commitment and by reason")
REASON = Text("Motif", "Reason")
NO_COMMITMENT = Text("(aucun)", "(none)")
PERSONAL_DATA = Text("Données personnelles par type", "Personal data by type")
FOUND_IN_CALLS = Text("Données trouvées dans les appels", "Data found in the calls")
TYPE = Text("Type", "Type")
FOUND = Text("Trouvées", "Found")
METHOD = Text(
    "Énergie et CO₂e sont des estimations (EcoLogits) : une fourchette, ou un seul chiffre là où la méthode n’en "
    "donne qu’un. Les jetons des questions n’y comptent pas.",
    "Energy and CO₂e are estimates (EcoLogits): a range, or one figure where the method gives only one. The tokens of "
    "questions do not count in them.",
)


@dataclass(frozen=True, slots=True)
class UsageFigures:
    """All that a journal says of a selection."""

    totals: Mapping[Line, Totals]
    refusals: Mapping[tuple[Line, RefusalCode, str], int]
    personal_data: Mapping[tuple[Line, str], int]

    @property
    def whole(self) -> Totals:
        """Return all of it together."""
        return sum(self.totals.values(), Totals())


def total_rows(figures: UsageFigures, by: Sequence[str], *, exact: bool) -> list[dict[str, Any]]:
    """Return totals as rows for programs; a small row has its names, and nothing of its figures."""
    rows: list[dict[str, Any]] = []
    for names, totals in grouped(figures.totals, by).items():
        row: dict[str, Any] = dict(zip(by, names, strict=True))
        small = totals.calls < FEWEST and not exact
        row["fewer_than"] = FEWEST if small else None
        amounts = asdict(totals)
        row |= {name: None if small else amounts[name] for name in AMOUNTS}
        row |= {shown: None if small else amounts[name] for name, shown in FOOTPRINT.items()}
        rows.append(row)
    return rows


def refusal_rows(figures: UsageFigures, *, exact: bool) -> list[dict[str, Any]]:
    """Return refusals by commitment and by reason, the most frequent first; a small row has no figure."""
    summed: dict[tuple[str, RefusalCode], int] = {}
    for (_, code, commitment), calls in figures.refusals.items():
        summed[commitment, code] = summed.get((commitment, code), 0) + calls
    ordered = sorted(summed.items(), key=lambda each: (-each[1], each[0]))
    return [
        {"commitment": name, "refusal": code.value, **_unless_few("calls", calls, exact=exact)}
        for (name, code), calls in ordered
    ]


def personal_data_rows(figures: UsageFigures, *, exact: bool) -> list[dict[str, Any]]:
    """Return personal data by type, the most frequent first; a small row has no figure."""
    summed: dict[str, int] = {}
    for (_, kind), found in figures.personal_data.items():
        summed[kind] = summed.get(kind, 0) + found
    ordered = sorted(summed.items(), key=lambda each: (-each[1], each[0]))
    return [{"type": kind, **_unless_few("found", found, exact=exact)} for kind, found in ordered]


def _unless_few(name: str, many: int, *, exact: bool) -> dict[str, int | None]:
    small = many < FEWEST and not exact
    return {"fewer_than": FEWEST if small else None, name: None if small else many}


def record_data(record: UsageRecord) -> dict[str, Any]:
    """Return a record for programs, its amounts named with their units."""
    data: dict[str, Any] = {name: getattr(record, name) for name in RECORD_FIELDS}
    data |= {shown: getattr(record.footprint, name) for name, shown in FOOTPRINT.items()}
    data["method"] = record.footprint.method
    data["at"] = record.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    data["commitments"] = list(record.commitments)
    data["personal_data"] = dict(record.personal_data)
    return {name: data[name] for name in RECORD_COLUMNS}


def record_row(record: UsageRecord) -> dict[str, Any]:
    """Return a record as the cells of a table."""
    data = record_data(record)
    data["tokens_estimated"] = int(record.tokens_estimated)
    data["commitments"] = " ".join(record.commitments)
    data["personal_data"] = " ".join(f"{kind}={many}" for kind, many in sorted(record.personal_data.items()))
    return data


def usage_page(figures: UsageFigures, by: Sequence[str], language: Language, *, exact: bool) -> Document:
    """Return the page: calls, refusals by commitment, personal data by type."""
    whole = figures.whole
    blocks: tuple[Block, ...]
    if not whole.calls:
        blocks = (Paragraph.of(NO_CALL.in_(language)),)
    elif whole.calls < FEWEST and not exact:
        blocks = (Paragraph.of(TOO_FEW.in_(language)),)
    else:
        blocks = tuple(_parts(figures, by, language, exact=exact))
    return Document(TITLE.in_(language), language, MASTHEAD.in_(language), blocks[:1], blocks[1:])


def _parts(figures: UsageFigures, by: Sequence[str], language: Language, *, exact: bool) -> Iterator[Block]:
    table, shown, small = _calls(figures, by, language, exact=exact)
    energy = energy_in_words(shown.energy_min, shown.energy_max, language)
    carbon = carbon_in_words(shown.carbon_min, shown.carbon_max, language)
    sign = colon(language)
    yield Paragraph.of(
        Strong((COUNTED_SHOWN if small else COUNTED).of(shown.calls, language)),
        f". {ENERGY.in_(language)}{sign} {energy}. {CARBON.in_(language)}{sign} {carbon}.",
    )
    remarks = (METHOD, SMALL_ROWS) if small else (METHOD,)
    quiet = (Paragraph.of(remark.in_(language), manner=Manner.QUIET) for remark in remarks)
    yield Section(CALLS.in_(language), (table, *quiet))
    if figures.refusals:
        yield Section(REFUSALS.in_(language), (_refusals(figures, language, exact=exact),))
    if figures.personal_data:
        yield Section(PERSONAL_DATA.in_(language), (_personal_data(figures, language, exact=exact),))


def _calls(figures: UsageFigures, by: Sequence[str], language: Language, *, exact: bool) -> tuple[Table, Totals, int]:
    """Return the table of calls, the sum of the rows that it shows, and how many it leaves out."""
    rows: list[tuple[Runs, ...]] = []
    shown, small = Totals(), 0
    for names, totals in grouped(figures.totals, by).items():
        titles: tuple[Runs, ...] = tuple((name or UNNAMED.in_(language),) for name in names)
        if totals.calls < FEWEST and not exact:
            small += 1
            rows.append((*titles, (FEWER.in_(language),), *[("–",)] * 5))
        else:
            shown += totals
            rows.append((*titles, *_cells(totals, language)))
    if len(rows) > 1:
        total = (TOTAL_SHOWN if small else TOTAL).in_(language)
        blanks: list[Runs] = [("",)] * (len(by) - 1)
        rows.append(((Strong(total),), *blanks, *_cells(shown, language)))
    header = tuple((text.in_(language),) for text in (*(DIMENSIONS[name] for name in by), *_HEADER))
    sides = (*[Align.START] * len(by), *[Align.END] * len(_HEADER))
    caption = BY.in_(language).format(
        names=joined([DIMENSIONS[name].in_(language).lower() for name in by], AND, language)
    )
    return Table(caption, header, tuple(rows), sides), shown, small


_HEADER = (CALLS, REFUSED, UNFINISHED, TOKENS, ENERGY, CARBON)


def _cells(totals: Totals, language: Language) -> tuple[Runs, ...]:
    counts = (totals.calls, totals.refused, totals.failed + totals.cut, totals.tokens_in + totals.tokens_out)
    return (
        *((number_in_words(count, language),) for count in counts),
        (energy_in_words(totals.energy_min, totals.energy_max, language),),
        (carbon_in_words(totals.carbon_min, totals.carbon_max, language),),
    )


def _refusals(figures: UsageFigures, language: Language, *, exact: bool) -> Table:
    def cells(row: Mapping[str, Any]) -> tuple[Runs, ...]:
        name: Run = Code(row["commitment"]) if row["commitment"] else NO_COMMITMENT.in_(language)
        reason = sentence_of(RefusalCode(row["refusal"]), {}, language)
        return ((name,), (reason,), (_number(row["calls"], language),))

    header = tuple((text.in_(language),) for text in (COMMITMENT, REASON, CALLS))
    rows = tuple(cells(row) for row in refusal_rows(figures, exact=exact))
    return Table(REFUSED_CALLS.in_(language), header, rows, (Align.START, Align.START, Align.END))


def _number(many: int | None, language: Language) -> str:
    return FEWER.in_(language) if many is None else number_in_words(many, language)


def _personal_data(figures: UsageFigures, language: Language, *, exact: bool) -> Table:
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        ((kinds_in_words([row["type"]], language),), (_number(row["found"], language),))
        for row in personal_data_rows(figures, exact=exact)
    )
    header = tuple((text.in_(language),) for text in (TYPE, FOUND))
    return Table(FOUND_IN_CALLS.in_(language), header, rows, (Align.START, Align.END))
