# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What can be wrong with a usage journal, each with a sentence for whoever must mend it."""

from balise.core.language import Language, Text
from balise.loading.errors import LoadingError


class UsageJournalError(LoadingError):
    """A usage journal cannot be used."""

    def __init__(self, sentence: Text) -> None:
        self.sentence = sentence
        super().__init__(sentence.in_(Language.FRENCH))


class JournalAddressError(UsageJournalError):
    """The address is none that is known."""


class MissingJournalError(UsageJournalError):
    """Nothing is there."""


class ForeignJournalError(UsageJournalError):
    """Something else is there, or a journal of a later version."""


class UnreachableJournalError(UsageJournalError):
    """The file cannot be opened, or the server does not answer."""
