# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How an entry is worded for the public, and why it leaves the lists."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.publication import LONGEST_SUMMARY, LONGEST_TITLE
from balise.loading.questions import shipped_bank
from balise.rendering.typography import capitalised
from balise.web.transparency.operations.publication import Wording
from balise.web.ui.languages import current_language

LONGEST_TEXT = 2000
TEXT = "texte-"


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})


class PublicationForm(forms.Form):
    """The words of an entry; what is left blank is not published."""

    title = forms.CharField(label=_("Titre"), max_length=LONGEST_TITLE, help_text=_("Ce que fait l’outil."))
    summary = forms.CharField(
        label=_("Résumé"),
        max_length=LONGEST_SUMMARY,
        widget=_lines(3),
        help_text=_(
            "Deux phrases, pour qui n’a jamais entendu parler du projet : ce que fait l’outil, ce que fait l’agent."
        ),
    )
    contact = forms.CharField(
        label=_("Joindre une personne"),
        max_length=200,
        required=False,
        help_text=_("L’adresse ou le téléphone d’un service, jamais d’une personne."),
    )
    reason = forms.CharField(
        label=_("Pourquoi cette décision"),
        max_length=LONGEST_SUMMARY,
        required=False,
        widget=_lines(2),
        help_text=_("Pour le public : le motif écrit au dossier n’est pas publié."),
    )
    change = forms.CharField(
        label=_("Ce que change cette édition"),
        max_length=LONGEST_SUMMARY,
        required=False,
        widget=_lines(2),
        help_text=_("Une phrase : l’historique public la montre."),
    )

    def __init__(self, texts: Mapping[str, str], data: Any = None, *, first: bool, decided: bool, **kept: Any) -> None:
        super().__init__(data, **kept)
        language, bank = current_language(), shipped_bank()
        for name, text in texts.items():
            self.fields[f"{TEXT}{name}"] = forms.CharField(
                label=capitalised(bank.by_id[name].short.in_(language)),
                max_length=LONGEST_TEXT,
                required=False,
                initial=text,
                widget=_lines(2),
            )
        if first:
            del self.fields["change"]
        if not decided:
            del self.fields["reason"]

    def wording(self) -> Wording:
        """Return what was typed and can be kept; as long as something cannot, what the form shows."""
        sound = self.is_bound and self.is_valid()
        given = self.cleaned_data if sound else {name: self[name].value() or "" for name in self.fields}
        return Wording(
            title=given["title"],
            summary=given["summary"],
            contact=given["contact"],
            reason=given.get("reason", ""),
            change=given.get("change", ""),
            texts={name.removeprefix(TEXT): text for name, text in given.items() if name.startswith(TEXT)},
        )


class WithdrawalForm(forms.Form):
    """Why an entry leaves the lists."""

    reason = forms.CharField(
        label=_("Pourquoi la fiche quitte le registre"),
        max_length=LONGEST_SUMMARY,
        widget=_lines(2),
        help_text=_("L’adresse imprimée sur les courriers répond toujours, et montrera cette phrase."),
    )
