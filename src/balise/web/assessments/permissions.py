# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may read a dossier and who may fill it in, as pure rules that pages and operations share."""

from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.core.states import State
from balise.web.assessments.files import DossierFile
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

BEING_WRITTEN = frozenset({State.IDEA, State.DECLARED, State.DRAFT})
"""The states in which answers may change; a dossier sent back is a draft again."""

NOT_YET_SHOWN = frozenset({State.IDEA, State.DRAFT})
"""The states that a dossier's own people and the reviewers alone see: nobody is judged on a sketch."""

READ_EVERY_DOSSIER = frozenset(
    {
        Role.REVIEWER,
        Role.DPO,
        Role.CISO,
        Role.STAFF_COMMITTEE,
        Role.COUNCILLOR,
        Role.PUBLISHER,
        Role.ADMINISTRATOR,
    }
)
"""The roles that read the dossiers of everybody; project owners and trainers read those of their units."""


def may_read(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may open the dossier."""
    if member.authority.id != file.authority_id:
        return False
    if file.is_owner(member) or is_of_its_unit(member, file) or member.holds(Role.REVIEWER):
        return True
    return member.holds(*READ_EVERY_DOSSIER) and file.state not in NOT_YET_SHOWN


def may_edit(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may change answers now."""
    return file.state in BEING_WRITTEN and may_write_for(member, file)


def may_write_for(member: Member, file: DossierFile) -> bool:
    """Tell whether the person is one of those who write the dossier, whatever its state."""
    if member.authority.id != file.authority_id:
        return False
    colleague = is_of_its_unit(member, file) and member.holds(Role.OWNER)
    return file.is_owner(member) or colleague or member.holds(Role.REVIEWER)


def is_of_its_unit(member: Member, file: DossierFile) -> bool:
    """Tell whether the person belongs to the unit that carries the dossier."""
    return file.unit_id is not None and file.unit_id in member.units


def check_may_write_for(member: Member, file: DossierFile) -> None:
    """Refuse whoever is not one of those who write the dossier.

    Raises:
        RefusedError: 404 to whom it does not exist, 403 to a reader.
    """
    if not may_read(member, file):
        raise no_such_dossier(file.number)
    if not may_write_for(member, file):
        raise RefusedError(
            _(
                "Seuls la personne qui porte le dossier, son service et les instructeurs le remplissent. Pour proposer "
                "un changement, écrivez dans les échanges du dossier."
            ),
            status=403,
        )


def check_may_edit(member: Member, file: DossierFile) -> None:
    """Refuse whoever may not change answers now.

    Raises:
        RefusedError: 404, 403, or 409 when the dossier is no longer being written.
    """
    check_may_write_for(member, file)
    if file.state not in BEING_WRITTEN:
        raise RefusedError(
            _(
                "Ce dossier n’est plus un brouillon : ses réponses ne changent plus. La personne qui le porte peut le "
                "reprendre, ou l’instructeur le lui renvoyer ; il redevient alors modifiable."
            )
        )


def no_such_dossier(number: str) -> RefusedError:
    """Return the refusal that says neither whether the dossier exists elsewhere, nor whose it is."""
    if number:
        what = _("Le dossier %(number)s n’existe pas ici, ou il n’est pas ouvert à vos rôles.") % {"number": number}
    else:
        what = _("Ce dossier n’existe pas ici, ou il n’est pas ouvert à vos rôles.")
    todo = _("Vérifiez son numéro, ou demandez à la personne qui le porte.")
    return RefusedError(f"{what} {todo}", status=404)
