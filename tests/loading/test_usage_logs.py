# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Logs of proxies and of other tools, read in constant memory: who asked is never kept."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.outside_usage import MonthLine, Tally
from balise.core.small_cells import FEWEST
from balise.loading.usage_logs.directory import shipped_directory
from balise.loading.usage_logs.errors import CutFileError, UnreadColumnsError, UnreadUnitsError
from balise.loading.usage_logs.formats import OPENINGS, LogFormat
from balise.loading.usage_logs.reading import LogRead, Opening, read_log
from balise.loading.usage_logs.tables import mapped
from balise.loading.usage_logs.units import Units, read_units

KEY = b"k" * 16
SQUID = (
    "1763892000.{n:03d}   120 10.1.0.{n} TCP_TUNNEL/200 5120 CONNECT chatgpt.com:443 - HIER_DIRECT/1.2.3.4 -\n"
    "1763892001.{n:03d}    90 10.1.0.{n} TCP_MISS/200 812 GET http://valbrise.example/page - HIER_DIRECT/1.2.3.4 -\n"
)


def read(path: Path, opening: Opening, units: Units | None = None) -> tuple[LogRead, tuple[MonthLine, ...]]:
    tally = Tally(KEY)
    done = read_log(path, opening(shipped_directory(), units or Units()), tally, lambda _bytes: None)
    return done, tally.lines()


def kept(tmp_path: Path, text: str | bytes, name: str = "access.log") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_squid_counts_requests_by_unit_and_says_when_too_few_people_are_behind(tmp_path: Path) -> None:
    log = "".join(SQUID.format(n=n) for n in range(1, 7))
    log += "1763892000.1 10 10.2.0.9 TCP_MISS/200 10 POST https://api.mistral.ai/v1/chat - HIER_DIRECT/1.2.3.4 -\n"
    units = kept(tmp_path, "réseau;service\n10.1.0.0/16;Direction des finances\n10.0.0.0/8;Mairie\n", "units.csv")
    done, lines = read(kept(tmp_path, log), OPENINGS[LogFormat.SQUID], read_units(units))
    assert (done.lines, done.matched, dict(done.refused)) == (13, 7, {})
    assert lines == (
        MonthLine("2025-11", "Direction des finances", "chatgpt", 6, 0, few=False),
        MonthLine("2025-11", "Mairie", "mistral-api", 0, 0, few=True),
    )


def test_the_same_log_in_other_formats_gives_the_same(tmp_path: Path) -> None:
    hosts = [f"10.1.0.{n}" for n in range(1, 7)]
    combined = "".join(
        f'{host} - - [23/Nov/2025:10:00:00 +0000] "CONNECT chatgpt.com:443 HTTP/1.1" 200 0 "-" "-" TCP_TUNNEL\n'
        for host in hosts
    )
    w3c = "#Software: pare-feu\n#Fields: date time c-ip cs-host cs-uri-path\n" + "".join(
        f"2025-11-23 10:00:00 {host} chatgpt.com /backend-api\n" for host in hosts
    )
    table = "Jour;Site;Poste;Nombre\n" + "".join(f"2025-11-23;chatgpt.com;{host};1\n" for host in hosts)
    columns = {"date": "Jour", "host": "Site", "client": "Poste", "requests": "Nombre"}
    squid = "".join(SQUID.format(n=n) for n in range(1, 7))
    expected = (MonthLine("2025-11", "", "chatgpt", 6, 0, few=False),)
    for number, (text, opening) in enumerate(
        (
            (squid, OPENINGS[LogFormat.SQUID]),
            (combined, OPENINGS[LogFormat.COMBINED]),
            (w3c, OPENINGS[LogFormat.W3C]),
            (table, mapped(columns)),
        )
    ):
        assert read(kept(tmp_path, text, f"{number}.log"), opening)[1] == expected
        zipped = kept(tmp_path, gzip.compress(text.encode()), f"{number}.gz")
        assert read(zipped, opening)[1] == expected


def test_litellm_is_read_as_csv_and_as_json_lines(tmp_path: Path) -> None:
    csv = (
        "request_id,startTime,custom_llm_provider,user,team_id,total_tokens\n"
        "a,2026-02-03T10:00:00,openai,u1,Juridique,120\n"
    )
    said = {"startTime": "2026-02-03T10:00:00", "custom_llm_provider": "openai", "user": "u1", "team_id": "Juridique"}
    line = json.dumps(said | {"total_tokens": 120}) + "\n"
    expected = (MonthLine("2026-02", "Juridique", "openai-api", 0, 0, few=True),)
    assert read(kept(tmp_path, csv), OPENINGS[LogFormat.LITELLM])[1] == expected
    assert read(kept(tmp_path, line), OPENINGS[LogFormat.LITELLM])[1] == expected


