# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the rows of the site come to in the bundle, and what a gateway decides with it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from jsonschema import Draft202012Validator
from tests.web.conftest import NOW
from tests.web.deployments.conftest import FOREIGN, LARGE, SMALL

from balise.core.policy import Allowed, DataPolicy, Refused, Standing, fingerprint, problems_of
from balise.core.refusals import RefusalCode
from balise.core.states import Act
from balise.core.training import Audience
from balise.loading.schemas import schemas
from balise.web.assessments.models import Dossier
from balise.web.catalogue.vocabulary import Permission
from balise.web.deployments.models import AccessKey
from balise.web.deployments.operations.keys import create_key, replace_key, revoke_key
from balise.web.deployments.operations.leaving import ExitPlan, plan_exit, switch, switch_back
from balise.web.deployments.operations.offering import retire_model
from balise.web.deployments.operations.training import revoke_token
from balise.web.governance.proposals import Proposal
from balise.web.literacy.operations.attestations import OutsideTraining, record_outside, withdraw_attestation
from balise.web.organisations.operations.memberships import end_membership
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db


def code(decision: object) -> RefusalCode:
    assert isinstance(decision, Refused)
    return decision.code


def test_it_opens_a_deployed_dossier_to_its_key(gateway, served):
    key = gateway.key(served)
    decision = gateway.decided(key.secret, staff=gateway.token())
    assert isinstance(decision, Allowed)
    assert decision.deployment_id == "valbrise-2026-001"
    assert decision.model.upstream_name == "petit-1"
    assert decision.provider.base_url == "http://127.0.0.1:9100/v1"
    assert decision.deployment.title == served.title
    assert problems_of(gateway.read()) == ()
    validator = Draft202012Validator(schemas()["policy"])
    document = json.loads(gateway.path.read_bytes())
    validator.validate(document)
    assert not validator.is_valid(document | {"keys": {"a": {"deployment": 3}}})
    assert not validator.is_valid(document | {"secret": "x"})


def test_it_keeps_the_key_nowhere(gateway, served):
    key = gateway.key(served)
    bundle = gateway.published()
    assert key.secret not in gateway.path.read_text(encoding="utf-8")
    assert fingerprint(key.secret) in bundle.keys
    row = AccessKey.objects.get()
    assert key.secret.startswith(row.beginning)
    assert key.secret not in " ".join(str(value) for value in row.__dict__.values())


def test_it_asks_for_a_token_where_the_charter_asks_for_training_and_cites_it(gateway, served):
    key, token = gateway.key(served), gateway.token()
    decision = gateway.decided(key.secret)
    assert code(decision) is RefusalCode.TRAINING_REQUIRED
    assert "lyon-2025:8" in decision.commitments
    cited = gateway.read().commitments["lyon-2025:8"]
    assert cited.statement.fr
    assert cited.link.endswith("/portail/valbrise/charte/#lyon-2025:8")
    assert isinstance(gateway.decided(key.secret, staff=token), Allowed)


def test_it_forgets_the_token_of_whoever_leaves_or_loses_it(gateway, served):
    key, token = gateway.key(served), gateway.token()
    row = next(iter(gateway.published().trained))
    assert row == fingerprint(token)
    from balise.web.deployments.models import StaffToken  # noqa: PLC0415 - rows exist once Django is ready

    revoke_token(gateway.administrator, StaffToken.objects.get().pk, at=NOW)
    assert code(gateway.decided(key.secret, staff=token)) is RefusalCode.TRAINING_REQUIRED
    another = gateway.token()
    assert isinstance(gateway.decided(key.secret, staff=another), Allowed)
    end_membership(gateway.administrator, gateway.cast.owner.user_id, at=NOW)
    assert gateway.published().trained == {}


def test_it_closes_its_door_when_an_attestation_expires_or_is_withdrawn(gateway, served):
    from balise.web.literacy.models import Attestation  # noqa: PLC0415 - rows exist once Django is ready

    key, token = gateway.key(served), gateway.token()
    holder, today = gateway.cast.owner, NOW.date()
    said = OutsideTraining(
        holder.name, holder.email, Audience.STAFF, None, "Bases", "CNFPT", "", None, today, today + timedelta(days=30)
    )
    attested = record_outside(gateway.administrator, said, at=NOW)
    assert isinstance(gateway.decided(key.secret, staff=token), Allowed)
    assert isinstance(gateway.decided(key.secret, staff=token, at=NOW + timedelta(days=30)), Allowed)
    after = NOW + timedelta(days=31)
    assert code(gateway.decided(key.secret, staff=token, at=after)) is RefusalCode.TRAINING_EXPIRED
    Attestation.objects.create(
        code="encore",
        authority_id=holder.authority.id,
        user_id=holder.user_id,
        name=holder.name,
        audience="staff",
        training="Encore",
        followed_on=today,
        issued_at=NOW,
        expires_on=today + timedelta(days=400),
    )
    assert isinstance(gateway.decided(key.secret, staff=token, at=after), Allowed)
    for each in ("encore", attested):
        withdraw_attestation(gateway.administrator, each, "Erreur", at=NOW)
    assert code(gateway.decided(key.secret, staff=token)) is RefusalCode.TRAINING_REQUIRED


