# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""E-mail addresses, written one way: in lower case.

Two people never share an address that differs by its capitals. Written one way, equality is equality on every
engine, a plain unique index serves both the rule and the sign-in, and nobody has to remember ``iexact``.
"""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    EmailField = models.EmailField[str, str]
else:
    EmailField = models.EmailField  # Django's fields take their types in annotations only


def one_way(address: str) -> str:
    """Return the address as it is kept."""
    return address.strip().lower()


class AddressField(EmailField):
    """An e-mail address, in lower case whatever was given: when it is saved, and when it is looked for."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Write the address one way on the object too, so that nobody reads another than the one kept."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = one_way(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        """Return the address as the database knows it."""
        value = super().get_prep_value(value)
        return one_way(value) if isinstance(value, str) else value
