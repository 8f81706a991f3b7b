# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Trainings about AI: for whom, who has a seat, what an attestation is worth, and how many were trained.

AI Act, article 4, asks for measures fitted to the role and the knowledge of people: hence one content an audience.
Nothing here ranks anybody: people are counted by audience and unit, and never under five.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from balise.core.dates import add_months
from balise.core.language import Text
from balise.core.roles import Role
from balise.core.small_cells import FEWEST, safely_hidden, shown_count


class Audience(StrEnum):
    """For whom a training is made (Strasbourg, 2024: these four); the values are kept."""

    STAFF = "staff"
    COUNCILLORS = "councillors"
    UNIONS = "unions"
    CHIEF_EXECUTIVES = "chief_executives"


AUDIENCE_LABELS: Mapping[Audience, Text] = {
    Audience.STAFF: Text("agents", "staff"),
    Audience.COUNCILLORS: Text("élus", "councillors"),
    Audience.UNIONS: Text("représentants du personnel", "staff representatives"),
    Audience.CHIEF_EXECUTIVES: Text("directions générales des communes", "chief executives of communes"),
}


class Form(StrEnum):
    """How a session is held; the values are kept."""

    IN_PERSON = "in_person"
    WEBINAR = "webinar"
    SELF_PACED = "self_paced"


FORM_LABELS: Mapping[Form, Text] = {
    Form.IN_PERSON: Text("sur place", "in person"),
    Form.WEBINAR: Text("webinaire", "webinar"),
    Form.SELF_PACED: Text("à son rythme", "self-paced"),
}

DEFAULT_CONTENT: Mapping[Audience, tuple[str, ...]] = {
    Audience.STAFF: (
        "Ce que la charte votée permet, demande et interdit, avec des exemples du service",
        "Ce qu’une IA générative sait faire et ne sait pas faire : erreurs, inventions, biais",
        "Les outils autorisés, et avec quelles données : ce qui ne se met jamais dans un outil",
        "Relire, corriger, rester responsable de ce que l’on envoie",
        "Informer clairement les usagers, chaque fois : les mentions prêtes à l’emploi",
        "L’empreinte d’un usage, et quand s’en passer",
        "À qui demander : référents, délégué à la protection des données, déclaration sans sanction",
    ),
    Audience.COUNCILLORS: (
        "La charte votée : ses engagements, comment chaque projet est jugé, ce qui déroge",
        "Les obligations de la collectivité : règlement européen sur l’IA, RGPD, code des relations avec le public",
        "Lire un dossier, un avis, un registre ; poser les bonnes questions sur un projet",
        "Décider : réserves, exceptions, réversibilité, coût et empreinte",
        "Parler d’IA avec les habitants : concertation, registre public, droit à l’explication",
        "Ses propres usages d’élu : courriers, notes, données personnelles",
    ),
    Audience.UNIONS: (
        "Ce que la charte promet aux agents, et comment s’en assurer",
        "Le rôle du comité social territorial : quand il est consulté, sur quoi, avec quels documents",
        "Effets sur le travail : charge, autonomie, compétences, surveillance",
        "Outils de ressources humaines : usages à haut risque, information individuelle et collective",
        "Lire un dossier et ses constats ; demander une pièce, un réexamen",
        "La formation comme droit : plan, attestations, accès égal entre services",
    ),
    Audience.CHIEF_EXECUTIVES: (
        "Mettre la charte en vigueur dans sa commune : qui décide, qui instruit, qui répond",
        "Recenser les usages, déclarés ou non, sans sanction, puis régulariser",
        "Marchés publics : clauses de réversibilité, localisation, réutilisation des données",
        "Responsabilités : responsable de traitement, déployeur, autorité de contrôle",
        "Choisir le plus petit modèle qui suffit ; suivre le coût et l’empreinte",
        "Rendre compte : registre public, questions des habitants, bilan annuel au conseil",
    ),
}
"""What each audience needs, from the texts that bind it; an authority edits its own copy."""


class Standing(StrEnum):
    """Whether somebody who registered has a seat."""

    SEATED = "seated"
    WAITING = "waiting"


def standings(registered: Sequence[int], seats: int | None) -> dict[int, Standing]:
    """Return who has a seat, in the order of registration; without a number of seats, everybody has one.

    A seat that frees goes to the first who waits, by itself: nobody chooses among people.
    """
    return {
        each: Standing.SEATED if seats is None or place < seats else Standing.WAITING
        for place, each in enumerate(registered)
    }


