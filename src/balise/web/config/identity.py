# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the identity provider of a site asks of Django's settings."""

from typing import Any

from balise.web.config.environment import OidcSettings

BACKEND = "balise.web.accounts.identity_provider.IdentityProviderBackend"


def identity_settings(oidc: OidcSettings) -> dict[str, Any]:
    """Return the settings of mozilla-django-oidc.

    What a provider publishes of itself is not asked: the site starts without a network, and an address changed by
    somebody else changes nothing here.
    """
    return {
        "OIDC_RP_CLIENT_ID": oidc.client_id,
        "OIDC_RP_CLIENT_SECRET": oidc.client_secret,
        "OIDC_RP_SIGN_ALGO": oidc.signing_algorithm,
        "OIDC_RP_SCOPES": oidc.scopes,
        "OIDC_OP_AUTHORIZATION_ENDPOINT": oidc.authorization_endpoint,
        "OIDC_OP_TOKEN_ENDPOINT": oidc.token_endpoint,
        "OIDC_OP_USER_ENDPOINT": oidc.user_endpoint,
        "OIDC_OP_JWKS_ENDPOINT": oidc.jwks_endpoint,
        "OIDC_AUTHENTICATION_CALLBACK_URL": "accounts:from-provider",
        "OIDC_USE_PKCE": True,
        "OIDC_STORE_ID_TOKEN": True,
        "OIDC_TIMEOUT": 10,
    }
