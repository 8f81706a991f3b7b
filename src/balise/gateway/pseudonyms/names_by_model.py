# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Names that no list holds, by a statistical model (spaCy, ``fr-core-news-md``) in processes of its own.

It is an option: some forty milliseconds for two thousand characters, and half a gigabyte a process. The
gateway itself never loads it, so that its memory and its pace stay what they are.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from typing import Any

from balise.gateway.pseudonyms.kinds import Kind, Span

MODEL = "fr_core_news_md"
_PERSON = "PER"
_LOADING = 120.0
"""In seconds: reading the model takes ten on a busy machine."""
_loaded: list[Any] = []
"""The model of this process, once it is there."""


class ModelMissingError(RuntimeError):
    """The option is asked for, and its packages are not installed."""

    def __init__(self) -> None:
        super().__init__(
            "La recherche des noms par un modèle demande un complément qui n’est pas installé. "
            "Installez «\u00a0balise[names]\u00a0», ou retirez l’option."
        )


def check_installed() -> None:
    """Look for the packages of the model, without loading them.

    Raises:
        ModelMissingError: they are not installed.
    """
    if find_spec("spacy") is None or find_spec(MODEL) is None:
        raise ModelMissingError


@dataclass(frozen=True, slots=True)
class NamesModel:
    """Finds persons by a model; to be closed when it is no longer of use."""

    pool: ProcessPoolExecutor = field(repr=False)
    timeout: float
    """In seconds, for one text: past it, the search has failed."""

    @classmethod
    def started(cls, processes: int = 1, timeout: float = 5.0) -> "NamesModel":
        """Return the model, once its processes have loaded it.

        Raises:
            ModelMissingError: its packages are not installed.
            TimeoutError: it could not be loaded in two minutes.
        """
        check_installed()
        pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_load)
        for _ready in pool.map(_persons, ("",) * processes, timeout=_LOADING):
            pass
        return cls(pool, timeout)

    def __call__(self, text: str) -> Iterator[Span]:
        """Yield the persons of a text.

        Raises:
            TimeoutError: it took too long.
        """
        for start, end in self.pool.submit(_persons, text).result(self.timeout):
            yield Span(start, end, Kind.PERSON, certain=False)

    def close(self) -> None:
        """Stop the processes."""
        self.pool.shutdown(cancel_futures=True)


def _load() -> None:
    _loaded.append(
        import_module("spacy").load(MODEL, disable=["parser", "lemmatizer", "attribute_ruler", "morphologizer"])
    )


def _persons(text: str) -> list[tuple[int, int]]:
    return [(each.start_char, each.end_char) for each in _loaded[0](text).ents if each.label_ == _PERSON]
