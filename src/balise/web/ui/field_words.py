# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What Django says of a field that does not do, in the voice of the rest of the site.

Set on Django's own classes, once, when the site starts: a sentence given field by field would be forgotten in one.
"""

from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.forms import ChoiceField, MultipleChoiceField, TypedChoiceField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

TOO_LONG = ngettext_lazy(
    "Écrivez au plus %(limit_value)d signe : il y en a %(show_value)d.",
    "Écrivez au plus %(limit_value)d signes : il y en a %(show_value)d.",
    "limit_value",
)
NOT_A_CHOICE = _("« %(value)s » n’est pas un choix possible : prenez-en un dans la liste.")
INVISIBLE = _("Ce texte contient un signe invisible : retapez-le.")


def speak_as_the_site() -> None:
    """Give Django's fields the sentences of the site."""
    MaxLengthValidator.message = TOO_LONG
    ProhibitNullCharactersValidator.message = INVISIBLE
    for field in (ChoiceField, TypedChoiceField, MultipleChoiceField):
        field.default_error_messages = {**field.default_error_messages, "invalid_choice": NOT_A_CHOICE}
