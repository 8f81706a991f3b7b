# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An incident, from whoever saw it to its closing, as each person of the authority meets it."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web.conftest import NOW, Hire
from tests.web.governance.conftest import Browser, Cast

from balise.core.incidents import Affected, Nature, Step
from balise.core.roles import Role
from balise.core.states import Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import create
from balise.web.governance.contributions import waiting_for
from balise.web.governance.models import Letter
from balise.web.incidents.models import Incident, IncidentStep
from balise.web.incidents.operations.incidents import follow, report
from balise.web.incidents.queries.incidents import incident_of
from balise.web.incidents.records import Telling
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
Browse = Callable[[Member, str], Browser]
REGISTER = "/espace/valbrise/incidents/"
BREACH = Telling(
    Nature.PERSONAL_DATA, NOW.date(), "Un brouillon de réponse montrait le dossier d’un autre.", Affected.YES
)


def words(page: str) -> str:
    """Return what a page says, its spaces plain."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ").replace("\u202f", " ").split())


def reported(cast: Cast, file: DossierFile, **changes: object) -> int:
    return report(cast.owner, file.id, replace(BREACH, **changes), at=NOW)  # type: ignore[arg-type]


def form(**changes: str) -> dict[str, str]:
    today = timezone.localdate().isoformat()
    said = {"happened_on": today, "nature": "wrong_result", "text": "Une date inventée.", "affected": "unknown"}
    return said | changes


def test_it_is_reported_from_the_dossier_answered_closed_and_reopened(
    cast: Cast, serving: DossierFile, browse: Browse
) -> None:
    councillor, dpo = browse(cast.councillor, serving.number), browse(cast.dpo, serving.number)
    first = councillor.get("")
    assert "Aucun incident signalé." in words(first)
    assert "incidents/signaler/" in first
    asked = councillor.get("incidents/signaler/")
    assert "Ne nommez personne" in words(asked)
    councillor.post("incidents/signaler/", form())
    row = Incident.objects.get()
    page = f"incidents/{row.pk}/"
    told = words(councillor.get(page))
    assert "Une date inventée." in told
    assert "Balise ne connaît aucune déclaration obligatoire" in told
    assert "Consigner cette mesure" not in told
    councillor.post(page, {"text": "Vu.", "step": "measure"}, status=403)
    dpo.post(page, {"text": "Modèle de réponse corrigé.", "step": "measure"})
    dpo.post(page, {"text": "Trois courriers rectifiés.", "step": "closure"})
    row.refresh_from_db()
    assert row.closed_on == timezone.localdate()
    assert "Trois courriers rectifiés." in words(councillor.get(page))
    dpo.post(page, {"text": "Un quatrième courrier.", "step": "reopening"})
    assert Incident.objects.get().closed_on is None
    assert [each.step for each in IncidentStep.objects.order_by("pk")] == ["measure", "closure", "reopening"]
    codes = [entry.act for entry in entries_about("dossier", str(serving.id)) if entry.act.startswith("incident.")]
    assert codes == ["incident.reopened", "incident.closed", "incident.measure_taken", "incident.reported"]


def test_a_breach_says_its_articles_and_its_last_hour_in_words(
    cast: Cast, serving: DossierFile, browse: Browse
) -> None:
    incident = reported(cast, serving)  # on 21 November at 10:00 in Paris
    said = words(browse(cast.dpo, serving.number).get(f"incidents/{incident}/"))
    assert "RGPD, art. 33" in said
    assert "RGPD, art. 34" in said
    assert "Au plus tard le 24 novembre 2026 à 10 h 00." in said


def test_a_deadline_that_is_over_is_shown_as_long_as_nobody_did_anything(cast: Cast, browse: Browse) -> None:
    file = cast.deployed(on=NOW - timedelta(days=60))
    old = replace(BREACH, happened_on=(NOW - timedelta(days=30)).date())
    incident = report(cast.owner, file.id, old, at=NOW - timedelta(days=30))
    page = browse(cast.dpo, file.number)
    assert "Délai passé" in words(page.get(f"incidents/{incident}/"))
    follow(cast.dpo, file.id, incident, Step.MEASURE, "Violation notifiée.", at=NOW - timedelta(days=29))
    assert "Délai passé" not in words(page.get(f"incidents/{incident}/"))


def test_serious_harm_leads_to_the_ai_act_only_where_the_use_may_be_high_risk(
    cast: Cast, serving: DossierFile, browse: Browse
) -> None:
    incident = reported(cast, serving, nature=Nature.SERIOUS_HARM)
    said = words(browse(cast.dpo, serving.number).get(f"incidents/{incident}/"))
    high_risk = "none" not in serving.answers.get("annex_iii_areas", ())  # type: ignore[operator]
    assert ("art. 26, § 5" in said) is high_risk


def test_data_and_security_are_written_to_at_once_without_the_words(
    cast: Cast, serving: DossierFile, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        incident = reported(cast, serving)
    letters = Letter.objects.filter(key=f"incident-reported:{incident}")
    assert {each.recipient_id for each in letters} == {cast.dpo.user_id, cast.ciso.user_id}
    body = mail.outbox[0].body.replace("\u00a0", " ")
    assert f"/espace/valbrise/dossiers/{serving.number}/incidents/{incident}/" in body
    assert "Au plus tard le 24 novembre 2026 à 10 h 00." in body
    assert "brouillon" not in body


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"happened_on": "2126-01-01"}, "pas encore venu"),
        ({"happened_on": "2001-01-01"}, "L’outil est en service depuis le"),
        ({"text": "  "}, "en une phrase au moins"),
        ({"nature": ""}, "Choisissez la nature"),
        ({"affected": "perhaps"}, "Choisissez une réponse"),
    ],
)
def test_what_is_mistaken_is_said_and_nothing_is_lost(
    cast: Cast, serving: DossierFile, browse: Browse, changes: dict[str, str], said: str
) -> None:
    sent = form(text="Une date inventée dans un courrier.") | changes
    page = browse(cast.owner, serving.number).post("incidents/signaler/", sent, status=422)
    assert said in words(page)
    if sent["text"].strip():
        assert sent["text"] in words(page)
    assert not Incident.objects.exists()


def test_the_same_incident_sent_twice_is_one(cast: Cast, serving: DossierFile) -> None:
    reported(cast, serving)
    with pytest.raises(RefusedError, match="déjà signalé"):
        reported(cast, serving)
    assert Incident.objects.count() == 1


def test_a_use_that_was_declared_may_have_failed_before_balise_knew_of_it(cast: Cast) -> None:
    file = cast.deployed(in_service_on=date(2026, 3, 2))
    assert reported(cast, file, happened_on=date(2026, 3, 2))
    with pytest.raises(RefusedError, match="2\u00a0mars 2026"):
        reported(cast, file, happened_on=date(2026, 3, 1))


def test_a_use_that_was_only_declared_can_fail_too(cast: Cast, client_of: Callable[[Member], Client]) -> None:
    file = create(cast.owner, "Traductions", unit_id=None, state=State.DECLARED, at=NOW)
    page = f"/espace/valbrise/dossiers/{file.number}/incidents/signaler/"

    asked = client_of(cast.owner).get(page).content.decode()

    assert "Signaler cet incident" in asked
    assert "sert depuis" not in asked
    assert reported(cast, file)


def test_no_incident_with_what_never_served_nor_with_what_one_may_not_read(cast: Cast, member_with: Hire) -> None:
    accepted = cast.accepted()
    with pytest.raises(RefusedError, match="jamais été en service"):
        reported(cast, accepted)
    draft = create(cast.owner, "Croquis", unit_id=None, at=NOW)
    stranger = member_with(Role.TRAINER)
    for file in (accepted, draft):
        with pytest.raises(RefusedError) as refused:
            report(stranger, file.id, BREACH, at=NOW)
        assert refused.value.status == 404


def test_what_has_left_service_can_still_be_reported_and_answered(cast: Cast, serving: DossierFile) -> None:
    from balise.web.governance.proposals import Proposal  # noqa: PLC0415 - of this story alone

    cast.do(cast.reviewer, serving, Act.SUSPEND, Proposal(motive="Panne."), at=NOW + timedelta(days=1))
    incident = report(cast.ciso, serving.id, BREACH, at=NOW + timedelta(days=2))
    follow(cast.owner, serving.id, incident, Step.CLOSURE, "Réparé.", at=NOW + timedelta(days=3))
    assert incident_of(serving.id, incident).closed_on == (NOW + timedelta(days=3)).date()


def test_nothing_follows_a_closing_but_a_reopening_and_words_are_asked_for(
    cast: Cast, serving: DossierFile, browse: Browse
) -> None:
    incident = reported(cast, serving)
    follow(cast.reviewer, serving.id, incident, Step.CLOSURE, "Réglé.", at=NOW)
    page = browse(cast.reviewer, serving.number)
    again = page.post(f"incidents/{incident}/", {"text": "Encore un mot.", "step": "closure"}, status=422)
    assert "Cet incident est clos" in words(again)
    assert "Encore un mot." in again
    assert "Pourquoi rouvrir" in words(page.get(f"incidents/{incident}/"))
    with pytest.raises(RefusedError, match="en une phrase"):
        follow(cast.dpo, serving.id, incident, Step.REOPENING, "  ", at=NOW)
    with pytest.raises(RefusedError) as elsewhere:
        follow(cast.dpo, cast.accepted().id, incident, Step.REOPENING, "Ailleurs.", at=NOW)
    assert elsewhere.value.status == 404


def test_open_incidents_wait_for_who_answers_them_and_for_nobody_else(
    cast: Cast, serving: DossierFile, client_of: Callable[[Member], Client]
) -> None:
    incident = reported(cast, serving)
    for member in (cast.owner, cast.reviewer, cast.dpo, cast.ciso):
        assert "Incidents ouverts" in client_of(member).get("/espace/valbrise/").content.decode()
    told = [line for each in waiting_for(cast.dpo, NOW.date()) for line in each.told]
    assert told[0].short == "1 incident ouvert"
    assert told[0].address.endswith(f"/incidents/{incident}/")
    assert "Incidents ouverts" not in client_of(cast.councillor).get("/espace/valbrise/").content.decode()
    follow(cast.dpo, serving.id, incident, Step.CLOSURE, "Réglé.", at=NOW)
    assert "Incidents ouverts" not in client_of(cast.dpo).get("/espace/valbrise/").content.decode()


def test_the_register_is_filtered_paged_and_exported_without_a_formula(
    cast: Cast, serving: DossierFile, client_of: Callable[[Member], Client]
) -> None:
    reader = client_of(cast.councillor)
    assert "Ce que personne n’a signalé n’est pas ici" in words(reader.get(REGISTER).content.decode())
    found = [reported(cast, serving, nature=Nature.OUTAGE, text=f"=PANNE({number})") for number in range(27)]
    follow(cast.ciso, serving.id, found[-1], Step.CLOSURE, "Rétabli.", at=NOW)
    first = words(reader.get(REGISTER).content.decode())
    assert "27 incidents" in first
    assert "Suivante" in first
    assert "1 incident " in words(reader.get(f"{REGISTER}?etat=clos").content.decode())
    assert "Aucun incident ne correspond" in words(reader.get(f"{REGISTER}?nature=other").content.decode())
    table = reader.get(f"{REGISTER}export.csv?etat=clos").content.decode()
    assert table.count("\r\n") == 2
    assert ";'=PANNE(26)" in table
    assert client_of(cast.owner).get(REGISTER).status_code == 403


def test_another_authority_sees_none_of_it(
    cast: Cast, serving: DossierFile, elsewhere: object, member_with: Hire, client_of: Callable[[Member], Client]
) -> None:
    incident = reported(cast, serving)
    neighbour = client_of(member_with(Role.DPO, authority=elsewhere))
    assert neighbour.get(f"/espace/valbrise/dossiers/{serving.number}/incidents/{incident}/").status_code == 404
    assert "Aucun incident signalé" in neighbour.get("/espace/bourg-mesange/incidents/").content.decode()


def test_the_journal_seals_the_words_without_keeping_them(cast: Cast, serving: DossierFile) -> None:
    incident = reported(cast, serving)
    follow(cast.dpo, serving.id, incident, Step.MEASURE, "Brouillons effacés.", at=NOW)
    entries = [each for each in entries_about("dossier", str(serving.id)) if each.act.startswith("incident.")]
    assert all("brouillon" not in str(entry.details).lower() for entry in entries)
    assert all(entry.details["digest"].startswith("sha256:") for entry in entries)
    assert "données personnelles exposées ou perdues" in entries[-1].sentence
