# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The lists from which one chooses, in the language of the page."""

from collections.abc import Iterable

from balise.core.language import Text
from balise.web.catalogue.vocabulary import PERMISSION_LABELS, Permission, data_classes, tasks
from balise.web.ui.languages import current_language

Options = list[tuple[str, str]]


def with_none(options: Iterable[tuple[str, str]], none: str) -> Options:
    """Return the options after one that chooses none."""
    return [("", none), *options]


def in_words(texts: Iterable[tuple[str, Text]]) -> Options:
    """Return texts of the domain as options."""
    language = current_language()
    return [(key, text.in_(language)) for key, text in texts]


def data_class_options() -> Options:
    """Return the data classes."""
    return in_words(data_classes().items())


def task_options() -> Options:
    """Return the tasks."""
    return in_words(tasks().items())


def permission_options() -> Options:
    """Return what may be said of a tool."""
    return [(permission.value, str(PERMISSION_LABELS[permission])) for permission in Permission]
