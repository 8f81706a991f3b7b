# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is internal stays inside: values planted in all that is internal are looked for in all that is public.

The list of what is public is that of the routes themselves: a page or a file added tomorrow is read here the same day,
or fails until somebody says with which values its address is made.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pypdf import PdfReader
from tests.web.conftest import NOW, Hire
from tests.web.governance.conftest import ASKED, Cast, mail_answers
from tests.web.transparency.conftest import WORDING

from balise.core.annual.record import YearPeriod
from balise.core.consultations import Group, Window
from balise.core.incidents import Affected, Nature, Step
from balise.core.notices import Channel
from balise.core.opinions import OpinionValue
from balise.core.public_questions import Asking
from balise.core.questions import QuestionType
from balise.core.register import PUBLIC
from balise.core.roles import Role
from balise.core.states import Act
from balise.loading.questions import shipped_bank
from balise.web.assessments.operations.comments import say
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.operations.evidence import NewEvidence, attach
from balise.web.catalogue.operations.deciding import CellChoice, Decision, decide, save_matrix
from balise.web.catalogue.operations.describing import Description, propose
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.charters.operations.consultations import (
    Announcement,
    announce,
    contribute,
    contribute_as_resident,
    set_aside,
)
from balise.web.charters.operations.drafts import start
from balise.web.charters.operations.publication import Deliberation
from balise.web.charters.operations.publication import publish as publish_charter
from balise.web.governance.operations.opinions import give_opinion, request_opinions
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.incidents.operations.incidents import follow, report
from balise.web.incidents.records import Telling
from balise.web.organisations.members import Member
from balise.web.organisations.operations.frameworks import change_frameworks
from balise.web.reports.operations.freezing import freeze
from balise.web.reports.operations.publishing import publish as publish_report
from balise.web.reports.queries.reports import report_of
from balise.web.transparency.operations.portal import describe_portal
from balise.web.transparency.operations.proofs import prove
from balise.web.transparency.operations.publication import publish, withdraw
from balise.web.transparency.operations.questions import Asker, ask
from balise.web.transparency.portal_description import PortalDescription
from balise.web.ui.access import Access, Audience

pytestmark = pytest.mark.django_db
REPORTED = NOW.year
PLANTED = "valeur-interne-"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
NOT_READ = {"transparency:follow": "the private address of whoever asked, who reads there what they wrote"}


@dataclass(frozen=True)
class Garden:
    """Where internal values were planted, and what stands in public addresses."""

    code: str
    internal: str
    """A page of the inside that shows some of them."""
    people: tuple[Member, ...]
    tool: int
    """A tool of the public catalogue, with motives and conditions that are not public."""
    consultation: int
    version: str
    """A charter voted after a consultation."""


