# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A text shown before it is sent: what a running gateway says of it is what it would do, and nothing of it is kept."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from tests.gateway.conftest import KEY, RunningGateway, bundle_of

from balise.core.policy import AccessKey, DataPolicy, Standing, fingerprint
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.placeholders import LABELS, Mapping, pseudonymised
from balise.gateway.pseudonyms.previewing import LOOK_ALIKE_TYPE, preview
from balise.loading.usage_journal.opening import open_journal

LETTER = "Madame Odile Vasseur, née le 12 mars 1964, a écrit depuis odile.vasseur@courriel.example hier."


def preview_of(gateway: RunningGateway, text: object = LETTER, key: str = KEY, **more: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    address = f"{gateway.address}/v1/balise/preview"
    return gateway.client.post(address, json={"input": text}, headers=headers | more, timeout=30)


def under(gateway: RunningGateway, **changes: Any) -> RunningGateway:
    version = gateway.client.get(f"{gateway.address}/healthz").json()["bundle"]["version"]
    gateway.publish(bundle_of(gateway.provider.address, version + 1, **changes))
    return gateway


def test_it_shows_what_would_leave_as_a_call_would_send_it(gateway: RunningGateway):
    under(gateway, data_policy=DataPolicy.PSEUDONYMISE)
    shown = preview_of(gateway)
    gateway.ask(LETTER)

    assert shown.status_code == 200
    told = shown.json()
    assert told["leaving"] == gateway.provider.last.body["messages"][0]["content"]
    found = {LETTER[each["start"] : each["end"]]: (each["type"], each["placeholder"]) for each in told["spans"]}
    assert found["odile.vasseur@courriel.example"] == ("email", "[COURRIEL_1]")
    assert found["12 mars 1964"] == ("birth_date", "[DATE_DE_NAISSANCE_1]")
    assert (told["policy"], told["blocked"]) == ("pseudonymise", False)


@pytest.mark.parametrize(
    ("policy", "leaving", "blocked", "found"),
    [
        (DataPolicy.OFF, LETTER, False, set()),
        (DataPolicy.OBSERVE, LETTER, False, {"person", "birth_date", "email"}),
        (DataPolicy.BLOCK, None, True, {"person", "birth_date", "email"}),
    ],
)
def test_it_follows_the_policy_of_the_deployment(gateway: RunningGateway, policy, leaving, blocked, found):
    told = preview_of(under(gateway, data_policy=policy)).json()

    assert (told["leaving"], told["blocked"]) == (leaving, blocked)
    assert {each["type"] for each in told["spans"]} == found
    assert {each["placeholder"] for each in told["spans"]} <= {""}


def test_it_calls_nobody_and_leaves_no_record(gateway: RunningGateway):
    under(gateway, data_policy=DataPolicy.PSEUDONYMISE)
    gateway.ask("bonjour")
    with open_journal(gateway.journal) as journal:
        before = journal.count()
    gateway.provider.seen.clear()
    assert preview_of(gateway).status_code == 200

    assert gateway.provider.seen == []
    with open_journal(gateway.journal) as journal:
        assert journal.count() == before
    measured = gateway.client.get(f"{gateway.address}/metrics").text
    assert "balise_previews_total" in measured
    assert "Vasseur" not in measured
    assert b"Vasseur" not in b"".join(each.read_bytes() for each in gateway.folder.iterdir())


def test_it_refuses_without_a_key_that_is_known(gateway: RunningGateway):
    assert preview_of(gateway, key="").json()["error"]["code"] == "missing_key"
    unknown = preview_of(gateway, key="sk-inconnue")
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (401, "unknown_key")


def test_it_refuses_a_key_whose_time_is_over(gateway: RunningGateway):
    version = gateway.client.get(f"{gateway.address}/healthz").json()["bundle"]["version"]
    bundle = bundle_of(gateway.provider.address, version + 1)
    over = AccessKey("courriers", datetime(2020, 1, 1, tzinfo=UTC))
    gateway.publish(replace(bundle, keys={fingerprint(KEY): over}))

    assert preview_of(gateway).json()["error"]["code"] == "expired_key"


def test_it_still_shows_a_text_when_the_use_is_suspended(gateway: RunningGateway):
    under(gateway, standing=Standing.SUSPENDED, data_policy=DataPolicy.PSEUDONYMISE)

    assert preview_of(gateway).status_code == 200
    assert gateway.ask().status_code == 403


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xff\xfe", "invalid_body"),
        (b"[]", "invalid_body"),
        (b"{}", "invalid_field"),
        (b'{"input": ["a"]}', "invalid_field"),
        (b"[" * 100_000, "invalid_body"),
    ],
)
def test_it_says_what_is_wrong_in_a_body(gateway: RunningGateway, raw: bytes, code: str):
    headers = {"Authorization": f"Bearer {KEY}"}
    told = gateway.client.post(f"{gateway.address}/v1/balise/preview", data=raw, headers=headers, timeout=30)

    assert (told.status_code, told.json()["error"]["code"]) == (400, code)


def test_it_takes_no_more_than_a_call_does(gateway: RunningGateway):
    told = preview_of(gateway, "é" * 6_000_000)

    assert (told.status_code, told.json()["error"]["code"]) == (413, "body_too_large")


def test_it_is_only_sent_to(gateway: RunningGateway):
    told = gateway.client.get(f"{gateway.address}/v1/balise/preview", timeout=30)

    assert (told.status_code, told.headers["Allow"]) == (405, "POST")


def test_it_answers_in_english_when_asked(gateway: RunningGateway):
    told = preview_of(gateway, key="sk-inconnue", **{"Accept-Language": "en"})

    assert "access key" in json.dumps(told.json())


class Found:
    """Finds what it was told to."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self.spans = spans

    def find(self, text: str, /) -> tuple[Span, ...]:
        return tuple(span for span in self.spans if span.end <= len(text))


PIECES = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6), st.sampled_from(list(LABELS))), max_size=6)


@given(st.text(alphabet="ab [PERSONNE_1]é\U0001f600", max_size=60), PIECES)
def test_putting_the_placeholders_at_their_places_gives_the_text_that_leaves(text: str, drawn):
    spans, place = [], 0
    for gap, length, kind in drawn:
        spans.append(Span(place + gap, place + gap + length, kind))
        place += gap + length
    shown = preview(text, DataPolicy.PSEUDONYMISE, Found(tuple(spans)))

    rebuilt, at = "", 0
    for piece in shown.pieces:
        rebuilt += text[at : piece.start] + piece.placeholder
        at = piece.end
    assert rebuilt + text[at:] == shown.leaving
    assert shown.leaving == pseudonymised(text, Found(tuple(spans)).find(text), Mapping())
    assert {piece.type for piece in shown.pieces} <= {*map(str, Kind), LOOK_ALIKE_TYPE}
