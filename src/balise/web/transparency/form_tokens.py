# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What makes a form sent twice one message: a signed token drawn with the form, without a session or a cookie.

The private address of a message is computed from the token and from what was written: the same form sent again, after
« Back » or by a double click, leads to the same address, while somebody else who writes the same words, from their own
form, is led to another. Nobody guesses it: the token is drawn, and the secret of the site is in the computation.
"""

import base64
import secrets

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

_SALT = "balise.transparency.question"
_BYTES = 24
"""As many as are drawn for an address that is not computed."""


def new_token() -> str:
    """Return a token for one form, signed so that only those of this site count."""
    return Signer(salt=_SALT).sign(secrets.token_urlsafe(_BYTES))


def private_for(token: str, *written: str) -> str:
    """Return what stands in the private address of what was written in the form of a token.

    One drawn by chance where there is no such token: the message is kept all the same, and is another one each time.
    """
    try:
        drawn = Signer(salt=_SALT).unsign(token)
    except BadSignature:
        return secrets.token_urlsafe(_BYTES)
    said = "".join(f"{len(each)}:{each}" for each in (drawn, *written))  # no two forms make the same text
    return base64.urlsafe_b64encode(salted_hmac(_SALT, said, algorithm="sha256").digest()[:_BYTES]).decode()
