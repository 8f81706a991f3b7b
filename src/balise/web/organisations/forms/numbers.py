# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whole numbers as people write them: « 148 000 », with whatever space their keyboard makes."""

from typing import Any

from django import forms


class WholeNumberField(forms.IntegerField):
    """A number without decimals; the spaces between its thousands do not count, be they narrow or unbreakable."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        """Return the number typed."""
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask small screens for a keyboard of digits, and browsers for nothing: the form checks by itself."""
        return {"inputmode": "numeric", "class": "input-number", "autocomplete": "off"}
