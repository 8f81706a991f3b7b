# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the pages need and the demonstration lacks: open sessions, a link sent to somebody, AI models, a retired tool.

Part of this file runs in the process of the site (``balise manage shell``), through the site's own doors; the rest
reads what it printed.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.browser.running_site import Site

PASSWORD = "une charte en vigueur"  # noqa: S105 - the demonstration prints it
MODELS = Path(__file__).parents[1] / "web" / "catalogue" / "few_models.json"
RUN = "from tests.browser.furnishing import furnish; furnish()"

CITY = "valbrise"
DRAFT, IN_REVIEW, CONDITIONAL, EXEMPTED = "2026-002", "2026-016", "2026-010", "2026-007"
"""Dossiers of the city: filled in, instructed, accepted under reservations, under an exception."""


@dataclass(frozen=True)
class Furnished:
    """Who is signed in, and what stands in addresses."""

    sessions: dict[str, str]
    """The cookie of each person, by the first half of their address."""
    values: dict[str, str]
    """Numbers and links, by the word that the table of pages writes between braces."""


def furnished(site: Site) -> Furnished:
    """Furnish the site, and return what the tests need to know of it."""
    site.balise("catalogue", "import-models", str(MODELS))
    said = site.balise("manage", "shell", "-v", "0", "-c", RUN)
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return Furnished(found["sessions"], {word: str(value) for word, value in found["values"].items()})


def furnish() -> None:
    """Open a session for everybody, invite two people, and print it all. Runs in the process of the site."""
    from balise.web.accounts.models import User  # noqa: PLC0415 - Django is ready here, and not above

    sessions = {user.email.partition("@")[0]: _session(user) for user in User.objects.all()}
    _drilled()
    values = {**_letters(), **_retired(), **_published(), **_reports(), **_chartered(), **_surveyed(), **_numbers()}
    print(json.dumps({"sessions": sessions, "values": values}))  # noqa: T201


