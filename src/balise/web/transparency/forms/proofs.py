# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a notice can be seen, and since when."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.notices import Channel


class UnusedForm(forms.Form):
    """Why a use does not pass by a channel that its answers let suppose."""

    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("Par où l’usage passe vraiment. Gardé au dossier et au journal, avec votre nom et le jour."),
    )


class ProofForm(forms.Form):
    """The proof that a notice is in place: where somebody else can look, or a file that shows it."""

    channel = forms.ChoiceField(label=_("Support"))
    shown_on = forms.DateField(label=_("En place depuis le"), widget=forms.DateInput(attrs={"type": "date"}))
    seen_at = forms.CharField(
        label=_("Où elle se voit"),
        max_length=300,
        required=False,
        help_text=_(
            "Une adresse, le nom d’un modèle de lettre, un lieu : ce qui permet à quelqu’un d’autre d’aller voir."
        ),
    )
    upload = forms.FileField(
        label=_("Ou un fichier qui la montre"),
        help_text=_(
            "Une photo de l’affiche, le modèle de la lettre en PDF… 20 Mo au plus. "
            "Les personnes qui lisent le dossier le lisent aussi."
        ),
        max_length=255,
        required=False,
        error_messages={
            "empty": _("Ce fichier est vide. Vérifiez-le, puis joignez-le de nouveau."),
            "max_length": _("Le nom de ce fichier est trop long. Raccourcissez-le, puis joignez-le de nouveau."),
            "invalid": _("Le fichier n’est pas arrivé. Choisissez-le de nouveau."),
        },
    )

    def __init__(self, channels: Iterable[tuple[Channel, str]], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(channel.value, words) for channel, words in channels]

    def clean(self) -> dict[str, Any]:
        """Refuse a proof that shows nothing, on the field where one would write first."""
        given = super().clean() or self.cleaned_data
        if not given.get("seen_at", "").strip() and not given.get("upload") and "upload" not in self.errors:
            self.add_error("seen_at", _("Dites où la mention se voit, ou joignez un fichier qui la montre."))
        return given
