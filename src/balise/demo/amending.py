# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The city thinks of letting a tool answer residents by itself, provided that somebody can be reached: it consults.

The draft is at the stage where it is most useful to look at: written, studied, submitted to everybody, not voted yet.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from balise.core.consultations import Group, Window
from balise.core.frameworks import Modality, Scope, Strength, Wording
from balise.demo.calendar import Calendar
from balise.demo.settling import Cast
from balise.demo.timeline import Happening
from balise.loading.drafts import Words
from balise.web.charters.operations.consultations import (
    Announcement,
    announce,
    answer,
    contribute,
    contribute_as_resident,
)
from balise.web.charters.operations.drafts import start, write_commitment
from balise.web.charters.queries import contributions_to
from balise.web.organisations.queries import lead_reference

CITY, WRITER, ADMINISTRATOR = "valbrise", "instructeur", "admin"
TITLE = "Charte de l’IA de Valbrise"
STARTED, ANNOUNCED, ANSWERED = date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 18)
OPENS, CLOSES = date(2026, 11, 10), date(2026, 12, 11)

SECOND = Words(
    title="Pas d’IA face aux usagers sans une voie humaine",
    statement="Admettre l’IA dans les interactions directes avec les usagers externes si une personne reste joignable.",
    in_plain_words="Un outil peut vous répondre. Vous pouvez toujours obtenir le même service auprès d’une personne.",
    principle="valbrise-{year}:general-interest",
    wording=Wording.VOTED,
    scope=Scope.DOSSIER,
    modality=Modality.ALLOW_IF,
    strength=Strength.BLOCKING,
)
CRITERIA = """\
- id: valbrise-{year}:2:a
  commitment: valbrise-{year}:2
  title: {{fr: "si l’outil répond seul à des usagers, ils peuvent s’adresser à une personne"}}
  applies_when:
    all:
      - {{includes: [audience, residents]}}
      - {{is: [interaction_mode, direct]}}
  expects: {{is: [non_ai_path, "yes"]}}
  otherwise: {{fr: "Ouvrez une voie humaine vers le même service, et faites-la connaître, ou retirez le projet."}}
"""

_SAID = (
    ("elue", Group.COUNCILLORS, date(2026, 11, 12), "Qui vérifie que la voie humaine existe vraiment, un an après ?"),
    (
        "cst",
        Group.STAFF_COMMITTEE,
        date(2026, 11, 16),
        "Les agents d’accueil doivent être formés avant qu’un outil réponde à leur place.",
    ),
    ("dpd", Group.DPO, date(2026, 11, 17), "L’outil doit dire dès le premier message ce qu’il garde de l’échange."),
)
_RESIDENT = "Je veux bien écrire à un robot, mais pas chercher une heure le numéro de la mairie."
_ANSWER = "Retenu : la revue annuelle du dossier vérifiera que la voie humaine répond, et sous quel délai."


def amending(cast: Cast, calendar: Calendar) -> Iterator[Happening]:
    """Yield the draft, the consultation on it, and what was said in it."""
    played = _Amendment(cast, calendar)
    yield Happening(calendar.instant(STARTED, 10, 0), played.write)
    yield Happening(calendar.instant(ANNOUNCED, 15, 0), played.announce)
    for person, group, day, text in _SAID:
        yield Happening(calendar.instant(day, 14, 0), partial(played.say, person, group, text))
    yield Happening(calendar.instant(ANSWERED, 9, 0), played.answer)


class _Amendment:
    """The draft and its consultation, once they have numbers."""

    def __init__(self, cast: Cast, calendar: Calendar) -> None:
        self.cast, self.calendar = cast, calendar
        self.draft = self.consultation = 0

    def write(self, at: datetime) -> None:
        """Start from the charter in force, and relax its second commitment."""
        writer, year = self.cast.member(WRITER, CITY), at.year
        lead = lead_reference(writer.authority.id)
        assert lead is not None  # noqa: S101 - the city has had a charter since its first day
        self.draft = start(writer, TITLE, lead, extends=False, at=at)
        words = _of_the_year(SECOND, year)
        write_commitment(writer, self.draft, "2", words, CRITERIA.format(year=year), seen=1, at=at)

    def announce(self, at: datetime) -> None:
        """Ask everybody."""
        announcement = Announcement(
            title="Un outil peut-il répondre seul aux habitants ?",
            presentation="Le projet laisse un outil répondre directement, si une personne reste joignable pour le même "
            "service. Dites ce que vous en attendez, et à quelles conditions.",
            groups=frozenset(Group),
            window=Window(self.calendar.day(OPENS), self.calendar.day(CLOSES)),
            documents=(("Note de présentation au conseil", "https://www.valbrise.example/charte-ia/note"),),
        )
        self.consultation = announce(self.cast.member(ADMINISTRATOR, CITY), announcement, at=at, draft_id=self.draft)

    def say(self, person: str, group: Group, text: str, at: datetime) -> None:
        """Have somebody contribute."""
        contribute(self.cast.member(person, CITY), self.consultation, group, text, at=at)

    def answer(self, at: datetime) -> None:
        """Answer the councillors; a resident has written meanwhile, and waits to be read."""
        administrator = self.cast.member(ADMINISTRATOR, CITY)
        asked = contributions_to(self.consultation, group=Group.COUNCILLORS)
        answer(administrator, self.consultation, asked[0].id, _ANSWER, at=at)
        contribute_as_resident(administrator.authority.id, self.consultation, _RESIDENT, TITLE, at=at)


def _of_the_year(words: Words, year: int) -> Words:
    return replace(words, principle=words.principle.format(year=year))
