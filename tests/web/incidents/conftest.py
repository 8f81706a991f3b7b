# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The people of an instruction, around a use that serves."""

import pytest
from tests.web.governance.conftest import Cast, browse, cast

from balise.web.assessments.files import DossierFile

__all__ = ["browse", "cast"]


@pytest.fixture
def serving(cast: Cast) -> DossierFile:
    """Return the mail-drafting use, in service since this morning of the tests."""
    return cast.deployed()
