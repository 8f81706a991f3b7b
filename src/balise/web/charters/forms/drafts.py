# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Starting a draft, and writing its commitments."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.frameworks import Commitment, ControlKind, Framework, Modality, Scope, Strength, Wording
from balise.core.language import Language
from balise.loading.drafts import Words
from balise.rendering.findings import wording_in_words
from balise.rendering.typography import capitalised
from balise.rendering.vocabulary import word
from balise.web.organisations.frameworks import framework_if_kept
from balise.web.organisations.operations.frameworks import shipped_charters
from balise.web.ui.languages import current_language

LONGEST_TITLE, LONGEST_STATEMENT, LONGEST_CRITERIA = 200, 1000, 20_000


def _line(label: Any, longest: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


def _lines(label: Any, longest: int, rows: int, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
    )


class StartForm(forms.Form):
    """From what text a draft starts."""

    title = _line(_("Titre de la charte"), LONGEST_TITLE, _("Par exemple : Charte de l’IA de Valbrise."))
    origin = forms.ChoiceField(label=_("Texte de départ"), widget=forms.RadioSelect, required=False)
    extends = forms.BooleanField(
        label=_("Cette charte prolonge le texte de départ"),
        required=False,
        help_text=_(
            "Elle pourra y ajouter, jamais en retrancher : Balise le vérifie règle par règle, et refuse de publier une "
            "charte moins stricte. Une charte qui en prolonge déjà une autre continue de la prolonger quand on "
            "l’amende."
        ),
    )

    def __init__(self, origins: tuple[str, ...], data: Any = None) -> None:
        super().__init__(data, initial={"origin": origins[0] if origins else ""})
        choices = [(reference, _origin_said(reference)) for reference in origins]
        field = self.fields["origin"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [*choices, ("", _("Aucun : une charte vide"))]


def _origin_said(reference: str) -> str:
    shipped = {charter.reference: charter for charter in shipped_charters()}
    found = framework_if_kept(reference) or shipped.get(reference)
    return reference if found is None else f"{found.title.in_(current_language())} ({found.version})"


class PresentationForm(forms.Form):
    """The title of the charter, and what it says in two sentences."""

    title = _line(_("Titre de la charte"), LONGEST_TITLE)
    summary = _lines(_("La charte en deux phrases"), 1200, 4)


class PrincipleForm(forms.Form):
    """One of the few ideas under which the charter groups its commitments."""

    title = _line(_("Titre du principe"), LONGEST_TITLE)
    summary = _lines(_("Le principe en une phrase"), LONGEST_STATEMENT, 3)


_LISTS: Mapping[str, type[StrEnum]] = {
    "wording": Wording,
    "scope": Scope,
    "modality": Modality,
    "strength": Strength,
    "controls": ControlKind,
}


def _said(member: StrEnum, language: Language) -> str:
    """Return the word for a member; what a charter will call voted is only proposed in a draft."""
    return wording_in_words(member, language, draft=True) if isinstance(member, Wording) else word(member, language)


class CommitmentForm(forms.Form):
    """One commitment, in the words that the council will vote, and the criteria that judge it."""

    title = _line(_("Titre court"), LONGEST_TITLE)
    statement = _lines(
        _("L’engagement"), LONGEST_STATEMENT, 3, _("La phrase que le conseil vote, en toutes lettres."), required=True
    )
    in_plain_words = _lines(
        _("En mots simples"), LONGEST_STATEMENT, 3, _("Pour qui n’a jamais lu la charte : ce que cela change pour lui.")
    )
    principle = forms.ChoiceField(label=_("Principe"))
    wording = forms.ChoiceField(
        label=_("D’où viennent ces mots"),
        help_text=_("La charte publiée dira « formulation votée » : le conseil vote ces mots-ci."),
    )
    scope = forms.ChoiceField(label=_("Ce qui est jugé"))
    modality = forms.ChoiceField(label=_("Façon d’obliger"))
    strength = forms.ChoiceField(label=_("Force"))
    controls = forms.MultipleChoiceField(
        label=_("Ce que la passerelle applique"), required=False, widget=forms.CheckboxSelectMultiple
    )
    criteria = _lines(
        _("Critères"),
        LONGEST_CRITERIA,
        14,
        _("Ce qui dit si un dossier tient l’engagement, en YAML. Un engagement jugé sur la collectivité n’en a pas."),
    )

    def __init__(self, charter: Framework | None, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        language = current_language()
        principles = () if charter is None else charter.principles
        self._offer("principle", [(each.id, each.title.in_(language)) for each in principles])
        for name, kind in _LISTS.items():
            self._offer(name, [(each.value, capitalised(_said(each, language))) for each in kind])
        self.fields["criteria"].widget.attrs |= {"spellcheck": "false", "class": "code"}

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    @property
    def words(self) -> Words:
        """Return what was written, once it is valid."""
        given = self.cleaned_data
        return Words(
            title=given["title"].strip(),
            statement=given["statement"].strip(),
            in_plain_words=given["in_plain_words"].strip(),
            principle=given["principle"],
            wording=Wording(given["wording"]),
            scope=Scope(given["scope"]),
            modality=Modality(given["modality"]),
            strength=Strength(given["strength"]),
            controls=tuple(ControlKind(kind) for kind in given["controls"]),
        )


def written(commitment: Commitment, criteria: str) -> dict[str, Any]:
    """Return what the form starts with for a commitment."""
    return {
        "title": commitment.title.fr,
        "statement": commitment.statement.latest().fr,
        "in_plain_words": "" if commitment.in_plain_words is None else commitment.in_plain_words.fr,
        "principle": commitment.principle,
        "wording": commitment.wording.value,
        "scope": commitment.scope.value,
        "modality": commitment.modality.value,
        "strength": commitment.strength.value,
        "controls": [control.kind.value for control in commitment.controls],
        "criteria": criteria,
    }


def blank(charter: Framework | None) -> dict[str, Any]:
    """Return what the form starts with for a commitment to come."""
    return {
        "principle": charter.principles[0].id if charter is not None and charter.principles else "",
        "wording": Wording.VOTED.value,
        "scope": Scope.DOSSIER.value,
        "modality": Modality.REQUIRE.value,
        "strength": Strength.CORRECTABLE.value,
        "criteria": "",
    }
