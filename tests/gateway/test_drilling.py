# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A drill played on two real servers of this machine: what they are sent, and how each reply is judged."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from tests.gateway.conftest import SECRET, bundle_of
from tests.gateway.provider import Provider, provider

from balise.core.drill import NO_REPLY, WITHHELD, Check, CheckKind, Side, TestSet, Trial
from balise.core.policy import Capability, DataPolicy
from balise.core.policy import Provider as KnownProvider
from balise.gateway.drilling import Contender, Drill, NoSecretError, play
from balise.gateway.settings import Limits
from balise.gateway.upstream import Timeouts

CONTAINS = (Check(CheckKind.CONTAINS, "budget"),)
ENVIRONMENT = {"ESSAI_SECRET": SECRET}
QUICK = Limits(upstream=Timeouts(connect=2.0, first_byte=2.0, between=2.0))


@pytest.fixture
def both() -> Iterator[tuple[Provider, Provider]]:
    with ExitStack() as stack:
        yield stack.enter_context(provider()), stack.enter_context(provider())


def trial(name: str, prompt: str, *checks: Check, system: str = "") -> Trial:
    return Trial(name, prompt, checks or CONTAINS, system)


def drill(both: tuple[Provider, Provider], *trials: Trial, **changes: object) -> Drill:
    bundle = bundle_of(both[0].address)
    known = bundle.providers["interne"]
    other = KnownProvider("Remplaçant", both[1].address, "FR")
    deployment = replace(bundle.deployments["courriers"], **changes)  # type: ignore[arg-type]
    return Drill(
        TestSet("Courriers", trials),
        deployment,
        Contender("grand", bundle.models["grand"], "interne", known),
        Contender("petit", bundle.models["petit"], "secours", other),
    )


def passed(side: Side) -> list[tuple[str, ...]]:
    return [attempt.failed for attempt in side.attempts]


def test_it_puts_each_trial_to_both_and_judges_each_reply(both):
    both[1].says = lambda words: words.replace("budget", "projet")
    first, second = trial("a", "Le budget est adopté."), trial("b", "Autre budget.", Check(CheckKind.AT_MOST, 200))
    current, substitute = play(drill(both, first, second), ENVIRONMENT, QUICK)
    assert (current.model, current.provider, passed(current)) == ("grand", "Interne", [(), ()])
    assert (substitute.model, substitute.provider, passed(substitute)) == ("petit", "Remplaçant", [("contains",), ()])
    assert [each.trial for each in substitute.attempts] == ["a", "b"]
    assert all(each.tokens_out == 7 for each in current.attempts)
    assert substitute.footprint.energy_max > 0
    assert substitute.footprint.method.startswith("ecologits")


def test_it_sends_the_words_and_the_secret_and_nothing_else(both):
    play(drill(both, trial("a", "Le budget.", system="Réponds en français.")), ENVIRONMENT, QUICK)
    here, there = both[0].last, both[1].last
    assert here.body == {
        "model": "grand-70b",
        "messages": [
            {"role": "system", "content": "Réponds en français."},
            {"role": "user", "content": "Le budget."},
        ],
    }
    assert here.headers["authorization"] == f"Bearer {SECRET}"
    assert "authorization" not in there.headers
    assert there.body["model"] == "petit-8b"


def test_it_pseudonymises_as_the_deployment_asks_and_judges_what_the_service_would_read(both):
    words = "Écris à Mme Jeanne Lefèvre, jeanne.lefevre@exemple.fr, au sujet du budget."
    checks = (Check(CheckKind.CONTAINS, "jeanne.lefevre@exemple.fr"), *CONTAINS)
    played = drill(both, trial("a", words, *checks), data_policy=DataPolicy.PSEUDONYMISE)
    sides = play(played, ENVIRONMENT, QUICK)
    for there, side in zip(both, sides, strict=True):
        assert "jeanne.lefevre@exemple.fr" not in json.dumps(there.last.body)
        assert passed(side) == [()]


