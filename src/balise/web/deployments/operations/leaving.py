# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Leaving a model: the plan that is written while nothing presses, and the switch that carries it out."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.assessments.permissions import may_read, no_such_dossier
from balise.web.deployments.acts import EXIT_PLANNED, SWITCHED, SWITCHED_BACK
from balise.web.deployments.bundle import describe
from balise.web.deployments.models import Deployment, ServedModel
from balise.web.deployments.permissions import check_may_make_keys
from balise.web.deployments.queries.offered import offered_rows
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class ExitPlan:
    """How one would leave the model of a use: what is taken away, by what right, for what, how long, at what price."""

    formats: str = ""
    clause: str = ""
    substitute: int | None = None
    days: int | None = None
    cost: str = ""


@transaction.atomic
def plan_exit(member: Member, dossier_id: int, plan: ExitPlan, *, at: datetime) -> None:
    """Write the exit plan of a deployment.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), nothing is open yet, the substitute is
            not offered, or it serves in the place of others now (409).
    """
    file, row = locked(member, dossier_id)
    if row.switched_at is not None and plan.substitute != row.substitute_id:
        raise RefusedError(
            _("Le modèle de remplacement sert en ce moment : rendez d’abord à l’usage ses modèles habituels.")
        )
    offered = {each.pk: each for each in offered_rows(member.authority.id)}
    if plan.substitute is not None and plan.substitute not in offered:
        raise RefusedError(
            _("Ce modèle de remplacement n’est plus offert : rechargez la page, et choisissez-en un autre.")
        )
    row.exit_formats, row.exit_clause, row.exit_cost = plan.formats.strip(), plan.clause.strip(), plan.cost.strip()
    row.exit_days, row.substitute_id = plan.days, plan.substitute
    row.save()
    name = "" if plan.substitute is None else offered[plan.substitute].name
    told = {"formats": row.exit_formats, "substitute": name, "days": str(plan.days or ""), "cost": row.exit_cost}
    record(file.authority_id, EXIT_PLANNED.code, member.actor, file.subject, at, told)


@transaction.atomic
def switch(member: Member, dossier_id: int, *, at: datetime) -> str:
    """Have the substitute serve in the place of every model asked; return its name.

    Programs ask as before, with the same keys: the gateway sends what they ask elsewhere.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), or no substitute can serve (409).
    """
    file, row = locked(member, dossier_id)
    if row.switched_at is not None:
        raise RefusedError(_("Le modèle de remplacement sert déjà."))
    substitute = _fit(row, at)
    row.switched_at = at
    row.save(update_fields=["switched_at"])
    told = {"model": substitute.name, "instead_of": _asked(row)}
    record(file.authority_id, SWITCHED.code, member.actor, file.subject, at, told)
    return substitute.name


@transaction.atomic
def switch_back(member: Member, dossier_id: int, *, at: datetime) -> None:
    """Give a use its models back.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), or nothing is switched (409).
    """
    file, row = locked(member, dossier_id)
    if row.switched_at is None:
        raise RefusedError(_("L’usage a déjà ses modèles habituels."))
    row.switched_at = None
    row.save(update_fields=["switched_at"])
    record(file.authority_id, SWITCHED_BACK.code, member.actor, file.subject, at, {"models": _asked(row)})


def locked(member: Member, dossier_id: int) -> tuple[DossierFile, Deployment]:
    """Return a dossier and its deployment, held until the transaction ends.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), or nothing is open yet (409).
    """
    file = standing.lock(dossier_id)
    if not may_read(member, file):
        raise no_such_dossier("")
    check_may_make_keys(member, file)
    row = Deployment.objects.select_for_update().filter(dossier_id=dossier_id).first()
    if row is None:
        raise RefusedError(
            _("La passerelle n’est pas réglée pour ce dossier : un instructeur en choisit d’abord les modèles.")
        )
    return file, row


def _fit(row: Deployment, at: datetime) -> ServedModel:
    """Return the substitute if it may do all that is asked of the models that it replaces: nobody would be served.

    It may be larger than what the dossier justifies: the exit plan of the dossier names it, and an emergency does not
    wait for one of the right size.
    """
    substitute = row.substitute
    if substitute is None or substitute.retired_at is not None:
        raise RefusedError(_("Le plan de sortie ne nomme aucun modèle de remplacement offert : complétez-le d’abord."))
    asked = {capability for model in row.models_asked.filter(retired_at=None) for capability in model.capabilities}
    if not asked <= set(substitute.capabilities):
        raise RefusedError(_("Le modèle de remplacement ne fait pas tout ce que font ceux qu’il remplacerait."))
    described = describe(row, standing.day_of(at)).deployment
    if described.jurisdictions and substitute.provider.jurisdiction not in described.jurisdictions:
        raise RefusedError(
            _("Le fournisseur du modèle de remplacement relève d’un pays que le dossier n’admet pas (%(country)s).")
            % {"country": substitute.provider.jurisdiction}
        )
    return substitute


def _asked(row: Deployment) -> list[str]:
    return sorted(model.name for model in row.models_asked.all())
