# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A field for a number that may have decimals: « 5000 » is shown as it was typed, and not « 5000.0 »."""

from typing import Any

from django import forms


class DecimalField(forms.FloatField):
    """A number with decimals, shown without those that say nothing."""

    def prepare_value(self, value: Any) -> Any:
        """Return what the field shows: a whole number for a float that is one."""
        return int(value) if isinstance(value, float) and value.is_integer() else value
