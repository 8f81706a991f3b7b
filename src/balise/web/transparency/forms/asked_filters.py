# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an address asks of a list: the filters that it sets, in words, and those that nobody understands.

A filter that is wrong filters nothing. The page says so, for a list that shows everything looks like an answer; and
what the filters are stands in its title, for two lists kept as bookmarks have the same name otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A filter of the address that was left out."""

    label: str
    value: str
    rest: str
    """The query of the same address without it; empty when nothing is left."""


class AskedFilters(forms.Form):
    """A form of filters, read from an address."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self._refused: set[str] = set()

    def add_error(self, field: str | None, error: Any) -> None:
        """Leave the filter out instead: the page says so above its list, once, and no field turns red."""
        if field is None:
            super().add_error(field, error)
            return
        self._refused.add(field)
        self.cleaned_data.pop(field, None)

    def in_words(self) -> tuple[str, ...]:
        """Return what each filter that was understood is set to, in the order of the form."""
        self.is_valid()
        return tuple(self._words(name, value) for name, value in self.cleaned_data.items() if value)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return the filters whose value is not one that the list knows."""
        self.is_valid()
        return tuple(
            LeftOut(str(self.base_fields[name].label), self._shown(name), self._without(name))
            for name in self._not_understood()
        )

    def _not_understood(self) -> Iterator[str]:
        for name in self.base_fields:
            if self.data.get(name) and (name in self._refused or name not in self.fields):
                yield name

    def _words(self, name: str, value: str) -> str:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            return str(value)
        return f"{field.label} ({dict(field.choices)[value]})"  # type: ignore[arg-type] # pairs, as the forms give them

    def _shown(self, name: str) -> str:
        value = str(self.data.get(name))
        return value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"

    def _without(self, name: str) -> str:
        asked = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        for each in (name, "page"):
            asked.pop(each, None)
        return f"?{asked.urlencode()}" if asked else ""
