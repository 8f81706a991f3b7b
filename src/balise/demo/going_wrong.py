# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What went wrong in the city in its first year: minutes that misattributed, mended; a blurring that stopped, open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from balise.core.incidents import Affected, Nature, Step
from balise.core.states import IN_SERVICE
from balise.demo.calendar import Calendar
from balise.demo.settling import Cast
from balise.demo.timeline import Happening
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.dossiers import dossiers_in_states
from balise.web.incidents.operations.incidents import follow, report
from balise.web.incidents.queries.incidents import incidents_with
from balise.web.incidents.records import Telling
from balise.web.organisations.members import Member

CITY = "valbrise"


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did about an incident."""

    on: date
    by: str
    step: Step
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An incident of the story, and what followed."""

    title: str
    """How the title of its dossier begins."""
    reported_on: date
    by: str
    telling: Telling
    then: tuple[Done, ...]


FAILURES = (
    Failure(
        "Transcription des séances",
        date(2026, 5, 26),
        "rosalie.menard",
        Telling(
            Nature.WRONG_RESULT,
            date(2026, 5, 22),
            "Dans le projet de procès-verbal de la séance du conseil, deux interventions étaient attribuées à une "
            "autre personne. La relecture l’a vu avant la mise en ligne.",
            Affected.NO,
        ),
        (
            Done(
                date(2026, 5, 27),
                "rssi",
                Step.MEASURE,
                "Cause trouvée avec l’équipe : deux micros étaient inversés. Le plan de la salle est maintenant "
                "vérifié avant chaque séance.",
            ),
            Done(
                date(2026, 6, 15),
                "rosalie.menard",
                Step.CLOSURE,
                "Séance suivante relue mot à mot : toutes les interventions sont à leur place. Rien de faux "
                "n’a été publié.",
            ),
        ),
    ),
    Failure(
        "Détection des nids-de-poule",
        date(2026, 10, 6),
        "fanny.brossard",
        Telling(
            Nature.PERSONAL_DATA,
            date(2026, 10, 5),
            "Après une mise à jour, le boîtier d’une balayeuse n’a plus flouté les plaques pendant une matinée. Les "
            "images sont parties au syndicat telles quelles.",
            Affected.UNKNOWN,
        ),
        (
            Done(
                date(2026, 10, 7),
                "dpd",
                Step.MEASURE,
                "Images de la matinée effacées par le syndicat, qui l’atteste par écrit. Violation notifiée à la CNIL.",
            ),
            Done(
                date(2026, 10, 9),
                "rssi",
                Step.MEASURE,
                "Boîtier ramené à la version précédente. On attend du fournisseur la preuve que le floutage précède "
                "tout envoi.",
            ),
        ),
    ),
)


def going_wrong(cast: Cast, calendar: Calendar) -> Iterator[Happening]:
    """Yield each incident as somebody reports it, then what is done about it."""
    for failure in FAILURES:
        yield Happening(calendar.instant(failure.reported_on, 9, 40), partial(_report, cast, calendar, failure))
        for done in failure.then:
            yield Happening(calendar.instant(done.on, 15, 20), partial(_follow, cast, failure, done))


def _report(cast: Cast, calendar: Calendar, failure: Failure, at: datetime) -> None:
    member = cast.member(failure.by, CITY)
    told = replace(failure.telling, happened_on=calendar.day(failure.telling.happened_on))
    report(member, _dossier(member, failure).id, told, at=at)


def _follow(cast: Cast, failure: Failure, done: Done, at: datetime) -> None:
    member = cast.member(done.by, CITY)
    file = _dossier(member, failure)
    (incident,) = incidents_with(file.id)
    follow(member, file.id, incident.id, done.step, done.text, at=at)


def _dossier(member: Member, failure: Failure) -> DossierFile:
    files = dossiers_in_states(IN_SERVICE, member.authority.id)
    return next(file for file in files if file.title.startswith(failure.title))
