# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The shapes of what the API answers, as its description (OpenAPI) tells them.

An entry has one shape on the whole site: that of the JSON file, described by ``rendering/open_data/entry_schema.py``.
It is named here, and defined nowhere else.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field, GetJsonSchemaHandler, RootModel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from balise.core.language import Language
from balise.loading.questions import shipped_bank
from balise.rendering.open_data.entry_schema import entry_schema

DAY = r"^\d{4}-\d{2}-\d{2}$"


def _shape_of_an_entry() -> dict[str, Any]:
    return entry_schema(shipped_bank(), Language.FRENCH)


class Entry(RootModel[dict[str, Any]]):
    """A published entry, exactly as the JSON file has it."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the one description of an entry."""
        return {"title": "Entry", "description": gettext_noop("Une fiche du registre."), **_shape_of_an_entry()}


class Notice(RootModel[dict[str, Any]]):
    """A notice, exactly as the entry that bears it has it."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return what the description of an entry says of its notices."""
        described: Mapping[str, Any] = _shape_of_an_entry()["properties"]["notices"]["items"]
        return {
            "title": "Notice",
            "description": gettext_noop("Une mention, telle que les gens la lisent."),
            **described,
        }


class Words(Schema):
    """A text in both languages, or in the one that somebody wrote."""

    fr: str = Field(description=gettext_noop("Le texte en français."))
    en: str | None = Field(None, description=gettext_noop("Sa traduction en anglais, quand il y en a une."))


class Territory(Schema):
    """What the files of an authority hold: its entries, and those of the authorities below it."""

    entries: int = Field(description=gettext_noop("Combien de fiches tiennent ses fichiers."), ge=0)
    changed_on: str | None = Field(
        None,
        description=gettext_noop("Jour de leur dernier changement ; absent tant qu’il n’y en a aucune."),
        pattern=DAY,
    )


class Authority(Schema):
    """An authority whose portal is open."""

    slug: str = Field(description=gettext_noop("Son nom dans les adresses, définitif."), examples=["valbrise"])
    name: str = Field(description=gettext_noop("Son nom."), examples=["Ville de Valbrise"])
    kind: str = Field(description=gettext_noop("Ce qu’elle est : commune, métropole…"), examples=["municipality"])
    siren: str | None = Field(
        None, description=gettext_noop("Son numéro SIREN, quand il est connu."), pattern="^[0-9]{9}$"
    )
    contact: str | None = Field(None, description=gettext_noop("Où lui écrire."))
    entries: int = Field(description=gettext_noop("Combien de ses fiches sont au registre."), ge=0)
    first_published_on: str | None = Field(
        None,
        description=gettext_noop("Jour de sa première publication ; absent tant qu’elle n’a aucune fiche."),
        pattern=DAY,
    )
    changed_on: str | None = Field(
        None,
        description=gettext_noop("Jour de son dernier changement ; absent tant qu’elle n’a aucune fiche."),
        pattern=DAY,
    )
    territory: Territory = Field(
        description=gettext_noop("Elle et les collectivités de son territoire : ce que tiennent ses fichiers.")
    )
    portal: str = Field(description=gettext_noop("L’adresse de son portail, pour être lu."))
    register_json: str = Field(description=gettext_noop("Son registre et celui de son territoire, en un fichier JSON."))
    register_csv: str = Field(description=gettext_noop("Son registre et celui de son territoire, en un tableau."))


class Authorities(Schema):
    """The authorities whose portals are open."""

    total: int = Field(description=gettext_noop("Combien il y en a."), ge=0)
    authorities: list[Authority] = Field(description=gettext_noop("Toutes, dans l’ordre alphabétique."))


class Links(Schema):
    """Where to go from a page of a list."""

    self: str = Field(description=gettext_noop("Cette page-ci."))
    first: str = Field(description=gettext_noop("La première page."))
    next: str | None = Field(None, description=gettext_noop("La page suivante ; absente de la dernière."))


class Entries(Schema):
    """A page of the list of entries."""

    total: int = Field(
        description=gettext_noop("Combien de fiches répondent aux filtres, toutes pages comprises."), ge=0
    )
    entries: list[Entry] = Field(
        description=gettext_noop("Les fiches de cette page, de la plus ancienne à la plus récente.")
    )
    links: Links = Field(description=gettext_noop("Les autres pages."))


class Edition(Schema):
    """One edition in the history of an entry."""

    edition: int = Field(description=gettext_noop("Rang de cette publication, à partir de 1."), ge=1)
    published_at: str = Field(
        description=gettext_noop("Instant de cette publication."), json_schema_extra={"format": "date-time"}
    )
    change: str | None = Field(None, description=gettext_noop("Ce que cette édition change, en une phrase."))
    digest: str = Field(description=gettext_noop("L’empreinte de ce qui a été publié."))
    address: str = Field(description=gettext_noop("L’édition entière, dans cette interface."))


class Editions(Schema):
    """Every edition of an entry."""

    entry: str = Field(description=gettext_noop("Le code de la fiche."))
    total: int = Field(description=gettext_noop("Combien il y en a."), ge=1)
    editions: list[Edition] = Field(description=gettext_noop("Toutes, de la dernière à la première."))


