# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Establishing what one source says of a tool."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.rendering.typography import capitalised
from balise.web.catalogue.fact_fields import GROUPS, LONGEST, FactField, Form, fact_fields
from balise.web.catalogue.forms.choices import in_words, with_none
from balise.web.catalogue.mapping import Fact
from balise.web.catalogue.operations.facts import NewFact, Provenance
from balise.web.ui.languages import current_language


class ProvenanceForm(forms.Form):
    """Where something comes from."""

    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_(
            "« Lettre de l’éditeur », une adresse du web, un rapport d’audit : ce qu’un lecteur pourrait "
            "demander à voir."
        ),
    )
    dated = forms.DateField(
        label=_("Date de la source"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Le jour où elle a été écrite, ou consultée."),
    )

    def provenance(self) -> Provenance:
        """Return the source and its date."""
        return Provenance(self.cleaned_data["source"], self.cleaned_data["dated"])


@dataclass(frozen=True, slots=True)
class GroupFields:
    """Fields that belong together."""

    label: str
    fields: tuple[forms.BoundField, ...]


class FactsForm(ProvenanceForm):
    """One source, and what it says: the fields left empty are not touched."""

    def __init__(self, *args: Any, known: Mapping[str, Fact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_language()
        for field in fact_fields().values():
            fact = known.get(field.id)
            hint = (
                ""
                if fact is None
                else gettext("Aujourd’hui : %(value)s.") % {"value": field.in_words(fact.value, fact.per, language)}
            )
            self._add(field, hint)

    def _add(self, field: FactField, hint: str) -> None:
        label = capitalised(field.label.in_(current_language()))
        if field.form is Form.RANGE:
            for end, words in (("low", gettext("au moins")), ("high", gettext("au plus"))):
                self.fields[f"{field.id}-{end}"] = forms.FloatField(
                    label=gettext("%(label)s, %(end)s (Wh)") % {"label": label, "end": words},
                    required=False,
                    min_value=0,
                    localize=True,
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-number"}),
                    help_text=hint if end == "low" else "",
                )
            self.fields[f"{field.id}-per"] = forms.CharField(
                label=gettext("Par quoi ?"),
                required=False,
                max_length=60,
                help_text=gettext("Par exemple : requête, page transcrite, heure."),
            )
        elif field.form is Form.CHOICE:
            self.fields[field.id] = forms.ChoiceField(
                label=label,
                required=False,
                choices=with_none(in_words(field.choices.items()), gettext("la source n’en dit rien")),
                help_text=hint,
            )
        else:
            self.fields[field.id] = forms.CharField(label=label, required=False, max_length=LONGEST, help_text=hint)

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of a range, in order, and per what."""
        cleaned = super().clean() or self.cleaned_data
        for field in fact_fields().values():
            if field.form is Form.RANGE:
                self._check_range(field.id, cleaned)
        return cleaned

    def _check_range(self, name: str, cleaned: Mapping[str, Any]) -> None:
        low, high, per = (cleaned.get(f"{name}-{part}") for part in ("low", "high", "per"))
        if low is None and high is None:
            return
        if low is None or high is None:
            self.add_error(
                f"{name}-{'low' if low is None else 'high'}",
                _("Donnez les deux bornes ; la même deux fois si la source n’en donne qu’une."),
            )
        elif low > high:
            self.add_error(f"{name}-high", _("Le plus doit être au moins égal au moins."))
        if not per:
            self.add_error(f"{name}-per", _("Une consommation se dit par quelque chose : par requête, par page…"))

    def groups(self) -> Iterator[GroupFields]:
        """Return the fields as the page shows them."""
        language = current_language()
        for group, label in GROUPS.items():
            names = [name for field in fact_fields().values() if field.group == group for name in _names(field)]
            yield GroupFields(label.in_(language), tuple(self[name] for name in names))

    def facts(self) -> tuple[NewFact, ...]:
        """Return what the source says."""
        said = self.cleaned_data
        found = []
        for field in fact_fields().values():
            if field.form is Form.RANGE:
                if said[f"{field.id}-low"] is not None:
                    value = f"{_plain(said[f'{field.id}-low'])}..{_plain(said[f'{field.id}-high'])}"
                    found.append(NewFact(field.id, value, said[f"{field.id}-per"]))
            elif said[field.id]:
                found.append(NewFact(field.id, said[field.id]))
        return tuple(found)


class LinkModelForm(ProvenanceForm):
    """The tool that rests on a model, and who says so."""

    tool = forms.TypedChoiceField(label=_("Outil"), coerce=int)
    field_order = ("tool", "source", "dated")

    def __init__(self, *args: Any, tools: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tool"].choices = with_none(tools, gettext("Choisissez"))  # type: ignore[attr-defined]


class UnlinkModelForm(forms.Form):
    """Why a tool does not rest on a model after all."""

    motive = forms.CharField(
        label=_("Pourquoi défaire ce lien ?"),
        max_length=500,
        help_text=_("Une erreur de saisie, un changement annoncé par le fournisseur… Le journal gardera cette phrase."),
    )


def _names(field: FactField) -> tuple[str, ...]:
    return tuple(f"{field.id}-{part}" for part in ("low", "high", "per")) if field.form is Form.RANGE else (field.id,)


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
