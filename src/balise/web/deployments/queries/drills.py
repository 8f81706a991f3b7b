# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The drills of a deployment, as its page shows them, and the documents that tell of others."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from balise.core.dossiers import Evidence
from balise.core.drill import Shortfall
from balise.web.assessments.expected_evidence import DRILL
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import piece_name
from balise.web.deployments.models import Deployment, ExitDrill


@dataclass(frozen=True, slots=True)
class DrillRead:
    """A drill that was filed."""

    on: date
    title: str
    current: str
    substitute: str
    trials: int
    current_passed: int
    substitute_passed: int
    shortfall: Shortfall | None
    ends_on: date
    report_id: int | None
    """None once the report was taken away from the dossier."""

    @property
    def conclusive(self) -> bool:
        """Tell whether it proved that one could leave."""
        return self.shortfall is None

    @property
    def valid_until(self) -> date:
        """Return the last day on which a conclusive one proves it."""
        return self.ends_on - timedelta(days=1)

    def proves(self, on: date) -> bool:
        """Tell whether it is proof that day."""
        return self.conclusive and self.report_id is not None and self.on <= on < self.ends_on


def drills_of(dossier_id: int) -> tuple[DrillRead, ...]:
    """Return the drills that were filed for a dossier, the last first."""
    rows = ExitDrill.objects.filter(deployment__dossier_id=dossier_id).select_related("report")
    return tuple(map(_read, rows.order_by("-at", "-pk")))


def minutes_of(file: DossierFile) -> tuple[Evidence, ...]:
    """Return the documents of a dossier that tell of drills played elsewhere, the last first."""
    played = {
        piece_name(each)
        for pair in ExitDrill.objects.filter(deployment__dossier_id=file.id).values_list("report_id", "data_id")
        for each in pair
    }
    found = [piece for piece in file.evidence if piece.id not in played and not DRILL.isdisjoint(piece.supports)]
    return tuple(sorted(found, key=lambda piece: piece.dated or date.min, reverse=True))


def deployment_named(identifier: str) -> int | None:
    """Return the dossier behind the name of a deployment, or None."""
    return Deployment.objects.filter(identifier=identifier).values_list("dossier_id", flat=True).first()


def deployment_names() -> tuple[str, ...]:
    """Return the names of all deployments, in alphabetical order."""
    return tuple(Deployment.objects.order_by("identifier").values_list("identifier", flat=True))


def authority_of_deployment(identifier: str) -> int | None:
    """Return the authority whose deployment bears a name, or None."""
    return Deployment.objects.filter(identifier=identifier).values_list("authority_id", flat=True).first()


def _read(row: ExitDrill) -> DrillRead:
    return DrillRead(
        on=timezone.localdate(row.at),
        title=row.title,
        current=row.current_model,
        substitute=row.substitute_model,
        trials=row.trials,
        current_passed=row.current_passed,
        substitute_passed=row.substitute_passed,
        shortfall=Shortfall(row.shortfall) if row.shortfall else None,
        ends_on=row.ends_on,
        report_id=None if row.report.removed_at is not None else row.report_id,
    )
