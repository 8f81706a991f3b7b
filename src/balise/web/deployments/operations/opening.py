# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Saying what the use of a dossier may ask of the gateway."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.language import Language, Text
from balise.core.policy import DataPolicy
from balise.core.states import ACCEPTING, IN_SERVICE, State
from balise.rendering.typography import number_in_words
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.assessments.permissions import may_read, no_such_dossier
from balise.web.deployments.acts import OPENED
from balise.web.deployments.dossier_policy import controls_of, imposed_policy
from balise.web.deployments.models import Deployment, ServedModel
from balise.web.deployments.permissions import check_may_set
from balise.web.deployments.queries.offered import offered_rows
from balise.web.deployments.words import POLICY_WORDS
from balise.web.journal.operations import record
from balise.web.journal.told import in_both
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

OPENABLE = ACCEPTING | IN_SERVICE | {State.SUSPENDED}


@dataclass(frozen=True, slots=True)
class Opening:
    """What a deployment may ask."""

    models: tuple[int, ...]
    data_policy: DataPolicy
    largest: int | None = None
    jurisdictions: tuple[str, ...] = ()
    spare_officials: bool = False
    tokens_per_day: int | None = None
    tokens_per_month: int | None = None
    wh_per_day: float | None = None
    wh_per_month: float | None = None


@transaction.atomic
def open_deployment(member: Member, dossier_id: int, said: Opening, *, at: datetime) -> None:
    """Say what the use of a dossier may ask, the first time or again.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), the dossier is not accepted, no model is
            chosen or one is not offered, or the framework asks for more than the data policy chosen (409).
    """
    file = standing.lock(dossier_id)
    if not may_read(member, file):
        raise no_such_dossier("")
    check_may_set(member, file)
    if file.state not in OPENABLE:
        raise RefusedError(
            _("Ce dossier n’est pas accepté : la passerelle ne s’ouvre qu’après une décision favorable.")
        )
    models = _models(member, said)
    _check_policy(member, file, said, at)
    row = Deployment.objects.select_for_update().filter(dossier_id=dossier_id).first()
    if row is None:
        row = Deployment(
            dossier_id=dossier_id,
            authority_id=file.authority_id,
            identifier=f"{member.authority.slug}-{file.number}",
            opened_at=at,
            opened_by_id=member.user_id,
        )
    _write(row, said)
    row.models_asked.set(models)
    record(file.authority_id, OPENED.code, member.actor, file.subject, at, _told(models, said))


def _models(member: Member, said: Opening) -> list[ServedModel]:
    offered = {row.pk: row for row in offered_rows(member.authority.id)}
    chosen = [offered[each] for each in said.models if each in offered]
    if not chosen:
        raise RefusedError(_("Choisissez au moins un modèle."))
    missing = {*said.models, *([said.largest] if said.largest is not None else ())} - offered.keys()
    if missing:
        raise RefusedError(_("Un des modèles choisis n’est plus offert : rechargez la page et choisissez de nouveau."))
    return chosen


def _check_policy(member: Member, file: DossierFile, said: Opening, at: datetime) -> None:
    controls = controls_of(file, member.authority.slug, standing.day_of(at))
    if imposed_policy(said.data_policy, file, controls) is not said.data_policy:
        raise RefusedError(
            _(
                "La charte ou la loi demande de masquer les données personnelles de cet usage : choisissez "
                "« pseudonymiser » ou « bloquer »."
            )
        )


def _write(row: Deployment, said: Opening) -> None:
    row.data_policy, row.largest_id = said.data_policy.value, said.largest
    row.jurisdictions, row.spare_officials = list(said.jurisdictions), said.spare_officials
    row.tokens_per_day, row.tokens_per_month = said.tokens_per_day, said.tokens_per_month
    row.wh_per_day, row.wh_per_month = said.wh_per_day, said.wh_per_month
    row.save()


def _told(models: Iterable[ServedModel], said: Opening) -> dict[str, object]:
    return {
        "models": [row.name for row in models],
        "jurisdictions": list(said.jurisdictions),
        "quota": [str(each or "") for each in _amounts(said)],
        **in_both(
            data_policy=POLICY_WORDS[said.data_policy],
            countries=_countries(said),
            largest=_largest(models, said),
            limits=_limits(said),
        ),
    }


def _countries(said: Opening) -> Text:
    listed = ", ".join(said.jurisdictions)
    return Text(listed, listed) if listed else Text("ceux du cadre", "those of the framework")


def _largest(models: Iterable[ServedModel], said: Opening) -> Text:
    name = next((row.name for row in models if row.pk == said.largest), "")
    return Text(name, name) if name else Text("non dit", "not said")


_LIMITS = (
    Text("{n} jetons par jour", "{n} tokens a day"),
    Text("{n} jetons par mois", "{n} tokens a month"),
    Text("{n} Wh par jour", "{n} Wh a day"),
    Text("{n} Wh par mois", "{n} Wh a month"),
)


def _limits(said: Opening) -> Text:
    """Return the limits in words, in both languages: a journal has to tell that one was changed."""
    given = [(words, amount) for words, amount in zip(_LIMITS, _amounts(said), strict=True) if amount is not None]
    if not given:
        return Text("aucune", "none")
    french, english = (
        ", ".join(words.in_(language).format(n=number_in_words(amount, language)) for words, amount in given)
        for language in Language
    )
    return Text(french, english)


def _amounts(said: Opening) -> tuple[float | None, ...]:
    return said.tokens_per_day, said.tokens_per_month, said.wh_per_day, said.wh_per_month