def test_it_stops_a_revoked_key_and_lets_a_replaced_one_open_for_a_day(gateway, served):
    token = gateway.token()
    first = gateway.key(served)
    second = replace_key(gateway.cast.owner, served.id, first.id, at=NOW)
    assert isinstance(gateway.decided(first.secret, staff=token), Allowed)
    assert isinstance(gateway.decided(second.secret, staff=token), Allowed)
    later = NOW + timedelta(hours=25)
    assert code(gateway.decided(first.secret, staff=token, at=later)) is RefusalCode.EXPIRED_KEY
    revoke_key(gateway.cast.owner, served.id, second.id, at=NOW)
    assert code(gateway.decided(second.secret, staff=token)) is RefusalCode.UNKNOWN_KEY


def test_it_closes_a_suspended_dossier_and_opens_it_again(gateway, served):
    key, token = gateway.key(served), gateway.token()
    gateway.cast.do(gateway.cast.reviewer, served, Act.SUSPEND, Proposal(motive="Des erreurs."))
    assert code(gateway.decided(key.secret, staff=token)) is RefusalCode.SUSPENDED
    review = NOW.date() + timedelta(days=365)
    gateway.cast.do(
        gateway.cast.second, served, Act.RESUME, Proposal(motive="Corrigé.", review_date=review, begun=True)
    )
    assert isinstance(gateway.decided(key.secret, staff=token), Allowed)


def test_it_opens_nothing_before_the_service_begins(gateway):
    file = gateway.cast.accepted()
    Dossier.objects.filter(pk=file.id).update(tool_id=gateway.tool)
    gateway.opened(file)
    key = gateway.key(file)
    assert code(gateway.decided(key.secret, staff=gateway.token())) is RefusalCode.NOT_DEPLOYED


def test_it_follows_the_cell_of_the_catalogue(gateway, served):
    key, token = gateway.key(served), gateway.token()
    gateway.allow(Permission.FORBIDDEN)
    assert code(gateway.decided(key.secret, staff=token)) is RefusalCode.NOT_FOR_THIS_USE
    gateway.allow()
    assert isinstance(gateway.decided(key.secret, staff=token), Allowed)


def test_it_knows_no_tool_that_the_dossier_does_not_name(gateway, served):
    key = gateway.key(served)
    Dossier.objects.filter(pk=served.id).update(tool_id=None)
    decision = gateway.decided(key.secret, staff=gateway.token())
    assert code(decision) is RefusalCode.NOT_IN_CATALOGUE
    assert decision.commitments == ("lyon-2025:9",)


def test_it_admits_europe_alone_where_a_framework_speaks_of_jurisdictions(gateway, served):
    gateway.opened(served, SMALL, FOREIGN)
    key, token = gateway.key(served), gateway.token()
    assert code(gateway.decided(key.secret, FOREIGN, staff=token)) is RefusalCode.JURISDICTION
    gateway.opened(served, SMALL, FOREIGN, jurisdictions=("FR", "US"))
    assert isinstance(gateway.decided(key.secret, FOREIGN, staff=token), Allowed)


def test_it_refuses_a_larger_model_than_the_dossier_justifies(gateway, served):
    gateway.opened(served, SMALL, LARGE, largest=gateway.models[SMALL])
    key = gateway.key(served)
    decision = gateway.decided(key.secret, LARGE, staff=gateway.token())
    assert code(decision) is RefusalCode.LARGER_MODEL
    assert decision.gaps["smaller"] == SMALL


def test_it_masks_personal_data_where_a_framework_asks_for_it(gateway, served):
    with pytest.raises(RefusedError, match="pseudonymiser"):
        gateway.opened(served, data_policy=DataPolicy.OFF)
    from balise.web.deployments.models import Deployment  # noqa: PLC0415 - rows exist once Django is ready

    Deployment.objects.update(data_policy=DataPolicy.OFF)  # as an older version might have left it
    (deployment,) = gateway.published().deployments.values()
    assert deployment.data_policy is DataPolicy.PSEUDONYMISE


def test_it_ends_with_the_experiment_that_was_decided(gateway):
    file = gateway.cast.with_opinions()
    end = NOW.date() + timedelta(days=90)
    gateway.cast.do(
        gateway.cast.reviewer,
        file,
        Act.DECIDE_EXPERIMENT,
        Proposal(deciding_authority="La maire", experiment_ends_on=end),
    )
    gateway.opened(file)
    (deployment,) = gateway.published().deployments.values()
    assert deployment.standing is Standing.NOT_DEPLOYED
    assert deployment.not_after is not None
    assert deployment.not_after.date() == end
    assert deployment.not_after > datetime(end.year, end.month, end.day, 22, tzinfo=UTC)


