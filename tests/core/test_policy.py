# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a bundle lets through: each control refuses by its own code, in the name of its commitment, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.frameworks import ControlKind
from balise.core.language import Language, Text
from balise.core.policy import (
    AccessKey,
    Allowed,
    AppliedControl,
    Asked,
    Capability,
    CitedCommitment,
    Contact,
    DataPolicy,
    Deployment,
    Energy,
    Grant,
    Model,
    PolicyBundle,
    Provider,
    Refused,
    Standing,
    decide,
    fingerprint,
    models_of,
    problems_of,
)
from balise.core.refusals import WORDS, RefusalCode, remedy_of, sentence_of

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
DAY = timedelta(days=1)
COMMITMENTS = {kind: f"charte:{rank}" for rank, kind in enumerate(ControlKind, start=1)}
EVERY_CONTROL = tuple(AppliedControl(kind, commitment) for kind, commitment in COMMITMENTS.items())
ENERGY = Energy(zone="FRA")


def model(size: float, provider: str = "interne", *capabilities: Capability) -> Model:
    return Model(provider, "m", capabilities or (Capability.CHAT,), ENERGY, size)


DEPLOYMENT = Deployment(
    title="Courriers",
    authority="valbrise",
    unit="Accueil",
    dossier="2026-001",
    standing=Standing.OPEN,
    contact=Contact.MEDIATED,
    models={
        "petit": Grant.ALLOWED,
        "grand": Grant.ALLOWED,
        "ailleurs": Grant.ALLOWED,
        "inconnu": Grant.NOT_IN_CATALOGUE,
        "trop-sensible": Grant.NOT_FOR_THIS_USE,
    },
    data_policy=DataPolicy.OFF,
    controls=EVERY_CONTROL,
    jurisdictions=("FR",),
    largest="petit",
)
BUNDLE = PolicyBundle(
    version=1,
    published_at=NOW,
    commitments={id_: CitedCommitment(Text(f"Phrase {id_}")) for id_ in COMMITMENTS.values()},
    providers={
        "interne": Provider("Interne", "https://ia.valbrise.example/v1", "FR"),
        "lointain": Provider("Lointain", "https://ia.example/v1", "US"),
    },
    models={
        "petit": model(8, "interne", Capability.CHAT, Capability.COMPLETION),
        "grand": model(70),
        "ailleurs": model(8, "lointain"),
    },
    deployments={"courriers": DEPLOYMENT},
    keys={fingerprint("sk-1"): AccessKey("courriers")},
    trained={fingerprint("agent-forme"): NOW + DAY, fingerprint("agent-perime"): NOW - DAY},
)
ASKED = Asked("sk-1", "petit", Capability.CHAT, NOW, "agent-forme")


def with_deployment(**changes: Any) -> PolicyBundle:
    return replace(BUNDLE, deployments={"courriers": replace(DEPLOYMENT, **changes)})


def test_a_call_that_keeps_every_rule_reaches_its_model_and_no_other():
    found = decide(ASKED, BUNDLE)

    assert isinstance(found, Allowed)
    assert (found.model_id, found.provider_id, found.deployment_id) == ("petit", "interne", "courriers")


