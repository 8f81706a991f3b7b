# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What loading raises.

::

    LoadingError
    ├── InvalidData        files that say something wrong, each mistake with its place
    └── UnknownFramework   a name that is neither a shipped framework nor a path
"""

from collections.abc import Iterable

from balise.core.language import Language
from balise.core.messages import Problem


class LoadingError(Exception):
    """Something asked for could not be loaded."""


class InvalidData(LoadingError):  # noqa: N818 - reads as the sentence it is: raise InvalidData(problems)
    """Data that was refused, with every mistake found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.line(Language.FRENCH) for problem in self.problems))
