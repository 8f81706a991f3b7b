# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may do what about a dossier, as pure rules that pages and operations share.

What each act of the workflow asks stands in the core; here is only who somebody is for one dossier.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from balise.core.opinions import OF_BODY, OpinionBody
from balise.core.roles import Role
from balise.core.states import ACCEPTING, DECISIONS, IN_SERVICE, Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.permissions import carries, is_colleague
from balise.web.governance.records import ReservationRecord
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

GIVERS: Mapping[OpinionBody, Role] = {
    OpinionBody.DPO: Role.DPO,
    OpinionBody.CISO: Role.CISO,
    OpinionBody.IT: Role.REVIEWER,
    OpinionBody.STAFF_COMMITTEE: Role.STAFF_COMMITTEE,
    OpinionBody.ETHICS_COMMITTEE: Role.REVIEWER,
}
"""Who gives each opinion, or records it: the ethics committee has no account, a reviewer writes what it said."""

OPEN_TO_OPINIONS = frozenset({State.SUBMITTED, State.IN_REVIEW, State.SUSPENDED}) | ACCEPTING | IN_SERVICE
"""The states in which an opinion can be asked, given, or an exception granted."""

JOURNAL_READERS = (Role.REVIEWER, Role.DPO, Role.CISO, Role.ADMINISTRATOR, Role.COUNCILLOR)


def roles_on(member: Member, file: DossierFile) -> frozenset[Role]:
    """Return the roles that the person holds for this dossier.

    An owner owns their own dossiers and those of their unit, and no other; whoever filed a dossier owns it, whatever
    roles the authority gave them.
    """
    if member.authority.id != file.authority_id:
        return frozenset()
    others = member.roles - {Role.OWNER}
    return others | {Role.OWNER} if file.is_owner(member) or is_colleague(member, file) else others


def sets_aside_a_decision(act: Act, state: State) -> bool:
    """Tell whether the act takes back an acceptance: another decision replaces it, or the dossier is a draft again."""
    return state in ACCEPTING and act in {*DECISIONS, Act.SEND_BACK}


def may_request_opinions(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may ask for opinions now."""
    return member.holds(Role.REVIEWER) and file.state in OPEN_TO_OPINIONS


def may_give(member: Member, file: DossierFile, body: OpinionBody) -> bool:
    """Tell whether the person may answer for this body: nobody gives an opinion on their own project."""
    return (
        file.state in OPEN_TO_OPINIONS
        and GIVERS[body] in roles_on(member, file)
        and not leaves_to_another(member, file)
    )


def check_may_give(member: Member, file: DossierFile, body: OpinionBody) -> None:
    """Refuse whoever may not answer for this body now.

    Raises:
        RefusedError: the dossier awaits no opinion (409), it is their own project, or it is not their role (403).
    """
    if may_give(member, file, body):
        return
    if GIVERS[body] not in roles_on(member, file):
        raise forbidden(
            _("L’avis %(body)s ne se rend pas avec vos rôles. Adressez-vous à la personne qui en a la charge.")
            % {"body": OF_BODY[body].in_(current_language())}
        )
    if file.state not in OPEN_TO_OPINIONS:
        raise RefusedError(_("Ce dossier n’attend plus d’avis dans l’état où il est."))
    raise own_project()


def may_grant_exceptions(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may record an exception: a reviewer, and never for their own project."""
    return member.holds(Role.REVIEWER) and file.state in OPEN_TO_OPINIONS and not leaves_to_another(member, file)


def may_lift(member: Member, file: DossierFile, reservation: ReservationRecord) -> bool:
    """Tell whether the person may say that a reservation is done: its assignee, the owners, the reviewers.

    What the service waits for is seen by somebody else than the owner, who does it and says so: they would otherwise
    put their own tool in service on their word alone.
    """
    if reservation.overtaken or awaits_another(member, file, reservation):
        return False
    return _is_in_charge(member, file, reservation)


def awaits_another(member: Member, file: DossierFile, reservation: ReservationRecord) -> bool:
    """Tell whether the person must leave it to another to see that this very reservation is done."""
    return reservation.before_deployment and leaves_to_another(member, file)


def leaves_to_another(member: Member, file: DossierFile) -> bool:
    """Tell whether the person carries the dossier, in an authority where somebody else can judge of it."""
    return carries(member, file) and not member.authority.single_handed


def check_may_lift(member: Member, file: DossierFile, reservation: ReservationRecord) -> None:
    """Refuse whoever may not say that a reservation is done.

    Raises:
        RefusedError: it is not theirs to say (403), or nothing asks for it any more (409).
    """
    if awaits_another(member, file, reservation):
        raise forbidden(
            _(
                "Vous portez ce dossier, et la mise en service attend cette réserve : une autre personne constate "
                "qu’elle est levée. Dites dans les échanges du dossier ce qui a été fait."
            )
        )
    check_in_charge(member, file, reservation)
    if reservation.overtaken:
        raise RefusedError(_("Cette réserve vient d’une décision qui ne vaut plus : il n’y a rien à lever."))


def check_in_charge(member: Member, file: DossierFile, reservation: ReservationRecord) -> None:
    """Refuse whoever has nothing to do with a reservation that nobody has lifted, in force or not.

    Raises:
        RefusedError: it is the work of others (403).
    """
    if not _is_in_charge(member, file, reservation):
        raise forbidden(
            _(
                "Seules lèvent la réserve la personne qui en est chargée, celle qui porte le dossier et celles qui "
                "l’instruisent."
            )
        )


def _is_in_charge(member: Member, file: DossierFile, reservation: ReservationRecord) -> bool:
    mine = reservation.assignee_id is not None and reservation.assignee_id == member.user_id
    return mine or not roles_on(member, file).isdisjoint({Role.OWNER, Role.REVIEWER})


def forbidden(sentence: str) -> RefusedError:
    """Return the refusal of whoever is not the one to act."""
    return RefusedError(sentence, status=403)


def own_project() -> RefusedError:
    """Return the refusal of whoever would judge their own project."""
    return forbidden(
        _(
            "Vous portez ce dossier : vous ne pouvez pas aussi en juger. Confiez cet acte à une autre personne qui en "
            "a le rôle."
        )
    )
