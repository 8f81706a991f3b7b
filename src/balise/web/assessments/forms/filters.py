# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What can be looked for in the list of dossiers; what an address says that nobody understands is left aside."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.core.evaluation import Outcome
from balise.rendering.provenance import short_title, version_in_words
from balise.rendering.vocabulary import OUTCOMES_IN_SHORT
from balise.web.assessments.queries.lists import Group, Order, Sought
from balise.web.organisations.frameworks import framework_of
from balise.web.organisations.queries import UnitLine
from balise.web.ui.languages import current_language

_GROUPS = {
    Group.PREPARING: _("En préparation"),
    Group.REVIEWED: _("À instruire"),
    Group.ACCEPTED: _("Acceptés, pas encore en service"),
    Group.IN_USE: _("En service"),
    Group.OVER: _("Terminés"),
}
_ORDERS = {
    Order.WAITING_FIRST: _("Ce qui attend d’abord"),
    Order.LAST_CHANGED: _("Derniers changements"),
    Order.GRAVEST: _("Les plus bloqués d’abord"),
    Order.NUMBER: _("Derniers ouverts"),
    Order.TITLE: _("Titre"),
}


class DossiersFilter(forms.Form):
    """The filters of the list, in its address: a list can be kept among bookmarks and sent to a colleague."""

    q = forms.CharField(label=_("Mots du titre, numéro, nom"), required=False, max_length=100)
    etape = forms.ChoiceField(label=_("Étape"), required=False)
    issue = forms.ChoiceField(label=_("Verdict"), required=False)
    service = forms.ChoiceField(label=_("Service"), required=False)
    charte = forms.ChoiceField(label=_("Charte"), required=False)
    tri = forms.ChoiceField(label=_("Ordre"), required=False)
    miens = forms.BooleanField(label=_("Mes dossiers seulement"), required=False)
    retard = forms.BooleanField(label=_("En retard seulement"), required=False)

    def __init__(self, data: Any, units: Iterable[UnitLine], leads: Iterable[str]) -> None:
        super().__init__(data)
        language = current_language()
        units, leads = tuple(units), tuple(leads)
        self._offer("etape", gettext("Toutes"), [(group.value, label) for group, label in _GROUPS.items()])
        self._offer("issue", gettext("Tous"), [(item.value, OUTCOMES_IN_SHORT[item].in_(language)) for item in Outcome])
        self._offer("service", gettext("Tous"), [(str(unit.id), "– " * unit.depth + unit.name) for unit in units])
        self._offer("charte", gettext("Toutes"), [(reference, _charter(reference)) for reference in leads])
        self._offer("tri", None, [(order.value, label) for order, label in _ORDERS.items()])
        if not units:
            del self.fields["service"]
        if len(leads) < 2:  # noqa: PLR2004 - one charter is no choice
            del self.fields["charte"]

    def _offer(self, name: str, everything: str | None, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices if everything is None else [("", everything), *choices]

    def sought(self) -> Sought:
        """Return what is looked for; a filter that is wrong filters nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Sought(
            group=Group(given["etape"]) if given.get("etape") else None,
            outcome=Outcome(given["issue"]) if given.get("issue") else None,
            unit_id=int(given["service"]) if given.get("service") else None,
            mine=bool(given.get("miens")),
            words=given.get("q", ""),
            lead=given.get("charte", ""),
            late=bool(given.get("retard")),
            order=Order(given["tri"]) if given.get("tri") else Order.WAITING_FIRST,
        )

    @property
    def filtering(self) -> bool:
        """Tell whether anything narrows the list; the order does not."""
        return any(value for name, value in self.cleaned_data.items() if name != "tri")


def _charter(reference: str) -> str:
    language = current_language()
    framework = framework_of(reference)
    return f"{short_title(framework, language)}, {version_in_words(framework, language)}"
