# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The site as the tests run it: the real settings, in a folder of its own, on the engine that is asked for."""

import os
import tempfile

os.environ["BALISE_DATA_DIR"] = tempfile.mkdtemp(prefix="balise-tests-")
os.environ.pop("BALISE_EMAIL_URL", None)
os.environ.pop("BALISE_DATABASE_URL", None)
if os.environ.get("BALISE_TEST_DATABASE_URL"):
    os.environ["BALISE_DATABASE_URL"] = os.environ["BALISE_TEST_DATABASE_URL"]

from balise.web.config.settings import *  # noqa: F403 - the environment comes first

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT.mkdir()  # noqa: F405 - nothing is collected for the tests, and WhiteNoise warns of a missing folder


class UndefinedVariable(str):
    """A name that a template uses and nobody gave: a fault, where Django would write nothing."""

    __slots__ = ()

    def __mod__(self, missing: object) -> str:
        """Fail, and name the variable."""
        raise AssertionError(f"A template uses « {missing} », which nothing defines.")

    def __contains__(self, item: object) -> bool:
        """Make Django ask for the name of the variable."""
        return item == "%s"


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")  # type: ignore[index] # noqa: F405
