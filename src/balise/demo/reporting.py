# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The annual report of the city: its first year under the charter, frozen, written around, and published."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from balise.core.annual.record import YearPeriod
from balise.demo.calendar import Calendar
from balise.demo.settling import Cast
from balise.demo.timeline import Happening
from balise.web.reports.operations.freezing import freeze
from balise.web.reports.operations.publishing import correct, publish
from balise.web.reports.operations.reading import say_read
from balise.web.reports.operations.writing import write
from balise.web.reports.queries.reports import report_of

CITY = "valbrise"
FROZEN_ON, READ_ON = date(2026, 11, 12), date(2026, 11, 13)
PUBLISHED_ON, CORRECTED_ON = date(2026, 11, 16), date(2026, 11, 19)

NARRATIVE = {
    "introduction": (
        "C’est le premier bilan depuis que la Ville suit la charte. Il dit ce que nous faisons avec l’IA, ce que nous "
        "avons refusé, et **ce que nous ne savons pas encore**.\n\n"
        "Trois choses à retenir\u00a0:\n\n"
        "- chaque projet est désormais jugé sur un dossier, avant sa mise en service\u00a0;\n"
        "- des usages qui existaient sans dossier ont été déclarés, sans sanction, et régularisés\u00a0;\n"
        "- la passerelle n’a ouvert qu’après la période\u00a0: l’usage n’est pas encore mesuré."
    ),
    "commitments": (
        "Un engagement «\u00a0non évalué\u00a0» n’est pas un engagement tenu\u00a0: il manque une réponse, ou le "
        "dossier attend encore un verdict."
    ),
    "environment": "La mesure commence avec la passerelle. Les chiffres prévus dans les dossiers ne sont que des "
    "prévisions.",
    "method": "Les chiffres sont calculés par Balise, et chacun peut les recalculer avec l’annexe JSON.",
}
PLEDGES = (
    "Mesurer l’usage de tous les outils qui passent par la passerelle",
    "Éprouver la sortie de chaque outil en service",
    "Publier au registre tous les usages en service",
)
REMARKS = {
    "dpd": "",
    "cst": "Le comité souhaite que le prochain bilan compte les agents formés par direction.",
}
"""What readers said of it before it was public."""
ERRATUM = (
    "Une mention affichée à l’accueil de la mairie n’avait pas été enregistrée à temps\u00a0: elle était en place, le "
    "chiffre ne la compte pas."
)


def reporting(cast: Cast, calendar: Calendar) -> Iterator[Happening]:
    """Yield what a reviewer and whoever keeps the portal do of the report of the city."""
    period = reported_period(calendar)
    yield Happening(calendar.instant(FROZEN_ON, 14, 0), partial(_freeze, cast, period))
    yield Happening(calendar.instant(READ_ON, 9, 40), partial(_read, cast, period.year))
    yield Happening(calendar.instant(PUBLISHED_ON, 10, 0), partial(_publish, cast, period.year))
    yield Happening(calendar.instant(CORRECTED_ON, 16, 30), partial(_correct, cast, period.year))


def reported_period(calendar: Calendar) -> YearPeriod:
    """Return the last twelve whole months that were over when the figures were frozen."""
    last = calendar.day(FROZEN_ON).replace(day=1) - timedelta(days=1)
    return YearPeriod.ending(last.year, last.month)


def _freeze(cast: Cast, period: YearPeriod, at: datetime) -> None:
    reviewer = cast.member("instructeur", CITY)
    year = freeze(reviewer, period, at=at)
    write(reviewer, year, report_of(reviewer.authority.id, year).revision, NARRATIVE, PLEDGES, (), at=at)


def _read(cast: Cast, year: int, at: datetime) -> None:
    """Have the report read by those who have a word to say of it, before it is public."""
    for key, remark in REMARKS.items():
        reader = cast.member(key, CITY)
        say_read(reader, year, report_of(reader.authority.id, year).seen, remark, agrees=True, at=at)


def _publish(cast: Cast, year: int, at: datetime) -> None:
    keeper = cast.member("portail", CITY)
    publish(keeper, year, report_of(keeper.authority.id, year).digest, at=at)


def _correct(cast: Cast, year: int, at: datetime) -> None:
    correct(cast.member("portail", CITY), year, ERRATUM, "users.notices", at=at)
