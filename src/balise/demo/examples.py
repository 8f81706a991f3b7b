# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The twelve example dossiers, read where they are: in the clone, or inside the installed package.

They are kept once, in ``examples/valbrise``, where the command line uses them; building the package puts the same
folder into it (``force-include`` in pyproject.toml). Refused: a second copy in the sources, which would go stale.
"""

from functools import lru_cache
from pathlib import Path

from balise.core.dossiers import Dossier
from balise.demo.scenario import DATA
from balise.loading.dossiers import load_dossiers
from balise.loading.questions import shipped_bank

PACKAGED = DATA / "exemples"
CLONED = Path(__file__).parents[3] / "examples" / "valbrise"


class NoExamplesError(Exception):
    """The example dossiers are nowhere to be found."""


def examples_folder() -> Path:
    """Return the folder of the example dossiers.

    Raises:
        NoExamplesError: there is none.
    """
    for folder in (PACKAGED, CLONED):
        if folder.is_dir():
            return folder
    raise NoExamplesError(str(CLONED))


@lru_cache(maxsize=32)
def example(name: str) -> Dossier:
    """Return one of the example dossiers, by the name of its file."""
    (found,) = load_dossiers(examples_folder() / f"{name}.yaml", shipped_bank())
    return found
