# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Filing a drill: the report among the documents of the dossier, and the answers that it proves.

Nobody types that a drill took place here: the report does, for as long as it is there and in date. One that is not
conclusive is filed all the same, and proves nothing: what was tried and failed is worth knowing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from balise.core import policy
from balise.core.drill import DrillReport
from balise.core.language import Language, Text
from balise.rendering.drill_report import drill_report_data, drill_report_page
from balise.rendering.pdf import to_pdf
from balise.rendering.typography import date_in_words
from balise.web.assessments.expected_evidence import DRILL
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.assessments.operations.evidence import NewEvidence, attach, check_may_attach
from balise.web.deployments.acts import DRILLED
from balise.web.deployments.bundle import describe, model_of, provider_of
from balise.web.deployments.models import Deployment, ExitDrill, ServedModel
from balise.web.deployments.operations.drill_answers import settle
from balise.web.deployments.operations.leaving import locked
from balise.web.journal.operations import record
from balise.web.journal.told import in_both
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

OUTCOMES = {
    True: Text("concluant", "conclusive"),
    False: Text("non concluant", "inconclusive"),
}


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a drill is played with: the rules of the deployment, and the two models."""

    dossier_id: int
    title: str
    identifier: str
    deployment: policy.Deployment
    current: str
    substitute: str
    models: Mapping[str, policy.Model]
    providers: Mapping[str, policy.Provider]


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a drill was filed."""

    drill_id: int
    report_id: int
    filename: str


@transaction.atomic
def rehearse(member: Member, dossier_id: int, model: str | None, *, at: datetime) -> Rehearsal:
    """Return what a drill is played with, before anything is sent: ``model`` says which, when there are several.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), nothing is open yet, no substitute is
            named, the model to leave cannot be told, or one of the two may not be sent anything (409).
    """
    file, row = locked(member, dossier_id)
    check_may_attach(member, file)
    substitute = row.substitute
    if substitute is None or substitute.retired_at is not None:
        raise RefusedError(_("Le plan de sortie ne nomme aucun modèle de remplacement offert : complétez-le d’abord."))
    described = describe(row, standing.day_of(at)).deployment
    current = _to_leave(row, substitute, model, described)
    if described.models.get(current.name) is not policy.Grant.ALLOWED:
        raise RefusedError(
            _("Le catalogue ne permet pas l’outil de ce dossier pour ses tâches et ses données : rien n’est envoyé.")
        )
    for each in (current, substitute):
        _check_may_send(each, described)
    return Rehearsal(
        dossier_id,
        file.title,
        row.identifier,
        described,
        current.name,
        substitute.name,
        {each.name: model_of(each) for each in (current, substitute)},
        {each.provider.identifier: provider_of(each.provider) for each in (current, substitute)},
    )


def file_drill(member: Member, dossier_id: int, report: DrillReport, *, at: datetime) -> Filed:
    """File the report of a drill, readable and as data; a conclusive one answers for the dossier.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), the report is of another deployment, or
            is there already (409).
    """
    with transaction.atomic():
        file, row = locked(member, dossier_id)
        if report.deployment != row.identifier:
            raise RefusedError(_("Ce rapport est celui d’un autre usage : rien n’est déposé."))
        report_id, data_id = _attached(member, file, report, at)
        drill = ExitDrill.objects.create(
            deployment=row,
            at=report.at,
            by_id=member.user_id,
            title=report.title[:200],
            digest=report.digest,
            test_set=report.test_set,
            current_model=report.current.model,
            substitute_model=report.substitute.model,
            trials=len(report.current.attempts),
            current_passed=report.current.passed,
            substitute_passed=report.substitute.passed,
            shortfall=report.shortfall or "",
            ends_on=report.ends_on,
            report_id=report_id,
            data_id=data_id,
        )
        settle(row, at)
        record(file.authority_id, DRILLED.code, member.actor, file.subject, at, _told(report))
    return Filed(drill.pk, report_id, _name(report, "pdf"))