class Validity(StrEnum):
    """What an attestation is worth on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


VALIDITY_LABELS: Mapping[Validity, Text] = {
    Validity.VALID: Text("valable", "valid"),
    Validity.EXPIRED: Text("expirée", "expired"),
    Validity.WITHDRAWN: Text("retirée", "withdrawn"),
}


def validity(expires_on: date | None, withdrawn: bool, on: date) -> Validity:
    """Return what an attestation is worth; its last day counts, and without one it does not expire."""
    if withdrawn:
        return Validity.WITHDRAWN
    return Validity.EXPIRED if expires_on is not None and on > expires_on else Validity.VALID


def counted_in(roles: Collection[Role], of_path: Audience) -> Audience:
    """Return the audience in which somebody who was trained is counted: what they are, where their roles tell it.

    A councillor who comes to a session for staff is one more councillor trained, not one more member of the staff. No
    role tells a chief executive of a commune: whoever comes to a session made for them counts as one.
    """
    if not roles or of_path is Audience.CHIEF_EXECUTIVES:
        return of_path
    if Role.COUNCILLOR in roles:
        return Audience.COUNCILLORS
    return Audience.UNIONS if Role.STAFF_COMMITTEE in roles else Audience.STAFF


def last_day(issued_on: date, months: int | None) -> date | None:
    """Return the last day of something issued on a day for a number of months; the 31st of a short month is its end."""
    return None if months is None else add_months(issued_on, months)


@dataclass(frozen=True, slots=True)
class Cell:
    """People of one audience in one unit: how many there are, when it is known, and how many were trained."""

    audience: Audience
    unit: str
    """Empty for those who belong to none."""
    trained: int
    people: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The same, as it may be told."""

    audience: Audience
    unit: str
    trained: int | None
    """None when hidden."""
    people: int | None
    """None when unknown, or hidden."""

    @property
    def share(self) -> float | None:
        """Return the share trained, from 0 to 1, when both are told."""
        if self.trained is None or not self.people:
            return None
        return min(1.0, self.trained / self.people)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many were trained, by audience and unit, and by audience."""

    cells: tuple[Shown, ...]
    totals: tuple[Shown, ...]
    """One an audience, its unit empty."""


def coverage(cells: Iterable[Cell]) -> Coverage:
    """Return what may be told of who was trained.

    A cell is told when those trained and those not trained are each five at least, or all are trained: the last
    untrained person of a unit is somebody. Of an audience whose total is told, nothing hidden may be found by taking
    the rest away from it.
    """
    listed = tuple(cells)
    audiences = [each for each in Audience if any(cell.audience is each for cell in listed)]
    shown: list[Shown] = []
    totals: list[Shown] = []
    for audience in audiences:
        of_it = [cell for cell in listed if cell.audience is audience]
        total = _total(audience, of_it)
        totals.append(Shown(audience, "", total.trained, total.people) if _may_be_told(total) else _hidden(total))
        shown.extend(_told(of_it, total_told=_may_be_told(total)))
    return Coverage(tuple(shown), tuple(totals))


def _total(audience: Audience, cells: Sequence[Cell]) -> Cell:
    known = all(cell.people is not None for cell in cells)
    people = sum(cell.people or 0 for cell in cells) if known else None
    return Cell(audience, "", sum(cell.trained for cell in cells), people)


def _may_be_told(cell: Cell) -> bool:
    if cell.trained < FEWEST:
        return False
    left = None if cell.people is None else cell.people - cell.trained
    return left is None or left <= 0 or left >= FEWEST


def _told(cells: Sequence[Cell], *, total_told: bool) -> list[Shown]:
    hidden = frozenset(place for place, cell in enumerate(cells) if not _may_be_told(cell))
    if total_told:
        hidden = safely_hidden(hidden, {place: cell.trained for place, cell in enumerate(cells)})
    return [
        _hidden(cell) if place in hidden else Shown(cell.audience, cell.unit, cell.trained, cell.people)
        for place, cell in enumerate(cells)
    ]


def _hidden(cell: Cell) -> Shown:
    return Shown(cell.audience, cell.unit, None, None if cell.people is None else shown_count(cell.people))
