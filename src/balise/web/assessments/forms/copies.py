# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of somebody who starts from a dossier that exists."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balise.web.assessments.operations.dossiers import LONGEST_TITLE
from balise.web.organisations.members import Member
from balise.web.organisations.queries import units_of

LARGEST_FILE = 1024 * 1024
LARGEST_REGISTER = 4 * LARGEST_FILE
"""Some eight hundred entries: the register of a metropolis. Beyond, one entry is asked for, by its own address."""


class _WithUnit(forms.Form):
    """A form that asks which unit carries the new dossier, where there are units."""

    def __init__(self, member: Member, data: Any = None, files: Any = None, initial: Any = None) -> None:
        own = {"unit": next(iter(member.units))} if len(member.units) == 1 else {}
        super().__init__(data, files, initial={**own, **(initial or {})})
        units = units_of(member.authority.id)
        if units:
            self.fields["unit"] = forms.TypedChoiceField(
                label=_("Service qui porte le projet"),
                required=False,
                coerce=int,
                empty_value=None,
                choices=[
                    ("", gettext("Pas encore choisi")),
                    *((item.id, "– " * item.depth + item.name) for item in units),
                ],
                error_messages={"invalid_choice": _("Choisissez un service de la liste.")},
            )

    @property
    def unit_id(self) -> int | None:
        """Return the unit chosen."""
        return self.cleaned_data.get("unit")


class CopyForm(_WithUnit):
    """The title of the copy."""

    title = forms.CharField(
        label=_("Titre de votre dossier"),
        help_text=_("Changez-le si votre projet n’est pas tout à fait le même."),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Donnez un titre au dossier : quelques mots qui disent ce que fait le projet.")},
    )


class FileForm(_WithUnit):
    """A file of Balise; once read, its text comes back with the page, so that it is not to be chosen twice."""

    upload = forms.FileField(
        label=_("Fichier de dossiers"),
        help_text=_("YAML, JSON ou JSONL, tel que l’écrit Balise ; 1 Mo au plus."),
        required=False,
        max_length=255,
        error_messages={"empty": _("Ce fichier est vide. Choisissez-en un autre.")},
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False, max_length=LARGEST_FILE)
    largest = LARGEST_FILE
    none_chosen = _("Choisissez un fichier de dossiers.")
    too_heavy = _("Ce fichier est trop lourd : 1 Mo au plus. Partagez-le en plusieurs.")
    filename = forms.CharField(required=False, widget=forms.HiddenInput, max_length=255)
    which = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400)

    def clean(self) -> dict[str, Any]:
        """Return the name and the text of the file, whether it has just been chosen or comes back."""
        given = super().clean() or {}
        upload = given.get("upload")
        if isinstance(upload, UploadedFile):
            if (upload.size or 0) > self.largest:
                self.add_error("upload", self.too_heavy)
                return given
            given["content"], given["filename"] = upload.read(), upload.name or ""
        elif given.get("text"):
            given["content"] = given["text"].encode()
        elif "upload" not in self.errors:
            self.add_error("upload", self.none_chosen)
        return given


class EntryForm(FileForm):
    """The file of a register published elsewhere, then the title of the dossier that one of its entries begins."""

    largest = LARGEST_REGISTER
    none_chosen = _("Choisissez le fichier d’un registre publié, ou d’une de ses fiches.")
    too_heavy = _(
        "Ce fichier est trop lourd : 4 Mo au plus. Prenez la seule fiche qu’il vous faut, à l’adresse "
        "/api/v1/entries/{code} du site qui la publie ; son code est à la fin de son adresse."
    )

    title = forms.CharField(
        label=_("Titre de votre dossier"),
        help_text=_("Changez-le si votre projet n’est pas tout à fait le même."),
        max_length=LONGEST_TITLE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, member: Member, data: Any = None, files: Any = None, initial: Any = None) -> None:
        super().__init__(member, data, files, initial)
        self.fields["upload"].label = _("Fichier du registre publié")
        self.fields["upload"].help_text = _(
            "Le fichier « registre.json » de la page « Données ouvertes » de l’autre collectivité, ou une seule de ses "
            "fiches ; 4 Mo au plus."
        )
