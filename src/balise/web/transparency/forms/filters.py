# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What can be looked for in the register; what an address says that nobody understands is left aside, and told."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.core.register import PublicStatus
from balise.loading.questions import shipped_bank
from balise.rendering.register_words import STATUS_WORDS
from balise.rendering.typography import capitalised
from balise.web.organisations.members import Place
from balise.web.transparency.forms.asked_filters import AskedFilters
from balise.web.transparency.queries.register import Held, Sought
from balise.web.ui.languages import current_language


class RegisterFilter(AskedFilters):
    """The filters of the register, in its address: a list can be kept and sent."""

    q = forms.CharField(label=_("Mots"), required=False, max_length=100)
    etat = forms.ChoiceField(label=_("Où en est l’usage"), required=False)
    domaine = forms.ChoiceField(label=_("Domaine"), required=False)
    donnees = forms.ChoiceField(label=_("Données personnelles"), required=False)
    collectivite = forms.ChoiceField(label=_("Collectivité"), required=False)

    def __init__(self, data: Any, register: Held, places: Iterable[Place]) -> None:
        """Offer what the register really holds; what an address asks for too, or it would filter nothing."""
        super().__init__(data)
        language = current_language()
        area = shipped_bank().by_id["policy_area"]
        offered = [each for each in STATUS_WORDS if each in register.by_status or each.value == self.data.get("etat")]
        self._offer("etat", gettext("Tous"), [(each.value, STATUS_WORDS[each].in_(language)) for each in offered])
        areas = [each for each in area.choice_ids() if each in register.areas or each == self.data.get("domaine")]
        self._offer(
            "domaine",
            gettext("Tous"),
            [(each, capitalised(area.sentence_of(each).in_(language))) for each in areas],
        )
        self._offer("donnees", gettext("Peu importe"), [("yes", gettext("Oui")), ("no", gettext("Non"))])
        places = tuple(places)
        self._offer("collectivite", gettext("Toutes"), [(each.slug, each.name) for each in places])
        if len(places) < 2:  # noqa: PLR2004 - one authority is no choice
            del self.fields["collectivite"]
        self._ids = {each.slug: each.id for each in places}

    def _offer(self, name: str, everything: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", everything), *choices]

    def sought(self) -> Sought:
        """Return what is looked for; a filter that is wrong filters nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Sought(
            words=given.get("q", ""),
            status=PublicStatus(given["etat"]) if given.get("etat") else None,
            policy_area=given.get("domaine", ""),
            personal_data=given.get("donnees", ""),
            authority_id=self._ids.get(given.get("collectivite", "")),
        )

    @property
    def filtering(self) -> bool:
        """Whether anything is looked for."""
        return self.sought() != Sought()
