# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of an authority: who it is, and where it stands."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from balise.core.frameworks import Framework
from balise.web.organisations.forms.choices import charter_choices, offer
from balise.web.organisations.forms.numbers import WholeNumberField
from balise.web.organisations.models import LocalAuthority
from balise.web.organisations.operations.authorities import Description
from balise.web.organisations.siren import LONGEST_KEPT, normalised
from balise.web.ui.name_fields import ReadableField

MOST_PEOPLE = 2_000_000_000


class DescriptionForm(forms.Form):
    """What an authority says of itself."""

    name = ReadableField(
        label=_("Nom"),
        max_length=150,
        help_text=_("Comme il s’écrit en tête des courriers."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(label=_("Type"), choices=LocalAuthority.Kind.choices)
    siren = forms.CharField(
        label=_("SIREN"),
        max_length=LONGEST_KEPT,
        required=False,
        help_text=_("Neuf chiffres. Un numéro douteux est enregistré et signalé, jamais refusé."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short", "autocomplete": "off"}),
    )
    contact = forms.EmailField(
        label=_("Adresse électronique de contact"),
        max_length=254,
        required=False,
        help_text=_("Celle d’un service plutôt que d’une personne."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    population = WholeNumberField(
        label=_("Nombre d’habitants"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=_("Certaines obligations en dépendent : 3 500 et 50 000 habitants."),
    )
    staff_count = WholeNumberField(
        label=_("Nombre d’agents"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=_("Certaines obligations en dépendent : 50 et 200 agents."),
    )
    single_handed = forms.BooleanField(
        label=_("Trop peu de personnes pour séparer le dépôt d’un dossier et la décision"),
        required=False,
        help_text=_(
            "La même personne peut alors déposer un dossier et se prononcer sur lui. Chaque dossier concerné le dit."
        ),
    )

    def clean_siren(self) -> str:
        """Write the number without its spaces."""
        return normalised(self.cleaned_data["siren"])

    def description(self) -> Description:
        """Return what was typed, as the operation takes it."""
        given = self.cleaned_data
        return Description(
            name=given["name"],
            kind=given["kind"],
            siren=given["siren"],
            contact=given["contact"],
            population=given["population"],
            staff_count=given["staff_count"],
            single_handed=given["single_handed"],
        )


class ChildForm(DescriptionForm):
    """A new authority under this one."""

    slug = forms.SlugField(
        label=_("Adresse dans Balise"),
        max_length=60,
        required=False,
        help_text=_(
            "Des lettres sans accent, des chiffres et des tirets ; elle ne changera plus. Laissez vide pour qu’elle "
            "soit tirée du nom."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    charter = forms.ChoiceField(
        label=_("Charte qui juge ses dossiers"), help_text=_("Elle pourra en changer à tout moment.")
    )

    def __init__(self, charters: tuple[Framework, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        offer(self, "charter", charter_choices(charters))

    def clean(self) -> dict[str, Any]:
        """Draw the address from the name when none is typed."""
        given = super().clean() or self.cleaned_data
        if not given.get("slug") and given.get("name") and "slug" not in self.errors:
            given["slug"] = slugify(given["name"])[:60].strip("-")
            if not given["slug"]:
                self.add_error("slug", _("Le nom ne contient aucune lettre dont tirer une adresse : écrivez-en une."))
        return given
