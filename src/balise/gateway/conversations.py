# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What stands for whom, from one call of a conversation to the next, for a client that does not send its history again.

The gateway keeps nothing: the correspondence leaves with the reply, sealed, and comes back with the next call. It
opens for the deployment and the access key that it was sealed for, and for no other.
"""

from base64 import b64decode
from collections.abc import Mapping as Variables
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_urlsafe

from balise.gateway.pseudonyms.placeholders import Mapping
from balise.gateway.pseudonyms.sealing import SealBrokenError, seal, unseal
from balise.gateway.settings import secrets_of

HEADER = b"x-balise-conversation"
NEW = b"new"
"""What a client gives to begin a conversation."""
LONGEST = 16_384
"""Bytes of a header: what servers and programs commonly accept."""
KEY = "BALISE_GATEWAY_SEAL_KEY"
_KEY_BYTES, _ID_BYTES = 32, 12
_LONGEST_ID = 40


class SealKeyUnreadableError(ValueError):
    """The key of the seals is not what it should be; it is not repeated."""


class ConversationTooLongError(ValueError):
    """A conversation holds more than a header may carry."""


@dataclass(slots=True)
class Conversation:
    """A conversation that a call goes on with."""

    id: str
    mapping: Mapping
    bound_to: str


@dataclass(frozen=True, slots=True)
class Conversations:
    """Opens and seals conversations."""

    key: bytes = field(repr=False)
    lifetime: timedelta

    def opened(self, given: bytes, deployment_id: str, key_digest: str, now: datetime) -> Conversation:
        """Return the conversation that a header gives, or a new one.

        Raises:
            SealBrokenError: it was changed, or is not of this deployment, access key or gateway.
            SealExpiredError: its lifetime is over.
            ConversationTooLongError: it is longer than what is ever given.
        """
        if len(given) > LONGEST:
            raise ConversationTooLongError
        if given.strip().lower() == NEW:
            name = token_urlsafe(_ID_BYTES)
            return Conversation(name, Mapping(), _bound(name, deployment_id, key_digest))
        name, dot, sealed = given.decode("latin-1").strip().partition(".")
        if not dot or not 0 < len(name) <= _LONGEST_ID or not sealed.isascii():
            raise SealBrokenError
        bound_to = _bound(name, deployment_id, key_digest)
        return Conversation(name, unseal(sealed, self.key, bound_to, now), bound_to)

    def sealed(self, conversation: Conversation, now: datetime) -> bytes:
        """Return a conversation as the next call must give it; its lifetime begins again.

        Raises:
            ConversationTooLongError: no header may carry it.
        """
        closed = seal(conversation.mapping, self.key, conversation.bound_to, now, self.lifetime)
        written = f"{conversation.id}.{closed}".encode("ascii")
        if len(written) > LONGEST:
            raise ConversationTooLongError
        return written


def conversations_of(environment: Variables[str, str], hours: float) -> Conversations | None:
    """Return what seals conversations, with the key that a variable or a file gives; None when neither is there.

    Raises:
        SealKeyUnreadableError: the key is not 32 bytes in base64, or its file cannot be read.
    """
    if not environment.get(KEY) and not environment.get(f"{KEY}_FILE"):
        return None
    try:
        written = secrets_of(environment)(KEY) or ""
        key = b64decode(written.replace("-", "+").replace("_", "/"), validate=True)
    except ValueError:
        raise SealKeyUnreadableError from None
    if len(key) != _KEY_BYTES:
        raise SealKeyUnreadableError
    return Conversations(key, timedelta(hours=hours))


def _bound(name: str, deployment_id: str, key_digest: str) -> str:
    return f"{name}\n{deployment_id}\n{key_digest}"
