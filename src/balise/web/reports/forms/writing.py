# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an authority writes around its figures, and what it says of promises."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from balise.core.annual.figure import Chapter
from balise.core.annual.record import Kept
from balise.rendering.annual_report import INTRODUCTION, METHOD, PARTS
from balise.rendering.annual_words import CHAPTERS, KEPT_WORDS
from balise.rendering.typography import capitalised
from balise.web.reports.queries.reports import Report
from balise.web.ui.languages import current_language

LONGEST, MOST_PLEDGES, LONGEST_PLEDGE = 8000, 20, 300


class WritingForm(forms.Form):
    """One field a part of the report, one a promise of last year, and the promises of next year."""

    pledges = forms.CharField(
        label=gettext_lazy("Promesses pour l’année qui vient"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Une par ligne. Le prochain bilan dira de chacune si elle a été tenue."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, report: Report, data: Any = None) -> None:
        initial = {"pledges": "\n".join(report.pledges), "seen": report.revision}
        super().__init__(
            data, initial={**initial, **{f"text-{part}": report.narrative.get(part, "") for part in PARTS}}
        )
        self._promised = report.record.pledges or ()
        for rank, pledge in enumerate(self._promised):
            self.fields[f"kept-{rank}"] = _kept_field(pledge.text, pledge.kept)
        for part in PARTS:
            self.fields[f"text-{part}"] = forms.CharField(
                label=part_in_words(part),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 8 if part == INTRODUCTION else 4}),
            )
        self.order_fields([f"text-{INTRODUCTION}", *(f"kept-{rank}" for rank in range(len(self._promised))), "pledges"])

    def clean_pledges(self) -> list[str]:
        """Return the promises, one a line."""
        lines = [line.strip(" -–•\t") for line in str(self.cleaned_data["pledges"]).splitlines()]
        promises = [line for line in lines if line]
        if len(promises) > MOST_PLEDGES:
            raise forms.ValidationError(_("Vingt promesses au plus : au-delà, personne ne les suivra."))
        if any(len(promise) > LONGEST_PLEDGE for promise in promises):
            raise forms.ValidationError(_("Une promesse tient en 300 caractères au plus."))
        if len(set(promises)) < len(promises):
            raise forms.ValidationError(_("La même promesse est écrite deux fois."))
        return promises

    def narrative(self) -> dict[str, str]:
        """Return what was written, by part."""
        return {part: self.cleaned_data[f"text-{part}"].strip() for part in PARTS}

    def kept(self) -> list[Kept]:
        """Return what became of each promise of last year."""
        return [Kept(self.cleaned_data[f"kept-{rank}"]) for rank in range(len(self._promised))]


def part_in_words(part: str) -> str:
    """Return the title of a part, as the report has it."""
    if part == INTRODUCTION:
        return gettext("Introduction")
    if part == METHOD:
        return gettext("Méthode et limites")
    return CHAPTERS[Chapter(part)].in_(current_language())


def _kept_field(text: str, kept: Kept) -> forms.ChoiceField:
    words = [(each.value, capitalised(said.in_(current_language()))) for each, said in KEPT_WORDS.items()]
    return forms.ChoiceField(
        label=gettext("Promesse du bilan précédent : « %(promise)s »") % {"promise": text},
        choices=words,
        initial=kept.value,
    )
