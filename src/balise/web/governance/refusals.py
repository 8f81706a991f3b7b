# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An act that the rules of the workflow refuse, with every obstacle: each is a sentence and a way round it."""

from collections.abc import Iterable

from balise.core.obstacles import Obstacle
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


class ActRefusedError(RefusedError):
    """What the core refused; pages show the obstacles one by one, other callers the sentences."""

    def __init__(self, obstacles: Iterable[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        language = current_language()
        super().__init__(
            " ".join(f"{each.sentence.in_(language)} {each.remedy.in_(language)}" for each in self.obstacles)
        )
