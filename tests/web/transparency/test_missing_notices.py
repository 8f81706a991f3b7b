# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""No tool serves before people are told, unless a reservation says by when they will be."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import untold

from balise.core.notices import Channel
from balise.core.states import Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.operations.perform import perform
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.governance.situation import situation_of
from balise.web.transparency.missing_notices import missing_notices
from balise.web.transparency.operations.proofs import prove
from balise.web.transparency.queries.proofs import proofs_of

pytestmark = pytest.mark.django_db


def lacking(file: DossierFile, on: date) -> int:
    found = file_of(file.id)
    return situation_of(found, instruction_of(found.id), judged(found, on), on).missing_notices


def serve(cast: Cast, file: DossierFile) -> None:
    review = timezone.localdate() + timedelta(days=300)
    perform(
        cast.owner, file.id, Act.DEPLOY, Proposal(review_date=review, begun=True, gaps_accepted=True), at=timezone.now()
    )


def test_it_puts_no_tool_in_service_while_a_required_notice_is_missing(cast: Cast):
    file = untold(cast, cast.accepted(on=timezone.now()))
    assert lacking(file, timezone.localdate()) == 3

    with pytest.raises(ActRefusedError, match="3 mentions obligatoires ne sont pas en place"):
        serve(cast, file)
    for channel in (Channel.LETTER, Channel.EMAIL):
        prove(cast.owner, file.id, channel, timezone.localdate(), "Modèle", at=timezone.now())
    with pytest.raises(ActRefusedError, match="Une mention obligatoire n’est pas en place"):
        serve(cast, file)
    prove(cast.owner, file.id, Channel.STAFF, timezone.localdate(), "Note de service", at=timezone.now())
    serve(cast, file)

    assert file_of(file.id).state is State.DEPLOYED


def test_a_reservation_of_what_asks_for_the_notice_gives_time(cast: Cast):
    now = timezone.now()
    by_channel = missing_notices(cast.with_opinions(now), timezone.localdate())
    assert by_channel == ()
    file = untold(cast, cast.in_review(now))
    wanted = min(missing_notices(file, timezone.localdate())[0])
    reserved = ReservationProposal(
        text="Mettre la mention au pied des lettres.",
        due_on=timezone.localdate() + timedelta(days=60),
        criterion=wanted,
    )
    accepted = untold(cast, cast.accepted(reserved, on=now))
    still = [criteria for criteria in missing_notices(accepted, timezone.localdate()) if wanted not in criteria]

    assert lacking(accepted, timezone.localdate()) == len(still)
    assert len(still) < len(missing_notices(accepted, timezone.localdate()))


def test_a_notice_taken_away_is_asked_again_before_the_tool_serves_again(cast: Cast):
    now = timezone.now()
    file = cast.deployed(on=now)
    cast.do(cast.owner, file, Act.SUSPEND, Proposal(motive="Un doute."), at=now)
    untold(cast, file)
    resumed = Proposal(motive="Levé.", review_date=timezone.localdate() + timedelta(days=300), begun=True)

    with pytest.raises(ActRefusedError, match="mentions obligatoires ne sont pas en place"):
        perform(cast.reviewer, file.id, Act.RESUME, resumed, at=now)
    cast.do(cast.reviewer, file, Act.RESUME, resumed, at=now)

    assert len(proofs_of(file.id)) == 3


def test_it_counts_nothing_where_no_act_leads_to_a_service(cast: Cast):
    file = untold(cast, cast.in_review(timezone.now()))

    assert missing_notices(file, timezone.localdate()) != ()
    assert lacking(file, timezone.localdate()) == 0
