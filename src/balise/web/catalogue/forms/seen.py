# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The version of what a form was opened with, carried by the form itself."""

from django import forms


class SeenForm(forms.Form):
    """A form that says what it was opened with; empty when nothing had been said yet."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def version(self) -> str:
        """Return the version that the member had before their eyes."""
        return str(self.cleaned_data.get("seen", ""))

    def see_again(self, version: str) -> None:
        """Have the form carry another version, once its reader has been shown what stands."""
        self.data = {**dict(self.data.items()), "seen": version}
