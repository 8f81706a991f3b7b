# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An act that the rules of the workflow refuse, with every obstacle: each is a sentence and a way round it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

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


class DecisionUnreadError(RefusedError):
    """Somebody would take back a decision that was taken while they were writing, and that they have not read."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Une décision a été prise sur ce dossier depuis que vous avez ouvert cette page. Lisez-la ; si vous "
                "maintenez votre acte, envoyez-le de nouveau."
            )
        )
