# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of the catalogue by an address that can be shared."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from balise.web.catalogue.forms.choices import (
    data_class_options,
    in_words,
    permission_options,
    task_options,
    with_none,
)
from balise.web.catalogue.queries.ai_models import OPENNESS

RETIRED = "retired"
NOTHING_SAID = "absent"


class ListFilter(forms.Form):
    """Which tools to list."""

    q = forms.CharField(label=_("Mots"), required=False, max_length=100)
    statut = forms.ChoiceField(label=_("Statut"), required=False)
    donnees = forms.ChoiceField(label=_("Données"), required=False)
    tache = forms.ChoiceField(label=_("Tâche"), required=False)
    europe = forms.ChoiceField(label=_("Origine"), required=False)
    sorte = forms.ChoiceField(label=_("Sorte"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whichever = _now("indifférent")
        statuses = [*permission_options(), (NOTHING_SAID, _now("rien de dit")), (RETIRED, _now("retiré"))]
        options = {
            "statut": statuses,
            "donnees": data_class_options(),
            "tache": task_options(),
            "europe": [("france", _now("français")), ("europe", _now("français ou européen"))],
            "sorte": [("integree", _now("IA intégrée à un logiciel")), ("miens", _now("ceux que j’utilise"))],
        }
        for name, choices in options.items():
            self.fields[name].choices = with_none(choices, whichever)  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """The data and the task of « Puis-je mettre ceci dans cet outil ? »."""

    donnees = forms.ChoiceField(label=_("Qu’allez-vous confier à l’outil ?"))
    tache = forms.ChoiceField(label=_("Que doit-il en faire ?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["donnees"].choices = data_class_options()  # type: ignore[attr-defined]
        self.fields["tache"].choices = with_none(task_options(), _now("Choisissez une tâche"))  # type: ignore[attr-defined]


class TaskFilter(forms.Form):
    """Which task an overview is about."""

    tache = forms.ChoiceField(label=_("Tâche"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tache"].choices = with_none(task_options(), _now("au moins une tâche"))  # type: ignore[attr-defined]


class ModelFilter(forms.Form):
    """Which models to list."""

    q = forms.CharField(label=_("Mots"), required=False, max_length=100)
    ouverture = forms.ChoiceField(label=_("Ouverture"), required=False)
    proposes = forms.BooleanField(label=_("Seulement ceux que la source propose encore"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ouverture"].choices = with_none(in_words(OPENNESS.items()), _now("indifférent"))  # type: ignore[attr-defined]
