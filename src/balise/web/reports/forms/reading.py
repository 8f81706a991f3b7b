# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a reader says of a report before it is published."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.web.reports.queries.reports import Report, Seen

AGREES, TO_REDO = "agrees", "to_redo"


class ReadingForm(forms.Form):
    """A reading; the figures and the words that were read come back with it."""

    prefix = "reading"

    said = forms.ChoiceField(
        label=gettext_lazy("Votre relecture"),
        choices=[(AGREES, gettext_lazy("rien à reprendre")), (TO_REDO, gettext_lazy("à reprendre"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Dites si quelque chose est à reprendre.")},
    )
    remark = forms.CharField(
        label=gettext_lazy("Remarque"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Ce qui est à reprendre, et où. Vos collègues la lisent ; le public, non."),
    )
    digest = forms.CharField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, report: Report, data: Any = None) -> None:
        super().__init__(data, initial={"digest": report.digest, "revision": report.revision})

    def clean_remark(self) -> str:
        """Ask what is to be changed of whoever says that something is."""
        remark = str(self.cleaned_data["remark"]).strip()
        if self.cleaned_data.get("said") == TO_REDO and not remark:
            raise ValidationError(_("Dites ce qui est à reprendre."))
        return remark

    def seen(self) -> Seen:
        """Return what the reader had before their eyes."""
        return Seen(self.cleaned_data["digest"], self.cleaned_data["revision"])

    def agrees(self) -> bool:
        """Tell whether nothing is to be changed."""
        return bool(self.cleaned_data["said"] == AGREES)
