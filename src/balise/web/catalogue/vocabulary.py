# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of the catalogue: what may be said of a tool, and the data and tasks of which it is said.

Data classes and tasks are those of the question bank: a dossier and the catalogue must speak of the same things.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balise.core.language import Text
from balise.loading.questions import shipped_bank
from balise.rendering.document import Tone

EVERY_OTHER_TASK = ""
"""The line of the matrix for the tasks that have none of their own."""


class Permission(StrEnum):
    """What an authority says of a tool, from the widest to the strictest. Saying nothing allows nothing."""

    AUTHORISED = "authorised"
    CONDITIONAL = "conditional"
    UNDER_EVALUATION = "under_evaluation"
    FORBIDDEN = "forbidden"

    @property
    def allows(self) -> bool:
        """Tell whether the tool may be used."""
        return self in {Permission.AUTHORISED, Permission.CONDITIONAL}

    @property
    def strictness(self) -> int:
        """Return the rank from the widest, 0, to the strictest."""
        return tuple(Permission).index(self)


PERMISSION_LABELS: Mapping[Permission, Promise] = {
    Permission.AUTHORISED: _("autorisé"),
    Permission.CONDITIONAL: _("autorisé sous conditions"),
    Permission.UNDER_EVALUATION: _("en cours d’évaluation"),
    Permission.FORBIDDEN: _("interdit"),
}
SHORT_LABELS: Mapping[Permission | None, Promise] = {
    Permission.AUTHORISED: _("oui"),
    Permission.CONDITIONAL: _("sous conditions"),
    Permission.UNDER_EVALUATION: _("pas encore"),
    Permission.FORBIDDEN: _("non"),
    None: _("pas dit"),
}
PARTLY = _("autorisé pour une partie des données ou des tâches")
"""Of a whole tool that is open to some data or tasks, with no condition to keep for those."""
IN_PRINCIPLE = _("autorisé en principe, mais aucune donnée n’est encore ouverte")
"""Of a whole tool that is allowed while its matrix is empty."""
NO_LONGER = _("plus autorisé")
NOT_SAID = _("le catalogue n’en dit rien : non autorisé")

TONES: Mapping[Permission | None, Tone] = {
    Permission.AUTHORISED: Tone.OK,
    Permission.CONDITIONAL: Tone.FIX,
    Permission.UNDER_EVALUATION: Tone.ASK,
    Permission.FORBIDDEN: Tone.STOP,
    None: Tone.ASK,
}


class Kind(StrEnum):
    """What sort of tool it is."""

    STANDALONE = "standalone"
    EMBEDDED = "embedded"
    SERVED_IN_HOUSE = "served_in_house"
    LIBRARY = "library"


KIND_LABELS: Mapping[Kind, Promise] = {
    Kind.STANDALONE: _("outil à part entière"),
    Kind.EMBEDDED: _("IA intégrée à un logiciel métier"),
    Kind.SERVED_IN_HOUSE: _("modèle servi par la collectivité"),
    Kind.LIBRARY: _("brique logicielle"),
}

DATA_EXAMPLES: Mapping[str, Promise] = {
    "public": _("une délibération affichée, un article du site, les horaires de la piscine"),
    "internal": _("une note de service, un compte rendu de réunion d’équipe sans nom d’usager"),
    "personal": _("un courrier d’habitant avec son nom, une liste d’inscrits, un curriculum vitæ"),
    "sensitive": _("un dossier d’aide sociale où il est question de santé, une adhésion syndicale"),
    "confidential": _("un appel d’offres en cours, le plan d’un réseau, un mot de passe"),
}
"""What each data class is, in things that a desk holds."""


@lru_cache(maxsize=1)
def data_classes() -> Mapping[str, Text]:
    """Return the data classes of the question bank, from the most open to the most protected."""
    return {choice.id: choice.label for choice in shipped_bank().by_id["data_class"].choices}


@lru_cache(maxsize=1)
def tasks() -> Mapping[str, Text]:
    """Return the tasks of the question bank (``use_types``)."""
    return {choice.id: choice.label for choice in shipped_bank().by_id["use_types"].choices}


def task_label(task: str) -> Text:
    """Return a task in words; the line of every other task has its own."""
    if task == EVERY_OTHER_TASK:
        return Text("toute autre tâche", "any other task")
    return tasks().get(task, Text(task))
