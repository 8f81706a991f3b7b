# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a mapping file says: which column of a register answers which question, and what is left aside.

A mapping is data that a newcomer can write and a lawyer can reread. It holds no default: a cell that is
empty, or that nobody has foreseen, leaves its question unknown, since an answer that nobody gave would let a
project pass.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

from balise.core.conditions import AnswerValue
from balise.core.language import Text
from balise.core.messages import Place
from balise.loading.cells import comparable
from balise.loading.tables import RawText, Reads


class As(StrEnum):
    """How a cell that has no table of values is read."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


class ValueTable(dict[str, AnswerValue]):
    """What each value of the source answers; its keys are kept as the mapping writes them."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the register comes from, and when somebody last compared the mapping with it."""

    text: Annotated[str, "Ce qu’est le registre, en toutes lettres."]
    last_reviewed_on: Annotated[date, "Dernière date à laquelle quelqu’un a comparé la correspondance au registre."]
    link: Annotated[str | None, "Adresse du registre."] = None
    licence: Annotated[str | None, "Licence des données."] = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """What identifies a row for ever: the register's own identifier, or its rank when there is none."""

    column: Annotated[str | None, "Colonne de l’identifiant."] = None
    row: Annotated[bool, "« true » quand aucune colonne n’identifie les lignes : on prend leur rang."] = False


@dataclass(frozen=True, slots=True)
class Title:
    """Where the title of a dossier is read."""

    column: Annotated[str | None, "Colonne du titre."] = None
    columns: Annotated[tuple[str, ...], "Colonnes du titre : la première remplie l’emporte."] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority of every dossier: read in a column, or written once."""

    column: Annotated[str | None, "Colonne de la collectivité."] = None
    columns: Annotated[tuple[str, ...], "Colonnes de la collectivité : la première remplie l’emporte."] = ()
    text: Annotated[str | None, "Nom de la collectivité, si toute la source est à elle."] = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What names a dossier."""

    id: Annotated[Identifier, "Ce qui identifie une ligne : « column » ou « row »."]
    title: Annotated[Title, "Où se lit le titre du dossier."]
    authority: Annotated[Authority | None, "Où se lit la collectivité."] = None


@dataclass(frozen=True, slots=True)
class Feed:
    """How one question is answered: the columns read, and what each of their values means."""

    question: Annotated[str, "Question alimentée."]
    column: Annotated[str | None, "Colonne lue."] = None
    columns: Annotated[tuple[str, ...], "Colonnes lues : la première remplie l’emporte."] = ()
    values: Annotated[ValueTable, "Table : valeur de la source → réponse."] = field(default_factory=ValueTable)
    unknown: Annotated[tuple[str, ...], "Valeurs par lesquelles la source dit qu’elle ne répond pas."] = ()
    ignored: Annotated[Mapping[str, str], "Valeurs sans équivalent → raison."] = field(default_factory=dict)
    as_: Annotated[As | None, "Lecture directe, sans table : text, number, date, yes_no."] = field(
        default=None, metadata={"key": "as"}
    )
    split: Annotated[RawText | None, "Ce qui sépare plusieurs valeurs dans une case (type choices)."] = None
    also_split: Annotated[
        tuple[RawText, ...], "Autres séparateurs que la source emploie, essayés après « split »."
    ] = ()
    sentences: Annotated[bool, "« true » quand la case tient une phrase par réponse, chacune dans une table."] = False
    optional: Annotated[bool, "« true » quand la source peut ne pas avoir ces colonnes."] = False
    format: Annotated[str | None, "Ordre du jour, du mois et de l’année : day/month/year."] = None
    decimal: Annotated[RawText | None, "Marque décimale : « . » (d’office) ou « , »."] = None
    thousands: Annotated[RawText | None, "Séparateur des milliers, outre les espaces."] = None
    note: Annotated[str | None, "Pourquoi cette lecture est légitime."] = None

    @property
    def read(self) -> tuple[str, ...]:
        """Return the columns in the order in which they are read."""
        return self.columns or ((self.column,) if self.column is not None else ())


@dataclass(frozen=True, slots=True)
class RegisterMapping:
    """How the rows of one register become dossiers."""

    id: Annotated[str, "Identifiant de la correspondance ; tout dossier importé commence par lui."]
    title: Annotated[Text, "Nom du registre."]
    source: Annotated[Origin, "D’où vient le registre."]
    dossier: Annotated[Identity, "Ce qui nomme un dossier : id, title, authority."]
    answers: Annotated[tuple[Feed, ...], "Une entrée par question alimentée."]
    reads: Annotated[Reads, "Ce qu’il faut savoir du fichier ; ce qui manque est détecté."] = field(
        default_factory=Reads
    )
    unknown: Annotated[tuple[str, ...], "Valeurs qui, dans toute la source, veulent dire « pas de réponse »."] = ()
    ignored: Annotated[Mapping[str, str], "Colonnes laissées de côté → raison."] = field(default_factory=dict)
    titles: Annotated[Mapping[str, tuple[str, ...]], "Colonne → autres titres sous lesquels la source l’écrit."] = (
        field(default_factory=dict)
    )
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
    """Where each column is named in the mapping file; not a key of the file."""

    def title_columns(self) -> tuple[str, ...]:
        """Return the columns of the title, in order."""
        title = self.dossier.title
        return title.columns or ((title.column,) if title.column is not None else ())

    def authority_columns(self) -> tuple[str, ...]:
        """Return the columns of the authority, in order."""
        authority = self.dossier.authority
        if authority is None:
            return ()
        return authority.columns or ((authority.column,) if authority.column is not None else ())

    def columns_read(self) -> tuple[str, ...]:
        """Return every column the mapping reads, each once."""
        return tuple(dict.fromkeys((*self._naming(), *(column for feed in self.answers for column in feed.read))))

    def columns_needed(self) -> tuple[str, ...]:
        """Return the columns without which a source is not the one that the mapping is for, each once."""
        needed = (column for feed in self.answers if not feed.optional for column in feed.read)
        return tuple(dict.fromkeys((*self._naming(), *needed)))

    def positions(self, columns: Iterable[str]) -> dict[str, int]:
        """Return where each column of a source stands, by its comparable title and by those that mean the same."""
        found = {comparable(name): position for position, name in enumerate(columns)}
        for name, others in self.titles.items():
            known = next((found[other] for other in map(comparable, others) if other in found), None)
            if known is not None:
                found.setdefault(comparable(name), known)
        return found

    def sentences_of(self, feed: Feed) -> tuple[frozenset[str], bool]:
        """Return the sentences that other entries read in the columns of one, and whether it is the first to read them.

        A sentence that nobody foresaw is told once, by the entry that comes first.
        """
        sharing = [other for other in self.answers if other.sentences and set(other.read) & set(feed.read)]
        beside = frozenset(word for other in sharing if other is not feed for word in other.values)
        return beside, next(other for other in (*sharing, feed) if other.read[:1] == feed.read[:1]) is feed

    def _naming(self) -> tuple[str, ...]:
        """Return the columns that name a dossier."""
        identifier = self.dossier.id.column
        return (
            *(() if identifier is None else (identifier,)),
            *self.title_columns(),
            *self.authority_columns(),
        )
