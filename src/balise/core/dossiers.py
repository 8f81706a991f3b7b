# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A dossier: the facts submitted about one use of AI."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from balise.core.conditions import AnswerValue


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that supports an answer.

    Balise never opens it: it keeps where it is, what it hashes to and until when it is worth something.
    """

    id: Annotated[str, "Identifiant de la pièce dans le dossier."]
    title: Annotated[str, "Ce qu’est la pièce."]
    supports: Annotated[tuple[str, ...], "Questions ou critères que la pièce appuie."] = ()
    location: Annotated[str | None, "Adresse ou chemin."] = None
    sha256: Annotated[str | None, "Empreinte du fichier."] = None
    dated: Annotated[date | None, "Date de la pièce."] = None
    expires_on: Annotated[date | None, "La pièce ne vaut plus rien à partir de ce jour."] = None

    def expired(self, on: date) -> bool:
        """Tell whether the document is out of date on that day."""
        return self.expires_on is not None and self.expires_on <= on


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answers given about one use of AI, typed by the question bank; what is absent is unknown."""

    id: Annotated[str, "Identifiant du dossier."]
    title: Annotated[str, "Titre du dossier."]
    authority: Annotated[str | None, "Collectivité."] = None
    framework: Annotated[str | None, "Cadre épinglé : id@version."] = None
    answers: Annotated[Mapping[str, AnswerValue], "Réponses par question."] = field(default_factory=dict)
    evidence: Annotated[tuple[Evidence, ...], "Pièces justificatives."] = ()
