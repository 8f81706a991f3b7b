# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of somebody who attaches a document, or takes one away."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.relevance import relevant_questions
from balise.rendering.typography import capitalised
from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.answer_fields import DayAnswer, DayInput
from balise.web.assessments.forms.motives import Motive
from balise.web.assessments.operations.evidence import (
    ENDS_TOO_SOON,
    LONGEST_MOTIVE,
    LONGEST_TITLE,
    MOTIVE_MISSING,
    MOTIVE_TOO_LONG,
    TITLE_TOO_LONG,
    NewEvidence,
)
from balise.web.organisations.frameworks import bank_of, framework_of, frameworks_of
from balise.web.ui.languages import current_language


class EvidenceForm(forms.Form):
    """A document, what it is, what it supports, until when it holds."""

    upload = forms.FileField(
        label=_("Fichier"),
        help_text=_("PDF, ODT, ODS, ODP, DOCX, XLSX, PNG, JPEG, TXT, CSV ou EML ; 20 Mo au plus."),
        max_length=255,
        error_messages={
            "required": _("Choisissez le fichier à joindre."),
            "empty": _("Ce fichier est vide. Vérifiez-le, puis joignez-le de nouveau."),
            "max_length": _("Le nom de ce fichier est trop long. Raccourcissez-le, puis joignez-le de nouveau."),
            "invalid": _("Le fichier n’est pas arrivé. Choisissez-le de nouveau."),
        },
    )
    title = forms.CharField(
        label=_("Ce qu’est la pièce"),
        help_text=_("« Analyse d’impact signée », « Contrat, article 12 »… Le nom du fichier, si vous ne dites rien."),
        max_length=LONGEST_TITLE,
        required=False,
        error_messages={"max_length": TITLE_TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    supports = forms.MultipleChoiceField(
        label=_("Ce qu’elle appuie"),
        help_text=_(
            "Une ou plusieurs réponses, ou un critère de la charte. Rien : la pièce vaut pour tout le dossier."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choisissez dans la liste.")},
    )
    dated = DayAnswer(
        label=_("Date de la pièce"),
        required=False,
        widget=DayInput(attrs={"class": "input-short", "autocomplete": "off"}),
    )
    expires_on = DayAnswer(
        label=_("Ne vaut plus à partir du"),
        help_text=_("Une homologation, une attestation, un contrat ont une fin : Balise vous la rappellera."),
        required=False,
        widget=DayInput(attrs={"class": "input-short", "autocomplete": "off"}),
    )

    def __init__(self, file: DossierFile, on: date, data: Any = None, files: Any = None, initial: Any = None) -> None:
        super().__init__(data, files, initial=initial)
        asked = relevant_questions(frameworks_of(file.references), bank_of(file.references), file.answers, on)
        field = self.fields["supports"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = list(subjects_of(file, frozenset(asked)))

    def clean(self) -> dict[str, Any]:
        """Refuse an end that comes before the document itself, on the field that says it."""
        given = super().clean() or self.cleaned_data
        dated, ends = given.get("dated"), given.get("expires_on")
        if dated is not None and ends is not None and ends <= dated:
            self.add_error("expires_on", ENDS_TOO_SOON)
        return given

    def new(self) -> NewEvidence:
        """Return the document as the operation takes it."""
        given = self.cleaned_data
        return NewEvidence(
            given["upload"], given["title"], tuple(given["supports"]), given["dated"], given["expires_on"]
        )


class RemovalForm(forms.Form):
    """Why a document goes away."""

    motive = Motive(
        label=_("Motif du retrait"),
        help_text=_("Gardé au journal avec l’empreinte du fichier. Le fichier, lui, est effacé."),
        max_length=LONGEST_MOTIVE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": MOTIVE_MISSING, "max_length": MOTIVE_TOO_LONG},
    )


def subjects_of(file: DossierFile, asked: Collection[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield what can be supported or discussed: the questions asked, by theme, then the criteria of the charter."""
    language = current_language()
    bank = bank_of(file.references)
    for theme in sorted(bank.themes, key=lambda theme: theme.order):
        questions = [
            (question.id, capitalised(question.short.in_(language)))
            for question in bank.questions
            if question.theme == theme.id and question.id in asked
        ]
        if questions:
            yield theme.title.in_(language), questions
    charter = framework_of(file.lead)
    criteria = [
        (item.id, f"{charter.commitments_by_id[item.commitment].number}. {capitalised(item.title.in_(language))}")
        for item in charter.criteria
    ]
    if criteria:
        yield charter.title.in_(language), criteria
