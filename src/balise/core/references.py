# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a normative sentence comes from, and when somebody last looked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated


class SourceStatus(StrEnum):
    """How sure we are of a source."""

    FOUND = "found"
    TO_CONFIRM = "to_confirm"
    RECONSTRUCTED = "reconstructed"


@dataclass(frozen=True, slots=True)
class Source:
    """A text that founds a rule: a deliberation, a law, an article of the press.

    ``last_reviewed_on`` is required: OpenFisca counts 13 % of its values without a reference, and a rule that
    nobody has reread is a rumour.
    """

    id: Annotated[str, "Identifiant court de la source dans ce cadre."]
    text: Annotated[str, "Ce qu’est la source, en toutes lettres."]
    status: Annotated[SourceStatus, "Degré de certitude : trouvée, à confirmer, reconstituée."]
    last_reviewed_on: Annotated[date, "Dernière date à laquelle quelqu’un a relu la source."]
    link: Annotated[str | None, "Adresse de la source."] = None
    published_on: Annotated[date | None, "Date de publication."] = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A source of the framework, named by its id, and the article relied upon."""

    source: Annotated[str, "Identifiant d’une source déclarée dans framework.yaml."]
    article: Annotated[str | None, "Article, alinéa ou page."] = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation with its source resolved: what a finding shows its reader."""

    source: Source
    article: str | None

    def __str__(self) -> str:
        """Return the source in words, with the article when there is one."""
        return f"{self.source.text}, {self.article}" if self.article else self.source.text