def test_it_makes_no_key_for_a_use_that_answers_the_public_where_the_charter_refuses_it(gateway, served):
    Dossier.objects.filter(pk=served.id).update(
        answers=Dossier.objects.get(pk=served.id).answers | {"interaction_mode": "direct"}
    )
    with pytest.raises(RefusedError, match=r"lyon-2025:2"):
        gateway.key(served)
    assert not AccessKey.objects.exists()


def test_it_closes_a_use_that_came_to_answer_the_public(gateway, served):
    key = gateway.key(served)
    row = Dossier.objects.get(pk=served.id)
    row.answers = row.answers | {"interaction_mode": "direct"}
    row.save()
    decision = gateway.decided(key.secret, staff=gateway.token())
    assert code(decision) is RefusalCode.DIRECT_INTERACTION
    assert decision.commitments == ("lyon-2025:2",)


def test_it_makes_no_key_for_a_dossier_that_is_suspended(gateway, served):
    gateway.cast.do(gateway.cast.reviewer, served, Act.SUSPEND, Proposal(motive="Des erreurs."))
    with pytest.raises(RefusedError, match="suspendu"):
        gateway.key(served)


def test_it_opens_the_gateway_to_no_dossier_that_is_not_accepted(gateway):
    file = gateway.cast.in_review()
    with pytest.raises(RefusedError, match="décision favorable"):
        gateway.opened(file)


def test_it_lets_each_do_their_part_alone(gateway, served):
    cast = gateway.cast
    for stranger in (cast.dpo, cast.ciso, cast.councillor):
        with pytest.raises(RefusedError) as refused:
            create_key(stranger, served.id, "Clé", at=NOW)
        assert refused.value.status == 403
    for member in (cast.owner, cast.reviewer, gateway.administrator):
        assert create_key(member, served.id, f"Clé de {member.name}", at=NOW).secret


def test_it_has_the_substitute_serve_and_gives_the_models_back(gateway, served):
    key, token = gateway.key(served), gateway.token()
    plan_exit(gateway.cast.owner, served.id, ExitPlan("JSON", "Article 12", gateway.models[LARGE], 30, "0 €"), at=NOW)
    assert switch(gateway.cast.owner, served.id, at=NOW) == LARGE
    decision = gateway.decided(key.secret, SMALL, staff=token)
    assert isinstance(decision, Allowed)
    assert decision.model_id == LARGE
    switch_back(gateway.cast.owner, served.id, at=NOW)
    decision = gateway.decided(key.secret, SMALL, staff=token)
    assert isinstance(decision, Allowed)
    assert decision.model_id == SMALL


def test_it_switches_to_nothing_that_could_not_serve(gateway, served):
    owner = gateway.cast.owner
    with pytest.raises(RefusedError, match="plan de sortie"):
        switch(owner, served.id, at=NOW)
    plan_exit(owner, served.id, ExitPlan(substitute=gateway.models[FOREIGN]), at=NOW)
    with pytest.raises(RefusedError, match="US"):
        switch(owner, served.id, at=NOW)


def test_it_switches_to_a_larger_model_than_the_dossier_justifies_rather_than_serve_nobody(gateway, served):
    owner, key, token = gateway.cast.owner, gateway.key(served), gateway.token()
    gateway.opened(served, SMALL, largest=gateway.models[SMALL])
    plan_exit(owner, served.id, ExitPlan(substitute=gateway.models[LARGE]), at=NOW)
    switch(owner, served.id, at=NOW)
    decision = gateway.decided(key.secret, SMALL, staff=token)
    assert isinstance(decision, Allowed)
    assert decision.model_id == LARGE


def test_it_offers_a_retired_model_no_longer(gateway, served):
    key, token = gateway.key(served), gateway.token()
    retire_model(gateway.administrator, gateway.models[SMALL], at=NOW)
    assert code(gateway.decided(key.secret, SMALL, staff=token)) is RefusalCode.MODEL_NOT_ALLOWED
    assert problems_of(gateway.read()) == ()


def test_it_says_the_notice_and_the_controls_of_every_framework(gateway, served):
    (deployment,) = gateway.published().deployments.values()
    assert "relu par un agent" in deployment.notice
    assert len(deployment.notice) <= 140
    commitments = {each.commitment.partition(":")[0] for each in deployment.controls}
    assert {"lyon-2025", "gdpr", "eu-ai-act"} <= commitments
    assert deployment.authority == "valbrise"
    assert replace(deployment, register="") == deployment, "nothing is published yet"
