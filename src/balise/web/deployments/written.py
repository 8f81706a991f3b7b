# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A bundle written: JSON that is the same whenever the bundle is, and the digest of what it says."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from balise.core.policy import PolicyBundle

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def written(bundle: PolicyBundle) -> str:
    """Return the document that the gateway reads."""
    return json.dumps(_plain(bundle), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def digest_of(bundle: PolicyBundle) -> str:
    """Return the digest of what a bundle says, whatever its number and the instant of its publication."""
    return sha256(written(replace(bundle, version=0, published_at=_NEVER)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value
