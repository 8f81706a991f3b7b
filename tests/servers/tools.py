# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The programs that are not Python: found on this machine, or said to be missing.

At home a missing program is a skip that names the command to type; in CI (``CI=true``) it is a failure, because a
check that silently stops running protects nobody.
"""

import os
import shutil
from pathlib import Path

import playwright
import pytest

SERVERS = Path(__file__).parent
PACKAGES = SERVERS / "node_modules"

INSTALL = {
    "chromium": "sudo apt install chromium",
    "java": "sudo apt install default-jre-headless",
    "soffice": "sudo apt install libreoffice-writer-nogui",
}


def program(name: str, *others: str) -> str:
    """Return the path of the first of these programs that this machine has."""
    for candidate in (name, *others):
        found = shutil.which(candidate)
        if found:
            return found
    raise _missing(f"Il manque {name} pour cet essai. Sur Debian ou Ubuntu : {INSTALL[name]}")


def node() -> Path:
    """Return Node.js, as Playwright brings it: the same version everywhere, fixed by our lock file.

    The one of Debian 12 is too old for the OpenID provider; npm is content with it.
    """
    return Path(playwright.__file__).parent / "driver" / "node"


def package_file(path: str) -> Path:
    """Return a file of the npm packages, at the versions of ``package-lock.json``."""
    found = PACKAGES / path
    if not found.is_file():
        raise _missing(f"Il manque {path} pour cet essai. Depuis la racine du projet : npm ci --prefix tests/servers")
    return found


def _missing(sentence: str) -> BaseException:
    """Return what to raise: pytest then shows the sentence alone."""
    if os.environ.get("CI"):
        return pytest.fail.Exception(sentence, pytrace=False)
    return pytest.skip.Exception(sentence)
