# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The forms of accounts."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balise.web.accounts.addresses import one_way
from balise.web.accounts.models import User
from balise.web.accounts.operations.closing import CLOSED
from balise.web.ui.name_fields import NameField

PASSWORD_HELP = _(
    "Au moins douze caractères, et rien que l’on devine : une phrase se retient mieux qu’un mot compliqué."
)


def _password(label: Any, token: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": token})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=4096, help_text=help_text)


class SignInForm(AuthenticationForm):
    """An address and a password."""

    error_messages = {  # noqa: RUF012 - Django's own shape
        "invalid_login": _(
            "Adresse ou mot de passe incorrect. Vérifiez les majuscules du mot de passe, ou choisissez-en un nouveau "
            "par « Mot de passe oublié »."
        ),
        "inactive": CLOSED,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = forms.EmailField(
            label=_("Adresse électronique"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
        )
        self.fields["password"] = _password(_("Mot de passe"), "current-password")

    def clean_username(self) -> str:
        """Return the address written one way: capitals are no way around the limit of wrong passwords."""
        return one_way(self.cleaned_data["username"])


class AddressForm(forms.Form):
    """The address to which a link is sent."""

    email = forms.EmailField(
        label=_("Adresse électronique"),
        help_text=_("Celle de votre compte."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg] # has none at run time
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_passwords(self.fields)


class ChangePasswordForm(PasswordChangeForm):
    """The password of today, then the new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"] = _password(_("Mot de passe actuel"), "current-password")
        _name_passwords(self.fields)


def _name_passwords(fields: dict[str, forms.Field]) -> None:
    fields["new_password1"] = _password(_("Nouveau mot de passe"), "new-password", PASSWORD_HELP)
    fields["new_password2"] = _password(_("Nouveau mot de passe, encore une fois"), "new-password")


class JoinForm(forms.Form):
    """The name and the password of somebody who accepts an invitation."""

    name = NameField(help_text=_("Vos collègues le liront à côté de vos avis et de vos décisions."))
    password = _password(_("Mot de passe"), "new-password", PASSWORD_HELP)
    again = _password(_("Mot de passe, encore une fois"), "new-password")

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords, and one that is easy to guess."""
        given = super().clean() or self.cleaned_data
        password, again = given.get("password"), given.get("again")
        if password and again and password != again:
            self.add_error("again", _("Les deux mots de passe diffèrent. Écrivez deux fois le même."))
        if password:
            try:
                validate_password(password, User(email=self.email, name=given.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return given


class ProfileForm(forms.Form):
    """What a person may change of their account."""

    name = NameField(
        help_text=_("Vos collègues le liront à côté de vos avis et de vos décisions. Le journal garde l’ancien nom.")
    )
    language = forms.ChoiceField(
        label=_("Langue"), choices=settings.LANGUAGES, help_text=_("Celle des pages et des courriels.")
    )
