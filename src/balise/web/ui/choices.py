# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A choice with a line of help under it: what a data class means, what a decision leads to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """The label of a radio button or of a box to tick, with its hint.

    ``choices=[("personal", Choice(_("Personnelles"), _("un courrier avec un nom")))]``: any form field takes it. Both
    may be lazy translations, for they are read when the page is written.
    """

    label: object
    hint: object = ""

    def __str__(self) -> str:
        return str(self.label)