@pytest.fixture
def garden(cast: Cast, publisher: Member, member_with: Hire) -> Garden:
    administrator = member_with(Role.ADMINISTRATOR, name="Aude Administre")
    untold = {
        question.id: f"{PLANTED}{question.id}"
        for question in shipped_bank().questions
        if question.type is QuestionType.TEXT and question.id not in PUBLIC
    }
    file = create(cast.owner, f"{PLANTED}titre", unit_id=None, answers={**mail_answers(), **untold}, at=NOW)
    upload = SimpleUploadedFile(f"{PLANTED}contrat.pdf", PDF)
    attach(cast.owner, file.id, NewEvidence(upload, f"{PLANTED}pièce"), at=NOW)
    cast.do(cast.owner, file, Act.SUBMIT)
    cast.do(cast.reviewer, file, Act.TAKE_UP)
    request_opinions(cast.reviewer, file.id, ASKED, NOW.date() + timedelta(days=15), f"{PLANTED}demande", at=NOW)
    givers = {"dpo": cast.dpo, "ciso": cast.ciso, "it": cast.second}
    for opinion in instruction_of(file.id).opinions:
        given = OpinionValue.WITH_RESERVATIONS
        giver = givers[opinion.body.value]
        give_opinion(giver, file.id, opinion.id, given, f"{PLANTED}avis", f"{PLANTED}réserve", at=NOW)
    say(cast.owner, file.id, f"{PLANTED}commentaire", about="", at=NOW)
    due = NOW.date() + timedelta(days=90)
    reservation = ReservationProposal(f"{PLANTED}réserve", due)
    decided = Proposal(deciding_authority="La maire", motive=f"{PLANTED}motif", reservations=(reservation,))
    cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, decided)
    cast.do(cast.owner, file, Act.DEPLOY, Proposal(review_date=due, begun=True, gaps_accepted=True), at=NOW)
    told = Telling(Nature.PERSONAL_DATA, NOW.date(), f"{PLANTED}incident", Affected.YES)
    incident = report(cast.owner, file.id, told, at=NOW)
    follow(cast.dpo, file.id, incident, Step.MEASURE, f"{PLANTED}mesure", at=NOW)
    prove(publisher, file.id, Channel.LETTER, NOW.date(), f"{PLANTED}modèle", at=NOW)
    code = publish(publisher, file.id, WORDING, at=NOW)
    publish(publisher, file.id, replace(WORDING, change="Relu."), at=NOW + timedelta(hours=1))
    ask(code, Asking.CONTEST, f"{PLANTED}question", Asker(f"{PLANTED}courriel@example.org"), at=NOW)
    tool = propose(cast.reviewer, Description("Plumier", Kind.STANDALONE), at=NOW)
    decision = Decision(Permission.CONDITIONAL, f"{PLANTED}motif", "Rien d’autre ne convient.", "Deux autres examinés.")
    decide(cast.reviewer, tool, decision, at=NOW)
    condition = CellChoice(Permission.CONDITIONAL, f"{PLANTED}condition")
    tasks = ("drafting", "summarising")
    save_matrix(cast.reviewer, tool, {(task, "personal"): condition for task in tasks}, at=NOW)
    describe_portal(publisher, PortalDescription(publishes_refusals=True, publishes_tools=True), at=NOW)
    consultation_id, version = _consulted(administrator)
    year = freeze(publisher, YearPeriod.ending(NOW.year, NOW.month), at=NOW + timedelta(days=31))
    publish_report(publisher, year, report_of(publisher.authority.id, year).digest, at=NOW + timedelta(days=31))
    for charter in ("strasbourg-2025", "lyon-2025"):
        change_frameworks(administrator, charter, at=NOW + timedelta(hours=2))
    inside = f"/espace/{cast.owner.authority.slug}/dossiers/{file.number}/"
    people = (cast.owner, cast.reviewer, cast.second, cast.dpo, cast.ciso, publisher, administrator)
    return Garden(code, inside, people, tool, consultation_id, version)


def _consulted(administrator: Member) -> tuple[int, str]:
    """Vote a charter on which everybody was asked; what staff said, and what was set aside, is internal."""
    draft = start(administrator, "Charte de Valbrise", "lyon-2025@1.0.0", extends=False, at=NOW)
    window = Window(NOW.date(), NOW.date() + timedelta(days=30))
    asked = Announcement("Votre avis sur la charte", "Qu’en pensez-vous ?", frozenset(Group), window)
    consultation_id = announce(administrator, asked, at=NOW, draft_id=draft)
    contribute(administrator, consultation_id, Group.UNITS, f"{PLANTED}services", at=NOW)
    contribute(administrator, consultation_id, Group.RESIDENTS, "Merci de consulter.", at=NOW)
    aside = contribute(administrator, consultation_id, Group.RESIDENTS, f"{PLANTED}injure", at=NOW)
    set_aside(administrator, consultation_id, aside, f"{PLANTED}raison", at=NOW)
    place = administrator.authority.id
    contribute_as_resident(place, consultation_id, f"{PLANTED}pas encore lu", "clé", at=NOW)
    return consultation_id, publish_charter(administrator, draft, Deliberation("Conseil municipal", NOW.date()), at=NOW)


