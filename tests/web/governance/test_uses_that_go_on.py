# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A declared use does not end because its dossier is refused, closed or given up: it ends by its exit."""

from collections.abc import Callable

import pytest
from tests.web.conftest import NOW
from tests.web.governance.conftest import MAYOR, TODAY, Browser, Cast, mail_answers

from balise.core.situation import DataFate
from balise.core.states import Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import create, save_answers
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.operations.perform import perform
from balise.web.governance.proposals import Proposal
from balise.web.governance.queries.instruction import exit_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.organisations.members import Member

pytestmark = pytest.mark.django_db
WARNING = "L’usage déclaré se poursuit\u00a0: l’arrêter et dire le sort des données."
LEFT = Proposal(exit_on=TODAY, data_fate=DataFate.DELETED, substitute="À la main.")
NO = Proposal(deciding_authority=MAYOR, motive="Non.")


def declared(cast: Cast) -> DossierFile:
    """Return a use that somebody said, without fear of sanction."""
    told = {"project_status", "exit_plan"}
    answers = {name: value for name, value in mail_answers().items() if name not in told}
    return create(cast.owner, "Traduction", unit_id=None, answers=answers, state=State.DECLARED, at=NOW)


def ended(cast: Cast, by: Act) -> DossierFile:
    """Return the same, whose dossier came to its end without a yes."""
    file = declared(cast)
    if by is not Act.ABANDON:
        for member, act in ((cast.owner, Act.OPEN), (cast.owner, Act.SUBMIT), (cast.reviewer, Act.TAKE_UP)):
            cast.do(member, file, act)
    cast.do(cast.owner if by is Act.ABANDON else cast.reviewer, file, by, NO)
    return file_of(file.id)


ENDS = [Act.ABANDON, Act.DECIDE_REFUSED, Act.DECIDE_CLOSED]


@pytest.mark.parametrize("by", ENDS)
def test_it_is_not_archived_before_its_exit_is_executed(
    cast: Cast, by: Act, browse: Callable[[Member, str], Browser]
) -> None:
    file = ended(cast, by)
    assert file.answers["project_status"] == "in_service"
    for page in ("", "instruction/"):
        shown = browse(cast.owner, file.number).get(page)
        assert WARNING in shown
        assert "actes/retirer/" in shown
    assert WARNING in browse(cast.councillor, file.number).get("")
    with pytest.raises(ActRefusedError, match="L’usage déclaré se poursuit"):
        perform(cast.reviewer, file.id, Act.ARCHIVE, Proposal(), at=NOW)
    with pytest.raises(ActRefusedError, match="Le plan de sortie n’a pas été exécuté"):
        perform(cast.owner, file.id, Act.WITHDRAW, Proposal(), at=NOW)

    assert cast.do(cast.owner, file, Act.WITHDRAW, LEFT) is State.WITHDRAWN
    assert file_of(file.id).answers["project_status"] == "retired"
    assert WARNING not in browse(cast.owner, file.number).get("")
    assert cast.do(cast.reviewer, file, Act.ARCHIVE) is State.ARCHIVED
    assert file_of(file.id).answers["project_status"] == "retired"
    left = exit_of(file.id)
    assert left is not None
    assert left.data_fate is DataFate.DELETED


@pytest.mark.parametrize("by", ENDS)
def test_what_never_served_is_archived_and_nothing_says_that_it_was_retired(
    cast: Cast, by: Act, browse: Callable[[Member, str], Browser]
) -> None:
    if by is Act.ABANDON:
        file = create(cast.owner, "Idée", unit_id=None, answers=mail_answers(), at=NOW)
        cast.do(cast.owner, file, by)
    else:
        file = cast.in_review()
        cast.do(cast.reviewer, file, by, NO)
    page = browse(cast.reviewer, file.number).get("")
    assert WARNING not in page
    assert "actes/retirer/" not in page
    with pytest.raises(ActRefusedError, match="Aucun usage déclaré ne se poursuit"):
        perform(cast.owner, file.id, Act.WITHDRAW, LEFT, at=NOW)
    assert cast.do(cast.reviewer, file, Act.ARCHIVE) is State.ARCHIVED
    assert file_of(file.id).answers["project_status"] == "development"


def test_a_use_that_was_said_by_mistake_is_corrected_once_reopened(cast: Cast) -> None:
    file = ended(cast, Act.ABANDON)
    cast.do(cast.owner, file, Act.REOPEN, Proposal(motive="Ce n’était qu’un projet."))
    revision = file_of(file.id).revision
    save_answers(cast.owner, file.id, revision, {"project_status": "idea"}, at=NOW)
    cast.do(cast.owner, file, Act.ABANDON)
    assert cast.do(cast.reviewer, file, Act.ARCHIVE) is State.ARCHIVED