@pytest.mark.parametrize(
    ("asked", "bundle", "code"),
    [
        (replace(ASKED, key="sk-2"), BUNDLE, RefusalCode.UNKNOWN_KEY),
        (ASKED, replace(BUNDLE, deployments={}), RefusalCode.UNKNOWN_KEY),
        (
            ASKED,
            replace(BUNDLE, keys={fingerprint("sk-1"): AccessKey("courriers", NOW - DAY)}),
            RefusalCode.EXPIRED_KEY,
        ),
        (ASKED, with_deployment(contact=Contact.DIRECT), RefusalCode.DIRECT_INTERACTION),
        (ASKED, with_deployment(standing=Standing.NOT_DEPLOYED), RefusalCode.NOT_DEPLOYED),
        (ASKED, with_deployment(not_before=NOW + DAY), RefusalCode.NOT_DEPLOYED),
        (ASKED, with_deployment(standing=Standing.SUSPENDED), RefusalCode.SUSPENDED),
        (ASKED, with_deployment(standing=Standing.WITHDRAWN), RefusalCode.WITHDRAWN),
        (ASKED, with_deployment(not_after=NOW - DAY), RefusalCode.EXPIRED),
        (replace(ASKED, model="autre"), BUNDLE, RefusalCode.MODEL_NOT_ALLOWED),
        (ASKED, replace(BUNDLE, models={}), RefusalCode.MODEL_NOT_ALLOWED),
        (replace(ASKED, model="inconnu"), BUNDLE, RefusalCode.NOT_IN_CATALOGUE),
        (replace(ASKED, model="trop-sensible"), BUNDLE, RefusalCode.NOT_FOR_THIS_USE),
        (replace(ASKED, capability=Capability.EMBEDDING), BUNDLE, RefusalCode.CAPABILITY),
        (replace(ASKED, model="ailleurs"), BUNDLE, RefusalCode.JURISDICTION),
        (replace(ASKED, model="grand"), BUNDLE, RefusalCode.LARGER_MODEL),
        (replace(ASKED, staff=""), BUNDLE, RefusalCode.TRAINING_REQUIRED),
        (replace(ASKED, staff="inventé"), BUNDLE, RefusalCode.TRAINING_REQUIRED),
        (replace(ASKED, staff="agent-perime"), BUNDLE, RefusalCode.TRAINING_EXPIRED),
        (ASKED, with_deployment(substitutes={"petit": "ailleurs"}), RefusalCode.JURISDICTION),
    ],
)
def test_each_rule_refuses_by_its_own_code_and_cites_its_commitments(
    asked: Asked, bundle: PolicyBundle, code: RefusalCode
):
    found = decide(asked, bundle)

    assert isinstance(found, Refused)
    assert found.code is code
    if code is not RefusalCode.UNKNOWN_KEY:
        assert found.commitments == tuple(COMMITMENTS[kind] for kind in ControlKind if kind in code.controls)


def test_the_refusal_of_a_large_model_names_the_smaller_one():
    found = decide(replace(ASKED, model="grand"), BUNDLE)

    assert isinstance(found, Refused)
    assert "« petit »" in remedy_of(found.code, found.gaps, Language.FRENCH).replace("\u00a0", " ")


def test_a_substitute_answers_under_the_name_that_programs_ask_for():
    switched = with_deployment(substitutes={"petit": "grand"})
    found = decide(ASKED, switched)

    assert isinstance(found, Allowed)
    assert found.model_id == "grand"


def test_a_larger_substitute_justifies_no_larger_model():
    switched = with_deployment(substitutes={"petit": "grand"})
    found = decide(replace(ASKED, model="grand"), switched)

    assert isinstance(found, Refused)
    assert found.code is RefusalCode.LARGER_MODEL


def test_direct_contact_is_refused_only_where_a_commitment_asks_for_it():
    others = tuple(each for each in EVERY_CONTROL if each.kind is not ControlKind.REFUSE_DIRECT_INTERACTION)

    assert isinstance(decide(ASKED, with_deployment(contact=Contact.DIRECT, controls=others)), Allowed)


def test_training_is_asked_for_only_where_a_commitment_asks_for_it():
    assert isinstance(decide(replace(ASKED, staff=""), with_deployment(controls=())), Allowed)


def test_a_key_lists_the_models_that_it_may_use_and_nothing_when_its_dossier_is_closed():
    assert models_of("sk-1", BUNDLE, NOW) == ("petit",)
    assert models_of("sk-2", BUNDLE, NOW) == ()
    assert models_of("sk-1", with_deployment(standing=Standing.SUSPENDED), NOW) == ()


def test_every_refusal_has_its_words_in_both_languages_and_needs_no_gap():
    assert WORDS.keys() == set(RefusalCode)
    for code in RefusalCode:
        for language in Language:
            assert sentence_of(code, {}, language)
            assert remedy_of(code, {}, language)
        assert WORDS[code].sentence.en is not None
        assert WORDS[code].remedy.en is not None


