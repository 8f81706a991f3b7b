# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Drills filed: what they prove of a dossier and until when, what they do not, and what its page says of them."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.web.conftest import NOW
from tests.web.deployments.conftest import FOREIGN, LARGE, SMALL
from tests.web.governance.conftest import TODAY

from balise.core.drill import NO_REPLY, Attempt, DrillReport, Side
from balise.core.evaluation import Result
from balise.core.policy import Capability
from balise.core.usage import FootprintRange
from balise.web.assessments.expected_evidence import unsupported_claims
from balise.web.assessments.models import EvidenceFile
from balise.web.assessments.operations.evidence import remove
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.evidence import content_of, pieces_of
from balise.web.assessments.queries.verdicts import judged
from balise.web.catalogue.vocabulary import Permission
from balise.web.deployments.models import ExitDrill, ServedModel
from balise.web.deployments.operations.drilling import file_drill, rehearse
from balise.web.deployments.operations.leaving import ExitPlan, plan_exit
from balise.web.deployments.queries.drills import drills_of, minutes_of
from balise.web.journal.models import Entry
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
CRITERION = "lyon-2025:12:e"
USED = FootprintRange(1_000_000, 2_000_000, 10_000, 20_000, "ecologits 0.11")


def side(model: str, *failed: tuple[str, ...]) -> Side:
    return Side(model, "Serveur", tuple(Attempt(str(rank), each, 1.0, 9, USED) for rank, each in enumerate(failed)))


