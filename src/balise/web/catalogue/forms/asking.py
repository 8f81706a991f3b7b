# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of the catalogue by an address that can be shared."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.web.catalogue.forms.choices import (
    Options,
    data_class_options,
    in_words,
    permission_options,
    task_options,
    with_none,
)
from balise.web.catalogue.queries.ai_models import OPENNESS
from balise.web.catalogue.vocabulary import PARTLY

PARTIAL = "partial"
RETIRED = "retired"
NOTHING_SAID = "absent"


class ListFilter(forms.Form):
    """Which tools to list."""

    q = forms.CharField(label=_("Mots"), required=False, max_length=200)
    statut = forms.ChoiceField(label=_("Statut"), required=False)
    donnees = forms.ChoiceField(label=_("Données"), required=False)
    tache = forms.ChoiceField(label=_("Tâche"), required=False)
    europe = forms.ChoiceField(label=_("Origine"), required=False)
    sorte = forms.ChoiceField(label=_("Sorte"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whichever = gettext("indifférent")
        authorised, *stricter = permission_options()
        statuses = [authorised, (PARTIAL, str(PARTLY)), *stricter]
        statuses += [(NOTHING_SAID, gettext("rien de dit")), (RETIRED, gettext("retiré"))]
        options = {
            "statut": statuses,
            "donnees": data_class_options(),
            "tache": task_options(),
            "europe": [
                ("france", gettext("français")),
                ("europe", gettext("français ou européen")),
                ("a-etablir", gettext("à établir")),
            ],
            "sorte": [("integree", gettext("IA intégrée à un logiciel")), ("miens", gettext("ceux que j’utilise"))],
        }
        for name, choices in options.items():
            self.fields[name].choices = with_none(choices, whichever)  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """The tool, when one has it in mind, the data and the task of « Puis-je mettre ceci dans cet outil ? »."""

    outil = forms.ChoiceField(label=_("Dans quel outil ?"), required=False)
    donnees = forms.ChoiceField(label=_("Qu’allez-vous confier à l’outil ?"))
    tache = forms.ChoiceField(label=_("Que doit-il en faire ?"))

    def __init__(self, *args: Any, tools: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outil"].choices = with_none(tools, gettext("Je ne sais pas encore"))  # type: ignore[attr-defined]
        self.fields["donnees"].choices = data_class_options()  # type: ignore[attr-defined]
        self.fields["tache"].choices = with_none(task_options(), gettext("Choisissez une tâche"))  # type: ignore[attr-defined]


class TaskFilter(forms.Form):
    """Which task an overview is about."""

    tache = forms.ChoiceField(label=_("Tâche"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tache"].choices = with_none(task_options(), gettext("au moins une tâche"))  # type: ignore[attr-defined]


SORTS = (
    ("", _("nom")),
    ("energie", _("énergie, la plus sobre d’abord")),
    ("taille", _("taille, la plus petite d’abord")),
)


class ModelFilter(forms.Form):
    """Which models to list."""

    q = forms.CharField(label=_("Mots"), required=False, max_length=200)
    ouverture = forms.ChoiceField(label=_("Ouverture"), required=False)
    tri = forms.ChoiceField(label=_("Trier par"), required=False, choices=SORTS)
    proposes = forms.BooleanField(label=_("Seulement ceux que la source propose encore"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ouverture"].choices = with_none(in_words(OPENNESS.items()), gettext("indifférent"))  # type: ignore[attr-defined]
