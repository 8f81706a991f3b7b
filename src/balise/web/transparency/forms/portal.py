# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What whoever keeps a portal says of it: the choices, whom to write to, legal notices, accessibility."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.rendering.typography import capitalised
from balise.web.transparency.portal_description import (
    ACCESSIBILITY_WORDS,
    AccessibilityState,
    PortalDescription,
)
from balise.web.ui.languages import current_language


def _line(label: Any, longest: int, help_text: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text, widget=widget)


def _paragraphs(label: Any, longest: int, help_text: Any = "", rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text, widget=widget)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand together under a heading."""

    id: str
    title: str
    fields: tuple[forms.BoundField, ...]


class PortalForm(forms.Form):
    """The portal as its authority describes it; all of it may be left for later."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    """The number of the version that the form was opened with; ``0`` when nothing had been said yet."""
    is_open = forms.BooleanField(
        label=_("Le portail est ouvert au public"),
        required=False,
        help_text=_("Fermé, aucune de ses pages ne se lit ; qui a posé une question lit toujours sa réponse."),
    )
    publishes_refusals = forms.BooleanField(
        label=_("Les refus et les projets abandonnés sont publiés"),
        required=False,
        help_text=_(
            "Sans cela, leurs fiches n’apparaissent ni dans les listes, ni dans les chiffres, ni dans les fichiers."
        ),
    )
    publishes_tools = forms.BooleanField(
        label=_("Le catalogue d’outils est publié"),
        required=False,
        help_text=_(
            "Le public lit, des outils sur lesquels vous vous êtes prononcés : le nom, la description, le fournisseur, "
            "l’hébergement, la licence, ce qui est permis avec quelles données, et l’explication d’un choix hors "
            "d’Europe. Jamais les prix, les motifs, les conditions internes ni les noms. Un outil dont parle une "
            "collectivité que vous suivez ne se lit que si elle publie aussi son catalogue."
        ),
    )
    welcome = _paragraphs(_("Texte d’accueil"), 2000, _("Quelques phrases, en haut de la première page."))
    data_protection_contact = _line(
        _("Délégué à la protection des données"), 300, _("L’adresse d’un service plutôt que d’une personne.")
    )
    mediator_contact = _line(_("Médiateur"), 300, _("S’il y en a un : comment le joindre."))
    publication_director = _line(
        _("Directeur de la publication"), 200, _("Le plus souvent le maire ou le président : sa fonction et son nom.")
    )
    seat = _line(_("Adresse du siège"), 300)
    phone = _line(_("Téléphone"), 40)
    host_name = _line(_("Hébergeur du site"), 200, _("Le nom de qui fait tourner ce site, la collectivité parfois."))
    host_address = _line(_("Adresse de l’hébergeur"), 300)
    host_phone = _line(_("Téléphone de l’hébergeur"), 40)
    accessibility_state = forms.ChoiceField(
        label=_("État de conformité au RGAA"),
        required=False,
        help_text=_("Sans audit en cours de validité, la loi veut « non conforme »."),
    )
    accessibility_on = forms.DateField(
        label=_("Déclaration établie le"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    accessibility_checks = _paragraphs(
        _("Contrôles faits"), 2000, _("Qui a vérifié quoi, quand, avec quels outils, et le taux obtenu.")
    )
    accessibility_faults = _paragraphs(
        _("Non-conformités connues"), 4000, _("Une par ligne. Si rien n’a été audité, dites-le.")
    )
    accessibility_exempt = _paragraphs(
        _("Dérogations et contenus exemptés"), 4000, _("Chaque dérogation avec sa raison ; rien s’il n’y en a pas.")
    )
    accessibility_contact = _line(_("À qui signaler un défaut d’accessibilité"), 300)
    accessibility_plan = _line(
        _("Schéma pluriannuel d’accessibilité"), 300, _("Son adresse sur le site de la collectivité.")
    )

    def __init__(self, kept: PortalDescription, version: int, data: Any = None) -> None:
        super().__init__(data, initial={**asdict(kept), "seen": str(version)})
        language = current_language()
        states = [(state.value, capitalised(words.in_(language))) for state, words in ACCESSIBILITY_WORDS.items()]
        state = self.fields["accessibility_state"]
        assert isinstance(state, forms.ChoiceField)  # noqa: S101 - for the type checker
        state.choices = [("", gettext("Pas encore déclaré")), *states]

    def clean(self) -> dict[str, Any]:
        """Refuse a state without its day: a declaration is of a day."""
        given = super().clean() or self.cleaned_data
        on: date | None = given.get("accessibility_on")
        if given.get("accessibility_state") and on is None and "accessibility_on" not in self.errors:
            self.add_error("accessibility_on", _("Donnez le jour où la déclaration a été établie."))
        return given

    def description(self) -> PortalDescription:
        """Return what was typed, as the operation takes it."""
        given = dict(self.cleaned_data)
        state, _seen = given.pop("accessibility_state"), given.pop("seen")
        return PortalDescription(**given, accessibility_state=AccessibilityState(state) if state else None)

    def version(self) -> str:
        """Return the version that whoever typed had before their eyes."""
        return str(self.cleaned_data["seen"])

    def see_again(self, version: int) -> None:
        """Have the form carry another version, once its reader has been told what it changes."""
        self.data = {**dict(self.data.items()), "seen": str(version)}

    def sections(self) -> Iterator[Section]:
        """Yield the fields under their headings."""
        for anchor, title, names in (
            ("choix", gettext("Ce qui est public"), ("is_open", "publishes_refusals", "publishes_tools", "welcome")),
            ("joindre", gettext("À qui écrire"), ("data_protection_contact", "mediator_contact")),
            (
                "mentions",
                gettext("Mentions légales"),
                ("publication_director", "seat", "phone", "host_name", "host_address", "host_phone"),
            ),
            (
                "accessibilite",
                gettext("Déclaration d’accessibilité"),
                tuple(name for name in self.fields if name.startswith("accessibility_")),
            ),
        ):
            yield Section(anchor, title, tuple(self[name] for name in names))