def _session(user: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    key = session.session_key
    assert key is not None
    return key


def _letters() -> dict[str, str]:
    """Send what people find in their letters: two invitations, and the way back of somebody without a password."""
    from django.urls import reverse  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415
    from django.utils.encoding import force_bytes  # noqa: PLC0415
    from django.utils.http import urlsafe_base64_encode  # noqa: PLC0415

    from balise.core.roles import Role  # noqa: PLC0415
    from balise.web.accounts.models import User  # noqa: PLC0415
    from balise.web.accounts.operations.invitations import invite  # noqa: PLC0415
    from balise.web.accounts.reset_links import reset_links  # noqa: PLC0415
    from balise.web.organisations.queries import member_of  # noqa: PLC0415

    administrator = member_of(User.objects.get(email="admin@valbrise.example").pk, CITY)
    assert administrator is not None
    forgetful = User.objects.get(email="formateur@valbrise.example")
    known, now = User.objects.get(email="gerard.ponsard@valbrise.example"), timezone.now()
    return {
        "invitation": invite(administrator, "noe@valbrise.example", "Noé Lefèvre", [Role.OWNER], at=now),
        "invitation_known": invite(administrator, known.email, known.name, [Role.COUNCILLOR], at=now),
        "password": reverse(
            "accounts:password-choice",
            kwargs={
                "uidb64": urlsafe_base64_encode(force_bytes(forgetful.pk)),
                "token": reset_links.make_token(forgetful),
            },
        ),
    }


def _drilled() -> None:
    """File two exit drills of a use that the gateway serves: one failed, the next proved that one could leave."""
    from django.utils import timezone  # noqa: PLC0415

    from balise.core.drill import Attempt, DrillReport, Side  # noqa: PLC0415
    from balise.core.usage import FootprintRange  # noqa: PLC0415
    from balise.web.accounts.models import User  # noqa: PLC0415
    from balise.web.deployments.models import Deployment  # noqa: PLC0415
    from balise.web.deployments.operations.drilling import file_drill  # noqa: PLC0415
    from balise.web.organisations.queries import member_of  # noqa: PLC0415

    reviewer = member_of(User.objects.get(email="instructeur@valbrise.example").pk, CITY)
    assert reviewer is not None
    row, now = Deployment.objects.get(identifier=f"{CITY}-2026-001"), timezone.localtime(timezone.now())
    used = FootprintRange(900_000, 2_100_000, 40_000, 95_000, "ecologits")
    in_place = Side("modele-en-place", "Serveur de la ville", (Attempt("budget", (), 1.2, 40, used),))
    for days, failed in ((40, ("language",)), (2, ())):
        other = Side("modele-de-secours", "Serveur de la ville", (Attempt("budget", failed, 0.9, 40, used),))
        at = now - timedelta(days=days)
        report = DrillReport(row.identifier, at, "sha256:essais", "Comptes rendus", in_place, other, 10)
        file_drill(reviewer, row.dossier_id, report, at=now)


def _retired() -> dict[str, int]:
    """Retire a tool from the catalogue of the city: the demonstration has none."""
    from django.utils import timezone  # noqa: PLC0415

    from balise.web.accounts.models import User  # noqa: PLC0415
    from balise.web.catalogue.operations.describing import Description, propose, retire  # noqa: PLC0415
    from balise.web.catalogue.vocabulary import Kind  # noqa: PLC0415
    from balise.web.organisations.queries import member_of  # noqa: PLC0415

    reviewer = member_of(User.objects.get(email="instructeur@valbrise.example").pk, CITY)
    assert reviewer is not None
    now = timezone.now()
    tool_id = propose(reviewer, Description("Pupitre-Notes", Kind.STANDALONE), at=now)
    retire(reviewer, tool_id, "L’éditeur a cessé de le maintenir.", at=now)
    return {"retired": tool_id}


def _published() -> dict[str, int | str]:
    """Find an entry of the register that has a history, withdraw another, and ask two questions, one answered."""
    from django.urls import reverse  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from balise.core.public_questions import Asking  # noqa: PLC0415
    from balise.loading.guide import shipped_guide  # noqa: PLC0415
    from balise.web.accounts.models import User  # noqa: PLC0415
    from balise.web.organisations.queries import member_of  # noqa: PLC0415
    from balise.web.transparency.models import Entry, PublicQuestion  # noqa: PLC0415
    from balise.web.transparency.operations.publication import withdraw  # noqa: PLC0415
    from balise.web.transparency.operations.questions import Asker, answer, ask  # noqa: PLC0415

    publisher = member_of(User.objects.get(email="portail@valbrise.example").pk, CITY)
    assert publisher is not None
    now = timezone.now()
    entry = Entry.objects.get(authority__slug=CITY, title__startswith="Transcription")
    gone = Entry.objects.get(authority__slug=CITY, dossier__title__startswith="Audioguide")
    withdraw(publisher, gone.dossier_id, "Fiche publiée par erreur.", at=now)
    asked = [ask(entry.code, kind, "Qui relit les procès-verbaux ?", Asker(), at=now) for kind in Asking]
    first, waits = PublicQuestion.objects.filter(asked_at=now).order_by("pk").values_list("pk", flat=True)
    answer(publisher, first, "Une rédactrice du secrétariat général.", at=now)
    said, waiting = (reverse("transparency:follow", args=[private]) for private in asked)
    situation = next(each.id for each in shipped_guide() if "staff" in each.audiences())
    return {
        "situation": situation,
        "entry": entry.code,
        "gone": gone.code,
        "said": said,
        "waiting": waiting,
        "question": waits,
        "done": first,
    }


def _reports() -> dict[str, int]:
    """Freeze a year that nobody published; return it, and the one that the demonstration published."""
    from django.utils import timezone  # noqa: PLC0415

    from balise.core.annual.record import YearPeriod  # noqa: PLC0415
    from balise.web.accounts.models import User  # noqa: PLC0415
    from balise.web.organisations.queries import member_of  # noqa: PLC0415
    from balise.web.reports.operations.freezing import freeze  # noqa: PLC0415
    from balise.web.reports.queries.reports import reports_of  # noqa: PLC0415

    reviewer = member_of(User.objects.get(email="instructeur@valbrise.example").pk, CITY)
    assert reviewer is not None
    published = reports_of(reviewer.authority.id, published=True)[0]
    frozen = freeze(reviewer, YearPeriod.ending(published.year - 2), at=timezone.now())
    return {"reported": published.year, "frozen": frozen}


def _chartered() -> dict[str, int | str]:
    """Find the draft of the city and its consultation; vote a charter in the village, where somebody does it all."""
    from datetime import timedelta  # noqa: PLC0415

    from django.utils import timezone  # noqa: PLC0415

    from balise.core.consultations import Group, Window  # noqa: PLC0415
    from balise.web.accounts.models import User  # noqa: PLC0415
    from balise.web.charters.models import Contribution, Draft  # noqa: PLC0415
    from balise.web.charters.operations.consultations import Announcement, announce  # noqa: PLC0415
    from balise.web.charters.operations.drafts import start  # noqa: PLC0415
    from balise.web.charters.operations.publication import Deliberation, publish  # noqa: PLC0415
    from balise.web.organisations.queries import lead_reference, member_of  # noqa: PLC0415

    mayor = member_of(User.objects.get(email="colette.fabre@valbrise.example").pk, "saint-aubin-des-pres")
    assert mayor is not None
    now = timezone.now()
    draft = start(mayor, "Charte de Saint-Aubin", str(lead_reference(mayor.authority.id)), extends=True, at=now)
    window = Window(now.date() - timedelta(days=20), now.date() - timedelta(days=5))
    asked = Announcement("Notre charte", "Qu’en pensez-vous\u00a0?", frozenset({Group.COUNCILLORS}), window)
    announce(mayor, asked, at=now - timedelta(days=20), draft_id=draft)
    voted = publish(mayor, draft, Deliberation("Conseil municipal", now.date(), "2026-07", 11, 0, 0), at=now)
    city = Draft.objects.get(authority__slug=CITY)
    said = Contribution.objects.filter(consultation__draft=city).order_by("pk")[0]
    return {"drafted": city.pk, "consultation": said.consultation_id, "contribution": said.pk, "voted": voted}


def _surveyed() -> dict[str, str]:
    """Return the survey of the demonstration, which is closed, and one that is open."""
    from django.utils import timezone  # noqa: PLC0415

    from balise.web.accounts.models import User  # noqa: PLC0415
    from balise.web.measures.models import PracticesSurvey  # noqa: PLC0415
    from balise.web.measures.operations.survey import begin_survey  # noqa: PLC0415
    from balise.web.organisations.queries import member_of  # noqa: PLC0415

    officer = member_of(User.objects.get(email="rssi@valbrise.example").pk, CITY)
    assert officer is not None
    closed = PracticesSurvey.objects.get().code
    return {"surveyed": closed, "survey": begin_survey(officer, at=timezone.now())}


def _numbers() -> dict[str, int | str]:
    """Find what stands in the addresses of the city."""
    from django.utils import timezone  # noqa: PLC0415

    from balise.demo.serving import draw_demo_doors  # noqa: PLC0415
    from balise.web.accounts.models import User  # noqa: PLC0415
    from balise.web.assessments.models import EvidenceFile  # noqa: PLC0415
    from balise.web.catalogue.models import AIModel, Tool, ToolModel  # noqa: PLC0415
    from balise.web.deployments.models import AccessKey, Provider, ServedModel  # noqa: PLC0415
    from balise.web.governance.models import ExceptionGrant, OpinionRequest, Reservation  # noqa: PLC0415
    from balise.web.incidents.models import Incident  # noqa: PLC0415
    from balise.web.literacy.models import Attestation, Session  # noqa: PLC0415
    from balise.web.organisations.models import LocalAuthority, Unit  # noqa: PLC0415
    from balise.web.organisations.queries import lead_reference  # noqa: PLC0415
    from balise.web.transparency.models import NoticeProof, UnusedChannel  # noqa: PLC0415

    city = LocalAuthority.objects.get(slug=CITY)
    own = {"dossier__authority": city}
    draw_demo_doors(timezone.now())
    linked = ToolModel.objects.filter(tool__authority=city, tool__retired_at=None).order_by("pk")[0]
    asked = OpinionRequest.objects.filter(**own, dossier__number=IN_REVIEW)
    reserved = Reservation.objects.filter(**own, dossier__number=CONDITIONAL)
    proofs = NoticeProof.objects.filter(dossier__authority=city, dossier__number="2026-001", withdrawn_at=None)
    breach = Incident.objects.select_related("dossier").get(**own, nature="personal_data")
    alone = Session.objects.get(form="self_paced")
    given = Session.objects.filter(path__title="Les bases de l’IA générative").order_by("starts_at")
    attested = Attestation.objects.order_by("expires_on", "pk")
    return {
        "quizzed": alone.path_id,
        "alone": alone.pk,
        "held": given[0].pk,
        "planned": given[1].pk,
        "expired": attested[0].code,
        "attested": attested[1].code,
        "charter": str(lead_reference(city.pk)),
        "model": AIModel.objects.order_by("name")[0].pk,
        "linked_model": linked.model_id,
        "linked_tool": linked.tool_id,
        "tool": Tool.objects.get(authority=city, name="Trémie-Courrier").pk,
        "embedded": Tool.objects.get(authority=city, name__startswith="Louche").pk,
        "foreign": Tool.objects.get(authority=city, name="Vermillon-Boréal").pk,
        "person": User.objects.get(email="portail@valbrise.example").pk,
        "unit": Unit.objects.get(authority=city, name="Cuisine centrale").pk,
        "evidence": EvidenceFile.objects.filter(**own, dossier__number=DRAFT)[0].pk,
        "opinion": asked.get(body="dpo").pk,
        "opinion_given": asked.get(body="it").pk,
        "exception": ExceptionGrant.objects.get(**own, dossier__number=EXEMPTED).pk,
        "incident": breach.pk,
        "breached": breach.dossier.number,
        "unused": UnusedChannel.objects.filter(**own, dossier__number="2026-001").order_by("pk")[0].pk,
        "proof": proofs.order_by("pk")[0].pk,
        "provider": Provider.objects.filter(authority=city)[0].pk,
        "served": ServedModel.objects.filter(authority=city)[0].pk,
        "key": AccessKey.objects.filter(deployment__dossier__number="2026-001", deployment__authority=city)[0].pk,
        "reservation": reserved.filter(done_on=None)[0].pk,
        "reservation_done": reserved.exclude(done_on=None)[0].pk,
    }
