# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Describing a tool, planning the way out of it, retiring it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.catalogue.forms.choices import with_none
from balise.web.catalogue.forms.seen import SeenForm
from balise.web.catalogue.operations.describing import Description, ExitPlan
from balise.web.catalogue.vocabulary import KIND_LABELS, Kind


class DescriptionForm(SeenForm):
    """What anybody can say of a tool."""

    name = forms.CharField(
        label=_("Nom de l’outil"), max_length=150, help_text=_("Tel que le disent ceux qui s’en servent.")
    )
    kind = forms.ChoiceField(
        label=_("Quelle sorte d’outil ?"),
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
        help_text=_("L’IA cachée dans un logiciel que vous avez déjà compte aussi : choisissez « IA intégrée »."),
    )
    host_software = forms.CharField(
        label=_("Logiciel qui la contient"),
        max_length=150,
        required=False,
        help_text=_("Seulement pour une IA intégrée : le logiciel métier, tel que vos collègues l’appellent."),
    )
    host_vendor = forms.CharField(
        label=_("Éditeur de ce logiciel"),
        max_length=150,
        required=False,
        help_text=_("Seulement pour une IA intégrée : à qui envoyer le questionnaire."),
    )
    summary = forms.CharField(
        label=_("À quoi sert-il ?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Deux phrases, pour un collègue qui ne le connaît pas."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the host of what is embedded."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Kind.EMBEDDED and not cleaned.get("host_software"):
            self.add_error("host_software", _("Dites à quel logiciel métier cette IA est intégrée."))
        return cleaned

    def description(self) -> Description:
        """Return what was said."""
        said = self.cleaned_data
        return Description(
            said["name"], Kind(said["kind"]), said["summary"], said["host_software"], said["host_vendor"]
        )


class ExitForm(SeenForm):
    """How to leave the tool."""

    plan = forms.CharField(
        label=_("Comment s’en passer"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Les étapes, qui les fait, combien de temps et d’argent. Le format d’export se consigne avec les faits."
        ),
    )
    substitute = forms.TypedChoiceField(
        label=_("Outil remplaçant"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Celui du catalogue qui prendrait la suite."),
    )
    last_drill_on = forms.DateField(
        label=_("Dernier essai de sortie"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Le jour où l’on a vraiment exporté les données et refait le travail avec le remplaçant."),
    )
    last_drill = forms.CharField(
        label=_("Ce que cet essai a montré"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, substitutes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].choices = with_none(substitutes, "—")  # type: ignore[attr-defined]

    def plan_said(self) -> ExitPlan:
        """Return the plan."""
        said = self.cleaned_data
        return ExitPlan(said["plan"], said["substitute"], said["last_drill_on"], said["last_drill"])


class RetireForm(forms.Form):
    """Why a tool leaves the catalogue."""

    reason = forms.CharField(
        label=_("Pourquoi le retirer ?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ses utilisateurs liront cette phrase. Dites aussi par quoi le remplacer."),
    )


class RestoreForm(forms.Form):
    """Why a tool comes back to the catalogue."""

    reason = forms.CharField(
        label=_("Pourquoi le remettre ?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dites ce qui a changé depuis son retrait. Cette phrase reste au journal."),
    )
