# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who acts on the gateway, as pure rules that pages and operations share.

Three hands. An administrator says which providers and models there are. A reviewer or an administrator says what a
dossier may ask of them: whoever carries a project does not widen what was decided of it. Whoever carries it makes its
keys, as do those two: a key opens that one deployment, and gives nothing that they have not been given.
"""

from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.web.assessments.files import DossierFile
from balise.web.assessments.permissions import is_colleague, may_read
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

KEEPERS = (Role.ADMINISTRATOR,)
"""Who says which providers and models the gateway knows."""
READERS = (Role.REVIEWER, Role.DPO, Role.CISO, Role.ADMINISTRATOR)
"""Who reads the list of all that the gateway serves."""
SETTERS = (Role.REVIEWER, Role.ADMINISTRATOR)
"""Who says what a deployment may ask."""
TRAINERS = (Role.TRAINER, Role.ADMINISTRATOR)
"""Who attests that somebody was trained."""


def may_set(member: Member, file: DossierFile) -> bool:
    """Tell whether the person says what the use of this dossier may ask of the gateway."""
    return may_read(member, file) and member.holds(*SETTERS)


def may_make_keys(member: Member, file: DossierFile) -> bool:
    """Tell whether the person makes and revokes the keys of this dossier, and writes how one would leave it."""
    carries = file.is_owner(member) or is_colleague(member, file)
    return may_read(member, file) and (carries or member.holds(*SETTERS))


def check_may_keep(member: Member) -> None:
    """Refuse whoever does not administer the gateway.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not member.holds(*KEEPERS):
        raise RefusedError(
            _("Les fournisseurs et les modèles reviennent aux personnes qui administrent l’espace."), status=403
        )


def check_may_set(member: Member, file: DossierFile) -> None:
    """Refuse whoever may not say what a deployment may ask.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not may_set(member, file):
        raise RefusedError(
            _("Régler la passerelle d’un dossier revient à qui l’instruit ou administre l’espace."), status=403
        )


def check_may_make_keys(member: Member, file: DossierFile) -> None:
    """Refuse whoever may not make the keys of a dossier.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not may_make_keys(member, file):
        raise RefusedError(
            _("Les clés et la sortie d’un usage reviennent à qui porte le dossier, l’instruit ou administre l’espace."),
            status=403,
        )


def check_may_attest(member: Member) -> None:
    """Refuse whoever may not attest a training.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not member.holds(*TRAINERS):
        raise RefusedError(
            _("Les jetons de formation reviennent aux personnes qui forment ou administrent l’espace."), status=403
        )
