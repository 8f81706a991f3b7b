# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A field for a motive, which the journal keeps: what cannot be read is nothing said."""

from typing import Any

from django import forms

from balise.web.ui.names import readable_line


class Motive(forms.CharField):
    """A motive on one line; invisible characters alone count as an empty field."""

    def to_python(self, value: Any) -> str:
        """Return what can be read of the text, as the operation keeps it."""
        return readable_line(super().to_python(value) or "")
