# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answers of a dossier that was decided, set right by a reviewer so that its tool can serve again."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.web.conftest import NOW, Hire
from tests.web.governance.conftest import ASKED, MAYOR, TODAY, Browser, Cast, real_now

from balise.core.roles import Role
from balise.core.states import Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import Dossier
from balise.web.assessments.operations.dossiers import describe, save_answers
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.acts_now import act_now
from balise.web.governance.operations.exceptions import grant_exception
from balise.web.governance.operations.opinions import request_opinions
from balise.web.governance.operations.perform import perform
from balise.web.governance.operations.tick import tick
from balise.web.governance.proposals import Proposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.organisations.queries import member_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
BLOCKING = "lyon-2025:12:a"
WHY = "L’avenant du 12 mars ouvre un export complet : article 4."
SUPPLIER = "formulaire/supplier/"
Browse = Callable[[Member, str], Browser]


def suspended(cast: Cast, on: datetime = NOW) -> DossierFile:
    """Return a tool that no data can leave: accepted by exception, in service, suspended once the exception is over."""
    file = cast.in_review(on, export_format="none")
    request_opinions(cast.reviewer, file.id, ASKED, on.date() + timedelta(days=15), "", at=on)
    cast.give_all(file, at=on)
    ends = on.date() + timedelta(days=40)
    grant_exception(cast.reviewer, file.id, BLOCKING, "Le temps de l’avenant.", MAYOR, ends, at=on)
    cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, Proposal(deciding_authority=MAYOR), at=on)
    review = on.date() + timedelta(days=300)
    cast.do(cast.owner, file, Act.DEPLOY, Proposal(review_date=review, begun=True, gaps_accepted=True), at=on)
    tick(ends, at=on + timedelta(days=40))
    found = file_of(file.id)
    assert found.state is State.SUSPENDED
    return found


def reassessed(cast: Cast, on: datetime = NOW) -> DossierFile:
    """Return a tool in service that is judged again."""
    file = cast.deployed(on=on)
    cast.do(cast.reviewer, file, Act.START_REASSESSMENT, Proposal(motive="Le contrat change."), at=on)
    return file_of(file.id)


def back(on: date) -> Proposal:
    return Proposal(motive="En règle.", deciding_authority=MAYOR, review_date=on + timedelta(days=300), begun=True)


def sent(page: str, answer: str, motive: str = WHY) -> dict[str, Any]:
    """Return what a browser sends back from the page, of the one question that these tests are about."""
    assert 'name="shown" value="export_format"' in page
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision is not None
    typed = {"q-export_format": answer, "motive": motive}
    return {"shown": "export_format", "revision": revision[1], "save": "1", **typed}


def motives(file: DossierFile) -> list[tuple[str, str]]:
    entries = entries_about("dossier", str(file.id))
    return [(each.act, each.details["motive"]) for each in entries if each.act.startswith("dossier.corrected")]


# The whole story


def test_a_tool_suspended_for_want_of_an_exception_is_corrected_and_serves_again(cast: Cast, browse: Browse) -> None:
    file = suspended(cast, real_now() - timedelta(days=60))
    with pytest.raises(ActRefusedError, match="a expiré"):
        perform(cast.reviewer, file.id, Act.RESUME, back(real_now().date()), at=real_now())

    reviewer = browse(cast.reviewer, file.number)
    link = re.search(r'href="[^"]*/(formulaire/\w+/)#question-export_format">Corriger la réponse', reviewer.get(""))
    assert link is not None
    page = reviewer.get(link[1])
    assert "Ce dossier a été décidé." in page
    assert "Pourquoi la réponse change" in page
    reviewer.post(link[1], sent(page, "open"))

    corrected = file_of(file.id)
    assert (corrected.answers["export_format"], corrected.blocking) == ("open", 0)
    assert motives(file) == [("dossier.corrected_suspended", WHY)]
    assert entries_about("dossier", str(file.id))[0].details["ids"] == ["export_format"]
    assert "Corriger la réponse" not in reviewer.get("")
    resume = back(real_now().date())
    assert cast.do(cast.reviewer, file, Act.RESUME, resume, at=real_now()) is State.DEPLOYED


