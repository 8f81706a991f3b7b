# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a gateway is run with: limits and patience. Where it listens and what it applies are told by its command."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from balise.gateway.upstream import Timeouts

Secrets = Callable[[str], str | None]
"""Gives the secret of a provider by its name; None when there is none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much, and for how long, a client may ask."""

    body: int = 10_000_000
    """Bytes of a request."""
    reply: int = 32_000_000
    """Bytes of a reply that is not streamed."""
    body_seconds: float = 30.0
    """For a body to come whole."""
    head_seconds: float = 15.0
    """For the head of a request to come whole."""
    stalled_seconds: float = 60.0
    """For a client to take what it is sent."""
    search_seconds: float = 5.0
    """For a search for personal data."""
    seal_hours: float = 24.0
    """For a conversation to go on after its last call."""
    names_processes: int = 0
    """Processes that look for names by a statistical model too; none unless it is asked for."""
    upstream: Timeouts = field(default_factory=Timeouts)


PREFIX = "BALISE_GATEWAY_"
AMOUNTS = {
    "BODY_BYTES": "body",
    "REPLY_BYTES": "reply",
    "BODY_SECONDS": "body_seconds",
    "HEAD_SECONDS": "head_seconds",
    "STALLED_SECONDS": "stalled_seconds",
    "SEARCH_SECONDS": "search_seconds",
    "SEAL_HOURS": "seal_hours",
    "NAMES_PROCESSES": "names_processes",
}
WHOLE = frozenset({"body", "reply", "names_processes"})
"""Limits that count things."""
PATIENCE = {"CONNECT_SECONDS": "connect", "FIRST_BYTE_SECONDS": "first_byte", "BETWEEN_SECONDS": "between"}
"""The variables that change a limit, less their prefix, and the limit that each one changes."""


class SettingError(Exception):
    """A variable does not hold the number that it should."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}={value}")
        self.name = name
        self.value = value


def limits_of(environment: Mapping[str, str]) -> Limits:
    """Return the limits that variables give; those of ``Limits`` for the rest.

    Raises:
        SettingError: one of them is no positive number.
    """
    amounts = {field: _positive(environment, name) for name, field in AMOUNTS.items() if environment.get(PREFIX + name)}
    patience = {
        field: _positive(environment, name) for name, field in PATIENCE.items() if environment.get(PREFIX + name)
    }
    whole = {field: int(value) if field in WHOLE else value for field, value in amounts.items()}
    return replace(Limits(), **whole, upstream=replace(Timeouts(), **patience))  # type: ignore[arg-type]  # by name


def _positive(environment: Mapping[str, str], name: str) -> float:
    written = environment[PREFIX + name]
    try:
        value = float(written)
    except ValueError:
        raise SettingError(PREFIX + name, written) from None
    if not 0 < value < 1e12:  # noqa: PLR2004 - finite, and no more than a disk holds
        raise SettingError(PREFIX + name, written)
    return value


def secrets_of(environment: Mapping[str, str] = os.environ) -> Secrets:
    """Return what finds secrets: the variable of that name, or the file that ``NAME_FILE`` gives."""

    def found(name: str) -> str | None:
        if environment.get(name):
            return _one_line(environment[name])
        path = environment.get(f"{name}_FILE")
        if not path:
            return None
        try:
            return _one_line(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return None

    return found


def _one_line(secret: str) -> str | None:
    """Return a secret that a header may hold; one that would end the header is none."""
    secret = secret.strip()
    return secret if secret.isascii() and secret.isprintable() else None
