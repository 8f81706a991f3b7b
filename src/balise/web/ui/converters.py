# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may stand in an address in the place of an identifier."""

LARGEST = 2**63 - 1
"""The largest number that a database can hold as an identifier."""


class Id:
    """The number of a row. A larger one than any database can hold names nothing: the page is not found."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        """Return the number, unless no row can bear it."""
        number = int(value)
        if number > LARGEST:
            raise ValueError(value)
        return number

    def to_url(self, value: int | str) -> str:
        """Return the number as it stands in an address."""
        return str(value)
