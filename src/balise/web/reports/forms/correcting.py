# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was wrong in a published report."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from balise.core.annual.report import DEFINITIONS
from balise.rendering.annual_words import commitment_title
from balise.web.reports.queries.reports import Report
from balise.web.ui.languages import current_language


class ErratumForm(forms.Form):
    """An erratum."""

    figure = forms.ChoiceField(label=gettext_lazy("À propos de"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Erratum"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Ce qui était faux, ce qui est juste, et pourquoi. Tout le monde le lira, daté."),
    )

    def __init__(self, report: Report, data: Any = None) -> None:
        super().__init__(data)
        language, charter = current_language(), report.record.charter
        named = [
            (
                figure.name,
                commitment_title(charter, figure.about, language) or DEFINITIONS[figure.id].title.in_(language),
            )
            for figure in report.figures
        ]
        self.fields["figure"].choices = [("", gettext("Le bilan entier")), *named]  # type: ignore[attr-defined]
