# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The twelve months of a report."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.annual.record import YearPeriod
from balise.rendering.annual_words import period_in_words
from balise.rendering.typography import capitalised
from balise.web.reports.periods import ending_choices, last_over
from balise.web.ui.languages import current_language


class FreezingForm(forms.Form):
    """Which twelve months to freeze."""

    period = forms.ChoiceField(
        label=_("Période"),
        help_text=_(
            "Douze mois entiers. L’année civile, ou l’année de votre charte : gardez la même d’un bilan à l’autre "
            "pour "
            "pouvoir les comparer."
        ),
    )

    def __init__(self, on: date, data: Any = None) -> None:
        super().__init__(data, initial={"period": _key(last_over(on))})
        self._periods = {_key(period): period for period in ending_choices(on)}
        language = current_language()
        said = [(key, capitalised(period_in_words(period, language))) for key, period in self._periods.items()]
        self.fields["period"].choices = said  # type: ignore[attr-defined]

    def chosen(self) -> YearPeriod:
        """Return the period that was chosen."""
        return self._periods[self.cleaned_data["period"]]


def _key(period: YearPeriod) -> str:
    return f"{period.last_day:%Y-%m}"