def report(at: datetime = NOW, *failed: tuple[str, ...], **changes: object) -> DrillReport:
    made = DrillReport(
        "valbrise-2026-001",
        at,
        "sha256:essais",
        "Courriers",
        side(LARGE, (), ()),
        side(SMALL, *(failed or ((), ()))),
        10,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def leaving(gateway, served):
    """Return the dossier in service, with an exit plan, and no drill that anything shows."""
    EvidenceFile.objects.filter(dossier_id=served.id).delete()
    gateway.opened(served, LARGE)
    plan_exit(gateway.cast.owner, served.id, ExitPlan(substitute=gateway.models[SMALL]), at=NOW)
    return file_of(served.id)


def found(file, on=TODAY, criterion: str = CRITERION) -> Result:
    (each,) = (each for each in judged(file_of(file.id), on).lead.findings if each.rule.criterion.id == criterion)
    return each.result


def test_a_date_that_no_document_shows_does_not_satisfy_the_charter(leaving):
    assert leaving.answers["exit_drill_on"] == TODAY - timedelta(days=60)
    assert found(leaving) is Result.NOT_SATISFIED
    assert "exit_drill_done" in unsupported_claims(leaving)


def test_a_conclusive_drill_satisfies_it_for_twelve_months_and_no_longer(gateway, leaving):
    filed = file_drill(gateway.cast.owner, leaving.id, report(), at=NOW)
    assert found(leaving) is Result.SATISFIED
    assert found(leaving, TODAY + timedelta(days=364)) is Result.SATISFIED
    assert found(leaving, TODAY + timedelta(days=365)) is Result.NOT_SATISFIED
    assert found(leaving, TODAY + timedelta(days=366)) is Result.NOT_SATISFIED
    file = file_of(leaving.id)
    assert file.answers["exit_drill_on"] == TODAY
    assert file.established["exit_drill_on"].origin.startswith("drill:")
    assert "exit_drill_done" not in unsupported_claims(file)
    (drill,) = drills_of(file.id)
    assert (drill.report_id, drill.valid_until) == (filed.report_id, TODAY + timedelta(days=364))


def test_an_inconclusive_one_is_filed_and_proves_nothing(gateway, leaving):
    filed = file_drill(gateway.cast.owner, leaving.id, report(NOW, (), (NO_REPLY,)), at=NOW)
    assert found(leaving) is Result.NOT_SATISFIED
    file = file_of(leaving.id)
    assert "exit_drill_on" not in file.established
    (piece,) = (each for each in pieces_of(file.id) if each.id == filed.report_id)
    assert (piece.supports, piece.expires_on) == ((), None)
    assert "non concluant" in piece.title
    assert not drills_of(file.id)[0].proves(TODAY)


def test_it_files_a_page_to_read_and_the_data_of_it(gateway, leaving):
    made = report()
    filed = file_drill(gateway.cast.owner, leaving.id, made, at=NOW)
    file = file_of(leaving.id)
    page, data = (each for each in pieces_of(file.id))
    assert (page.id, page.media_type, page.dated, page.expires_on) == (
        filed.report_id,
        "application/pdf",
        TODAY,
        TODAY.replace(year=TODAY.year + 1),
    )
    content = content_of(file, data.id)
    assert content is not None
    with content:
        assert json.loads(content.read())["digest"] == made.digest


def test_its_report_taken_away_takes_its_proof_away(gateway, leaving):
    first = file_drill(gateway.cast.owner, leaving.id, report(NOW - timedelta(days=30)), at=NOW)
    second = file_drill(gateway.cast.owner, leaving.id, report(), at=NOW)
    for filed in (second, first):
        assert found(leaving) is Result.SATISFIED
        _take_away(gateway, leaving, filed.drill_id)
    assert found(leaving) is Result.NOT_SATISFIED
    assert "exit_drill_on" not in file_of(leaving.id).established
    assert all(each.report_id is None for each in drills_of(leaving.id))


def _take_away(gateway, file, drill_id: int) -> None:
    row = ExitDrill.objects.get(pk=drill_id)
    for each in (row.report_id, row.data_id):
        remove(gateway.cast.reviewer, file.id, each, "Essai mal préparé.", at=NOW)


def test_the_last_conclusive_one_counts_whatever_was_filed_after(gateway, leaving):
    file_drill(gateway.cast.owner, leaving.id, report(NOW - timedelta(days=30)), at=NOW)
    file_drill(gateway.cast.owner, leaving.id, report(NOW, (), (NO_REPLY,)), at=NOW)
    assert file_of(leaving.id).answers["exit_drill_on"] == TODAY - timedelta(days=30)
    assert found(leaving) is Result.SATISFIED


def test_the_minutes_of_a_drill_played_elsewhere_prove_it_too(gateway, leaving):
    gateway.cast.minutes(leaving)
    assert found(leaving) is Result.SATISFIED
    assert [each.title for each in minutes_of(file_of(leaving.id))] == ["Compte rendu de l’exercice de sortie"]
    EvidenceFile.objects.filter(dossier_id=leaving.id).update(expires_on=TODAY)
    assert found(leaving) is Result.NOT_SATISFIED


def test_the_journal_tells_it_in_both_languages_with_its_digest(gateway, leaving):
    file_drill(gateway.cast.owner, leaving.id, report(), at=NOW)
    entry = Entry.objects.filter(act="gateway.drilled").get()
    details = json.loads(entry.details)
    assert details["digest"] == report().digest
    assert (details["outcome"], details["en"]["outcome"]) == ("concluant", "conclusive")


def test_it_refuses_the_report_of_another_use(gateway, leaving):
    with pytest.raises(RefusedError, match="autre usage"):
        file_drill(gateway.cast.owner, leaving.id, report(deployment="valbrise-2026-009"), at=NOW)
    assert not drills_of(leaving.id)


def test_it_refuses_the_same_report_twice(gateway, leaving):
    file_drill(gateway.cast.owner, leaving.id, report(), at=NOW)
    with pytest.raises(RefusedError):
        file_drill(gateway.cast.owner, leaving.id, report(), at=NOW)
    assert len(drills_of(leaving.id)) == 1


def test_it_is_played_with_the_rules_of_the_use(gateway, leaving):
    made = rehearse(gateway.cast.owner, leaving.id, None, at=NOW)
    assert (made.identifier, made.current, made.substitute) == ("valbrise-2026-001", LARGE, SMALL)
    assert made.models[SMALL].upstream_name == "petit-1"
    (provider,) = made.providers.values()
    assert provider.secret == "PASSERELLE_VALBRISE__VILLE"  # noqa: S105 - the name of a variable


def test_it_asks_which_model_to_leave_when_there_are_several(gateway, leaving):
    gateway.opened(leaving, LARGE, FOREIGN, jurisdictions=("FR", "US"))
    with pytest.raises(RefusedError, match="--model"):
        rehearse(gateway.cast.owner, leaving.id, None, at=NOW)
    assert rehearse(gateway.cast.owner, leaving.id, FOREIGN, at=NOW).current == FOREIGN
    with pytest.raises(RefusedError, match="Il peut quitter"):
        rehearse(gateway.cast.owner, leaving.id, "inconnu", at=NOW)


def test_it_leaves_the_only_model_that_the_use_could_call(gateway, leaving):
    gateway.opened(leaving, LARGE, FOREIGN)
    assert rehearse(gateway.cast.owner, leaving.id, None, at=NOW).current == LARGE


def test_it_sends_nothing_to_a_country_that_the_use_does_not_admit(gateway, leaving):
    plan_exit(gateway.cast.owner, leaving.id, ExitPlan(substitute=gateway.models[FOREIGN]), at=NOW)
    with pytest.raises(RefusedError, match="US"):
        rehearse(gateway.cast.owner, leaving.id, None, at=NOW)


def test_it_sends_nothing_that_the_catalogue_does_not_permit(gateway, leaving):
    gateway.allow(Permission.FORBIDDEN)
    with pytest.raises(RefusedError, match="catalogue"):
        rehearse(gateway.cast.owner, leaving.id, None, at=NOW)


def test_it_needs_a_substitute_that_writes(gateway, leaving):
    row = ServedModel.objects.get(name=SMALL)
    row.capabilities = [Capability.EMBEDDING.value]
    row.save()
    with pytest.raises(RefusedError, match="n’écrit rien"):
        rehearse(gateway.cast.owner, leaving.id, None, at=NOW)
    plan_exit(gateway.cast.owner, leaving.id, ExitPlan(), at=NOW)
    with pytest.raises(RefusedError, match="plan de sortie"):
        rehearse(gateway.cast.owner, leaving.id, None, at=NOW)


def test_it_is_not_for_whoever_does_not_carry_the_dossier(gateway, leaving):
    for stranger in (gateway.cast.councillor, gateway.cast.dpo):
        with pytest.raises(RefusedError) as refused:
            rehearse(stranger, leaving.id, None, at=NOW)
        assert refused.value.status == 403
        with pytest.raises(RefusedError):
            file_drill(stranger, leaving.id, report(), at=NOW)


def test_a_drill_is_not_taken_for_minutes(gateway, leaving):
    file_drill(gateway.cast.owner, leaving.id, report(), at=NOW)
    assert minutes_of(file_of(leaving.id)) == ()


def test_the_page_says_what_each_came_to_and_until_when(gateway, leaving, client_of):
    today = timezone.now()
    file_drill(gateway.cast.owner, leaving.id, report(today - timedelta(days=400)), at=NOW)
    file_drill(gateway.cast.owner, leaving.id, report(today - timedelta(days=2), (), ("at_most",)), at=NOW)
    file_drill(gateway.cast.owner, leaving.id, report(today - timedelta(days=1)), at=NOW)
    response = client_of(gateway.cast.owner).get(f"/espace/valbrise/dossiers/{leaving.number}/passerelle/")
    page = response.content.decode().replace("\u00a0", " ")
    drills = page[page.index("Exercices de sortie") :]
    assert drills.index("vaut jusqu’au") < drills.index("Non concluant") < drills.index("Dépassé")
    assert "2 sur 2 (100 %)" in drills
    assert "1 sur 2 (50 %)" in drills
    assert "Lire le rapport" in drills
