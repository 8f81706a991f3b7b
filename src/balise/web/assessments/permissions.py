# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may read a dossier and who may fill it in, as pure rules that pages and operations share."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.core.roles import Role
from balise.core.states import ACCEPTING, State
from balise.web.assessments.correction_acts import CORRECTED
from balise.web.assessments.files import DossierFile
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

BEING_WRITTEN = frozenset({State.IDEA, State.DECLARED, State.DRAFT})
"""The states in which its own people write a dossier; one that is sent back is a draft again."""

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

_GIVEN_BACK = gettext_lazy(
    "Ce dossier est accepté : il ne se modifie plus. Un instructeur peut en décider de nouveau. Si l’outil n’a jamais "
    "servi, il peut aussi le renvoyer à la personne qui le porte ; sinon, en corriger les réponses en disant pourquoi."
)
_REOPENED = gettext_lazy(
    "Ce dossier est terminé : il ne se modifie plus. Rouvrez-le en disant pourquoi, ou copiez-le pour en commencer un "
    "nouveau."
)
_COPIED = gettext_lazy("Ce dossier est terminé : il ne se modifie plus. Copiez-le pour en commencer un nouveau.")

_WHY_CLOSED: Mapping[State, str | Promise] = {
    State.SUBMITTED: gettext_lazy(
        "Ce dossier est déposé : il ne se modifie plus. La personne qui le porte peut le reprendre tant que personne "
        "ne l’instruit ; il redevient alors modifiable."
    ),
    State.IN_REVIEW: gettext_lazy(
        "Ce dossier est en cours d’instruction : il ne se modifie plus. Un instructeur peut le renvoyer à la personne "
        "qui le porte ; il redevient alors modifiable."
    ),
    State.ACCEPTED: _GIVEN_BACK,
    State.ACCEPTED_WITH_RESERVATIONS: _GIVEN_BACK,
    State.EXPERIMENT: _GIVEN_BACK,
    State.DEPLOYED: gettext_lazy(
        "L’outil est en service : le dossier ne se modifie plus. Un instructeur peut ouvrir un réexamen, et corrige "
        "alors les réponses en disant pourquoi. Demandez-le dans les échanges du dossier."
    ),
    State.UNDER_REASSESSMENT: gettext_lazy(
        "Ce dossier est en réexamen : il ne se modifie plus. Un instructeur qui ne le porte pas peut en corriger les "
        "réponses, en disant pourquoi. Demandez-le dans les échanges du dossier."
    ),
    State.SUSPENDED: gettext_lazy(
        "Ce dossier est suspendu : il ne se modifie plus. Un instructeur qui ne le porte pas peut en corriger les "
        "réponses, en disant pourquoi. Demandez-le dans les échanges du dossier."
    ),
    State.REFUSED: _REOPENED,
    State.CLOSED: _REOPENED,
    State.WITHDRAWN: _COPIED,
    State.ARCHIVED: _COPIED,
}
"""Why a dossier is no longer written, and what can be done about it, by state."""


def may_read(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may open the dossier."""
    if member.authority.id != file.authority_id:
        return False
    if file.is_owner(member) or is_of_its_unit(member, file) or member.holds(Role.REVIEWER):
        return True
    return member.holds(*READ_EVERY_DOSSIER) and file.state not in NOT_YET_SHOWN


def may_edit(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may write the dossier now: its answers, its title, its unit, its tool."""
    return file.state in BEING_WRITTEN and may_write_for(member, file)


def is_open_to_correction(file: DossierFile) -> bool:
    """Tell whether a reviewer may set answers right: the dossier is judged again, or accepted again after serving.

    One that was accepted and never served is sent back to its owner instead.
    """
    return file.state in CORRECTED and (file.state not in ACCEPTING or file.deployed_at is not None)


def may_correct(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may set right the answers of a dossier that was decided, while it is judged again.

    A reviewer, and never of their own project: they would make up the answers on which its service depends.
    """
    return (
        member.authority.id == file.authority_id
        and is_open_to_correction(file)
        and member.holds(Role.REVIEWER)
        and (not carries(member, file) or member.authority.single_handed)
    )


def may_answer(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may change answers now, as one who writes the dossier or as one who corrects it."""
    return may_edit(member, file) or may_correct(member, file)


def why_closed(file: DossierFile) -> str:
    """Return why a dossier is no longer written and what can be done about it; empty while it is written."""
    return str(_WHY_CLOSED.get(file.state, ""))


def may_write_for(member: Member, file: DossierFile) -> bool:
    """Tell whether the person is one of those who write the dossier, whatever its state."""
    if member.authority.id != file.authority_id:
        return False
    return file.is_owner(member) or is_colleague(member, file) or member.holds(Role.REVIEWER)


def carries(member: Member, file: DossierFile) -> bool:
    """Tell whether the person carries the project, whatever else they do: they then neither judge nor decide of it.

    Whoever opened the dossier, those who own projects in its unit, and whoever submitted it last: each may have
    written it, and can file it in the name of the others.
    """
    return member.authority.id == file.authority_id and is_carried_by(member, file)


class Carried(Protocol):
    """What tells who carries a dossier, whether it was read whole or is a row of a list."""

    @property
    def owner_id(self) -> int:
        """Return who opened it."""

    @property
    def submitted_by_id(self) -> int | None:
        """Return who submitted it last."""

    @property
    def unit_id(self) -> int | None:
        """Return the unit that carries it."""


def is_carried_by(member: Member, dossier: Carried) -> bool:
    """Tell of a dossier of the person's own authority whether they carry it."""
    colleague = dossier.unit_id in member.units and member.holds(Role.OWNER)
    return member.user_id in {dossier.owner_id, dossier.submitted_by_id} or colleague


def is_colleague(member: Member, file: DossierFile) -> bool:
    """Tell whether the person owns projects in the unit that carries the dossier."""
    return is_of_its_unit(member, file) and member.holds(Role.OWNER)


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
    """Refuse whoever may not write the dossier now.

    Raises:
        RefusedError: 404, 403, or 409 when the dossier is no longer being written.
    """
    check_may_write_for(member, file)
    if file.state not in BEING_WRITTEN:
        raise RefusedError(_only_answers() if may_correct(member, file) else why_closed(file))


def check_may_answer(member: Member, file: DossierFile) -> None:
    """Refuse whoever may not change answers now.

    Raises:
        RefusedError: 404, 403, or 409 when answers no longer change, or not by this person.
    """
    check_may_write_for(member, file)
    if not may_answer(member, file):
        raise RefusedError(why_closed(file))


def _only_answers() -> str:
    return _(
        "Ce dossier a été décidé : son titre, son service et son outil ne changent plus. Vous pouvez en corriger les "
        "réponses."
    )


def no_such_dossier(number: str) -> RefusedError:
    """Return the refusal that says neither whether the dossier exists elsewhere, nor whose it is."""
    if number:
        what = _("Le dossier %(number)s n’existe pas ici, ou il n’est pas ouvert à vos rôles.") % {"number": number}
    else:
        what = _("Ce dossier n’existe pas ici, ou il n’est pas ouvert à vos rôles.")
    todo = _("Vérifiez son numéro, ou demandez à la personne qui le porte.")
    return RefusedError(f"{what} {todo}", status=404)
