# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The facts of an entry that speak of AI, in the words of a tool that is none.

The questions of a dossier are asked before anybody knows what the tool is, and say « l’IA »; the public entry of a
grid of points would call it so, a few lines above « pas un système d’IA ».
"""

from collections.abc import Mapping

from balise.core.conditions import AnswerValue
from balise.core.language import Language, Text

_SUBJECTS: Mapping[str, Text] = {
    "alternatives_considered": Text("autres solutions étudiées", "other options considered"),
    "reuse_for_training": Text("réutilisation pour entraîner un outil", "reuse to train a tool"),
}
_FACTS: Mapping[tuple[str, str], Text] = {
    ("alternatives_considered", "none"): Text("aucune autre solution étudiée", "no other option considered"),
    ("alternatives_considered", "named"): Text("autres solutions citées", "other options named"),
    ("alternatives_considered", "compared"): Text("autres solutions comparées", "other options compared"),
    ("refusal_without_loss", "yes"): Text(
        "refuser ce calcul ne fait perdre aucun service", "refusing this calculation loses no service"
    ),
    ("refusal_without_loss", "no"): Text(
        "refuser ce calcul fait perdre un service", "refusing this calculation loses a service"
    ),
    ("embedded_in_software", "yes"): Text(
        "l’outil est intégré à un logiciel métier", "the tool is embedded in business software"
    ),
    ("embedded_in_software", "no"): Text("l’outil est à part", "the tool is a separate one"),
}


def subject_without_ai(question: str, said: str, language: Language) -> str:
    """Return what a question is about for a tool that is no AI; ``said`` when its usual words will do."""
    return _SUBJECTS[question].in_(language) if question in _SUBJECTS else said


def fact_without_ai(question: str, value: AnswerValue, said: str, language: Language) -> str:
    """Return an answer for a tool that is no AI; ``said`` when its usual words will do."""
    words = _FACTS.get((question, str(value)))
    return said if words is None else words.in_(language)
