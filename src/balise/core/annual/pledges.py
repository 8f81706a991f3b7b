# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What last year's report promised, and what became of it: people say so, and silence is a category."""

from balise.core.annual.figure import UNKNOWN, Chapter, Definition, Figure, Source, Unit, counted, not_known
from balise.core.annual.record import Kept, YearRecord
from balise.core.language import Text

KEPT = "pledges.last_year"
LAST_YEAR = Definition(
    KEPT,
    Chapter.PLEDGES,
    Text("Les engagements du bilan précédent", "What the last report promised"),
    Text(
        "Les engagements que prenait le bilan précédent, selon qu’ils ont été tenus.",
        "What the report before this one promised, by whether it was kept.",
    ),
    Text(
        "Chaque engagement du bilan précédent, avec ce que la collectivité en dit\u00a0; sans un mot d’elle, on ne "
        "sait pas.",
        "Each promise of the report before, with what the authority says of it; without a word, nobody knows.",
    ),
    Unit.COMMITMENTS,
    Source.REPORTS,
    labels={
        Kept.KEPT.value: Text("tenus", "kept"),
        Kept.PARTLY.value: Text("tenus en partie", "kept in part"),
        Kept.NOT_KEPT.value: Text("non tenus", "not kept"),
        UNKNOWN: Text("on ne sait pas", "not known"),
    },
)


def last_year(record: YearRecord) -> Figure:
    """Return what became of the promises of last year; not known when there was no report to promise anything."""
    if record.pledges is None:
        return not_known(LAST_YEAR)
    return counted(LAST_YEAR, ((pledge.kept.value, "") for pledge in record.pledges), LAST_YEAR.labels)


FIGURES = ((LAST_YEAR, last_year),)