def test_it_sends_nothing_that_the_deployment_blocks(both):
    words = "Écris à jeanne.lefevre@exemple.fr."
    sides = play(drill(both, trial("a", words), data_policy=DataPolicy.BLOCK), ENVIRONMENT, QUICK)
    assert [passed(side) for side in sides] == [[(WITHHELD,)], [(WITHHELD,)]]
    assert not both[0].seen
    assert not both[1].seen


@pytest.mark.parametrize("fault", ["500", "429", "reset", "garbage", "half"])
def test_it_counts_what_fails_as_a_reply_that_did_not_come(both, fault):
    both[1].says = lambda _words: fault
    current, substitute = play(drill(both, trial("a", "Le budget.")), ENVIRONMENT, QUICK)
    assert passed(current) == [()]
    assert passed(substitute) == [(NO_REPLY,)]


def test_it_goes_on_when_nobody_listens(both):
    gone = drill(both, trial("a", "Le budget."))
    nowhere = replace(gone.substitute, provider=KnownProvider("Rien", "http://127.0.0.1:1/v1", "FR"))
    current, substitute = play(replace(gone, substitute=nowhere), ENVIRONMENT, QUICK)
    assert (passed(current), passed(substitute)) == ([()], [(NO_REPLY,)])


def test_it_asks_for_a_completion_where_nothing_converses(both):
    played = drill(both, trial("a", "Le budget.", system="En français."))
    model = replace(played.substitute.model, capabilities=(Capability.COMPLETION,))
    _current, substitute = play(replace(played, substitute=replace(played.substitute, model=model)), ENVIRONMENT, QUICK)
    assert both[1].last.body == {"model": "petit-8b", "prompt": "En français.\n\nLe budget."}
    assert passed(substitute) == [()]


def test_it_refuses_to_begin_without_a_secret(both):
    with pytest.raises(NoSecretError) as refused:
        play(drill(both, trial("a", "Le budget.")), {}, QUICK)
    assert refused.value.name == "ESSAI_SECRET"
    assert not both[1].seen


def test_it_says_how_far_it_is(both):
    told: list[int] = []
    play(drill(both, *(trial(str(rank), "Le budget.") for rank in range(5))), ENVIRONMENT, QUICK, told.append)
    assert sum(told) == 10


@pytest.mark.parametrize(
    ("kind", "value", "reply", "passes"),
    [
        (CheckKind.MATCHES, r"(?i)^le\s+BUDGET", "Le budget est adopté.", True),
        (CheckKind.MATCHES, r"\d{4}", "Le budget est adopté.", False),
        (CheckKind.MATCHES, "(a+)+$", "a" * 5000 + "!", False),
        (CheckKind.JSON_SCHEMA, {"type": "object", "required": ["vote"]}, '{"vote": 12}', True),
        (CheckKind.JSON_SCHEMA, {"type": "object", "required": ["vote"]}, '{"pour": 12}', False),
        (CheckKind.JSON_SCHEMA, {"$ref": "#"}, "{}", False),
        (CheckKind.JSON_SCHEMA, {"$defs": {"o": {"type": "object"}}, "$ref": "#/$defs/o"}, '{"vote": 1}', True),
        (CheckKind.JSON_SCHEMA, {"type": "object"}, "Voici : {}", False),
        (CheckKind.JSON_SCHEMA, {"type": "string", "pattern": "^(a+)+$"}, json.dumps("a" * 5000 + "!"), False),
        (CheckKind.JSON_SCHEMA, {"type": "string", "pattern": "^a+$"}, '"aaa"', True),
        (CheckKind.LANGUAGE, "fr", "Le conseil a adopté le budget de la ville.", True),
    ],
)
def test_it_judges_by_every_kind_of_check(both, kind, value, reply, passes):
    sides = play(drill(both, trial("a", reply, Check(kind, value))), ENVIRONMENT, QUICK)
    assert [passed(side) for side in sides] == [[() if passes else (kind.value,)]] * 2
