# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Granting an exception, and putting an end to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.governance.forms.fields import authority_field, day_field, never_optional, words_field


class ExceptionForm(forms.Form):
    """Which criterion, why, who answers for it, until when.

    The motive and the authority are not required here: the rules of the workflow say why they are missed.
    """

    criterion = forms.ChoiceField(
        label=_("Critère qui ne sera pas tenu"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez le critère."),
            "invalid_choice": _("Ce critère ne bloque pas ce dossier : il n’a pas besoin d’exception."),
        },
    )
    motive = words_field(_("Motif"), _("Pourquoi l’engagement ne peut pas être tenu, et ce qui est fait à la place."))
    deciding_authority = authority_field()
    expires_on = day_field(
        _("L’exception ne vaut plus à partir du"), _("Dans les douze mois. Une exception durable se vote.")
    )

    def __init__(
        self, criteria: list[tuple[str, Any]], data: Any = None, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        for name in ("motive", "deciding_authority"):
            never_optional(self.fields[name])
        field = self.fields["criterion"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = criteria


class RevokeForm(forms.Form):
    """Why an exception ends before its time."""

    motive = words_field(
        _("Motif"),
        _("En une phrase. La personne qui porte le dossier la lira."),
        required=True,
        missing=_("Dites pourquoi l’exception prend fin : la personne qui porte le dossier le lira."),
    )
