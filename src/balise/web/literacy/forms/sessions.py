# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is typed of a session, of who comes to it, and of what was followed elsewhere."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.core.training import AUDIENCE_LABELS, FORM_LABELS, Audience, Form
from balise.rendering.typography import capitalised
from balise.web.governance.forms.fields import day_field
from balise.web.literacy.operations.attestations import OutsideTraining
from balise.web.literacy.operations.sessions import SessionProposal
from balise.web.literacy.records import SessionLine
from balise.web.organisations.queries import units_of
from balise.web.ui.languages import current_language
from balise.web.ui.name_fields import NameField, ReadableField

_TIME = {"type": "time", "autocomplete": "off"}


def _time_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs=_TIME),
        error_messages={"invalid": gettext_lazy("Cette heure ne se lit pas : écrivez-la HH:MM, par exemple 14:30.")},
    )


class SessionForm(forms.Form):
    """A session: when, how, where, how many seats."""

    form = forms.ChoiceField(label=gettext_lazy("Forme"), widget=forms.RadioSelect)
    first_day = day_field(gettext_lazy("Jour"))
    last_day = day_field(
        gettext_lazy("Dernier jour"),
        gettext_lazy("S’il y en a plusieurs, ou pour une formation à son rythme."),
        required=False,
    )
    begins = _time_field(gettext_lazy("De"))
    ends = _time_field(gettext_lazy("À"))
    place = ReadableField(
        label=gettext_lazy("Lieu ou adresse"),
        help_text=gettext_lazy("Une salle, ou l’adresse du webinaire ou du support."),
        required=False,
        max_length=300,
    )
    provider = ReadableField(
        label=gettext_lazy("Organisme, si ce n’est pas la collectivité"),
        help_text=gettext_lazy("Par exemple : CNFPT."),
        required=False,
        max_length=200,
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Places"),
        help_text=gettext_lazy("Vide : sans limite. Au-delà, une liste d’attente se forme."),
        required=False,
        min_value=1,
        max_value=100_000,
    )

    def __init__(self, session: SessionLine | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(session))
        language = current_language()
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(each.value, capitalised(FORM_LABELS[each].in_(language))) for each in Form]

    def clean(self) -> dict[str, Any]:
        """Refuse a session that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and self._ends() <= self._begins():
            self.add_error("ends", _("La séance finit avant d’avoir commencé."))
        return cleaned

    def proposal(self) -> SessionProposal:
        """Return what was typed."""
        given = self.cleaned_data
        return SessionProposal(
            Form(given["form"]), self._begins(), self._ends(), given["place"], given["provider"], given["seats"]
        )

    def _begins(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["first_day"], self.cleaned_data["begins"]))

    def _ends(self) -> datetime:
        day = self.cleaned_data["last_day"] or self.cleaned_data["first_day"]
        return timezone.make_aware(datetime.combine(day, self.cleaned_data["ends"]))


class CancelForm(forms.Form):
    """Why a session is cancelled."""

    reason = ReadableField(label=gettext_lazy("Pourquoi"), max_length=500)


class _OfAUnit(forms.Form):
    """A form that asks for a unit."""

    def __init__(self, authority_id: int, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        field = self.fields["unit"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", "—"), *((unit.id, "\u2003" * unit.depth + unit.name) for unit in units_of(authority_id))]


def _unit_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=gettext_lazy("Service"), coerce=int, empty_value=None, required=False)


class OtherForm(_OfAUnit):
    """Somebody to register, who need not have an account."""

    name = NameField(autocomplete="off")
    email = forms.EmailField(
        label=gettext_lazy("Adresse électronique"),
        help_text=gettext_lazy("Pour l’invitation et l’attestation."),
        required=False,
    )
    unit = _unit_field()


class OutsideForm(_OfAUnit):
    """What somebody followed elsewhere."""

    name = NameField(autocomplete="off")
    email = forms.EmailField(label=gettext_lazy("Adresse électronique"), required=False)
    unit = _unit_field()
    audience = forms.ChoiceField(label=gettext_lazy("Public visé"), widget=forms.RadioSelect)
    training = ReadableField(label=gettext_lazy("Formation suivie"), max_length=200)
    provider = ReadableField(
        label=gettext_lazy("Organisme"), help_text=gettext_lazy("Par exemple : CNFPT."), max_length=200
    )
    reference = ReadableField(label=gettext_lazy("Référence de l’attestation reçue"), required=False, max_length=200)
    hours = forms.DecimalField(
        label=gettext_lazy("Durée en heures"),
        required=False,
        min_value=0,
        max_value=999,
        max_digits=4,
        decimal_places=1,
    )
    followed_on = day_field(gettext_lazy("Suivie le"))
    expires_on = day_field(gettext_lazy("Compte jusqu’au"), gettext_lazy("Vide : sans limite."), required=False)

    def __init__(self, authority_id: int, data: Any = None) -> None:
        super().__init__(authority_id, data, initial={"audience": Audience.STAFF.value})
        language = current_language()
        field = self.fields["audience"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(each.value, capitalised(AUDIENCE_LABELS[each].in_(language))) for each in Audience]

    def clean(self) -> dict[str, Any]:
        """Refuse a training that counted no more before it was followed."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("followed_on"), cleaned.get("expires_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("expires_on", _("Ce jour est avant celui de la formation."))
        return cleaned

    def given(self) -> OutsideTraining:
        """Return what was typed."""
        cleaned = self.cleaned_data
        return OutsideTraining(
            name=cleaned["name"],
            email=cleaned["email"].lower(),
            audience=Audience(cleaned["audience"]),
            unit_id=cleaned["unit"],
            training=cleaned["training"],
            provider=cleaned["provider"],
            reference=cleaned["reference"],
            hours=cleaned["hours"],
            followed_on=cleaned["followed_on"],
            expires_on=cleaned["expires_on"],
        )


