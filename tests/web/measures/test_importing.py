# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""From a log to the page where what was approved, declared and measured are compared."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from tests.web.conftest import NOW
from tests.web.governance.conftest import Cast

from balise.cli.commands import usage_import
from balise.core.countries import COUNTRIES
from balise.core.language import Language
from balise.core.outside_usage import MonthLine
from balise.core.states import State
from balise.loading.usage_logs.directory import shipped_directory
from balise.loading.usage_logs.reading import LogRead
from balise.rendering.country_words import COUNTRY_WORDS
from balise.web.assessments.operations.dossiers import create
from balise.web.journal.queries import entries_of
from balise.web.measures.models import MeasuredMonth, UsageImport
from balise.web.measures.operations.importing import discard_log, keep_log
from balise.web.measures.queries.measured import by_unit, measured_between
from balise.web.measures.reconciling import outside_between
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
PAGE = "/espace/valbrise/usages-mesures/"
MONTH = f"{timezone.localdate():%Y-%m}"


def line(service: str, requests: int = 40, unit: str = "", *, few: bool = False) -> MonthLine:
    return MonthLine(MONTH, unit, service, requests, 0, few)


def kept(member: Member, *lines: MonthLine, digest: str = "sha256:a", beginning: str = "") -> bool:
    read = LogRead(lines=100, matched=len(lines), digest=digest, beginning=beginning)
    return keep_log(member, "squid", read, lines, at=NOW)


def test_the_same_file_counts_once_and_what_is_erased_counts_no_more(cast: Cast) -> None:
    assert kept(cast.reviewer, line("claude"))
    assert not kept(cast.reviewer, line("claude"))
    (found,) = measured_between(cast.reviewer.authority.id, MONTH, MONTH)
    assert (found.service, found.requests) == ("claude", 40)
    discard_log(cast.ciso, UsageImport.objects.get().pk, at=NOW)
    assert measured_between(cast.reviewer.authority.id, MONTH, MONTH) == ()
    acts = [entry.act for entry in entries_of(cast.reviewer.authority.id, limit=2)]
    assert acts == ["usage.discarded", "usage.imported"]


def test_a_log_that_grew_since_it_was_imported_does_not_count_twice(cast: Cast) -> None:
    kept(cast.reviewer, line("claude"), beginning="sha256:debut")
    with pytest.raises(RefusedError, match="commence comme celui importé le"):
        kept(cast.reviewer, line("claude", 60), digest="sha256:b", beginning="sha256:debut")
    discard_log(cast.ciso, UsageImport.objects.get().pk, at=NOW)
    assert kept(cast.reviewer, line("claude", 60), digest="sha256:b", beginning="sha256:debut")


def test_no_sum_tells_what_too_few_people_asked(cast: Cast, client_of: Callable[[Member], Client]) -> None:
    kept(cast.reviewer, line("claude", 0, "DGS", few=True), line("claude", 70, "DRH"))
    page = client_of(cast.reviewer).get(PAGE).content.decode()
    assert "dont 70 vers une IA, sans ce qu’ont demandé moins de cinq personnes" in page
    assert entries_of(cast.reviewer.authority.id, limit=1)[0].details["matched"] == "70"


