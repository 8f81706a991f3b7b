# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The AI models that tools are built on."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from balise.core.language import Text
from balise.web.catalogue.models import AIModel, ToolModel

OPENNESS = {
    "fully-open-source": Text("entièrement ouvert", "fully open source"),
    "open-weights": Text("poids ouverts", "open weights"),
    "api-only": Text("fermé, par accès distant seulement", "closed, remote access only"),
}


@dataclass(frozen=True, slots=True)
class Model:
    """A model as its source describes it, that day."""

    id: int
    identifier: str
    name: str
    organisation: str
    licence: str
    openness: str
    commercial_use: bool | None
    parameters: float | None
    active_parameters: float | None
    architecture: str
    released: str
    wh_per_million_tokens: float | None
    address: str
    still_offered: bool
    source: str
    dated: date


@dataclass(frozen=True, slots=True)
class BuiltOn:
    """A model on which a tool is said to rest, and who says so."""

    model: Model
    source: str
    dated: date


ORDERS = {"energie": "wh_per_million_tokens", "taille": "parameters"}
"""What models may be sorted by, beside their names."""


def ai_models(*, openness: str = "", words: str = "", offered: bool = False, order: str = "") -> tuple[Model, ...]:
    """Return the models of an openness, whose name or organisation holds the words.

    They come in alphabetical order; or from the least of something to the most, those of which it is unknown last.
    """
    first = [F(ORDERS[order]).asc(nulls_last=True)] if order in ORDERS else []
    rows = AIModel.objects.order_by(*first, "name", "identifier")
    if openness:
        rows = rows.filter(openness=openness)
    if offered:
        rows = rows.filter(still_offered=True)
    wanted = words.casefold().split()
    return tuple(
        _model(row) for row in rows if all(word in f"{row.name} {row.organisation}".casefold() for word in wanted)
    )


def ai_model(model_id: int) -> Model | None:
    """Return a model, or None."""
    row = AIModel.objects.filter(pk=model_id).first()
    return None if row is None else _model(row)


def models_of(tool_id: int) -> tuple[BuiltOn, ...]:
    """Return the models on which a tool is said to rest, each with who says so."""
    rows = ToolModel.objects.filter(tool_id=tool_id).select_related("model").order_by("model__name")
    return tuple(BuiltOn(_model(row.model), row.source, row.dated) for row in rows)


def tools_built_on(model_id: int, authority_ids: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
    """Return the tools of these authorities that rest on a model."""
    rows = ToolModel.objects.filter(model_id=model_id, tool__authority_id__in=authority_ids, tool__retired_at=None)
    return tuple(rows.order_by("tool__name").values_list("tool_id", "tool__name"))


def _model(row: AIModel) -> Model:
    return Model(
        id=row.pk,
        identifier=row.identifier,
        name=row.name,
        organisation=row.organisation,
        licence=row.licence,
        openness=row.openness,
        commercial_use=row.commercial_use,
        parameters=row.parameters,
        active_parameters=row.active_parameters,
        architecture=row.architecture,
        released=row.released,
        wh_per_million_tokens=row.wh_per_million_tokens,
        address=row.address,
        still_offered=row.still_offered,
        source=row.source,
        dated=row.dated,
    )
