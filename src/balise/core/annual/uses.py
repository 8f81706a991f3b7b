# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What AI is used for: the uses by status, unit, purpose and audience, the new ones, the closed ones, the declared."""

from collections.abc import Iterator

from balise.core.annual.figure import UNKNOWN, Chapter, Definition, Figure, Source, Unit, counted
from balise.core.annual.record import DossierYear, YearRecord
from balise.core.language import Text
from balise.core.states import IN_SERVICE, STATE_LABELS, STATES_SHOWN_ORDER, State

NOT_SAID = Text("non renseigné", "not said")
YES, NO = Text("oui", "yes"), Text("non", "no")
YES_NO = {"yes": YES, "no": NO, UNKNOWN: NOT_SAID}

BY_STATUS = Definition(
    "uses.by_status",
    Chapter.USES,
    Text("Les usages par état", "Uses by status"),
    Text(
        "Les dossiers déposés au moins une fois, selon leur état le dernier jour.",
        "Dossiers submitted at least once, by their state on the last day.",
    ),
    Text(
        "Journal des actes\u00a0: le dernier état inscrit pour chaque dossier au plus tard le dernier jour. Les idées "
        "et les brouillons jamais déposés ne comptent pas.",
        "Journal of acts: the last state written for each dossier by the last day. Ideas and drafts that were never "
        "submitted do not count.",
    ),
    Unit.DOSSIERS,
    Source.ACTS,
    labels={state.value: label for state, label in STATE_LABELS.items()},
    charted=True,
)
BY_UNIT = Definition(
    "uses.by_unit",
    Chapter.USES,
    Text("Les usages en service, par service", "Uses in service, by unit"),
    Text("Les usages en service le dernier jour, par service.", "Uses in service on the last day, by unit."),
    Text(
        "Dossiers en service ou en réexamen le dernier jour, groupés par le service qui les porte.",
        "Dossiers in service or under reassessment on the last day, by the unit that carries them.",
    ),
    Unit.DOSSIERS,
    Source.ACTS,
    labels={UNKNOWN: Text("sans service", "no unit")},
)
BY_PURPOSE = Definition(
    "uses.by_purpose",
    Chapter.USES,
    Text("Les usages en service, par domaine", "Uses in service, by purpose"),
    Text("Les usages en service le dernier jour, par domaine d’action.", "Uses in service, by policy area."),
    Text(
        "La réponse «\u00a0domaine d’action\u00a0» du dernier verdict conservé de chaque dossier en service.",
        "The answer “policy area” of the last verdict kept of each dossier in service.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels={UNKNOWN: NOT_SAID},
    question="policy_area",
    charted=True,
)
BY_AUDIENCE = Definition(
    "uses.by_audience",
    Chapter.USES,
    Text("Les usages en service, par public", "Uses in service, by audience"),
    Text(
        "Les usages en service le dernier jour, selon le public concerné\u00a0; un usage peut en avoir plusieurs.",
        "Uses in service on the last day, by audience; a use may have several.",
    ),
    Text(
        "La réponse «\u00a0public concerné\u00a0» du dernier verdict conservé de chaque dossier en service.",
        "The answer “audience” of the last verdict kept of each dossier in service.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels={UNKNOWN: NOT_SAID},
    question="audience",
    overlaps=True,
)
MOVEMENTS = Definition(
    "uses.movements",
    Chapter.USES,
    Text("Les usages ouverts et fermés", "Uses opened and closed"),
    Text(
        "Les usages mis en service pour la première fois, suspendus ou retirés pendant la période.",
        "Uses put in service for the first time, suspended or withdrawn during the period.",
    ),
    Text(
        "Périodes de service de chaque dossier\u00a0: la première a commencé dans la période\u00a0; la dernière s’y "
        "est arrêtée, et le dossier est suspendu ou retiré le dernier jour.",
        "Times in service of each dossier: the first began in the period; the last ended in it, and the dossier is "
        "suspended or withdrawn on the last day.",
    ),
    Unit.DOSSIERS,
    Source.ACTS,
    labels={
        "started": Text("mis en service", "put in service"),
        "suspended": Text("suspendus", "suspended"),
        "withdrawn": Text("retirés", "withdrawn"),
    },
    overlaps=True,
)
EMBEDDED = Definition(
    "uses.embedded",
    Chapter.USES,
    Text("L’IA intégrée aux logiciels métiers", "AI embedded in business software"),
    Text(
        "Les usages en service dont l’IA fait partie d’un logiciel déjà utilisé.",
        "Uses in service whose AI is part of software already in use.",
    ),
    Text(
        "La réponse «\u00a0IA intégrée à un logiciel métier\u00a0» du dernier verdict conservé de chaque dossier en "
        "service.",
        "The answer “embedded in software” of the last verdict kept of each dossier in service.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels=YES_NO,
)
DECLARED = Definition(
    "uses.declared",
    Chapter.USES,
    Text("Les usages déclarés sans dossier", "Uses declared without a dossier"),
    Text(
        "Les usages qui servaient déjà sans dossier, déclarés pendant la période, et ce qu’ils sont devenus.",
        "Uses that already served without a dossier, declared during the period, and what became of them.",
    ),
    Text(
        "Déclarations ouvertes dans la période\u00a0: régularisées si un dossier en a été déposé au plus tard le "
        "dernier jour, en cours s’il est ouvert, en attente sinon.",
        "Declarations made in the period: put in order if a dossier was submitted by the last day, under way if one is "
        "open, waiting otherwise.",
    ),
    Unit.DOSSIERS,
    Source.ACTS,
    labels={
        "regularised": Text("régularisés", "put in order"),
        "under_way": Text("dossier ouvert, pas encore déposé", "dossier open, not submitted yet"),
        "waiting": Text("en attente", "waiting"),
        "ended": Text("arrêtés", "ended"),
    },
)

_OVER = frozenset({State.WITHDRAWN, State.ARCHIVED, State.CLOSED, State.REFUSED})


def serving(record: YearRecord) -> tuple[DossierYear, ...]:
    """Return the dossiers whose tool serves on the last day, as an act decided."""
    return tuple(each for each in record.filed if each.state in IN_SERVICE)


def answered(dossier: DossierYear, question: str) -> str:
    """Return the one choice of a dossier for a question, as a category; yes and no for a question of that kind."""
    fact = dossier.facts.get(question)
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return fact if isinstance(fact, str) and fact else UNKNOWN


def by_status(record: YearRecord) -> Figure:
    """Return the dossiers by state."""
    order = [state.value for state in STATES_SHOWN_ORDER]
    return counted(BY_STATUS, ((each.state.value, each.number) for each in record.filed), order)


def by_unit(record: YearRecord) -> Figure:
    """Return the uses in service by unit."""
    return counted(BY_UNIT, ((each.unit or UNKNOWN, each.number) for each in serving(record)))


def by_purpose(record: YearRecord) -> Figure:
    """Return the uses in service by policy area."""
    return counted(BY_PURPOSE, ((answered(each, "policy_area"), each.number) for each in serving(record)))


def by_audience(record: YearRecord) -> Figure:
    """Return the uses in service by audience; the total is that of uses, not of audiences."""
    found = counted(BY_AUDIENCE, _audiences(record))
    return Figure(found.id, found.parts, len(serving(record)))


def _audiences(record: YearRecord) -> Iterator[tuple[str, str]]:
    for each in serving(record):
        named = each.facts.get("audience")
        for audience in (named if isinstance(named, tuple) else ()) or (UNKNOWN,):
            yield audience, each.number


def movements(record: YearRecord) -> Figure:
    """Return the uses that began and ended in the year."""
    return Figure(MOVEMENTS.id, counted(MOVEMENTS, _moves(record), MOVEMENTS.labels, always=MOVEMENTS.labels).parts)


def _moves(record: YearRecord) -> Iterator[tuple[str, str]]:
    for each in record.filed:
        starts = sorted(service.started_on for service in each.services)
        ends = [service.ended_on for service in each.services if service.ended_on is not None]
        if starts and record.period.holds(starts[0]):
            yield "started", each.number
        if not ends or not record.period.holds(max(ends)):
            continue
        if each.state is State.SUSPENDED:
            yield "suspended", each.number
        elif each.state in _OVER:
            yield "withdrawn", each.number


def embedded(record: YearRecord) -> Figure:
    """Return the uses in service whose AI came with some other software."""
    rows = ((answered(each, "embedded_in_software"), each.number) for each in serving(record))
    return counted(EMBEDDED, rows, ("yes", "no"), always=("yes", "no"))


def declared(record: YearRecord) -> Figure:
    """Return what became of the uses declared in the year."""
    said = (each for each in record.dossiers if each.declared and record.period.holds(each.opened_on))
    return counted(DECLARED, ((_fate(each, record), each.number) for each in said), DECLARED.labels)


def _fate(dossier: DossierYear, record: YearRecord) -> str:
    if dossier.state in _OVER:
        return "ended"
    if record.period.over_by(dossier.submitted_on):
        return "regularised"
    return "under_way" if record.period.over_by(dossier.regularised_on) else "waiting"


FIGURES = (
    (BY_STATUS, by_status),
    (BY_UNIT, by_unit),
    (BY_PURPOSE, by_purpose),
    (BY_AUDIENCE, by_audience),
    (MOVEMENTS, movements),
    (EMBEDDED, embedded),
    (DECLARED, declared),
)
