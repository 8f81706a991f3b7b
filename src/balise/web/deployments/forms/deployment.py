# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is typed of a deployment: what it may ask, its keys, how one would leave it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.core.countries import COUNTRIES
from balise.core.policy import DataPolicy
from balise.rendering.typography import capitalised
from balise.web.deployments.dossier_policy import end_of
from balise.web.deployments.operations.leaving import ExitPlan
from balise.web.deployments.operations.opening import Opening
from balise.web.deployments.queries.deployment import DeploymentRead
from balise.web.deployments.queries.offered import models_for
from balise.web.deployments.words import POLICY_WORDS
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language
from balise.web.ui.name_fields import ReadableField
from balise.web.ui.number_fields import DecimalField

QUOTAS = ("tokens_per_day", "tokens_per_month", "wh_per_day", "wh_per_month")


class OpeningForm(forms.Form):
    """What the use of a dossier may ask of the gateway."""

    models = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Modèles"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    largest = forms.TypedChoiceField(
        label=gettext_lazy("Le plus grand que le dossier justifie"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Un plus grand est refusé, et la réponse donne le nom de celui-ci."),
    )
    data_policy = forms.ChoiceField(
        label=gettext_lazy("Données personnelles dans les textes"), widget=forms.RadioSelect
    )
    spare_officials = forms.BooleanField(
        label=gettext_lazy("Laisser en clair le nom des élus dans leurs fonctions"), required=False
    )
    jurisdictions = forms.CharField(
        label=gettext_lazy("Pays admis pour les fournisseurs"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "En deux lettres, séparés par des virgules. Vide : l’Espace économique européen si un cadre du dossier "
            "parle de juridiction, tous les pays sinon."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    tokens_per_day = forms.IntegerField(label=gettext_lazy("Jetons par jour"), min_value=1, required=False)
    tokens_per_month = forms.IntegerField(label=gettext_lazy("Jetons par mois"), min_value=1, required=False)
    wh_per_day = DecimalField(label=gettext_lazy("Énergie par jour, en Wh"), min_value=0.001, required=False)
    wh_per_month = DecimalField(label=gettext_lazy("Énergie par mois, en Wh"), min_value=0.001, required=False)

    def __init__(self, member: Member, kept: DeploymentRead | None, data: Any = None) -> None:
        super().__init__(data, initial={"data_policy": DataPolicy.PSEUDONYMISE} if kept is None else _initial(kept))
        language = current_language()
        offered = [(line.id, line.label()) for line in models_for(member.authority.id)]
        sized = [(line.id, line.label()) for line in models_for(member.authority.id) if line.active]
        policies = [(each.value, capitalised(POLICY_WORDS[each].in_(language))) for each in DataPolicy]
        self.fields["models"].choices = offered  # type: ignore[attr-defined]
        self.fields["largest"].choices = [("", _("Le dossier n’en dit rien")), *sized]  # type: ignore[attr-defined]
        self.fields["data_policy"].choices = policies  # type: ignore[attr-defined]

    def clean_jurisdictions(self) -> tuple[str, ...]:
        """Return the countries in capitals, each once, in their order."""
        words = [word.strip() for word in self.cleaned_data["jurisdictions"].split(",") if word.strip()]
        wrong = [word for word in words if word.upper() not in COUNTRIES]
        if wrong:
            raise forms.ValidationError(
                _("« %(word)s » n’est pas un pays en deux lettres : écrivez par exemple « FR, DE ».")
                % {"word": wrong[0]}
            )
        return tuple(dict.fromkeys(word.upper() for word in words))

    def opening(self) -> Opening:
        """Return what was typed."""
        given = self.cleaned_data
        return Opening(
            models=tuple(given["models"]),
            data_policy=DataPolicy(given["data_policy"]),
            largest=given["largest"],
            jurisdictions=given["jurisdictions"],
            spare_officials=given["spare_officials"],
            **{name: given[name] for name in QUOTAS},
        )


class KeyForm(forms.Form):
    """A key to make."""

    label = ReadableField(
        label=gettext_lazy("Nom de la clé"),
        max_length=120,
        help_text=gettext_lazy("Le programme ou le serveur qui s’en servira : une clé par programme."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    not_after = forms.DateField(
        label=gettext_lazy("Dernier jour"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def end(self) -> datetime | None:
        """Return the last instant of the key, or None."""
        day = self.cleaned_data["not_after"]
        return None if day is None else end_of(day)


class ExitPlanForm(forms.Form):
    """How one would leave the model of a use."""

    substitute = forms.TypedChoiceField(
        label=gettext_lazy("Modèle de remplacement"), coerce=int, empty_value=None, required=False
    )
    formats = forms.CharField(
        label=gettext_lazy("Ce que l’on emporte, et sous quelle forme"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Par exemple : « consignes et jeux d’essai, en JSON Lines »."),
    )
    clause = forms.CharField(
        label=gettext_lazy("Clause du contrat"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Délai, en jours"),
        min_value=0,
        max_value=3650,
        required=False,
        help_text=gettext_lazy("De la décision de partir au dernier appel."),
    )
    cost = forms.CharField(label=gettext_lazy("Coût"), max_length=200, required=False)

    def __init__(self, member: Member, kept: DeploymentRead | None, data: Any = None) -> None:
        super().__init__(data, initial={} if kept is None else _exit(kept))
        offered = [(line.id, line.label()) for line in models_for(member.authority.id)]
        self.fields["substitute"].choices = [("", _("Aucun pour l’instant")), *offered]  # type: ignore[attr-defined]

    def plan(self) -> ExitPlan:
        """Return what was typed."""
        given = self.cleaned_data
        return ExitPlan(given["formats"], given["clause"], given["substitute"], given["days"], given["cost"])


def _initial(kept: DeploymentRead) -> dict[str, Any]:
    return {
        "models": [model.id for model in kept.models],
        "largest": kept.largest_id or "",
        "data_policy": kept.chosen_policy.value,
        "spare_officials": kept.described.spare_officials,
        "jurisdictions": ", ".join(kept.jurisdictions),
        **{name: getattr(kept.described.quota, name) for name in QUOTAS},
    }


def _exit(kept: DeploymentRead) -> dict[str, Any]:
    plan = kept.exit_plan
    return {
        "substitute": plan.substitute_id or "",
        "formats": plan.formats,
        "clause": plan.clause,
        "days": plan.days,
        "cost": plan.cost,
    }
