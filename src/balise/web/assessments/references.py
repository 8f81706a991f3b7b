# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The frameworks by which a dossier opened today would be judged."""

from django.utils.translation import gettext as _

from balise.web.organisations.members import Member
from balise.web.organisations.queries import adopted_references
from balise.web.ui.refusals import RefusedError


def references_in_force(member: Member) -> tuple[str, ...]:
    """Return the references in force in the person's authority, the leading charter first.

    Raises:
        RefusedError: none is in force: nothing can judge a dossier.
    """
    references = adopted_references(member.authority.id)
    if not references:
        raise RefusedError(
            _(
                "Aucune charte n’est en vigueur dans cette collectivité : rien ne peut juger un dossier. Demandez à "
                "l’administrateur d’en mettre une en vigueur."
            )
        )
    return references
