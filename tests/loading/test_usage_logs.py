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
from balise.loading.usage_logs.errors import (
    CutFileError,
    MonthFirstError,
    OneArrayError,
    UnreadColumnsError,
    UnreadUnitsError,
)
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


def table(*rows: str, columns: str = "Jour;Site;Poste") -> str:
    return "\n".join((columns, *rows)) + "\n"


DAYS = {"date": "Jour", "host": "Site", "client": "Poste"}


@pytest.mark.parametrize("day", ["2026-13-01", "2026-00-01", "9999-99", "32/13/2026", "2026/11/23", "hier"])
def test_a_month_that_no_calendar_has_is_no_month(tmp_path: Path, day: str) -> None:
    done, lines = read(kept(tmp_path, table(f"{day};claude.ai;p1")), mapped(DAYS))
    assert dict(done.refused) == {"date": 1}
    assert lines == ()


def test_days_with_an_hour_are_read_whatever_their_figures(tmp_path: Path) -> None:
    days = ("1/10/2026 09:00", "01/10/2026", "2026-10-01 09:00:00", "2026-10-01T09:00:00Z", "9/10/2026 23:59")
    rows = (f"{day};claude.ai;p{place}" for place, day in enumerate(days))
    assert read(kept(tmp_path, table(*rows)), mapped(DAYS))[1] == (MonthLine("2026-10", "", "claude", 5, 0, few=False),)


def test_american_days_are_refused_whole_for_half_of_them_would_be_another_month(tmp_path: Path) -> None:
    path = kept(tmp_path, table("11/5/2026;claude.ai;p1", "11/23/2026;claude.ai;p2"))
    with pytest.raises(MonthFirstError, match="le mois avant le jour"):
        read(path, mapped(DAYS))


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (LogFormat.SQUID, "1763892000.1 9 10.1.0.{n} TCP_DENIED/403 9 CONNECT chat.deepseek.com:443 - HIER_NONE/- -"),
        (LogFormat.SQUID, "1763892000.1 9 10.1.0.{n} TCP_DENIED/407 9 CONNECT claude.ai:443 - HIER_NONE/- -"),
        (
            LogFormat.COMBINED,
            (
                '10.1.0.{n} - - [23/Nov/2025:10:00:00 +0000] "CONNECT claude.ai:443 HTTP/1.1" 403 0 "-" "-" '
                "TCP_DENIED:HIER_NONE"
            ),
        ),
        (
            LogFormat.COMBINED,
            '10.1.0.{n} - - [23/Nov/2025:10:00:00 +0000] "CONNECT claude.ai:443 HTTP/1.1" 407 0 "-" "-"',
        ),
        (
            LogFormat.W3C,
            (
                "#Fields: date time c-ip cs-host sc-filter-result sc-status\n"
                "2025-11-23 10:00:00 10.1.0.{n} claude.ai DENIED 403"
            ),
        ),
    ],
)
def test_what_a_proxy_stopped_was_not_used(tmp_path: Path, form: LogFormat, lines: str) -> None:
    log = "".join(f"{lines.format(n=n)}\n" for n in range(1, 9))
    done, seen = read(kept(tmp_path, log), OPENINGS[form])
    assert dict(done.refused) == {"blocked": 8}
    assert seen == ()


def test_a_unit_is_the_account_of_squid_too(tmp_path: Path) -> None:
    units = kept(tmp_path, "jdupont;Juridique\n", "comptes.csv")
    line = "1763892000.1 9 10.1.0.1 TCP_TUNNEL/200 9 CONNECT claude.ai:443 jdupont HIER_DIRECT/1.2.3.4 -\n"
    _done, lines = read(kept(tmp_path, line), OPENINGS[LogFormat.SQUID], read_units(units))
    assert [each.unit for each in lines] == ["Juridique"]


@pytest.mark.parametrize("said", ["jean.dupont@valbrise.fr", "VALBRISE\\jdupont", "10.1.2.3", "2001:db8::1"])
def test_what_tells_somebody_apart_is_never_kept_as_a_unit(tmp_path: Path, said: str) -> None:
    rows = (f"2026-11-23;claude.ai;p{n};{said}" for n in range(6))
    columns = DAYS | {"unit": "Service"}
    _done, lines = read(kept(tmp_path, table(*rows, columns="Jour;Site;Poste;Service")), mapped(columns))
    assert lines == (MonthLine("2026-11", "", "claude", 6, 0, few=False),)


