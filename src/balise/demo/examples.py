# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The twelve example dossiers and the test set of one, read where they are: in the clone, or in the installed package.

They are kept once, in ``examples``, where the command line uses them; building the package puts the same folders into
it (``force-include`` in pyproject.toml). Refused: a second copy in the sources, which would go stale.
"""

from functools import lru_cache
from pathlib import Path

from balise.core.dossiers import Dossier
from balise.demo.scenario import DATA
from balise.loading.dossiers import load_dossiers
from balise.loading.questions import shipped_bank

CLONED = Path(__file__).parents[3] / "examples"
DOSSIERS = (DATA / "exemples", CLONED / "valbrise")
TRIALS = (DATA / "essais", CLONED / "essais")
"""Where each may be: inside the package, else in the clone."""


class NoExamplesError(Exception):
    """The example dossiers are nowhere to be found."""


def examples_folder() -> Path:
    """Return the folder of the example dossiers.

    Raises:
        NoExamplesError: there is none.
    """
    return _found(DOSSIERS)


def replayed_trials() -> Path:
    """Return the test set of the council's minutes: what ``balise drill`` replays at another model.

    Raises:
        NoExamplesError: there is none.
    """
    return _found(TRIALS) / "transcription-conseil.yaml"


def _found(places: tuple[Path, ...]) -> Path:
    for folder in places:
        if folder.is_dir():
            return folder
    raise NoExamplesError(str(places[-1]))


@lru_cache(maxsize=32)
def example(name: str) -> Dossier:
    """Return one of the example dossiers, by the name of its file."""
    (found,) = load_dossiers(examples_folder() / f"{name}.yaml", shipped_bank())
    return found