class WebinarForm(forms.Form):
    """The file of a webinar, and how long one has to have stayed."""

    file = forms.FileField(label=gettext_lazy("Relevé de présence (CSV)"))
    least_minutes = forms.IntegerField(
        label=gettext_lazy("Présents au moins (minutes)"), required=False, min_value=0, max_value=1440, initial=0
    )


class CodeForm(forms.Form):
    """The code of an attestation, as it is read on paper."""

    code = forms.CharField(
        label=gettext_lazy("Code de l’attestation"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class HeadcountsForm(forms.Form):
    """How many people there are to train, one field an audience and unit."""

    def __init__(self, authority_id: int, known: dict[tuple[Audience, int | None], int], data: Any = None) -> None:
        super().__init__(data)
        self.places: dict[str, tuple[Audience, int | None]] = {}
        units: list[tuple[int | None, str]] = [(unit.id, unit.name) for unit in units_of(authority_id)]
        language = current_language()
        for audience in Audience:
            for unit_id, unit in [*units, (None, _("Sans service"))] if audience is Audience.STAFF else [(None, "")]:
                name = f"{audience.value}-{unit_id or 0}"
                label = capitalised(AUDIENCE_LABELS[audience].in_(language))
                self.places[name] = (audience, unit_id)
                self.fields[name] = forms.IntegerField(
                    label=f"{label}, {unit}" if unit else label,
                    required=False,
                    min_value=0,
                    max_value=1_000_000,
                    initial=known.get((audience, unit_id)),
                )

    def people(self) -> dict[tuple[Audience, int | None], int | None]:
        """Return the numbers typed; None where nothing was."""
        return {place: self.cleaned_data[name] for name, place in self.places.items()}


def _initial(session: SessionLine | None) -> dict[str, Any]:
    if session is None:
        return {"form": Form.IN_PERSON.value, "begins": "14:00", "ends": "16:00"}
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {
        "form": session.form.value,
        "first_day": starts.date(),
        "last_day": None if session.one_day else ends.date(),
        "begins": starts.time(),
        "ends": ends.time(),
        "place": session.place,
        "provider": session.provider,
        "seats": session.seats,
    }