def public_routes() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the name of every route of the portal that needs no account, and what stands in its address."""
    for name, pattern, parameters in _walk(get_resolver(), "", frozenset()):
        access = getattr(pattern.callback, "access", None)
        if (
            name.startswith(("transparency:", "reports:"))
            and isinstance(access, Access)
            and access.audience is Audience.ANYONE
        ):
            yield name, parameters


def _walk(
    resolver: URLResolver, space: str, parameters: frozenset[str]
) -> Iterator[tuple[str, URLPattern, frozenset[str]]]:
    for each in resolver.url_patterns:
        known = parameters | each.pattern.converters.keys()
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}", each, known
        else:
            yield from _walk(each, f"{each.namespace}:" if each.namespace else space, known)


def public_addresses(garden: Garden, slug: str) -> dict[str, str]:
    given = {
        "authority": slug,
        "code": garden.code,
        "rank": 1,
        "tool_id": garden.tool,
        "edition": 1,
        "edition_number": 1,
        "audience": "agents",
        "name": "answer-letter",
        "rest": "fiches",
        "consultation_id": garden.consultation,
        "version": garden.version,
        "year": REPORTED,
        "figure": "uses.by_status",
        "file": "annexe.json",
    }
    routes = {name: parameters for name, parameters in public_routes() if name not in NOT_READ}
    unsaid = {name: parameters - given.keys() for name, parameters in routes.items() if parameters - given.keys()}
    assert unsaid == {}, "Say with which values the addresses of these public pages are made."
    return {
        name: reverse(name, kwargs={parameter: given[parameter] for parameter in parameters})
        for name, parameters in routes.items()
    }


def text_of(response: HttpResponseBase) -> str:
    """Return all that an answer says: its headers, and its text even where it is a PDF."""
    assert isinstance(response, HttpResponse | StreamingHttpResponse)
    content = bytes(response.getvalue())
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    if response["Content-Type"] == "application/pdf":
        pdf = PdfReader(io.BytesIO(content))
        return "\n".join([headers, str(pdf.metadata), *(page.extract_text() for page in pdf.pages)])
    return f"{headers}\n{content.decode()}"


def leaks(text: str, garden: Garden) -> list[str]:
    named = [secret for each in garden.people for secret in (each.name, each.email) if secret in text]
    return [*named, *([PLANTED] if PLANTED in text else [])]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_internal_is_read_anywhere(garden: Garden, cast: Cast, language: str):
    resident = Client()
    resident.cookies["django_language"] = language
    found = {}
    for name, address in public_addresses(garden, cast.owner.authority.slug).items():
        response = resident.get(address)
        assert response.status_code < 500, (name, response.status_code)
        if leaked := leaks(text_of(response), garden):
            found[name] = leaked

    assert found == {}


def test_nothing_internal_is_read_of_what_was_withdrawn(garden: Garden, cast: Cast, publisher: Member):
    from balise.web.transparency.models import Entry  # noqa: PLC0415 - the row behind the code

    withdraw(publisher, Entry.objects.get(code=garden.code).dossier_id, "Par erreur.", at=NOW + timedelta(days=1))

    addresses = public_addresses(garden, cast.owner.authority.slug)
    found = {name: leaks(text_of(Client().get(address)), garden) for name, address in addresses.items()}

    assert {name: leaked for name, leaked in found.items() if leaked} == {}


def test_the_entry_itself_is_read_nearly_everywhere(garden: Garden, cast: Cast):
    """A walk that found nothing because there was nothing to read would prove nothing."""
    addresses = public_addresses(garden, cast.owner.authority.slug)
    bearing = {name for name, address in addresses.items() if WORDING.title in text_of(Client().get(address))}

    assert {
        "transparency:register",
        "transparency:entry",
        "transparency:history",
        "transparency:register-csv",
        "transparency:register-json",
        "transparency:changes",
        "transparency:all-register-csv",
        "transparency:api-entries",
        "transparency:api-entry",
        "transparency:api-edition",
    } <= bearing
    named = {name for name, address in addresses.items() if "Plumier" in text_of(Client().get(address))}
    assert {"transparency:tools", "transparency:tool", "transparency:situation"} <= named


def test_the_values_were_planted(garden: Garden, cast: Cast, client_of):
    page = client_of(cast.owner).get(garden.internal, follow=True).content.decode()

    assert f"{PLANTED}titre" in page
