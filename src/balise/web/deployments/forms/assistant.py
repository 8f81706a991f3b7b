# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is typed to the assistant: a request, and the model that answers it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.web.deployments.queries.deployment import AskedModel

LONGEST = 20_000
"""Characters: a long letter, and less than what makes a search slow."""


class _TypedText(forms.CharField):
    """A text whose lines end the same way, whatever sent them: what is shown before is what is sent."""

    def to_python(self, value: Any) -> str:
        """Return the text."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class RequestForm(forms.Form):
    """A request to the assistant."""

    model = forms.ChoiceField(label=gettext_lazy("Modèle"))
    request = _TypedText(
        label=gettext_lazy("Votre demande"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        help_text=gettext_lazy("Le site ne la garde pas, et rien ne part avant que vous l’ayez vérifiée."),
    )

    def __init__(self, models: Iterable[AskedModel], data: Any = None, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)
        names = [model.name for model in models]
        self.fields["model"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
        if len(names) > 1:
            self.fields["model"].help_text = _("Le plus petit est proposé d’abord : il suffit souvent.")
        else:
            self.fields["model"].widget = forms.HiddenInput()
            self.fields["model"].initial = next(iter(names), "")
