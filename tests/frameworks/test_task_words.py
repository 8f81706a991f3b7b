# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tasks that a tool may be given, read one at a time on an entry or in a catalogue."""

from balise.core.language import Language
from balise.loading.questions import shipped_bank


def test_a_task_that_needs_an_object_carries_it():
    choices = {choice.id: choice.label for choice in shipped_bank().by_id["use_types"].choices}

    assert choices["prediction"].in_(Language.FRENCH) == "faire des prévisions"
