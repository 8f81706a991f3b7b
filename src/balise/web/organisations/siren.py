# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The SIREN of an authority: written without spaces, doubted aloud, never refused.

An authority being created has none yet, a mistyped one is seen by its reader, and a form that refuses to be saved
teaches people to invent a number that passes.
"""

from django.utils.translation import gettext as _
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.fr import siren as checked

LONGEST_KEPT = 30
"""What was typed is kept as it is, within reason."""


def normalised(typed: str) -> str:
    """Return the number without the spaces and dots that people write between its groups."""
    return "".join(character for character in typed if not character.isspace() and character not in ".-")


def doubt_about(siren: str) -> str:
    """Return the sentence that says why the number looks wrong; nothing when it looks right or is not given."""
    if not siren:
        return ""
    try:
        checked.validate(siren)
    except InvalidChecksum:
        return _(
            "Ce SIREN a neuf chiffres, mais sa clé de contrôle ne tombe pas juste : un chiffre a pu être mal tapé."
        )
    except ValidationError:
        return _("Un SIREN s’écrit avec neuf chiffres : celui-ci est à vérifier.")
    return ""
