# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# ruff: noqa: S608 - every name in these statements is ours

"""The annual report, from the freeze to the erratum, as those who make it and those who read it see it."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from tests.web.conftest import NOW
from tests.web.governance.conftest import TODAY
from tests.web.measures.test_importing import kept, line
from tests.web.reports.conftest import NEXT, SPRING, YEAR, Year

from balise.core.annual.figure import Part
from balise.core.annual.record import Kept, YearPeriod
from balise.core.annual.report import by_name, compute
from balise.core.language import Language
from balise.core.roles import Role
from balise.core.states import Act
from balise.loading.annual_annex import read_annex
from balise.rendering.typography import date_in_words
from balise.web.governance.proposals import Proposal
from balise.web.governance.queries.roundups import roundup_of
from balise.web.journal.queries import entries_of
from balise.web.organisations.members import Member
from balise.web.reports.files import FILES, made
from balise.web.reports.gathering import gather
from balise.web.reports.operations.freezing import discard, freeze
from balise.web.reports.operations.publishing import correct, publish
from balise.web.reports.operations.reading import say_read
from balise.web.reports.operations.writing import WrittenMeanwhileError, write
from balise.web.reports.periods import so_far
from balise.web.reports.queries.reports import Report, report_of
from balise.web.reports.running_year import gathered_so_far
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
SignIn = Callable[[Member], Client]
INSIDE, PUBLIC = "/espace/valbrise/bilans/2026/", "/portail/valbrise/rapports/2026/"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def frozen(year: Year) -> Report:
    freeze(year.cast.reviewer, YEAR, at=NEXT)
    return report_of(year.keeper.authority.id, 2026)


def published(year: Year) -> Report:
    publish(year.keeper, 2026, frozen(year).digest, at=NEXT + timedelta(days=3))
    return report_of(year.keeper.authority.id, 2026)


def part(report: Report, name: str, key: str) -> Part:
    found = report.named[name].part(key)
    assert found is not None
    return found


def amount(report: Report, name: str, key: str) -> float | None:
    return report.named[name].amount(key)


def test_the_figures_are_those_of_the_year(year: Year):
    report = frozen(year)

    assert amount(report, "uses.by_status", "deployed") == 1
    assert amount(report, "uses.by_status", "refused") == 1
    assert amount(report, "decisions.received", "all") == 4
    assert amount(report, "decisions.outcomes", Act.DECIDE_REFUSED.value) == 1
    assert amount(report, "decisions.outcomes", Act.DECIDE_WITH_RESERVATIONS.value) == 1
    assert part(report, "decisions.refused_for", "lyon-2025:2").rows == (year.refused.number,)
    assert amount(report, "users.notices", "announced") == 1
    assert amount(report, "users.questions", "overdue") == 1
    assert amount(report, "rights.published", "yes") == 1
    assert part(report, "environment.calls", "unknown").amount is None
    assert report.named["commitments.standing/lyon-2025:2"].total == 3, "what was refused is no longer current"


def test_only_what_had_happened_by_the_last_day_counts(year: Year):
    before = frozen(year)
    cast = year.cast
    cast.do(cast.reviewer, year.serving, Act.SUSPEND, Proposal(motive="Panne."), at=NEXT + timedelta(days=1))
    cast.submitted(NEXT + timedelta(days=1))
    freeze(cast.reviewer, YEAR, at=NEXT + timedelta(days=2))

    again = report_of(year.keeper.authority.id, 2026)

    assert again.figures == before.figures
    assert again.digest == before.digest


def test_the_figures_agree_with_plain_sql(year: Year):
    """Counted again without a line of Balise, from the tables themselves."""
    report = frozen(year)

    def count(query: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return int(cursor.fetchone()[0])

    within = "BETWEEN '2026-01-01' AND '2026-12-31'"
    decided = f'SELECT COUNT(*) FROM governance_decision WHERE "on" {within} AND act = '
    for act in ("decide_favourable", "decide_with_reservations", "decide_refused"):
        assert amount(report, "decisions.outcomes", act) == count(f"{decided}'{act}'")
    assert amount(report, "decisions.received", "all") == count(
        "SELECT COUNT(*) FROM assessments_dossier WHERE submitted_at >= '2026-01-01' AND submitted_at < '2027-01-01'"
    )
    assert amount(report, "uses.movements", "started") == count(
        f"SELECT COUNT(DISTINCT dossier_id) FROM governance_deployment WHERE started_on {within}"
    )
    assert report.named["users.questions"].total == count("SELECT COUNT(*) FROM transparency_publicquestion")
    reported = f"SELECT COUNT(*) FROM incidents_incident WHERE reported_on {within}"
    assert report.named["rights.incidents"].total == count(reported) == 1
    assert amount(report, "rights.incidents", "outage") == count(f"{reported} AND nature = 'outage'")
    last = (
        "SELECT COUNT(*) FROM assessments_dossier d WHERE d.state NOT IN ('draft', 'idea', 'declared', 'refused') AND ("
        "SELECT v.results FROM assessments_verdict v WHERE v.dossier_id = d.id AND v.framework LIKE 'lyon-2025@%' "
        "ORDER BY v.at DESC, v.id LIMIT 1)"
    )
    blob = "" if connection.vendor == "sqlite" else "::text"
    broken = count(f"""{last}{blob} LIKE '%"lyon-2025:8:_": "not_satisfied"%'""")
    standing = report.named["commitments.standing/lyon-2025:8"]
    assert (standing.amount("not_met") or 0) + (standing.amount("partly") or 0) == broken


def test_a_report_cannot_be_frozen_before_its_year_is_over_nor_once_it_is_published(year: Year):
    with pytest.raises(RefusedError, match="pas finie"):
        freeze(year.cast.reviewer, YEAR, at=NOW)
    with pytest.raises(RefusedError, match="revient à"):
        freeze(year.cast.owner, YEAR, at=NEXT)
    published(year)
    for act in (lambda: freeze(year.keeper, YEAR, at=NEXT), lambda: discard(year.keeper, 2026, at=NEXT)):
        with pytest.raises(RefusedError, match="ne changent plus"):
            act()


def test_what_is_published_is_what_was_read(year: Year):
    report = frozen(year)
    with pytest.raises(RefusedError, match="relisez-les"):
        publish(year.keeper, 2026, "sha256:autre", at=NEXT)
    with pytest.raises(RefusedError, match="tient le portail"):
        publish(year.cast.reviewer, 2026, report.digest, at=NEXT)
    publish(year.keeper, 2026, report.digest, at=NEXT)
    with pytest.raises(RefusedError, match="déjà publié"):
        publish(year.keeper, 2026, report.digest, at=NEXT)
    with pytest.raises(RefusedError, match="ne change plus"):
        write(year.keeper, 2026, report.revision, {}, (), (), at=NEXT)


def test_readers_are_asked_to_read_a_report_and_say_so_before_it_is_public(year: Year, client_of: SignIn):
    report = frozen(year)
    dpo, home = client_of(year.cast.dpo), "/espace/valbrise/"
    assert INSIDE in dpo.get(home).content.decode()
    assert "bilan annuel 2026 à relire" in [line.said for line in roundup_of(year.cast.dpo, TODAY, TODAY).told]
    assert INSIDE not in client_of(year.cast.reviewer).get(home).content.decode(), "who froze it is not asked"
    told = {"reading-digest": report.digest, "reading-revision": report.revision}

    empty = dpo.post(f"{INSIDE}relecture/", {**told, "reading-said": "to_redo"})
    assert empty.status_code == 422
    assert "Dites ce qui est à reprendre." in empty.content.decode()

    dpo.post(f"{INSIDE}relecture/", {**told, "reading-said": "to_redo", "reading-remark": "Le <coût> manque."})
    page = client_of(year.keeper).get(f"{INSIDE}publier/").content.decode()
    assert "Le &lt;coût&gt; manque." in page
    assert "demande de reprendre" in page
    assert INSIDE not in dpo.get(home).content.decode(), "it waits for them no more"

    write(year.keeper, 2026, report.revision, {"introduction": "Le coût."}, (), (), at=NEXT)
    assert INSIDE in dpo.get(home).content.decode(), "what changed since is to be read again"
    late = dpo.post(f"{INSIDE}relecture/", {**told, "reading-said": "agrees"})
    assert late.status_code == 409
    assert "a changé depuis que vous l’avez lu" in late.content.decode()

    say_read(year.cast.dpo, 2026, report_of(year.keeper.authority.id, 2026).seen, "", agrees=True, at=NEXT)
    assert report_of(year.keeper.authority.id, 2026).is_agreed
    assert "demande de reprendre" not in client_of(year.keeper).get(f"{INSIDE}publier/").content.decode()
    acts = [entry.act for entry in entries_of(year.keeper.authority.id, limit=3)]
    assert acts == ["report.read", "report.written", "report.read_with_remark"]


def test_a_reading_is_of_those_who_may_read_and_of_what_is_not_public(year: Year):
    report = frozen(year)
    with pytest.raises(RefusedError, match="lit tous les dossiers"):
        say_read(year.cast.owner, 2026, report.seen, "", agrees=True, at=NEXT)
    publish(year.keeper, 2026, report.digest, at=NEXT)
    with pytest.raises(RefusedError, match="par un erratum"):
        say_read(year.cast.dpo, 2026, report.seen, "", agrees=True, at=NEXT)
    assert "Relectures" not in Client().get(PUBLIC).content.decode()


def test_a_draft_report_is_erased_with_its_readings(year: Year):
    report = frozen(year)
    say_read(year.cast.dpo, 2026, report.seen, "À revoir.", agrees=False, at=NEXT)
    discard(year.keeper, 2026, at=NEXT)
    with pytest.raises(RefusedError, match="Aucun bilan"):
        report_of(year.keeper.authority.id, 2026)


def test_everybody_is_told_that_a_report_was_published_and_corrected(year: Year, client_of: SignIn):
    publish(year.keeper, 2026, frozen(year).digest, at=timezone.now())
    correct(year.keeper, 2026, "Une mention manquait.", "", at=timezone.now())
    told = plain(client_of(year.cast.owner).get("/espace/valbrise/").content.decode()).partition('id="changements"')[2]
    assert f"{year.keeper.name} y a ajouté un erratum : Une mention manquait." in told
    assert f"{year.keeper.name} l’a publié." in told
    assert f'href="{PUBLIC}"' in told
    read = client_of(year.cast.dpo).get("/espace/valbrise/").content.decode().partition('id="changements"')[2]
    assert f'href="{INSIDE}"' in read


def test_each_act_is_one_entry_of_the_journal(year: Year):
    published(year)
    correct(year.keeper, 2026, "Une mention manquait.", "users.notices", at=NEXT + timedelta(days=9))
    acts = [entry.act for entry in entries_of(year.keeper.authority.id, limit=3)]
    assert acts == ["report.corrected", "report.published", "report.frozen"]


@pytest.mark.parametrize("file", FILES)
def test_the_same_freeze_gives_the_same_bytes(year: Year, file: str):
    published(year)
    first, second = (made(report_of(year.keeper.authority.id, 2026), file, "valbrise", Language.FRENCH) for _ in "ab")
    assert first == second
    assert first is not None


def test_the_published_annex_is_computed_again_from_its_own_inputs(year: Year, tmp_path):
    published(year)
    answer = Client().get(f"{PUBLIC}fichiers/annexe.json")
    path = tmp_path / "annexe.json"
    path.write_bytes(answer.content)
    annex = read_annex(path)
    report = report_of(year.keeper.authority.id, 2026)
    assert annex.figures == report.figures
    assert annex.digests["all"] == report.digest
    told = json.loads(answer.content)
    assert year.serving.number in answer.content.decode()
    assert year.serving.title not in answer.content.decode()
    assert {each["id"] for each in told["definitions"]} >= {figure.id for figure in report.figures}


def test_the_public_reads_it_once_it_is_published_and_not_before(year: Year):
    frozen(year)
    assert Client().get(PUBLIC).status_code == 404
    assert "Bilans" not in Client().get("/portail/valbrise/").content.decode()
    publish(year.keeper, 2026, report_of(year.keeper.authority.id, 2026).digest, at=NEXT)

    page = Client().get(PUBLIC).content.decode()

    assert "Bilan annuel des usages de l’IA, 2026" in page
    assert "/portail/valbrise/rapports/2026/chiffres/uses.by_status/" in page
    assert "Bilans" in Client().get("/portail/valbrise/").content.decode()
    assert Client().get(f"{PUBLIC}chiffres/commitments.standing/lyon-2025:2/").status_code == 200
    assert Client().get(f"{PUBLIC}chiffres/rien.de_tel/").status_code == 404
    assert Client().get(f"{PUBLIC}fichiers/rien.pdf").status_code == 404


def test_a_figure_leads_to_the_dossiers_behind_it_for_those_who_may_read_them(year: Year, client_of: SignIn):
    frozen(year)
    page = client_of(year.cast.councillor).get(f"{INSIDE}chiffres/decisions.outcomes/").content.decode()
    assert f"/espace/valbrise/dossiers/{year.refused.number}/" in page
    assert "Comment" in page


def test_a_figure_says_what_each_dossier_brings_to_it(year: Year, client_of: SignIn):
    days = frozen(year).named["decisions.median_days"].parts[0]
    page = plain(client_of(year.cast.councillor).get(f"{INSIDE}chiffres/decisions.median_days/").content.decode())
    assert days.row_amounts
    assert all(f"· {brought} jours" in page for brought in days.row_amounts)


def test_a_figure_that_counts_no_dossier_leads_to_the_lines_that_were_frozen(year: Year, client_of: SignIn):
    report = frozen(year)
    councillor = client_of(year.cast.councillor)
    for name in ("users.questions", "users.answer_days"):
        page = plain(councillor.get(f"{INSIDE}chiffres/{name}/").content.decode())
        asked = plain(date_in_words(report.record.questions[0].asked_on, Language.FRENCH))
        assert "1 ligne du relevé figé" in page
        assert f'<th scope="row">{asked}</th>' in page
        assert "Sans réponse après un mois" in page
        assert "Les dossiers derrière ce chiffre" not in page
    assert "Les lignes derrière" not in councillor.get(f"{INSIDE}chiffres/decisions.outcomes/").content.decode()


def test_the_services_seen_outside_are_the_lines_of_their_figure(year: Year, client_of: SignIn):
    kept(year.cast.reviewer, line("claude", 1200), line("deepl", 30))
    frozen(year)
    page = plain(client_of(year.cast.councillor).get(f"{INSIDE}chiffres/sovereignty.outside/").content.decode())

    assert "2 lignes du relevé figé" in page
    assert page.index(">1\u202f200<") < page.index(">DeepL<")


def test_a_figure_of_the_year_that_runs_leads_to_its_dossiers_too(year: Year, client_of: SignIn):
    address, name = "/espace/valbrise/bilans/en-cours/", "decisions.received"
    councillor = client_of(year.cast.councillor)
    assert f"{address}chiffres/{name}/" in councillor.get(address).content.decode()
    received = year.cast.in_review(timezone.now())
    page = councillor.get(f"{address}chiffres/{name}/").content.decode()
    assert f"/espace/valbrise/dossiers/{received.number}/" in page
    assert councillor.get(f"{address}chiffres/rien.de_tel/").status_code == 404


def test_the_year_that_runs_stands_beside_the_last_published_report(year: Year, client_of: SignIn):
    day = timezone.localdate()
    last = YearPeriod.ending(day.year - 1)
    freeze(year.keeper, last, at=timezone.now())
    publish(year.keeper, last.year, report_of(year.keeper.authority.id, last.year).digest, at=timezone.now())
    record = gathered_so_far(year.keeper.authority, day).record
    assert record.previous is not None
    assert record.previous.last_day == last.last_day
    assert [each.last_day for each in record.published] == [last.last_day]
    page = plain(client_of(year.cast.councillor).get("/espace/valbrise/bilans/en-cours/").content.decode())
    assert "est le dernier bilan publié" in page


def test_the_public_page_of_a_figure_leads_to_its_dossiers_those_alone_who_may_read_them(year: Year, client_of: SignIn):
    published(year)
    address, within = f"{PUBLIC}chiffres/decisions.outcomes/", f"{INSIDE}chiffres/decisions.outcomes/"
    assert within in client_of(year.cast.councillor).get(address).content.decode()
    assert within not in client_of(year.cast.owner).get(address).content.decode()
    assert within not in Client().get(address).content.decode()


def test_words_are_written_around_figures_and_cannot_hold_a_tag(year: Year, client_of: SignIn):
    frozen(year)
    browser = client_of(year.cast.reviewer)
    words = {
        "text-introduction": "Une **année**.<script>alert(1)</script>",
        "pledges": "- Former\n- Mesurer",
        "seen": 1,
    }
    assert browser.post(f"{INSIDE}texte/", words).status_code == 302

    page = browser.get(INSIDE).content.decode()

    assert "<strong>année</strong>" in page
    assert "<script>alert" not in page
    assert report_of(year.keeper.authority.id, 2026).pledges == ("Former", "Mesurer")


def test_two_people_who_write_at_once_lose_nothing(year: Year, client_of: SignIn):
    report = frozen(year)
    write(year.keeper, 2026, report.revision, {"introduction": "La mienne."}, (), (), at=NEXT)
    with pytest.raises(WrittenMeanwhileError):
        write(year.keeper, 2026, report.revision, {"introduction": "L’autre."}, (), (), at=NEXT)
    late = client_of(year.cast.reviewer).post(
        f"{INSIDE}texte/", {"text-introduction": "L’autre.", "seen": report.revision}
    )
    assert late.status_code == 409
    assert "L’autre." in late.content.decode()


def test_promises_of_a_report_are_asked_after_by_the_next_one(year: Year):
    report = frozen(year)
    write(year.keeper, 2026, report.revision, {}, ("Former", "Mesurer"), (), at=NEXT)
    publish(year.keeper, 2026, report_of(year.keeper.authority.id, 2026).digest, at=NEXT)
    later = NEXT.replace(year=2028)
    freeze(year.keeper, YearPeriod.ending(2027), at=later)
    after = report_of(year.keeper.authority.id, 2027)
    assert amount(after, "pledges.last_year", "unknown") == 2
    write(year.keeper, 2027, after.revision, {}, (), (Kept.KEPT, Kept.UNKNOWN), at=later)
    told = report_of(year.keeper.authority.id, 2027)
    assert amount(told, "pledges.last_year", "kept") == 1
    assert told.digest != after.digest
    assert told.record.previous is not None
    assert told.record.previous.digest == report_of(year.keeper.authority.id, 2026).digest
    freeze(year.keeper, YearPeriod.ending(2027), at=later)
    assert amount(report_of(year.keeper.authority.id, 2027), "pledges.last_year", "kept") == 1, "nothing said is lost"


def test_the_duty_of_a_published_review_is_judged_the_year_after(year: Year):
    published(year)
    freeze(year.keeper, YearPeriod.ending(2027), at=NEXT.replace(year=2028))
    after = report_of(year.keeper.authority.id, 2027)
    reviews = after.named["commitments.published_reviews"]
    assert (reviews.amount("met"), reviews.amount("not_met")) == (1, 1)
    assert [part.key for part in after.named["commitments.standing/lyon-2025:3"].parts] == ["partly"]


def test_an_erratum_is_dated_and_stands_at_the_head_of_the_report(year: Year, client_of: SignIn):
    published(year)
    browser = client_of(year.keeper)
    assert browser.post(f"{INSIDE}errata/", {"text": "", "figure": ""}).status_code == 422
    said = {"text": "Une mention était en place.", "figure": "users.notices"}
    assert browser.post(f"{INSIDE}errata/", said).status_code == 302
    page = Client().get(PUBLIC).content.decode()
    assert page.index("Une mention était en place.") < page.index("L’année en bref")
    assert "à propos de" in page


def test_the_documents_are_what_they_claim(year: Year):
    published(year)
    report = report_of(year.keeper.authority.id, 2026)
    pdf, short, odt = (
        made(report, name, "valbrise", Language.FRENCH) for name in ("bilan.pdf", "resume.pdf", "bilan.odt")
    )
    assert pdf is not None
    assert short is not None
    assert odt is not None
    assert b"pdfuaid:part" in pdf.content
    assert "Engagement par engagement" in "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    assert len(PdfReader(BytesIO(short.content)).pages) == 1
    assert b"Engagement par engagement" in ZipFile(BytesIO(odt.content)).read("content.xml")


def test_a_year_without_anything_is_a_report_all_the_same(member_with, client_of: SignIn):
    keeper = member_with(Role.ADMINISTRATOR)
    freeze(keeper, YearPeriod.ending(2025), at=SPRING)
    page = client_of(keeper).get("/espace/valbrise/bilans/2025/").content.decode()
    assert "Aucune charte n’était en vigueur" in page
    assert "inconnu" in page


def test_the_year_so_far_has_the_figures_of_the_report_and_changes_with_each_act(year: Year, client_of: SignIn):
    address = "/espace/valbrise/bilans/en-cours/"
    councillor = client_of(year.cast.councillor)
    before = plain(councillor.get(address).content.decode())
    assert "L’année en cours" in before
    assert "Les dossiers reçus" in before
    assert "Promesse" not in before
    on = timezone.now()

    def received() -> float | None:
        record = gather(year.cast.reviewer.authority, so_far(timezone.localdate(on), None)).record
        return by_name(compute(record))["decisions.received"].amount("all")

    known = received()
    assert known is not None
    year.cast.in_review(on)
    assert received() == known + 1
    assert councillor.get("/espace/valbrise/").content.decode().count(address) == 1
    assert address not in client_of(year.cast.owner).get("/espace/valbrise/").content.decode()
    assert client_of(year.cast.owner).get(address).status_code == 403


def test_the_year_that_runs_begins_after_the_last_report():
    assert so_far(date(2027, 3, 5), None) == YearPeriod(date(2027, 1, 1), date(2027, 3, 5))
    assert so_far(date(2026, 11, 23), date(2026, 10, 31)).first_day == date(2026, 11, 1)
    assert so_far(date(2028, 11, 23), date(2026, 10, 31)).first_day == date(2028, 1, 1)