def test_a_line_that_cannot_be_read_is_counted_by_reason_and_never_shown(tmp_path: Path) -> None:
    log = SQUID.format(n=1) + "charabia 10.9.9.9\n" + "hier 1 10.9.9.9 TCP/200 1 GET http://claude.ai/ - - -\n"
    done, lines = read(kept(tmp_path, log), OPENINGS[LogFormat.SQUID])
    assert dict(done.refused) == {"columns": 1, "date": 1}
    assert done.examples == {"columns": [3], "date": [4]}
    assert [(line.requests, line.few) for line in lines] == [(0, True)]


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=80))
def test_what_is_told_is_what_was_asked_and_few_says_when_to_hide(asked: list[tuple[int, bool]]) -> None:
    parse = OPENINGS[LogFormat.SQUID](shipped_directory(), Units())
    tally = Tally(KEY)
    clients = set()
    for client, known in asked:
        host = "claude.ai" if known else "valbrise.example"
        seen = parse(f"1763892000 1 10.0.0.{client} TCP/200 1 CONNECT {host}:443 - - -".encode())
        assert (seen is not None) is known
        if seen is not None:
            clients.add(client)
            tally.add(seen)
    told = sum(known for _client, known in asked)
    few = len(clients) < FEWEST
    expected = [("claude", 0 if few else told, few)] if told else []
    assert [(line.service, line.requests, line.few) for line in tally.lines()] == expected


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reading(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    path = tmp_path_factory.mktemp("journal") / "bruit"
    path.write_bytes(b"x" + noise)
    for opening in (*OPENINGS.values(), mapped({"date": "a", "host": "b"}, strict=False)):
        done, _lines = read(path, opening)
        assert done.lines >= 1


def test_a_host_is_a_service_by_its_own_name_or_by_the_domain_above_and_never_by_a_look_alike() -> None:
    directory = shipped_directory()
    assert directory.service_at("cdn.chatgpt.com") == "chatgpt"
    assert directory.service_at("CHATGPT.COM.") == "chatgpt"
    assert directory.service_at("notchatgpt.com") is None
    assert directory.service_at("chatgpt.com.evil.example") is None
    assert len(directory.services) >= 60
    hosts = [host for service in directory.services.values() for host in service.hosts]
    assert len(hosts) == len(set(hosts))


def test_a_file_of_units_says_which_line_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(UnreadUnitsError, match="Ligne 2"):
        read_units(kept(tmp_path, "10.0.0.0/8;Mairie\n10.2.0.0/16\n"))


def test_a_file_of_units_may_come_from_a_spreadsheet_of_windows(tmp_path: Path) -> None:
    units = read_units(kept(tmp_path, "10.0.0.0/8;Été à la médiathèque\n".encode("cp1252")))
    assert units.of(b"10.1.2.3") == "Été à la médiathèque"


def test_a_table_says_days_as_spreadsheets_do(tmp_path: Path) -> None:
    table = "Jour;Site;Poste;Service\n" + "".join(f"3/11/2025;claude.ai;p{n};Régie\n" for n in range(6))
    columns = {"date": "Jour", "host": "Site", "client": "Poste", "unit": "Service"}
    done, lines = read(kept(tmp_path, table.encode("cp1252")), mapped(columns))
    assert done.refused == {}
    assert lines == (MonthLine("2025-11", "Régie", "claude", 6, 0, few=False),)


def test_a_column_that_is_not_there_is_named_beside_those_that_are(tmp_path: Path) -> None:
    path = kept(tmp_path, "Date;Site\n2025-11-03;claude.ai\n")
    with pytest.raises(UnreadColumnsError, match=r"«\s*Jour\s*».*Date, Site"):
        read(path, mapped({"date": "Jour", "host": "Site"}))


def test_a_compressed_log_that_lacks_its_end_is_not_counted_in_part(tmp_path: Path) -> None:
    whole = gzip.compress("".join(SQUID.format(n=n) for n in range(1, 90)).encode())
    with pytest.raises(CutFileError, match="coupé ou abîmé"):
        read(kept(tmp_path, whole[:-20], "coupe.gz"), OPENINGS[LogFormat.SQUID])


def test_a_log_is_the_same_packed_or_not_and_begins_alike_once_it_grew(tmp_path: Path) -> None:
    log = "".join(SQUID.format(n=n) for n in range(1, 41))
    opening = OPENINGS[LogFormat.SQUID]
    plain, _lines = read(kept(tmp_path, log), opening)
    packed, _lines = read(kept(tmp_path, gzip.compress(log.encode()), "access.log.gz"), opening)
    grown, _lines = read(kept(tmp_path, log + SQUID.format(n=41), "plus.log"), opening)
    other, _lines = read(kept(tmp_path, log[1:], "autre.log"), opening)
    assert plain.digest == packed.digest != grown.digest
    assert plain.beginning == packed.beginning == grown.beginning != other.beginning


def test_a_log_of_another_format_is_not_read_as_one_that_names_nothing(tmp_path: Path) -> None:
    w3c = "#Software: pare-feu\n#Fields: date time c-ip cs-method cs-host cs-uri-path sc-status\n" + "".join(
        f"2025-11-23 10:00:00 10.1.0.{n} GET chatgpt.com /backend-api 200\n" for n in range(1, 7)
    )
    done, lines = read(kept(tmp_path, w3c), OPENINGS[LogFormat.SQUID])
    assert done.refused.total() == done.lines
    assert lines == ()