def test_what_is_declared_and_measured_leads_to_its_declaration(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    answers = {"vendor": "OpenAI, ChatGPT", "summary": "Claude relit chaque note."}
    file = create(cast.owner, "Courriers", unit_id=None, answers=answers, at=timezone.now(), state=State.DECLARED)
    kept(cast.reviewer, line("claude", 1200), line("chatgpt", 900))
    page = client_of(cast.reviewer).get(PAGE).content.decode()
    not_approved = page[page.index('id="non-approuves"') : page.index('id="inutilises"')]
    claude, chatgpt = sorted(not_approved.split("<h3>")[1:], key=lambda item: "ChatGPT" in item[:12])
    assert f"/dossiers/{file.number}/" in chatgpt
    assert "Déclarer cet usage" not in chatgpt
    assert "Déclarer cet usage" in claude, "a colleague’s name in a story is no service"


def test_what_fewer_than_five_people_did_is_said_and_never_counted(cast: Cast) -> None:
    kept(cast.reviewer, line("claude", 9, "DGS", few=True), line("claude", 70, "DRH"), line("deepl", 3, few=True))
    found = {each.service: each.requests for each in measured_between(cast.reviewer.authority.id, MONTH, MONTH)}
    assert found == {"claude": 70, "deepl": None}
    assert [(each.unit, each.requests) for each in by_unit(cast.reviewer.authority.id, MONTH, MONTH)] == [
        ("", None),
        ("DGS", None),
        ("DRH", 70),
    ]


def test_only_those_who_may_import_do(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="Importer un relevé revient"):
        kept(cast.owner, line("claude"))
    assert not UsageImport.objects.exists()


def test_the_page_says_what_serves_without_being_approved_and_what_was_approved_for_nothing(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    client = client_of(cast.councillor)
    assert "Aucun relevé n’est importé" in client.get(PAGE).content.decode()
    serving = cast.deployed()
    answers = {"summary": "On colle les courriers dans ChatGPT."}
    create(cast.owner, "Courriers par ChatGPT", unit_id=None, answers=answers, at=timezone.now())
    kept(cast.reviewer, line("claude", 1200), line("deepl", 2, few=True))
    page = client.get(PAGE).content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    not_approved = page[page.index('id="non-approuves"') : page.index('id="inutilises"')]
    assert "Claude" in not_approved
    assert "1 200 requêtes" in not_approved
    assert "moins de cinq personnes" in not_approved
    assert serving.title in page
    assert outside_between(cast.reviewer.authority, MONTH, MONTH) is not None


def test_the_command_reads_a_log_says_what_it_kept_and_keeps_nobody(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(usage_import, "open_site", lambda *_args, **_kwargs: None)
    stamp = int(NOW.timestamp())
    log = tmp_path / "access.log"
    log.write_text(
        "".join(f"{stamp} 1 10.1.0.{n} TCP/200 1 CONNECT claude.ai:443 agent{n} - -\n" for n in range(1, 7))
        + f"{stamp} 1 10.9.0.1 TCP/200 1 CONNECT chatgpt.com:443 - - -\nillisible\n"
    )
    units = tmp_path / "unites.csv"
    units.write_text("10.1.0.0/16;Direction des finances\n", encoding="utf-8")
    words = [str(log), "--format", "squid", "--authority", "valbrise", "--units", str(units), "--as"]
    command = usage_import.import_command(Language.FRENCH)

    def run(*more: str, email: str = cast.reviewer.email) -> str:
        result = CliRunner().invoke(command, [*words, email, *more])
        return result.output.replace("\u00a0", " ")

    assert "Rien n’est gardé (--dry-run)." in run("--dry-run")
    assert not UsageImport.objects.exists()
    said = run()
    assert "8 lignes lues, 6 vers un service d’IA (sans ce qu’ont demandé moins de cinq personnes)" in said
    assert "Direction des finances  Claude : 6" in said
    assert "ChatGPT : moins de 5 personnes" in said
    assert "1 ligne écartée, colonnes manquantes (ligne 8)" in said
    assert "Ce fichier était déjà importé" in run()
    assert "Importer un relevé revient" in run(email=cast.owner.email)
    assert "Est-ce bien le format « w3c » ?" in run("--format", "w3c")
    assert UsageImport.objects.count() == 1
    everything = "".join(str(row) for row in [*UsageImport.objects.values(), *MeasuredMonth.objects.values()])
    assert "10.1.0" not in everything + said
    assert "agent1" not in everything + said


def test_months_of_another_year_are_not_in_the_comparison(cast: Cast) -> None:
    old = MonthLine(f"{date.min.year + 2018}-01", "", "claude", 40, 0, few=False)
    kept(cast.reviewer, old)
    assert outside_between(cast.reviewer.authority, MONTH, MONTH) is None, "no log of these months: unknown, not zero"


def test_the_page_says_months_and_countries_in_words_and_begins_the_declaration(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    kept(cast.reviewer, MonthLine("2026-09", "Mairie", "chatgpt", 40, 0, few=False))
    client = client_of(cast.reviewer)
    page = client.get(PAGE).content.decode()
    assert "OpenAI (États-Unis)" in page
    assert "septembre 2026" in page
    assert "2026-09" not in page
    begun = client.get("/espace/valbrise/dossiers/nouveau/declaration/", {"titre": "ChatGPT"}).content.decode()
    assert 'value="ChatGPT"' in begun


def test_every_country_of_the_list_has_its_words() -> None:
    assert {service.country for service in shipped_directory().services.values()} <= COUNTRY_WORDS.keys() & COUNTRIES