@pytest.mark.parametrize(
    ("bundle", "said"),
    [
        (replace(BUNDLE, providers={}), "model petit: no provider interne"),
        (replace(BUNDLE, models={}), "deployment courriers: no model petit"),
        (with_deployment(largest="géant"), "deployment courriers: no model géant"),
        (with_deployment(substitutes={"petit": "géant"}), "deployment courriers: no model géant"),
        (replace(BUNDLE, commitments={}), "deployment courriers: no commitment charte:1"),
    ],
)
def test_a_bundle_that_contradicts_itself_says_where(bundle: PolicyBundle, said: str):
    assert problems_of(BUNDLE) == ()
    assert said in [problem.in_(Language.ENGLISH) for problem in problems_of(bundle)]


controls = st.lists(st.sampled_from(EVERY_CONTROL), unique=True).map(tuple)
deployments = st.builds(
    replace,
    st.just(DEPLOYMENT),
    standing=st.sampled_from(Standing),
    contact=st.sampled_from(Contact),
    models=st.dictionaries(st.sampled_from(["petit", "grand", "ailleurs", "autre"]), st.sampled_from(Grant)),
    controls=controls,
    not_before=st.sampled_from([None, NOW - DAY, NOW + DAY]),
    not_after=st.sampled_from([None, NOW - DAY, NOW + DAY]),
    jurisdictions=st.sampled_from([(), ("FR",), ("FR", "US"), ("US",)]),
    largest=st.sampled_from(["", "petit", "grand"]),
    substitutes=st.sampled_from([{}, {"petit": "grand"}, {"grand": "petit"}, {"petit": "autre"}]),
)
calls = st.builds(
    Asked,
    st.sampled_from(["sk-1", "sk-2", ""]),
    st.sampled_from(["petit", "grand", "ailleurs", "autre", ""]),
    st.sampled_from(Capability),
    st.just(NOW),
    st.sampled_from(["", "agent-forme", "agent-perime"]),
)


@given(calls, deployments)
def test_nothing_passes_that_a_rule_refuses(asked: Asked, deployment: Deployment):
    found = decide(asked, replace(BUNDLE, deployments={"courriers": deployment}))
    kinds = {each.kind for each in deployment.controls}
    if isinstance(found, Refused):
        assert set(found.commitments) <= {each.commitment for each in deployment.controls}
        return
    assert asked.key == "sk-1"
    assert deployment.standing is Standing.OPEN
    assert deployment.models[asked.model] is Grant.ALLOWED
    assert found.model_id == deployment.substitutes.get(asked.model, asked.model)
    assert asked.capability in found.model.capabilities
    assert not deployment.jurisdictions or found.provider.jurisdiction in deployment.jurisdictions
    assert not deployment.largest or BUNDLE.models[asked.model].size <= BUNDLE.models[deployment.largest].size
    assert not (deployment.contact is Contact.DIRECT and ControlKind.REFUSE_DIRECT_INTERACTION in kinds)
    assert ControlKind.LITERACY not in kinds or asked.staff == "agent-forme"
    assert deployment.not_before is None or deployment.not_before <= NOW
    assert deployment.not_after is None or deployment.not_after >= NOW


@given(calls, deployments, st.sampled_from(EVERY_CONTROL))
def test_one_more_control_never_opens_what_was_closed(asked: Asked, deployment: Deployment, control: AppliedControl):
    stricter = replace(deployment, controls=(*deployment.controls, control))
    before = decide(asked, replace(BUNDLE, deployments={"courriers": deployment}))
    after = decide(asked, replace(BUNDLE, deployments={"courriers": stricter}))

    assert isinstance(before, Allowed) or isinstance(after, Refused)


def test_no_field_of_a_bundle_can_hold_a_key_or_a_secret():
    assert fingerprint("sk-1") != "sk-1"
    assert "sk-1" not in repr(BUNDLE)