def test_an_address_within_an_address_is_not_where_somebody_went(tmp_path: Path) -> None:
    log = "".join(
        f'10.1.0.{n} - - [23/Nov/2025:10:00:00 +0000] "GET /redir?to=https://perplexity.ai/x HTTP/1.1" 200 0 "-" "-"\n'
        for n in range(1, 7)
    )
    assert read(kept(tmp_path, log), OPENINGS[LogFormat.COMBINED])[1] == ()


W3C = "#Fields: date time c-ip cs-username cs-host cs-uri\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_log_of_windows_is_read_as_any_other(tmp_path: Path, encoding: str) -> None:
    log = W3C + "".join(f"2025-11-23 10:00:00 10.1.0.{n} - claude.ai /\r\n" for n in range(1, 7))
    expected = (MonthLine("2025-11", "", "claude", 6, 0, few=False),)
    assert read(kept(tmp_path, log.encode(encoding)), OPENINGS[LogFormat.W3C])[1] == expected
    rows = (f"2025-11-23;claude.ai;é{n}" for n in range(6))
    assert read(kept(tmp_path, table(*rows).encode(encoding), "t.csv"), mapped(DAYS))[1] == expected


def test_w3c_reads_quoted_values_the_first_host_that_is_filled_and_the_day_of_its_head(tmp_path: Path) -> None:
    quoted = W3C + "".join(f'2025-11-23 10:00:00 10.1.0.{n} "VALBRISE\\Jean Dupont{n}" claude.ai /\n' for n in range(6))
    elsewhere = W3C + "".join(f"2025-11-23 10:00:00 10.1.0.{n} - - https://claude.ai/new\n" for n in range(6))
    hours = "#Date: 2025-11-23 08:00:00\n#Fields: time c-ip cs-host\n" + "".join(
        f"10:00:00 10.1.0.{n} claude.ai\n" for n in range(6)
    )
    for log in (quoted, elsewhere, hours):
        done, lines = read(kept(tmp_path, log), OPENINGS[LogFormat.W3C])
        assert done.refused == {}
        assert lines == (MonthLine("2025-11", "", "claude", 6, 0, few=False),)


def test_a_value_with_a_space_in_it_is_not_read_as_the_next_column(tmp_path: Path) -> None:
    log = W3C + "2025-11-23 10:00:00 10.1.0.1 VALBRISE\\Jean Dupont claude.ai /\n"
    assert dict(read(kept(tmp_path, log), OPENINGS[LogFormat.W3C])[0].refused) == {"columns": 1}


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("1\u202f234", 1234),
        ("1 234 567", 1_234_567),
        ("1\u00a0234,5", 1234),
        ("1,234", 1234),
        ("1,5", 1),
        ("12.0", 12),
    ],
)
def test_numbers_are_read_as_spreadsheets_write_them(tmp_path: Path, said: str, counted: int) -> None:
    rows = (f"2026-11-23;claude.ai;p{n};{said if n == 0 else 0}" for n in range(6))
    columns = DAYS | {"requests": "Nombre"}
    _done, lines = read(kept(tmp_path, table(*rows, columns="Jour;Site;Poste;Nombre")), mapped(columns))
    assert [each.requests for each in lines] == [counted]


def test_a_table_of_a_spreadsheet_may_announce_its_separator_and_hold_line_ends(tmp_path: Path) -> None:
    rows = (f'2026-11-23;claude.ai;"poste {n},\r\nbâtiment A, étage 2, bureau 3"' for n in range(6))
    path = kept(tmp_path, "sep=;\r\n" + table(*rows))
    assert read(path, mapped(DAYS))[1] == (MonthLine("2026-11", "", "claude", 6, 0, few=False),)


def test_a_quotation_mark_left_open_does_not_swallow_the_rest(tmp_path: Path) -> None:
    rows = [f"2026-11-23;claude.ai;p{n}" for n in range(20_000)]
    done, lines = read(kept(tmp_path, table('2026-11-23;claude.ai;"p', *rows)), mapped(DAYS))
    assert done.refused["columns"] == 1
    assert lines[0].requests > 10_000


def test_a_log_in_one_json_array_says_how_to_write_one_object_a_line(tmp_path: Path) -> None:
    with pytest.raises(OneArrayError, match="un objet par ligne"):
        read(kept(tmp_path, '[{"startTime": "2026-02-03T10:00:00"}]'), OPENINGS[LogFormat.LITELLM])
