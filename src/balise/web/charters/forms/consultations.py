# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Announcing a consultation, contributing, answering."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.core.consultations import GROUP_LABELS, Group, Window
from balise.web.charters.operations.consultations import Announcement
from balise.web.governance.forms.fields import day_field, words_field
from balise.web.ui.languages import current_language

MOST_DOCUMENTS = 20


def _group_choices(groups: tuple[Group, ...]) -> list[tuple[str, str]]:
    return [(group.value, GROUP_LABELS[group].in_(current_language())) for group in groups]


class AnnouncementForm(forms.Form):
    """What is asked, of whom, when."""

    title = forms.CharField(label=_("Titre"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    presentation = words_field(
        _("Ce qui est demandé"),
        _("En quelques phrases : le sujet, et ce que l’on attend des contributions."),
        required=True,
    )
    groups = forms.MultipleChoiceField(
        label=_("Qui est consulté"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Avec les habitants, la concertation paraît sur le portail public."),
        error_messages={"required": _("Choisissez au moins un groupe à consulter.")},
    )
    opens_on = day_field(_("Ouvre le"))
    closes_on = day_field(_("Dernier jour"))
    documents = forms.CharField(
        label=_("Documents à lire"),
        required=False,
        max_length=8000,
        help_text=_("Un par ligne : son titre, une barre verticale, son adresse. Note de synthèse | https://…"),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    platform = forms.URLField(
        label=_("Plateforme extérieure"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Si la concertation se tient aussi ailleurs : son adresse, et rien d’autre."),
    )

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["groups"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = _group_choices(tuple(Group))

    def clean_documents(self) -> tuple[tuple[str, str], ...]:
        """Read one document a line."""
        return tuple(_documents(self.cleaned_data["documents"]))

    def clean(self) -> dict[str, Any]:
        """Refuse a consultation that would end before it begins."""
        given = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", gettext("Le dernier jour vient avant le premier : inversez-les."))
        return given

    @property
    def announcement(self) -> Announcement:
        """Return what was written, once it is valid."""
        given = self.cleaned_data
        return Announcement(
            title=given["title"],
            presentation=given["presentation"],
            groups=frozenset(Group(group) for group in given["groups"]),
            window=Window(given["opens_on"], given["closes_on"]),
            platform=given["platform"],
            documents=given["documents"],
        )


def _documents(written: str) -> Iterator[tuple[str, str]]:
    lines = [line for line in written.splitlines() if line.strip()]
    if len(lines) > MOST_DOCUMENTS:
        raise ValidationError(gettext("Vingt documents au plus : réunissez les autres sur une page."))
    for line in lines:
        title, _bar, address = (part.strip() for part in line.partition("|"))
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError as error:
            sentence = gettext("« %(line)s » : écrivez le titre, une barre verticale, puis une adresse complète.")
            raise ValidationError(sentence % {"line": line.strip()}) from error
        if not title:
            raise ValidationError(gettext("« %(line)s » : il manque le titre du document.") % {"line": line.strip()})
        yield title[:200], address


class ContributionForm(forms.Form):
    """What somebody says, and in whose name."""

    group = forms.ChoiceField(label=_("Au nom de"))
    text = words_field(
        _("Votre contribution"),
        _("Les autres lisent vos mots et le nom du groupe, jamais le vôtre."),
        required=True,
        missing=_("Écrivez votre contribution."),
    )

    def __init__(self, groups: tuple[Group, ...], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = _group_choices(groups)


class ReplyForm(forms.Form):
    """The answer given to a contribution."""

    answer = words_field(_("Réponse donnée"), _("Ce qui est retenu, ce qui ne l’est pas, et pourquoi."), required=True)


class SetAsideForm(forms.Form):
    """Why a contribution is not shown."""

    reason = forms.CharField(
        label=_("Pourquoi elle est écartée"),
        max_length=600,
        help_text=_("Injures, données personnelles d’autrui, hors sujet… Le journal le garde."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SynthesisForm(forms.Form):
    """What the consultation taught."""

    text = forms.CharField(
        label=_("Synthèse"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
        help_text=_("Ce qui a été dit, ce qui change dans le texte, ce qui ne change pas et pourquoi."),
    )
