# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The end of an exception under a tool in service: what follows is done by the next periodic work, and said before."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.web.conftest import NOW
from tests.web.governance.conftest import MAYOR, TODAY, Browser, Cast

from balise.core.opinions import OpinionBody
from balise.core.states import Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.models import Letter
from balise.web.governance.operations.exceptions import grant_exception, revoke_exception
from balise.web.governance.operations.opinions import request_opinions
from balise.web.governance.operations.tick import tick
from balise.web.governance.proposals import Proposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
BROKEN = "lyon-2025:2:a"
SOON = "suspension à la prochaine échéance"


def in_service_by_exception(cast: Cast, on: datetime = NOW) -> DossierFile:
    """Return a tool in service that breaks the charter, under an exception."""
    file = cast.in_review(on, interaction_mode="direct", ai_disclosed_in_conversation="yes")
    bodies = [OpinionBody.DPO, OpinionBody.CISO, OpinionBody.IT]
    request_opinions(cast.reviewer, file.id, bodies, on.date() + timedelta(days=30), "", at=on)
    cast.give_all(file, at=on)
    grant(cast, file, on)
    cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, Proposal(deciding_authority=MAYOR), at=on)
    review = on.date() + timedelta(days=300)
    cast.do(cast.owner, file, Act.DEPLOY, Proposal(review_date=review, begun=True, gaps_accepted=True), at=on)
    return file_of(file.id)


def grant(cast: Cast, file: DossierFile, on: datetime = NOW) -> int:
    ends = on.date() + timedelta(days=60)
    return grant_exception(cast.reviewer, file.id, BROKEN, "Essai borné.", MAYOR, ends, at=on)


def revoke(cast: Cast, file: DossierFile, on: datetime = NOW) -> None:
    granted = instruction_of(file.id).exceptions[-1]
    revoke_exception(cast.reviewer, file.id, granted.id, "Le guichet ferme.", at=on)


def test_it_suspends_a_tool_whose_exception_was_revoked_and_says_why(cast: Cast) -> None:
    file = in_service_by_exception(cast)
    revoke(cast, file)
    assert file_of(file.id).state is State.DEPLOYED
    (letter,) = Letter.objects.filter(key__startswith="exception-revoked")
    assert "Le guichet ferme." in letter.body
    assert SOON in letter.body
    tomorrow = TODAY + timedelta(days=1)
    assert [each.what for each in tick(tomorrow, at=NOW + timedelta(days=1)).done] == ["suspended"]
    assert file_of(file.id).state is State.SUSPENDED
    (service,) = instruction_of(file.id).services
    assert "a été retirée le 21" in service.ended_because
    assert "a été retirée le 21" in entries_about("dossier", str(file.id))[0].sentence
    assert tick(tomorrow, at=NOW + timedelta(days=1)).done == []


def test_it_leaves_in_service_what_another_exception_covers_and_revokes_nothing_twice(cast: Cast) -> None:
    file = in_service_by_exception(cast)
    (first,) = instruction_of(file.id).exceptions
    grant(cast, file)
    revoke_exception(cast.reviewer, file.id, first.id, "Remplacée.", at=NOW)
    assert tick(TODAY + timedelta(days=1), at=NOW + timedelta(days=1)).done == []
    with pytest.raises(RefusedError, match="déjà pris fin"):
        revoke_exception(cast.reviewer, file.id, first.id, "Encore.", at=NOW)


def test_an_exception_whose_time_is_over_is_not_revoked(cast: Cast, browse: Callable[[Member, str], Browser]) -> None:
    long_ago = timezone.now() - timedelta(days=90)
    file = in_service_by_exception(cast, long_ago)
    (granted,) = instruction_of(file.id).exceptions
    reviewer = browse(cast.reviewer, file.number)
    address = f"exceptions/{granted.id}/revoquer/"
    assert f'/{address}"' not in reviewer.get("instruction/")
    assert "a pris fin d’elle-même le" in reviewer.post(address, {"motive": "Le guichet ferme."}, 409)
    with pytest.raises(RefusedError, match="plus rien à retirer"):
        revoke(cast, file, timezone.now())
    assert instruction_of(file.id).exceptions[0].revoked_on is None
    assert not [each for each in entries_about("dossier", str(file.id)) if each.act == "exception.revoked"]


def test_between_the_revocation_and_the_suspension_every_page_says_it(
    cast: Cast, browse: Callable[[Member, str], Browser], client_of: Callable[[Member], Client]
) -> None:
    file = in_service_by_exception(cast, timezone.now())
    (granted,) = instruction_of(file.id).exceptions
    reviewer = browse(cast.reviewer, file.number)
    assert SOON not in reviewer.get("")
    asked = reviewer.get(f"exceptions/{granted.id}/revoquer/")
    assert "Balise le suspendra à la prochaine échéance" in asked
    reviewer.post(f"exceptions/{granted.id}/revoquer/", {"motive": "Le guichet ferme."})
    page = reviewer.get("")
    assert SOON in page
    assert "Le guichet ferme." in page
    review = reviewer.get("instruction/")
    assert SOON in review
    assert "Retirée" in review
    assert "Le guichet ferme." in review
    assert "Y mettre fin" not in review
    space = f"/espace/{cast.reviewer.authority.slug}/"
    for member in (cast.reviewer, cast.councillor):
        client = client_of(member)
        for path in ("", "dossiers/?retard=on", "suivi/?retard=on", "suivi/?quoi=exceptions"):
            assert SOON in client.get(space + path).content.decode(), (member.name, path)


def test_what_follows_a_revocation_is_not_said_of_a_tool_that_does_not_serve(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.in_review(timezone.now(), interaction_mode="direct")
    granted = grant(cast, file, timezone.now())
    reviewer = browse(cast.reviewer, file.number)
    assert "le suspendra" not in reviewer.get(f"exceptions/{granted}/revoquer/")
    reviewer.post(f"exceptions/{granted}/revoquer/", {"motive": "Le guichet ferme."})
    assert SOON not in reviewer.get("instruction/")
    assert "Le guichet ferme." in reviewer.get("instruction/")


def test_an_exception_whose_criterion_is_kept_since_is_said_to_be_needed_no_more_and_can_be_ended(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = in_service_by_exception(cast, timezone.now())
    reviewer, councillor = browse(cast.reviewer, file.number), browse(cast.councillor, file.number)
    assert "n’est plus nécessaire" not in reviewer.get("")
    with transaction.atomic():
        standing.establish(file.id, {"interaction_mode": "mediated"}, origin="tool:1", at=timezone.now())
    end = f"exceptions/{instruction_of(file.id).exceptions[0].id}/revoquer/"
    read = councillor.get("")
    assert "elle n’est plus nécessaire" in read
    assert "Exceptions à la charte en vigueur" not in read
    assert "exception à la charte est accordée" not in read
    assert "Le jour de la décision" in read
    assert end not in read
    assert end in reviewer.get("")
    assert "N’est plus nécessaire" in reviewer.get("instruction/")