def _to_leave(row: Deployment, substitute: ServedModel, named: str | None, described: policy.Deployment) -> ServedModel:
    """Return the model to leave: the one that is named, or the only one that the use could call today."""
    asked = {each.name: each for each in row.models_asked.filter(retired_at=None).exclude(pk=substitute.pk)}
    if not asked:
        raise RefusedError(
            _("Le modèle de remplacement est déjà le seul que l’usage demande : il n’y a rien à quitter.")
        )
    if named is not None and named not in asked:
        raise RefusedError(
            _("L’usage ne demande pas le modèle « %(model)s ». Il peut quitter : %(models)s.")
            % {"model": named, "models": ", ".join(sorted(asked))}
        )
    callable_now = [name for name, each in asked.items() if _is_admitted(each, described)] or [*asked]
    if named is None and len(callable_now) > 1:
        raise RefusedError(
            _("L’usage demande plusieurs modèles (%(models)s) : dites lequel quitter, par « --model ».")
            % {"models": ", ".join(sorted(callable_now))}
        )
    return asked[named or callable_now[0]]


def _is_admitted(model: ServedModel, described: policy.Deployment) -> bool:
    return not described.jurisdictions or model.provider.jurisdiction in described.jurisdictions


def _check_may_send(model: ServedModel, described: policy.Deployment) -> None:
    """Refuse to send a trial where a call could not go.

    Raises:
        RefusedError: the country of its provider is not admitted, or it writes nothing (409).
    """
    if not _is_admitted(model, described):
        raise RefusedError(
            _("Le fournisseur de « %(model)s » relève d’un pays que le dossier n’admet pas (%(country)s).")
            % {"model": model.name, "country": model.provider.jurisdiction}
        )
    if {policy.Capability.CHAT.value, policy.Capability.COMPLETION.value}.isdisjoint(model.capabilities):
        raise RefusedError(
            _("« %(model)s » n’écrit rien : un exercice ne se fait qu’avec des modèles qui répondent par du texte.")
            % {"model": model.name}
        )


def _attached(member: Member, file: DossierFile, report: DrillReport, at: datetime) -> tuple[int, int]:
    """Attach the report to read, and the report to compute with; only a conclusive one supports the answers."""
    page = drill_report_page(report, file.title, Language.FRENCH)
    data = json.dumps(drill_report_data(report), ensure_ascii=False, indent=2) + "\n"
    contents = {"pdf": to_pdf(page, author=file.authority_name, on=report.on), "json": data.encode()}
    supports = tuple(sorted(DRILL)) if report.conclusive else ()
    titles = {"pdf": _title(report), "json": f"{_title(report)} (données)"}
    ids = [
        attach(
            member,
            file.id,
            NewEvidence(
                SimpleUploadedFile(_name(report, suffix), content),
                titles[suffix],
                supports,
                dated=report.on,
                expires_on=report.ends_on if report.conclusive else None,
            ),
            at=at,
        )
        for suffix, content in contents.items()
    ]
    return ids[0], ids[1]


def _title(report: DrillReport) -> str:
    """Return what the documents are called: in French whoever files them, as what they say."""
    day, outcome = date_in_words(report.on, Language.FRENCH), OUTCOMES[report.conclusive].fr
    return f"Exercice de sortie du {day}, {outcome}"


def _name(report: DrillReport, suffix: str) -> str:
    return f"exercice-de-sortie-{report.on:%Y-%m-%d}-{report.digest.removeprefix('sha256:')[:8]}.{suffix}"


def _told(report: DrillReport) -> dict[str, object]:
    return {
        "model": report.current.model,
        "substitute": report.substitute.model,
        "trials": len(report.current.attempts),
        "current_passed": report.current.passed,
        "substitute_passed": report.substitute.passed,
        "digest": report.digest,
        "test_set": report.test_set,
        **in_both(outcome=OUTCOMES[report.conclusive]),
    }
