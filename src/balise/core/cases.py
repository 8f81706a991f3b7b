# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A case: a short story with the findings it must lead to, written by a lawyer, run as a test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from balise.core.conditions import AnswerValue
from balise.core.dossiers import Dossier
from balise.core.evaluation import Evaluation, Outcome, Result, evaluate
from balise.core.frameworks import Framework


@dataclass(frozen=True, slots=True)
class Case:
    """Answers given on a day, and what the framework must find of them."""

    name: Annotated[str, "L’histoire en une phrase."]
    on: Annotated[date, "Date d’évaluation."]
    answers: Annotated[Mapping[str, AnswerValue], "Réponses données ; ce qui manque est inconnu."] = field(
        default_factory=dict
    )
    findings: Annotated[Mapping[str, Result], "Constats attendus, par critère."] = field(default_factory=dict)
    outcome: Annotated[Outcome | None, "Issue attendue."] = None

    def evaluated(self, framework: Framework) -> Evaluation:
        """Judge the case as a dossier."""
        return evaluate(framework, Dossier(id="case", title=self.name, answers=self.answers), self.on)
