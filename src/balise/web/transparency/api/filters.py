# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a list of entries can be narrowed by: the filters of the page of the register, in the words of the data."""

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from balise.core.register import PublicStatus
from balise.loading.questions import shipped_bank

A_PAGE, LONGEST_PAGE = 50, 200
LONGEST_SEARCH = 100
WRITTEN_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
WRITTEN_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2500, 1, 1, tzinfo=UTC)
"""No register has an entry beyond; some engines have no such instants."""


def _saying_something(written: str) -> str:
    """Refuse words that look for nothing: a search passed over would answer everything, and look right."""
    if "\x00" in written or not written.strip():
        raise PydanticCustomError("blank", "At least one word, without the null character.")
    return written


def _areas() -> list[str]:
    return list(shipped_bank().by_id["policy_area"].choice_ids())


def _known_area(area: str) -> str:
    if area not in _areas():
        raise ValueError(", ".join(_areas()))
    return area


def _with_areas(schema: dict[str, Any]) -> None:
    schema["enum"] = _areas()


def _read(written: str) -> datetime | date:
    """Read a day, or an instant with its zone; the library would also take a number, and a zone that is not said."""
    try:
        return _iso(written)
    except ValueError:
        raise PydanticCustomError("date_expected", "A day, or an instant with its zone.") from None


def _iso(written: str) -> datetime | date:
    if WRITTEN_DAY.fullmatch(written):
        return date.fromisoformat(written)
    if WRITTEN_INSTANT.fullmatch(written):
        return datetime.fromisoformat(written.upper())
    raise ValueError


Since = Annotated[
    datetime | date,
    PlainValidator(_read),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}),
]


SAYING_SOMETHING = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"
"""The same, for the programs that read the description."""


def _with_pattern(schema: dict[str, Any]) -> None:
    schema["pattern"] = SAYING_SOMETHING


Slug = Annotated[str, Field(max_length=60, json_schema_extra=_with_pattern), AfterValidator(_saying_something)]
Search = Annotated[
    str, Field(max_length=LONGEST_SEARCH, json_schema_extra=_with_pattern), AfterValidator(_saying_something)
]
Code = Annotated[str, Field(max_length=20, json_schema_extra=_with_pattern), AfterValidator(_saying_something)]


class EntryFilters(Schema):
    """The parameters of the list of entries."""

    authority: Slug | None = Field(
        None,
        description=gettext_noop(
            "La collectivité qui publie, par son nom dans les adresses ; sans celles de son territoire."
        ),
        examples=["valbrise"],
    )
    status: PublicStatus | None = Field(None, description=gettext_noop("Où en est l’usage."))
    policy_area: Annotated[str, AfterValidator(_known_area), Field(json_schema_extra=_with_areas)] | None = Field(
        None, description=gettext_noop("Le domaine de l’action publique.")
    )
    personal_data: Literal["yes", "no"] | None = Field(
        None, description=gettext_noop("Si des données personnelles sont en jeu.")
    )
    q: Search | None = Field(
        None,
        description=gettext_noop("Des mots du titre, du résumé, du service ou de l’outil, sans égard aux accents."),
        examples=["courriers"],
    )
    updated_since: Since | None = Field(
        None,
        description=gettext_noop(
            "Seulement ce qui a changé depuis un jour, ou depuis un instant avec son fuseau (…Z)."
        ),
        examples=["2026-11-01"],
    )
    after: Code | None = Field(
        None,
        description=gettext_noop(
            "Le code de la dernière fiche déjà lue : « links.next » le donne, nul besoin de l’écrire."
        ),
    )
    limit: int = Field(A_PAGE, description=gettext_noop("Combien de fiches par page."), ge=1, le=LONGEST_PAGE)


def instant_of(since: datetime | date | None) -> datetime | None:
    """Return the instant from which changes count: a day begins at its midnight here."""
    if since is None:
        return None
    if not isinstance(since, datetime):
        bounded = min(max(since, EARLIEST.date()), LATEST.date())
        return timezone.make_aware(datetime.combine(bounded, time()))
    return min(max(since, EARLIEST), LATEST)
