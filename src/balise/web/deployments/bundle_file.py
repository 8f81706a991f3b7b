# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The file of the bundle, replaced whole: a gateway reads the one before or the one after, never half of one."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

READABLE_BY_ITS_GROUP = 0o640
"""The gateway may run under another account of the same group; nobody else reads who may call what."""


def put(path: Path, content: str, version: int) -> bool:
    """Write the bundle unless a later one is there already; tell whether it was written.

    Two acts in one second publish two bundles, from two processes: the lock puts them in order, and the number says
    which is the later.

    Raises:
        OSError: the system will not.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(path):
        if version_in(path) > version:
            return False
        descriptor, name = mkstemp(prefix=f".{path.name}-", dir=path.parent)
        partial = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                os.fchmod(descriptor, READABLE_BY_ITS_GROUP)
                file.write(content)
                file.flush()
                os.fsync(descriptor)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    return True


def version_in(path: Path) -> int:
    """Return the number of the bundle that a file holds; 0 when it holds none."""
    try:
        found = json.loads(path.read_bytes())["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return found if isinstance(found, int) else 0


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    descriptor = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
