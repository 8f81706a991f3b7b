# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A mapping sealed between two calls of one conversation: nobody reads it, changes it, or uses it elsewhere or later.

AES-GCM, with a fresh nonce at each seal; the conversation and the end of its life are authenticated with the content.
"""

import os
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from balise.gateway.pseudonyms.placeholders import Mapping, MappingUnreadableError

KEY_SIZES = frozenset({16, 24, 32})
_VERSION = b"\x01"
_HEAD = struct.Struct(">Q")
_NONCE, _TAG = 12, 16


class SealError(ValueError):
    """A sealed mapping that cannot be used; its content is lost to whoever holds it."""


class SealBrokenError(SealError):
    """Changed on its way, of another conversation, or sealed with another key: which one cannot be told apart."""

    def __init__(self) -> None:
        super().__init__(
            "Cette conversation ne peut pas être reprise\u00a0: son sceau n’est pas celui de cette conversation. "
            "Commencez-en une autre."
        )


class SealExpiredError(SealError):
    """Past its lifetime."""

    def __init__(self) -> None:
        super().__init__("Cette conversation est trop ancienne pour être reprise. Commencez-en une autre.")


class SealKeyError(ValueError):
    """The key has not the size that the cipher asks."""

    def __init__(self) -> None:
        super().__init__("La clé de scellement doit compter 16, 24 ou 32 octets\u00a0: corrigez le réglage.")


def seal(mapping: Mapping, key: bytes, conversation: str, now: datetime, lifetime: timedelta) -> str:
    """Return a mapping sealed for one conversation until the end of its lifetime, as text that any header may carry.

    Raises:
        SealKeyError: the key has not the right size.
    """
    head = _VERSION + _HEAD.pack(int((now + lifetime).timestamp()))
    nonce = os.urandom(_NONCE)
    content = _cipher(key).encrypt(
        nonce, mapping.to_json().encode("utf-8", "surrogatepass"), head + conversation.encode()
    )
    return urlsafe_b64encode(head + nonce + content).decode("ascii")


def unseal(sealed: str, key: bytes, conversation: str, now: datetime) -> Mapping:
    """Return the mapping of a conversation.

    Raises:
        SealBrokenError: changed, or not of this conversation or key.
        SealExpiredError: its lifetime is over.
        SealKeyError: the key has not the right size.
    """
    cipher = _cipher(key)
    try:
        whole = urlsafe_b64decode(sealed.encode("ascii"))
    except ValueError:
        raise SealBrokenError from None
    size = len(_VERSION) + _HEAD.size
    head, nonce, content = whole[:size], whole[size : size + _NONCE], whole[size + _NONCE :]
    if head[:1] != _VERSION or len(content) < _TAG or urlsafe_b64encode(whole).decode("ascii") != sealed:
        raise SealBrokenError
    try:
        opened = cipher.decrypt(nonce, content, head + conversation.encode())
    except InvalidTag:
        raise SealBrokenError from None
    if now.timestamp() >= _HEAD.unpack(head[1:])[0]:
        raise SealExpiredError
    try:
        return Mapping.from_json(opened.decode("utf-8", "surrogatepass"))
    except (MappingUnreadableError, UnicodeDecodeError):
        raise SealBrokenError from None


def _cipher(key: bytes) -> AESGCM:
    if len(key) not in KEY_SIZES:
        raise SealKeyError
    return AESGCM(key)
