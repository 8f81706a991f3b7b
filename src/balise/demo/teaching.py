# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The trainings of the story: four paths, sessions held and to come, attestations, and what was followed elsewhere.

Most of those who are trained have no account: they are registered by who gives the training, as in a real town hall.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from balise.core.training import DEFAULT_CONTENT, Audience, Form
from balise.demo.calendar import Calendar
from balise.demo.settling import Cast
from balise.demo.timeline import Happening
from balise.web.literacy.operations.attendance import answer_quiz, note_attendance
from balise.web.literacy.operations.attestations import OutsideTraining, attest, record_outside
from balise.web.literacy.operations.headcounts import set_headcounts
from balise.web.literacy.operations.paths import PathProposal, create_path
from balise.web.literacy.operations.registrations import register, register_other
from balise.web.literacy.operations.sessions import SessionProposal, open_session
from balise.web.literacy.queries.sessions import participants_of
from balise.web.literacy.records import Question
from balise.web.organisations.members import Member

CITY = "valbrise"
CREATED, PLANNED = date(2026, 9, 28), date(2026, 11, 16)
WORKSHOP, WEBINAR = date(2026, 10, 13), date(2026, 11, 5)
"""Those that were held: for staff, then for councillors."""
NEXT_WORKSHOP, NEXT_WEBINAR = date(2026, 12, 3), date(2026, 12, 10)
ALONE_UNTIL = date(2027, 2, 26)

COLLEAGUES = ("porteuse", "instructeur", "dpd", "formateur", "admin", "rosalie.menard")
"""Those with an account who came to the workshop: the gateway lets them in where the charter asks for a training."""
NEXT = ("basile.tournier", "lucas.perrigot", "yann.le-quere", "fanny.brossard")
"""Those who want to come to the next one, which has three seats."""
MAIL, MEDIA, FAMILIES = "Service du courrier", "Médiathèques et musée", "Direction de la petite enfance"
STAFF = {
    MAIL: ("Agathe Lemoine", "Bilal Cherif", "Corinne Jaffré", "Dorian Poulain", "Élise Mabille", "Farid Nouri"),
    MEDIA: ("Gaëlle Simonet", "Hadrien Colas", "Isaure Delcourt", "Joël Banville", "Kenza Morel", "Loïc Tessier"),
    FAMILIES: ("Maud Rivoal", "Nolwenn Picard"),
}
COUNCILLORS = ("Aline Charpin", "Bruno Estienne", "Carole Vidal", "Damien Loubet", "Estelle Roch", "Fabien Aubry")
HEADCOUNTS = {MAIL: 14, MEDIA: 41, FAMILIES: 186}
SEATED_COUNCILLORS = 49

QUIZ = (
    Question(
        "Une IA a aidé à écrire à un habitant. Qui répond de la lettre ?", ("L’éditeur de l’outil", "Qui signe"), 1
    ),
    Question(
        "Peut-on coller le courrier d’un usager dans un outil hors du catalogue ?",
        ("Oui, sans le nom", "Oui, si c’est urgent", "Non"),
        2,
    ),
    Question("L’usager doit-il savoir qu’une IA a aidé ?", ("Oui, chaque fois", "S’il le demande"), 0),
)
PATHS = (
    PathProposal(
        "Les bases de l’IA générative",
        Audience.STAFF,
        "\n".join(DEFAULT_CONTENT[Audience.STAFF]),
        Decimal(3),
        12,
    ),
    PathProposal(
        "Décider d’un projet d’IA",
        Audience.COUNCILLORS,
        "\n".join(DEFAULT_CONTENT[Audience.COUNCILLORS]),
        Decimal(2),
        24,
    ),
    PathProposal(
        "L’IA et le travail",
        Audience.UNIONS,
        "\n".join(DEFAULT_CONTENT[Audience.UNIONS]),
        Decimal("3.5"),
        24,
    ),
    PathProposal(
        "La charte dans ma commune",
        Audience.CHIEF_EXECUTIVES,
        "\n".join(DEFAULT_CONTENT[Audience.CHIEF_EXECUTIVES]),
        Decimal(2),
    ),
    PathProposal(
        "Écrire aux usagers avec une IA",
        Audience.STAFF,
        "Relire, corriger, rester responsable de ce que l’on envoie\nCe qui ne se met jamais dans un outil\n"
        "Les mentions prêtes à l’emploi",
        Decimal(1),
        12,
        QUIZ,
        2,
    ),
)
BASICS, DECIDING, WORK, COMMUNE, WRITING = range(len(PATHS))


def teaching(cast: Cast, calendar: Calendar) -> Iterator[Happening]:
    """Yield what whoever trains in the city does, and those who come."""
    school = School(cast, calendar)
    yield Happening(calendar.instant(CREATED, 9, 0), school.describe)
    yield Happening(calendar.instant(CREATED, 14, 0), school.plan_what_was_held)
    for day in (WORKSHOP, WEBINAR):
        yield Happening(calendar.instant(day, 17, 0), partial(school.hold, day))
    yield Happening(calendar.instant(PLANNED, 9, 0), school.plan_what_comes)
    yield Happening(calendar.instant(PLANNED, 11, 0), school.record_elsewhere)


