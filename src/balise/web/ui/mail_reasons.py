# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Why a letter did not leave, in words for whoever wrote it and may have to hand it over.

The machine and the mail server speak English, and name neither themselves nor what to look at. What they say most
often has a sentence here; the rest is quoted as it was said, for a doubtful reason is still worth more than none.
"""

import errno
import socket
import ssl
from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _


def why_not_sent(error: Exception) -> str:
    """Return why a letter did not leave, in the language of the reader, without a full stop."""
    if isinstance(error, ImproperlyConfigured):
        return _("le dossier des courriels ne s’ouvre pas, ou ne s’écrit pas")
    if isinstance(error, SMTPException):
        return _of_the_server(error)
    if isinstance(error, OSError):
        return _of_the_network(error)
    return _("une erreur de Balise, dont le journal technique donne le détail")


def _of_the_server(error: SMTPException) -> str:
    if isinstance(error, SMTPAuthenticationError):
        return _("le serveur de messagerie refuse le compte ou le mot de passe")
    if isinstance(error, SMTPSenderRefused):
        return _("le serveur de messagerie refuse l’adresse de l’expéditeur")
    if isinstance(error, SMTPRecipientsRefused):
        return _("le serveur de messagerie refuse l’adresse du destinataire")
    if isinstance(error, SMTPServerDisconnected):
        return _("le serveur de messagerie a coupé la connexion")
    if isinstance(error, SMTPResponseException):
        return _quoted(f"{error.smtp_code} {_text(error.smtp_error)}")
    return _quoted(str(error))


def _of_the_network(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return _("le nom du serveur de messagerie est inconnu")
    if isinstance(error, ssl.SSLError):
        return _("la liaison chiffrée avec le serveur de messagerie est refusée, ou son certificat n’est pas reconnu")
    if isinstance(error, TimeoutError):
        return _("le serveur de messagerie n’a pas répondu à temps")
    if isinstance(error, ConnectionRefusedError):
        return _("le serveur de messagerie n’accepte aucune connexion")
    if isinstance(error, ConnectionError):
        return _("le serveur de messagerie a coupé la connexion")
    if error.errno in {errno.ENETUNREACH, errno.EHOSTUNREACH}:
        return _("le serveur de messagerie est injoignable depuis cette machine")
    if error.errno == errno.ENOSPC:
        return _("il n’y a plus de place sur le disque")
    return _quoted(error.strerror or str(error))


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said


def _quoted(said: str) -> str:
    """Return what was said, on one line, between the marks of the reader's language."""
    line = " ".join(said.split())
    return _("« %(said)s »") % {"said": line} if line else _("sans raison donnée")
