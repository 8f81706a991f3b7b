# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The identity provider that the site was declared to, when there is one."""

from typing import Protocol

from django.conf import settings


class Provider(Protocol):
    """What the settings say of the provider."""

    @property
    def issuer(self) -> str:
        """Return its name for itself, in every token."""

    @property
    def client_id(self) -> str:
        """Return the name it knows this site by."""

    @property
    def label(self) -> str:
        """Return the name people know it by: « ProConnect »."""

    @property
    def acr_values(self) -> str:
        """Return the levels of certainty that will do, empty when any will."""

    @property
    def userinfo_signed(self) -> bool:
        """Tell whether what it says of a person must be signed."""

    @property
    def end_session_endpoint(self) -> str:
        """Return where it ends its own session."""


class NoProviderError(Exception):
    """The site has no identity provider, and a page of it was reached all the same."""


def declared() -> bool:
    """Tell whether people may sign in with a provider."""
    return settings.OIDC is not None


def provider() -> Provider:
    """Return the provider.

    Raises:
        NoProviderError: there is none.
    """
    found: Provider | None = settings.OIDC
    if found is None:
        raise NoProviderError
    return found


def provider_name() -> str:
    """Return the name of the provider for people, empty without one."""
    return provider().label if declared() else ""