class School:
    """What the trainer keeps in mind from one day to another."""

    def __init__(self, cast: Cast, calendar: Calendar) -> None:
        self.cast, self.calendar = cast, calendar
        self.paths: list[int] = []
        self.sessions: dict[date, int] = {}

    def describe(self, at: datetime) -> None:
        """Create the trainings, and say how many people there are to train."""
        trainer = self._trainer
        self.paths = [create_path(trainer, each, at=at) for each in PATHS]
        people: dict[tuple[Audience, int | None], int | None] = {
            (Audience.STAFF, self.cast.unit(trainer, unit)): count for unit, count in HEADCOUNTS.items()
        }
        set_headcounts(trainer, {**people, (Audience.COUNCILLORS, None): SEATED_COUNCILLORS}, at=at)

    def plan_what_was_held(self, at: datetime) -> None:
        """Open the two first sessions, and register those who came."""
        self._open(WORKSHOP, BASICS, Form.IN_PERSON, "Salle des mariages, hôtel de ville", 24, at=at)
        self._open(WEBINAR, DECIDING, Form.WEBINAR, "https://visio.valbrise.example/elus", None, at=at)
        for name in COLLEAGUES:
            register(self.cast.member(name, CITY), self.sessions[WORKSHOP], at=at)
        for unit, people in STAFF.items():
            for name in people:
                self._register(WORKSHOP, name, unit, at)
        register(self.cast.member("elue", CITY), self.sessions[WEBINAR], at=at)
        for name in COUNCILLORS:
            self._register(WEBINAR, name, "", at)

    def hold(self, day: date, at: datetime) -> None:
        """Note who came, all but one, and issue their attestations."""
        session_id = self.sessions[day]
        came = [each.id for each in participants_of(session_id) if each.name != STAFF[MAIL][-1]]
        note_attendance(self._trainer, session_id, came, at=at)
        attest(self._trainer, session_id, at=at)

    def plan_what_comes(self, at: datetime) -> None:
        """Open the next sessions; one has fewer seats than people who want to come."""
        self._open(NEXT_WORKSHOP, BASICS, Form.IN_PERSON, "Médiathèque du Port, salle 2", 3, at=at)
        self._open(NEXT_WEBINAR, COMMUNE, Form.WEBINAR, "https://visio.valbrise.example/communes", None, at=at)
        last = self.calendar.instant(ALONE_UNTIL, 18, 0)
        alone = SessionProposal(Form.SELF_PACED, at, last, "https://apprendre.valbrise.example/ecrire")
        session_id = open_session(self._trainer, self.paths[WRITING], alone, at=at)
        for name in NEXT:
            register(self.cast.member(name, CITY), self.sessions[NEXT_WORKSHOP], at=at)
        for name in ("porteuse", "clemence.oriol"):
            register(self.cast.member(name, CITY), session_id, at=at)
        answer_quiz(self.cast.member("porteuse", CITY), session_id, {0: 1, 1: 2, 2: 0}, at=at + timedelta(hours=1))

    def record_elsewhere(self, at: datetime) -> None:
        """Record what two people followed at the CNFPT: one counts, the other is over."""
        security = self.cast.member("rssi", CITY)
        followed, former = self.calendar.day(date(2026, 5, 19)), self.calendar.day(date(2024, 10, 8))
        for person, day, months in ((security, followed, 24), (self.cast.member("elue", CITY), former, 12)):
            outside = OutsideTraining(
                name=person.name,
                email=person.email,
                audience=Audience.STAFF if person is security else Audience.COUNCILLORS,
                unit_id=None,
                training="Sécurité des systèmes d’IA" if person is security else "L’IA au conseil municipal",
                provider="CNFPT",
                reference=f"CNFPT-{day.year}-{day.month:02}-118",
                hours=Decimal(7),
                followed_on=day,
                expires_on=day + timedelta(days=30 * months),
            )
            record_outside(self._trainer, outside, at=at)

    @property
    def _trainer(self) -> Member:
        return self.cast.member("formateur", CITY)

    def _open(self, day: date, path: int, form: Form, place: str, seats: int | None, *, at: datetime) -> None:
        start, end = self.calendar.instant(day, 9, 30), self.calendar.instant(day, 12, 30)
        proposal = SessionProposal(form, start, end, place, "", seats)
        self.sessions[day] = open_session(self._trainer, self.paths[path], proposal, at=at)

    def _register(self, day: date, name: str, unit: str, at: datetime) -> None:
        trainer = self._trainer
        register_other(trainer, self.sessions[day], name, "", self.cast.unit(trainer, unit), at=at)