def test_the_correction_and_its_motive_are_told_by_the_journal_and_by_the_history(cast: Cast, browse: Browse) -> None:
    file = suspended(cast)
    save_answers(cast.reviewer, file.id, file.revision, {"export_format": "open"}, motive=f" {WHY}\n", at=NOW)
    entry = entries_about("dossier", str(file.id))[0]
    assert entry.here.startswith("Anne Roche a corrigé des réponses pendant la suspension")
    assert entry.here.endswith(f"Motif\u00a0: {WHY}")
    reader = browse(cast.councillor, file.number)
    told = reader.get("historique/")
    assert told.count("Correction après décision.") == 1
    assert WHY.replace(" :", "\u00a0:") in told.replace("&#x27;", "’")
    assert "a corrigé des réponses pendant la suspension" in reader.get("journal/")


def test_a_tool_that_serves_while_it_is_judged_again_is_corrected_too(cast: Cast) -> None:
    file = reassessed(cast)
    save_answers(cast.second, file.id, file.revision, {"export_format": "proprietary"}, motive=WHY, at=NOW)
    assert file_of(file.id).correctable == 1
    assert motives(file) == [("dossier.corrected_in_service", WHY)]


def test_a_tool_accepted_again_after_serving_is_corrected_by_a_reviewer_and_one_never_served_is_not(cast: Cast) -> None:
    file = suspended(cast)
    later = NOW + timedelta(days=41)
    ends = later.date() + timedelta(days=90)
    grant_exception(cast.reviewer, file.id, BLOCKING, "L’avenant tarde.", MAYOR, ends, at=later)
    yes = Proposal(deciding_authority=MAYOR)
    assert cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, yes, at=later) is State.ACCEPTED
    file = file_of(file.id)
    save_answers(cast.reviewer, file.id, file.revision, {"export_format": "open"}, motive=WHY, at=later)
    assert file_of(file.id).blocking == 0
    assert motives(file) == [("dossier.corrected_before_return", WHY)]

    never = cast.accepted()
    with pytest.raises(RefusedError, match="Ce dossier est accepté"):
        save_answers(cast.reviewer, never.id, never.revision, {"export_format": "open"}, motive=WHY, at=NOW)


# The motive


def test_without_a_motive_nothing_is_changed_and_what_was_typed_comes_back(cast: Cast, browse: Browse) -> None:
    file = suspended(cast, real_now() - timedelta(days=60))
    reviewer = browse(cast.reviewer, file.number)
    typed = sent(reviewer.get(SUPPLIER), "open", "  ")
    page = reviewer.post(SUPPLIER, typed, 422)
    assert "Dites pourquoi la réponse change" in page
    assert re.search(r'value="open"[^>]* checked', page)
    assert file_of(file.id).answers["export_format"] == "none"
    with pytest.raises(RefusedError, match="Dites pourquoi"):
        save_answers(cast.reviewer, file.id, file.revision, {"export_format": "open"}, at=NOW)
    with pytest.raises(RefusedError, match="trop long"):
        save_answers(cast.reviewer, file.id, file.revision, {"export_format": "open"}, motive="a" * 1001, at=NOW)
    assert motives(file) == []


def test_a_page_on_which_nothing_changes_owes_no_motive(cast: Cast, browse: Browse) -> None:
    file = suspended(cast, real_now() - timedelta(days=60))
    reviewer = browse(cast.reviewer, file.number)
    reviewer.post(SUPPLIER, sent(reviewer.get(SUPPLIER), "none", ""))
    assert motives(file) == []


def test_the_motive_comes_back_with_the_answers_when_somebody_else_corrected_meanwhile(
    cast: Cast, browse: Browse
) -> None:
    file = suspended(cast, real_now() - timedelta(days=60))
    reviewer = browse(cast.reviewer, file.number)
    typed = sent(reviewer.get(SUPPLIER), "open")
    save_answers(cast.second, file.id, file.revision, {"export_format": "proprietary"}, motive="Lu.", at=real_now())
    page = reviewer.post(SUPPLIER, typed, 409)
    assert "Quelqu’un a répondu en même temps que vous" in page
    assert WHY.split(" :", maxsplit=1)[0] in page
    assert file_of(file.id).answers["export_format"] == "proprietary"


