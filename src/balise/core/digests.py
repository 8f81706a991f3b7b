# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A fingerprint of data that does not depend on how the data was typed."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any


def canonical(value: Any) -> Any:
    """Return ``value`` as plain JSON data: dataclasses as maps, dates as ISO text, fields left empty dropped.

    Empty optional fields are dropped so that a field added by a later version of Balise does not change the
    digest of a framework that was published before it existed.
    """
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: canonical(getattr(value, field.name)) for field in fields(value)}
        return {"": type(value).__name__} | {key: item for key, item in named.items() if item not in (None, [], {})}
    if isinstance(value, (tuple, list)):
        return [canonical(item) for item in value]
    if isinstance(value, dict):
        return {str(key): canonical(item) for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return value


def digest(value: Any) -> str:
    """Return ``sha256:…`` of the canonical form of ``value``."""
    return digest_of_text(json.dumps(canonical(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def digest_of_text(text: str) -> str:
    """Return ``sha256:…`` of a text, in UTF-8."""
    return "sha256:" + sha256(text.encode()).hexdigest()
