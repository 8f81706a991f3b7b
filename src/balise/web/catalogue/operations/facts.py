# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Establishing facts about a tool: never without a source and its date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.web.catalogue.fact_fields import Form, fact_fields
from balise.web.catalogue.mapping import Fact, latest_facts
from balise.web.catalogue.models import AIModel, ToolFact, ToolModel
from balise.web.catalogue.operations.locking import own_tool, refuse_others, subject_of
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language
from balise.web.ui.names import readable_line
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class NewFact:
    """Something to establish; ``per`` is for a footprint."""

    field: str
    value: str
    per: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where something comes from, and the day for which it holds."""

    source: str
    dated: date | None


@transaction.atomic
def establish(
    member: Member, tool_id: int, facts: Sequence[NewFact], provenance: Provenance, *, on: date, at: datetime
) -> None:
    """Keep what one source says of a tool. What was known stays, and what is newer is shown.

    Raises:
        RefusedError: the member may not; there is no source or no date; a value is not one of its field.
    """
    tool = own_tool(member, tool_id)
    refuse_others(member)
    source, dated = _checked_provenance(provenance, on)
    if not facts:
        raise RefusedError(_("Rien à consigner : remplissez au moins un champ."))
    facts = [NewFact(fact.field, readable_line(fact.value), readable_line(fact.per)) for fact in facts]
    for fact in facts:
        _check(fact)
    known = latest_facts(tool.facts.all())
    ToolFact.objects.bulk_create(
        ToolFact(
            tool=tool,
            field=fact.field,
            value=fact.value,
            per=fact.per,
            source=source,
            dated=dated,
            by_id=member.user_id,
            at=at,
        )
        for fact in facts
    )
    record(
        member.authority.id,
        "tool.facts_recorded",
        member.actor,
        subject_of(tool, member),
        at,
        {
            "fields": [fact.field for fact in facts],
            "values": {fact.field: fact.value for fact in facts},
            "per": {fact.field: fact.per for fact in facts if fact.per},
            "before": _replaced(facts, known, dated),
            "source": source,
            "dated": dated.isoformat(),
        },
    )


@transaction.atomic
def link_model(member: Member, tool_id: int, model_id: int, provenance: Provenance, *, on: date, at: datetime) -> None:
    """Say on which model a tool rests, and who says so.

    Raises:
        RefusedError: the member may not; there is no such model; there is no source or no date.
    """
    tool = own_tool(member, tool_id)
    refuse_others(member)
    source, dated = _checked_provenance(provenance, on)
    model = AIModel.objects.filter(pk=model_id).first()
    if model is None:
        raise RefusedError(_("Ce modèle n’est pas dans la liste. Repartez de la page des modèles."), status=404)
    ToolModel.objects.update_or_create(
        tool=tool, model=model, defaults={"source": source, "dated": dated, "by_id": member.user_id, "at": at}
    )
    record(
        member.authority.id,
        "tool.model_linked",
        member.actor,
        subject_of(tool, member),
        at,
        {"model": model.name, "identifier": model.identifier, "source": source, "dated": dated.isoformat()},
    )


@transaction.atomic
def unlink_model(member: Member, tool_id: int, model_id: int, motive: str, *, at: datetime) -> None:
    """Say that a tool does not rest on a model after all; the journal keeps both the link and its end.

    Raises:
        RefusedError: the member may not; the tool is not linked to that model; no motive is given.
    """
    tool = own_tool(member, tool_id)
    refuse_others(member)
    why = readable_line(motive)
    if not why:
        raise RefusedError(_("Dites pourquoi ce lien est défait : le journal gardera cette phrase."))
    link = ToolModel.objects.select_related("model").filter(tool=tool, model_id=model_id).first()
    if link is None:
        raise RefusedError(_("Cet outil n’est pas relié à ce modèle. Repartez de la page de l’outil."), status=404)
    details = {
        "model": link.model.name,
        "identifier": link.model.identifier,
        "source": link.source,
        "dated": link.dated.isoformat(),
        "motive": why,
    }
    link.delete()
    record(member.authority.id, "tool.model_unlinked", member.actor, subject_of(tool, member), at, details)


def _replaced(facts: Sequence[NewFact], known: Mapping[str, Fact], dated: date) -> dict[str, dict[str, str]]:
    """Return what was known and gives way: not what a more recent source had said, which stays."""
    return {
        fact.field: {"value": old.value, "per": old.per}
        for fact in facts
        if (old := known.get(fact.field)) is not None and old.dated <= dated
    }


def _checked_provenance(provenance: Provenance, on: date) -> tuple[str, date]:
    source = readable_line(provenance.source)
    if not source or provenance.dated is None:
        raise RefusedError(
            _(
                "Donnez la source et sa date : le catalogue n’affirme rien sur un produit sans elles. Une lettre du "
                "fournisseur, une page de son site consultée tel jour, un audit conviennent."
            )
        )
    if provenance.dated > on:
        raise RefusedError(_("La date de la source est à venir : donnez le jour où elle a été écrite ou consultée."))
    return source, provenance.dated


def _check(fact: NewFact) -> None:
    field = fact_fields().get(fact.field)
    if field is None or not field.accepts(fact.value):
        raise RefusedError(
            _("La valeur donnée pour « %(field)s » ne convient pas. Corrigez-la et recommencez.")
            % {"field": fact.field if field is None else field.label.in_(current_language())}
        )
    if field.form is Form.RANGE and not fact.per:
        raise RefusedError(_("Une consommation se dit par quelque chose : par requête, par page, par heure…"))
