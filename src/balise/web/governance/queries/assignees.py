# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who can be put in charge of a reservation: whoever carries the dossier, or sees to it."""

from balise.core.roles import Role
from balise.web.assessments.files import DossierFile
from balise.web.organisations.queries import Contact, contacts_of, members_of_unit, members_with

SEE_TO_IT = (Role.REVIEWER, Role.DPO, Role.CISO)
"""Those who act on every dossier; councillors, trainers and members of the staff committee read, and no more."""


def assignable(file: DossierFile) -> tuple[Contact, ...]:
    """Return the people in charge of a dossier, then those who see to every dossier: by name, each once."""
    people = [*contacts_of(file.authority_id, {file.owner_id}), *members_with(file.authority_id, *SEE_TO_IT)]
    if file.unit_id is not None:
        of_unit = {each.user_id for each in members_of_unit(file.authority_id, file.unit_id)}
        people += [each for each in members_with(file.authority_id, Role.OWNER) if each.user_id in of_unit]
    found = {each.user_id: each for each in people}
    return tuple(sorted(found.values(), key=lambda each: (each.name, each.user_id)))
