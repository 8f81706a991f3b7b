# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Something to say about a dossier, and about what."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.evidence import subjects_of
from balise.web.assessments.operations.comments import LONGEST_COMMENT


class CommentForm(forms.Form):
    """A message."""

    about = forms.ChoiceField(
        label=_("À propos de"), required=False, error_messages={"invalid_choice": _("Choisissez dans la liste.")}
    )
    text = forms.CharField(
        label=_("Votre message"),
        help_text=_("Lu par toutes les personnes qui lisent ce dossier. Ni mot de passe, ni donnée sensible."),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Écrivez votre message avant de l’envoyer."),
            "max_length": _("Ce message est trop long. Raccourcissez-le, ou joignez plutôt une pièce."),
        },
    )

    def __init__(self, file: DossierFile, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        asked: Collection[str] = (*file.answers, *([initial["about"]] if initial and initial.get("about") else ()))
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", gettext("Le dossier en entier")), *subjects_of(file, asked)]