class Notices(Schema):
    """The notices of an entry."""

    entry: str = Field(description=gettext_noop("Le code de la fiche."))
    total: int = Field(description=gettext_noop("Combien il y en a."), ge=0)
    notices: list[Notice] = Field(description=gettext_noop("Les mentions que lisent les gens, support par support."))


class Vote(Schema):
    """The act that adopted a charter."""

    body: str = Field(description=gettext_noop("Assemblée qui a voté."))
    on: str = Field(description=gettext_noop("Jour du vote."), pattern=DAY)
    result: str | None = Field(None, description=gettext_noop("Résultat du vote."))
    reference: str | None = Field(None, description=gettext_noop("Numéro de la délibération."))


class Principle(Schema):
    """An idea under which commitments stand."""

    id: str = Field(description=gettext_noop("Identifiant du principe, définitif."))
    title: Words = Field(description=gettext_noop("Son titre."))


class Commitment(Schema):
    """A commitment of a charter."""

    id: str = Field(description=gettext_noop("Identifiant de l’engagement, définitif."), examples=["lyon-2025:2"])
    principle: str = Field(description=gettext_noop("Le principe dont il relève."))
    title: Words = Field(description=gettext_noop("Son titre court."))
    statement: Words = Field(description=gettext_noop("L’engagement en toutes lettres."))
    in_plain_words: Words | None = Field(None, description=gettext_noop("Le même en langage clair."))
    wording: str = Field(
        description=gettext_noop("D’où viennent ses mots : votés, rapportés, reconstitués ou résumés."),
        json_schema_extra={"enum": ["voted", "reported", "reconstructed", "summarised"]},
    )
    modality: str = Field(description=gettext_noop("Comment il oblige : interdire, exiger, préférer…"))
    strength: str = Field(
        description=gettext_noop("Ce qui arrive quand il n’est pas tenu."),
        json_schema_extra={"enum": ["blocking", "correctable", "advisory"]},
    )
    last_reviewed_on: str = Field(description=gettext_noop("Jour de sa dernière relecture."), pattern=DAY)


class Charter(Schema):
    """The charter by which an authority decides."""

    authority: str = Field(description=gettext_noop("Le nom de la collectivité dans les adresses."))
    id: str = Field(description=gettext_noop("Identifiant de la charte, définitif."), examples=["lyon-2025"])
    version: str = Field(description=gettext_noop("Sa version : trois nombres."), examples=["1.0.0"])
    reference: str = Field(
        description=gettext_noop("Les deux ensemble, comme les fiches la citent."), examples=["lyon-2025@1.0.0"]
    )
    title: Words = Field(description=gettext_noop("Son titre."))
    publisher: str = Field(description=gettext_noop("Qui l’a adoptée."))
    digest: str = Field(description=gettext_noop("L’empreinte de cette version."))
    vote: Vote | None = Field(None, description=gettext_noop("Son adoption."))
    principles: list[Principle] = Field(description=gettext_noop("Ses principes."))
    commitments: list[Commitment] = Field(description=gettext_noop("Ses engagements, dans leur ordre."))
    address: str = Field(description=gettext_noop("La même charte, pour être lue."))


class QuestionFigures(Schema):
    """What is told of the questions of the public."""

    authority: str = Field(description=gettext_noop("Le nom de la collectivité dans les adresses."))
    on: str = Field(description=gettext_noop("Jour où ces nombres ont été comptés."), pattern=DAY)
    asked: int = Field(description=gettext_noop("Messages reçus."), ge=0)
    answered: int = Field(description=gettext_noop("Réponses données."), ge=0)
    answered_in_time: int = Field(description=gettext_noop("Réponses données sous un mois."), ge=0)
    late: int = Field(description=gettext_noop("Messages sans réponse après un mois."), ge=0)
    median_days: float | None = Field(
        None, description=gettext_noop("Délai de réponse médian, en jours, quand il est connu.")
    )


class WrongValue(Schema):
    """A parameter whose value is not possible."""

    parameter: str = Field(description=gettext_noop("Le paramètre."))
    reason: str = Field(description=gettext_noop("Ce qui ne va pas, et ce qui est attendu."))


class Problem(Schema):
    """A refusal, as RFC 9457 writes them."""

    type: str = Field(description=gettext_noop("L’adresse où cette sorte de refus est expliquée."))
    title: str = Field(description=gettext_noop("Ce qui ne va pas, en quelques mots."))
    status: int = Field(description=gettext_noop("Le code HTTP."))
    detail: str = Field(description=gettext_noop("Ce qui ne va pas dans cette demande-ci, et quoi faire."))
    errors: list[WrongValue] | None = Field(None, description=gettext_noop("Les valeurs refusées, une à une."))
    withdrawn_on: str | None = Field(
        None, description=gettext_noop("Jour où la fiche a quitté le registre."), pattern=DAY
    )
    reason: str | None = Field(None, description=gettext_noop("Pourquoi la fiche a quitté le registre."))
