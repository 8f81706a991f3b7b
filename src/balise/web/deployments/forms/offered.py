# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is typed of a provider and of a model."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.core.policy import Capability
from balise.rendering.typography import capitalised
from balise.web.catalogue.queries.ai_models import ai_models
from balise.web.deployments.operations.offering import ModelWords, ProviderWords, secret_prefix
from balise.web.deployments.queries.offered import ModelLine, ProviderLine, providers_for
from balise.web.deployments.words import CAPABILITY_WORDS
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language
from balise.web.ui.name_fields import ReadableField
from balise.web.ui.number_fields import DecimalField

PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class ProviderForm(forms.Form):
    """A provider, new or not."""

    name = ReadableField(label=gettext_lazy("Nom du fournisseur"), max_length=120)
    base_url = forms.CharField(
        label=gettext_lazy("Adresse de l’API"),
        max_length=300,
        widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy("Jusqu’à « /v1 » compris. Aucun programme ne peut en faire changer."),
    )
    jurisdiction = forms.CharField(
        label=gettext_lazy("Pays dont le droit s’applique à lui"),
        min_length=2,
        max_length=2,
        widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy("Deux lettres : FR, DE, US… Celui de la maison mère, s’il en a une."),
    )
    hosting = forms.CharField(
        label=gettext_lazy("Où sont ses machines"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Par exemple : « salle serveurs de la mairie », « deux centres en Île-de-France »."),
    )
    secret = forms.CharField(
        label=gettext_lazy("Nom du secret"), max_length=80, required=False, widget=forms.TextInput(attrs=PLAIN)
    )

    def __init__(self, member: Member, kept: ProviderLine | None, data: Any = None) -> None:
        initial = {} if kept is None else {name: getattr(kept, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        self.fields["secret"].help_text = _(
            "Le nom de la variable où la passerelle trouve la clé du fournisseur, par exemple %(example)s. La clé "
            "elle-même ne s’écrit jamais ici."
        ) % {"example": f"{secret_prefix(member.authority.slug)}CLE"}

    def words(self) -> ProviderWords:
        """Return what was typed."""
        given = self.cleaned_data
        return ProviderWords(
            given["name"],
            given["base_url"].strip(),
            given["jurisdiction"].upper(),
            given["secret"].strip(),
            given["hosting"],
        )


class ServedModelForm(forms.Form):
    """A model, new or not."""

    name = forms.CharField(
        label=gettext_lazy("Nom que les programmes demandent"), max_length=80, widget=forms.TextInput(attrs=PLAIN)
    )
    provider = forms.TypedChoiceField(label=gettext_lazy("Fournisseur"), coerce=int)
    upstream_name = forms.CharField(
        label=gettext_lazy("Nom du modèle chez le fournisseur"), max_length=120, widget=forms.TextInput(attrs=PLAIN)
    )
    capabilities = forms.MultipleChoiceField(
        label=gettext_lazy("Ce qu’on peut lui demander"), widget=forms.CheckboxSelectMultiple
    )
    ai_model = forms.TypedChoiceField(
        label=gettext_lazy("Modèle du catalogue"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Sa taille en est reprise, si vous ne la donnez pas."),
    )
    active_parameters = DecimalField(
        label=gettext_lazy("Paramètres actifs, en milliards"), min_value=0.001, max_value=100_000, required=False
    )
    total_parameters = DecimalField(
        label=gettext_lazy("Paramètres en tout, en milliards"), min_value=0.001, max_value=100_000, required=False
    )
    zone = forms.CharField(
        label=gettext_lazy("Zone électrique"),
        min_length=3,
        max_length=3,
        widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy("Trois lettres : FRA, SWE, USA… Le pays où tournent les machines."),
    )
    pue = DecimalField(
        label=gettext_lazy("Efficacité du centre de données (PUE)"), min_value=1, max_value=5, initial=1.2
    )
    wh_per_thousand_tokens = DecimalField(
        label=gettext_lazy("Énergie retenue avant l’appel, en Wh pour mille jetons"),
        min_value=0,
        max_value=1000,
        initial=1.0,
        help_text=gettext_lazy("Sert à réserver le quota ; la mesure la remplace après la réponse."),
    )
    energy_provider = forms.CharField(
        label=gettext_lazy("Fournisseur, au sens d’EcoLogits"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy("Vide : l’empreinte est estimée d’après les paramètres."),
    )
    energy_model = forms.CharField(
        label=gettext_lazy("Modèle, au sens d’EcoLogits"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )

    def __init__(self, member: Member, kept: ModelLine | None, data: Any = None) -> None:
        super().__init__(data, initial={} if kept is None else _initial(kept))
        language = current_language()
        providers = [(line.id, f"{line.name} ({line.jurisdiction})") for line in providers_for(member.authority.id)]
        known = [(model.id, f"{model.name} ({model.organisation})") for model in ai_models()]
        words = [(each.value, capitalised(CAPABILITY_WORDS[each].in_(language))) for each in Capability]
        self.fields["provider"].choices = providers  # type: ignore[attr-defined]
        self.fields["ai_model"].choices = [("", _("Aucun")), *known]  # type: ignore[attr-defined]
        self.fields["capabilities"].choices = words  # type: ignore[attr-defined]

    def words(self) -> ModelWords:
        """Return what was typed."""
        given = self.cleaned_data
        return ModelWords(
            name=given["name"].strip(),
            provider=given["provider"],
            upstream_name=given["upstream_name"],
            capabilities=tuple(Capability(each) for each in given["capabilities"]),
            zone=given["zone"].upper(),
            ai_model=given["ai_model"],
            active_parameters=given["active_parameters"],
            total_parameters=given["total_parameters"],
            energy_provider=given["energy_provider"],
            energy_model=given["energy_model"],
            pue=given["pue"],
            wh_per_thousand_tokens=given["wh_per_thousand_tokens"],
        )


def _initial(kept: ModelLine) -> dict[str, Any]:
    same = ("name", "upstream_name", "zone", "pue", "wh_per_thousand_tokens", "energy_provider", "energy_model")
    return {name: getattr(kept, name) for name in same} | {
        "provider": kept.provider_id,
        "capabilities": [each.value for each in kept.capabilities],
        "ai_model": kept.ai_model_id or "",
        "active_parameters": kept.typed_active,
        "total_parameters": kept.typed_total,
    }