def test_answers_typed_are_shown_again_when_the_tool_serves_again_meanwhile(cast: Cast, browse: Browse) -> None:
    file = suspended(cast, real_now() - timedelta(days=60))
    reviewer = browse(cast.reviewer, file.number)
    typed = sent(reviewer.get(SUPPLIER), "open")
    Dossier.objects.update(state=State.DEPLOYED.value)
    page = reviewer.post(SUPPLIER, typed, 409)
    assert "L’outil est en service\u00a0: le dossier ne se modifie plus." in page
    assert re.search(r'value="open"[^>]* checked', page)
    assert file_of(file.id).answers["export_format"] == "none"


def test_a_draft_owes_no_motive_and_keeps_none(cast: Cast) -> None:
    file = cast.submitted()
    cast.do(cast.owner, file, Act.TAKE_BACK)
    save_answers(cast.owner, file.id, file.revision, {"summary": "Autre chose."}, motive=WHY, at=NOW)
    entry = entries_about("dossier", str(file.id))[0]
    assert entry.act == "dossier.answered"
    assert "motive" not in entry.details


# Who


def test_the_owner_is_told_whom_to_ask_and_corrects_nothing(cast: Cast, browse: Browse) -> None:
    file = suspended(cast, real_now() - timedelta(days=60))
    owner = browse(cast.owner, file.number)
    for path in ("formulaire/", "reponses/"):
        page = owner.get(path)
        assert "Un instructeur qui ne le porte pas peut en corriger les réponses" in page
        assert "Écrire dans les échanges" in page
    assert "Corriger la réponse" not in owner.get("")
    assert SUPPLIER not in owner.get("formulaire/")
    assert owner.client.get(owner.base + SUPPLIER).status_code == 409
    owner.post(SUPPLIER, {"shown": "export_format", "q-export_format": "open", "revision": "1", "motive": WHY}, 409)
    assert file_of(file.id).answers["export_format"] == "none"


@pytest.mark.parametrize("who", ["dpo", "ciso", "councillor"])
def test_whoever_neither_writes_nor_reviews_corrects_nothing(cast: Cast, who: str) -> None:
    file = suspended(cast)
    with pytest.raises(RefusedError) as refusal:
        save_answers(getattr(cast, who), file.id, file.revision, {"export_format": "open"}, motive=WHY, at=NOW)
    assert refusal.value.status == 403


def test_a_reviewer_does_not_correct_their_own_project_unless_they_are_alone(
    cast: Cast, member_with: Hire, authority: LocalAuthority
) -> None:
    alone = member_with(Role.OWNER, Role.REVIEWER)
    cast.owner = alone
    file = suspended(cast)
    with pytest.raises(RefusedError, match="Un instructeur qui ne le porte pas"):
        save_answers(alone, file.id, file.revision, {"export_format": "open"}, motive=WHY, at=NOW)
    LocalAuthority.objects.update(single_handed=True)
    again = member_of(alone.user_id, authority.slug)
    assert again is not None
    save_answers(again, file.id, file.revision, {"export_format": "open"}, motive=WHY, at=NOW)
    assert file_of(file.id).answers["export_format"] == "open"


# What


def test_what_acts_have_established_stays_out_of_reach(cast: Cast, browse: Browse) -> None:
    file = suspended(cast, real_now() - timedelta(days=60))
    page = browse(cast.reviewer, file.number).get("formulaire/identity/")
    assert 'name="q-project_status"' not in page
    with pytest.raises(RefusedError, match="ne se saisit pas"):
        save_answers(cast.reviewer, file.id, file.revision, {"dpo_opinion": "favourable"}, motive=WHY, at=NOW)
    save_answers(cast.reviewer, file.id, file.revision, {"project_status": "idea"}, motive=WHY, at=NOW)
    assert file_of(file.id).answers["project_status"] == "suspended"


def test_the_title_and_the_tool_of_a_decided_dossier_do_not_change(cast: Cast) -> None:
    file = suspended(cast)
    with pytest.raises(RefusedError, match="son titre, son service et son outil ne changent plus"):
        describe(cast.reviewer, file.id, title="Autre", unit_id=None, tool_id=None, at=NOW)


def test_an_obstacle_that_no_answer_removes_has_no_way_to_one(cast: Cast) -> None:
    file = reassessed(cast)
    confirm = act_now(Act.CONFIRM, cast.owner, file, instruction_of(file.id), judged(file, TODAY))
    assert {each.correct_url for each in confirm.hindrances} <= {""}
