# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of a dossier are tried here by themselves: what the apps above add to them is tried with those apps."""

import pytest

from balise.web.assessments import contributions


@pytest.fixture(autouse=True)
def _nothing_from_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what other apps registered, for the time of a test."""
    monkeypatch.setattr(contributions, "_REGISTERED", contributions._Registered())
