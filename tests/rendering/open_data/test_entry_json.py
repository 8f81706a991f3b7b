# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import json
from dataclasses import replace
from datetime import date
from itertools import count, islice

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from tests.rendering.open_data.register_entries import ENTRY, REGISTERS, entry
from tests.rendering.open_data.small_site import ADDRESSES

from balise.core.language import Language
from balise.core.register import PublicStatus, RegisterEntry
from balise.loading.questions import shipped_bank
from balise.rendering.open_data.entry_json import SCHEMA, entry_record, json_chunks
from balise.rendering.open_data.entry_schema import json_schema

DESCRIBED = json_schema(shipped_bank(), ADDRESSES)
VALIDATOR = Draft202012Validator(DESCRIBED)


def parsed(*entries: RegisterEntry) -> list[dict[str, object]]:
    return list(json.loads(b"".join(json_chunks(entries, ADDRESSES))))


def test_an_object_names_its_schema_and_its_address():
    [record] = parsed(ENTRY)

    assert (record["schema"], record["id"], record["edition"]) == (SCHEMA, "tri-des-demandes", 2)
    assert record["address"] == "https://ia.valbrise.example/r/tri-des-demandes"


def test_what_the_entry_does_not_say_is_absent():
    [record] = parsed(entry(in_service_on=None, decision=None, outcome=None, unit="", answers={}))

    assert record.keys().isdisjoint({"in_service_on", "decision", "outcome", "unit"})
    assert record["answers"] == {}


def test_the_notices_of_what_no_longer_serves_end_with_it():
    over = entry(status=PublicStatus.WITHDRAWN, ended_on=date(2026, 12, 16))

    assert entry_record(over, ADDRESSES)["notices"][0]["shown_until"] == "2026-12-16"
    assert "shown_until" not in entry_record(replace(over, status=PublicStatus.SUSPENDED), ADDRESSES)["notices"][0]
    later = entry(status=PublicStatus.WITHDRAWN, ended_on=date(2026, 1, 1))
    assert "shown_until" not in entry_record(later, ADDRESSES)["notices"][0], "seen in place after the last day"


def test_answers_keep_their_types():
    answers = entry_record(ENTRY, ADDRESSES)["answers"]

    assert answers["audience"] == ["residents", "staff"]
    assert (answers["decisions_per_year"], answers["energy_kwh_low"]) == (12_000, 12.5)
    assert (answers["exit_drill_on"], answers["personal_data"]) == ("2026-09-01", "yes")


@pytest.mark.parametrize("typed", ["", "21750001", "en cours"])
def test_what_cannot_be_a_siren_is_not_given_for_one(typed):
    record = entry_record(entry(authority=replace(ENTRY.authority, siren=typed)), ADDRESSES)

    assert "siren" not in record["authority"]
    assert entry_record(ENTRY, ADDRESSES)["authority"]["siren"] == "217500016"


def test_an_empty_register_is_an_empty_list():
    assert parsed() == []


@given(REGISTERS)
def test_it_gives_each_entry_as_it_stands_alone(entries):
    assert parsed(*entries) == [json.loads(json.dumps(entry_record(item, ADDRESSES))) for item in entries]


def test_it_can_be_sent_before_the_last_entry_is_known():
    endless = (entry(id=f"usage-{number}") for number in count())

    assert max(map(len, islice(json_chunks(endless, ADDRESSES), 3))) < 100_000


class TestSchema:
    def test_it_is_a_schema(self):
        Draft202012Validator.check_schema(DESCRIBED)

    def test_it_accepts_what_is_written(self):
        VALIDATOR.validate(parsed(ENTRY))

    @given(REGISTERS)
    def test_it_accepts_whatever_is_written(self, entries):
        VALIDATOR.validate(parsed(*entries))

    @pytest.mark.parametrize("place", [(), ("answers",), ("authority",), ("decision",)])
    def test_it_refuses_a_field_it_does_not_name(self, place):
        [record] = parsed(ENTRY)
        spot = record
        for name in place:
            spot = spot[name]  # type: ignore[assignment]
        spot["accountable_owner"] = "interne"

        assert not VALIDATOR.is_valid([record])

    def test_it_refuses_a_code_it_does_not_name(self):
        [record] = parsed(ENTRY)

        assert not VALIDATOR.is_valid([record | {"status": "draft"}])

    @pytest.mark.parametrize("status", PublicStatus)
    def test_it_has_a_word_for_every_status_in_both_languages(self, status):
        for language, described in (
            (Language.FRENCH, DESCRIBED),
            (Language.ENGLISH, json_schema(shipped_bank(), ADDRESSES, Language.ENGLISH)),
        ):
            codes = {
                code["const"]: code["title"] for code in described["$defs"]["entry"]["properties"]["status"]["oneOf"]
            }
            assert codes[status.value], language
