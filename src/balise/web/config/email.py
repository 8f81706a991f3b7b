# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where the site's e-mails go, in one setting: a server, a folder of files, or the console."""

from typing import Any
from urllib.parse import unquote, urlsplit

from balise.web.config.environment import PREFIX, MisconfiguredError

BACKENDS = {
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "memory": "django.core.mail.backends.locmem.EmailBackend",
}

NO_SERVER: dict[str, Any] = {
    "EMAIL_FILE_PATH": None,
    "EMAIL_HOST": "",
    "EMAIL_PORT": 0,
    "EMAIL_HOST_USER": "",
    "EMAIL_HOST_PASSWORD": "",
    "EMAIL_USE_SSL": False,
    "EMAIL_USE_TLS": False,
    "EMAIL_TIMEOUT": None,
}
"""What is said of a server and of a folder when there is none: every setting has a value, whatever the address."""


def email_settings(url: str) -> dict[str, Any]:
    """Return Django's settings for an address.

    One of ``smtp://user:password@host:port``, ``smtps://…``, ``smtp+tls://…``, ``file:///folder``, ``console:``.

    Raises:
        MisconfiguredError: the address is of no known kind.
    """
    address = urlsplit(url)
    if address.scheme in BACKENDS:
        folder = address.path if address.scheme == "file" else None
        return NO_SERVER | {"EMAIL_BACKEND": BACKENDS[address.scheme], "EMAIL_FILE_PATH": folder}
    if address.scheme not in {"smtp", "smtps", "smtp+tls"} or not address.hostname:
        raise MisconfiguredError(
            f"{PREFIX}EMAIL_URL vaut « {url} » : écrivez smtp://utilisateur:mot-de-passe@serveur:587, "
            "smtps://…, smtp+tls://…, file:///dossier ou console:."
        )
    return NO_SERVER | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": address.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[address.scheme],
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_SSL": address.scheme == "smtps",
        "EMAIL_USE_TLS": address.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 10,
    }
