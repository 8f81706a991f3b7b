# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The evidence of article 4 of the AI Act: measures by audience, what they held, how many people they reached.

One document for the screen, the printer and the office; no person is in it, and no count under five.
"""

from collections.abc import Iterator, Sequence

from balise.core.attestations import LiteracyEvidence, Measure
from balise.core.language import Language, Text
from balise.core.training import AUDIENCE_LABELS, FORM_LABELS, Audience, Shown
from balise.rendering.document import (
    Align,
    Block,
    BulletList,
    Document,
    Manner,
    Note,
    Paragraph,
    Runs,
    Section,
    Strong,
    Table,
)
from balise.rendering.typography import Counted, capitalised, date_in_words, number_in_words

MASTHEAD = Text("Règlement européen sur l’IA, article 4", "AI Act, article 4")
TITLE = Text("{authority}\u00a0: se former à l’IA", "{authority}: learning about AI")
LEDE = Text(
    "Ce que la collectivité a fait du {first} au {last} pour que celles et ceux qui se servent de l’IA, ou en "
    "décident, la connaissent assez.",
    "What the authority did from {first} to {last} so that those who use AI, or decide on it, know enough of it.",
)
ATTESTED = Counted(
    Text("{n} attestation remise", "{n} attestation issued"),
    Text("{n} attestations remises", "{n} attestations issued"),
)
OUTSIDE = Counted(
    Text("et {n} formation suivie ailleurs", "and {n} training followed elsewhere"),
    Text("et {n} formations suivies ailleurs", "and {n} trainings followed elsewhere"),
)
FEW = Text("moins de cinq attestations remises", "fewer than five attestations issued")
OFFERED = Text("Ce qui est proposé à chacun", "What is offered to each")
HELD = Text("Ce qui a eu lieu", "What took place")
HELD_TABLE = Text("Séances tenues dans la période", "Sessions held in the period")
REACHED_TABLE = Text("Personnes formées, par public et par service", "People trained, by audience and unit")
NOTHING = Text("Aucune séance n’a eu lieu dans cette période.", "No session took place in this period.")
REACHED = Text("Qui a été formé", "Who was trained")
COLUMNS = (
    Text("Formation", "Training"),
    Text("Jour", "Day"),
    Text("Public", "Audience"),
    Text("Forme", "Form"),
    Text("Organisme", "Provider"),
    Text("Présents", "Present"),
)
COVERED = (
    Text("Service", "Unit"),
    Text("Public", "Audience"),
    Text("Formés", "Trained"),
    Text("Effectif", "People"),
    Text("Part", "Share"),
)
WHOLE = Text("Ensemble", "All")
NO_UNIT = Text("Sans service", "No unit")
HIDDEN = Text("non dit", "not told")
UNKNOWN = Text("inconnu", "unknown")
SECRET = Text(
    "« Non dit »\u00a0: moins de cinq personnes, ou un nombre qui le laisserait deviner. « Inconnu »\u00a0: l’effectif "
    "n’a pas été renseigné. Compte qui tient, au dernier jour, une attestation qui vaut encore.",
    "“Not told”: fewer than five people, or a number that would let it be guessed. “Unknown”: the number of people was "
    "not given. Whoever holds, on the last day, an attestation that still counts is counted.",
)


def literacy_document(evidence: LiteracyEvidence, language: Language) -> Document:
    """Return the evidence as a document."""
    days = {"first": date_in_words(evidence.first, language), "last": date_in_words(evidence.last, language)}
    counted = FEW.in_(language)
    if evidence.attestations is not None:
        counted = ATTESTED.of(evidence.attestations, language)
        if evidence.outside is not None:
            counted = f"{counted} {OUTSIDE.of(evidence.outside, language)}"
    return Document(
        title=TITLE.in_(language).format(authority=evidence.authority),
        language=language,
        masthead=MASTHEAD.in_(language),
        opening=(
            Paragraph((LEDE.in_(language).format(**days),), Manner.LEDE),
            Paragraph((Strong(capitalised(counted)), ".")),
        ),
        body=(
            Section(HELD.in_(language), tuple(_held(evidence.measures, language))),
            Section(REACHED.in_(language), tuple(_reached(evidence, language))),
            *((Section(OFFERED.in_(language), tuple(_offered(evidence, language))),) if evidence.planned else ()),
        ),
    )


def _offered(evidence: LiteracyEvidence, language: Language) -> Iterator[Block]:
    for title, audience, content in evidence.planned:
        heading = f"{title} ({AUDIENCE_LABELS[audience].in_(language)})"
        yield Section(heading, (BulletList(tuple((line,) for line in content)),))


def _held(measures: Sequence[Measure], language: Language) -> Iterator[Block]:
    if not measures:
        yield Paragraph((NOTHING.in_(language),))
        return
    yield Table(
        caption=HELD_TABLE.in_(language),
        header=tuple((each.in_(language),) for each in COLUMNS),
        rows=tuple(_measure(each, language) for each in measures),
        alignments=(*[Align.START] * 5, Align.END),
    )


def _measure(measure: Measure, language: Language) -> tuple[Runs, ...]:
    return (
        (measure.title,),
        (date_in_words(measure.on, language),),
        (AUDIENCE_LABELS[measure.audience].in_(language),),
        (FORM_LABELS[measure.form].in_(language),),
        (measure.provider or "–",),
        (HIDDEN.in_(language) if measure.present is None else number_in_words(measure.present, language),),
    )


def _reached(evidence: LiteracyEvidence, language: Language) -> Iterator[Block]:
    found = evidence.coverage
    rows = [row for audience in Audience for row in _rows_of(audience, found.totals, found.cells, language)]
    if rows:
        yield Table(
            caption=REACHED_TABLE.in_(language),
            header=tuple((each.in_(language),) for each in COVERED),
            rows=tuple(rows),
            alignments=(Align.START, Align.START, Align.END, Align.END, Align.END),
        )
    yield Note((Paragraph((SECRET.in_(language),)),))


def _rows_of(
    audience: Audience, totals: Sequence[Shown], cells: Sequence[Shown], language: Language
) -> Iterator[tuple[Runs, ...]]:
    for total in totals:
        if total.audience is audience:
            yield _row(total, (Strong(WHOLE.in_(language)),), language)
    for cell in cells:
        if cell.audience is audience and any(each.unit for each in cells if each.audience is audience):
            yield _row(cell, (cell.unit or NO_UNIT.in_(language),), language)


def _row(cell: Shown, unit: Runs, language: Language) -> tuple[Runs, ...]:
    share = cell.share
    return (
        unit,
        (AUDIENCE_LABELS[cell.audience].in_(language),),
        (HIDDEN.in_(language) if cell.trained is None else number_in_words(cell.trained, language),),
        (UNKNOWN.in_(language) if cell.people is None else number_in_words(cell.people, language),),
        ("–" if share is None else f"{share * 100:.0f}\u00a0%",),
    )
