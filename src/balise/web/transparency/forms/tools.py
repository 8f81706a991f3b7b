# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What can be looked for in the public catalogue; what an address says that nobody understands is left out and told."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.rendering.typography import capitalised
from balise.web.catalogue.queries.public import ToolsSought
from balise.web.catalogue.vocabulary import data_classes, tasks
from balise.web.transparency.forms.asked_filters import AskedFilters
from balise.web.ui.languages import current_language


class ToolsFilter(AskedFilters):
    """The filters of the catalogue, in its address: a list can be kept and sent."""

    q = forms.CharField(label=_("Mots"), required=False, max_length=100)
    donnees = forms.ChoiceField(label=_("Données qu’on peut lui confier"), required=False)
    tache = forms.ChoiceField(label=_("Tâche"), required=False)
    origine = forms.ChoiceField(label=_("Origine"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        language = current_language()
        self._offer("donnees", [(key, capitalised(text.in_(language))) for key, text in data_classes().items()])
        self._offer("tache", [(key, capitalised(text.in_(language))) for key, text in tasks().items()])
        self._offer("origine", [("france", gettext("Française")), ("europe", gettext("Française ou européenne"))])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", gettext("Peu importe")), *choices]

    def sought(self) -> ToolsSought:
        """Return what is looked for; a filter that is wrong filters nothing."""
        self.is_valid()
        given = self.cleaned_data
        return ToolsSought(
            words=given.get("q", ""),
            data_class=given.get("donnees", ""),
            task=given.get("tache", ""),
            origin=given.get("origine", ""),
        )

    @property
    def filtering(self) -> bool:
        """Whether anything is looked for."""
        return self.sought() != ToolsSought()
