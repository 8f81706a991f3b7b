# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where the site's e-mails go, in one setting: a server, a folder of files, or the console."""

from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from balise.web.config.environment import PREFIX, MisconfiguredError

BACKENDS = {
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
}

PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}

NOT_ONE = (
    f"{PREFIX}EMAIL_URL ne dit pas où envoyer les courriels : écrivez "
    "smtp+tls://utilisateur:mot-de-passe@serveur:587, smtps://…, smtp://…, file:///dossier ou console:. Dans le mot de "
    "passe, « / », « @ », « # », « ? » et « % » s’écrivent %2F, %40, %23, %3F et %25."
)
"""What was written is not shown: a password may stand in it."""

NO_FOLDER = (
    f"{PREFIX}EMAIL_URL ne nomme pas un dossier par son chemin entier : écrivez trois barres, par exemple "
    "file:///var/lib/balise/courriels."
)

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
        MisconfiguredError: the address is of no known kind, or cannot be taken apart.
    """
    try:
        address = urlsplit(url)
        host, port = address.hostname, address.port
    except ValueError as error:
        raise MisconfiguredError(NOT_ONE) from error
    if address.scheme in BACKENDS:
        return NO_SERVER | {"EMAIL_BACKEND": BACKENDS[address.scheme], "EMAIL_FILE_PATH": _folder(address)}
    if address.scheme not in PORTS or not host:
        raise MisconfiguredError(NOT_ONE)
    return NO_SERVER | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": port or PORTS[address.scheme],
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_SSL": address.scheme == "smtps",
        "EMAIL_USE_TLS": address.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 10,
    }


def _folder(address: SplitResult) -> str | None:
    """Return the folder of an address, None when it is of another kind.

    Raises:
        MisconfiguredError: it has two slashes, so that its first folder is taken for a server and forgotten.
    """
    if address.scheme != "file":
        return None
    if address.netloc or not address.path.startswith("/"):
        raise MisconfiguredError(NO_FOLDER)
    return address.path
