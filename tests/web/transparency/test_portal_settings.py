# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an authority says of its portal: in force at once, kept version by version, and told honestly when it is not."""

import re
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.web.conftest import NOW, Hire, make_authority
from tests.web.governance.conftest import Cast, mail_answers
from tests.web.transparency.conftest import WORDING

from balise.core.language import Language
from balise.core.public_questions import Asking
from balise.core.roles import Role
from balise.core.roundups import Rhythm
from balise.core.states import Act
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import create
from balise.web.governance.proposals import Proposal
from balise.web.governance.queries.roundups import roundup_of
from balise.web.governance.roundup_words import roundup_body, roundup_subject
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.transparency.operations.portal import describe_portal, restore_portal
from balise.web.transparency.operations.publication import publish
from balise.web.transparency.operations.questions import Asker, answer, ask
from balise.web.transparency.portal_description import DESCRIBED, REQUIRED, AccessibilityState, PortalDescription
from balise.web.transparency.queries.portal_settings import SILENT, description_of, versions_of
from balise.web.transparency.queries.portals import shown_by
from balise.web.transparency.queries.questions import questions_of
from balise.web.transparency.queries.register import held
from balise.web.transparency.told_portal import in_words
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
FULL = PortalDescription(
    publishes_refusals=True,
    welcome="Bienvenue.",
    data_protection_contact="dpd@valbrise.example",
    mediator_contact="mediateur@valbrise.example",
    seat="1 place du Beffroi",
    phone="01 99 00 10 00",
    publication_director="La maire",
    host_name="La métropole",
    host_address="12 quai des Tanneurs",
    host_phone="01 99 00 20 00",
    accessibility_state=AccessibilityState.PARTIAL,
    accessibility_on=date(2026, 3, 2),
    accessibility_checks="Quinze pages vérifiées, quatre critères sur cinq respectés.",
    accessibility_faults="Le PDF de la charte n’a pas de signets.",
    accessibility_exempt="Les vidéos d’avant 2020.",
    accessibility_contact="acces@valbrise.example",
    accessibility_plan="www.valbrise.example/schema",
)


def read(address: str, status: int = 200, client: Client | None = None) -> str:
    response = (client or Client()).get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode().replace("\u00a0", " ")


def downloaded(address: str) -> bytes:
    response: HttpResponseBase = Client().get(address)
    assert isinstance(response, StreamingHttpResponse)
    return bytes(response.getvalue())


@pytest.fixture
def refused(cast: Cast) -> DossierFile:
    """Return a project that was refused."""
    file = cast.with_opinions()
    cast.do(cast.reviewer, file, Act.DECIDE_REFUSED, Proposal(deciding_authority="La maire", motive="Non."))
    return file


@pytest.fixture
def metropolis(publisher: Member) -> LocalAuthority:
    """Return the metropolis above the city."""
    above = make_authority("metropole", "Métropole", kind="metropolis")
    LocalAuthority.objects.filter(pk=publisher.authority.id).update(parent=above)
    return above


def test_every_field_has_its_words():
    assert DESCRIBED.keys() == {each.name for each in fields(PortalDescription)}
    assert set(REQUIRED) <= DESCRIBED.keys()


@given(filled=st.sets(st.sampled_from(REQUIRED)))
def test_what_is_missing_is_what_nobody_wrote(filled: set[str]):
    written = PortalDescription(**{name: getattr(FULL, name) for name in filled})

    assert set(written.missing()) == set(REQUIRED) - filled
    assert "accessibility_faults" not in replace(written, accessibility_state=AccessibilityState.FULL).missing()


def test_an_authority_that_said_nothing_says_so_in_public(authority: LocalAuthority):
    accessibility = read("/portail/valbrise/accessibilite/")
    assert "n’a pas encore publié de déclaration" in accessibility
    assert "tenez-le pour non conforme" in accessibility
    assert "Dérogations" not in accessibility
    assert "n’en déclare aucun" not in accessibility
    assert "Défenseur des droits" in accessibility
    assert "pas encore publié par la collectivité" in read("/portail/valbrise/mentions-legales/")
    assert "Accessibilité : pas encore déclarée" in read("/portail/valbrise/")


def test_what_is_written_is_read_at_once(publisher: Member):
    LocalAuthority.objects.filter(pk=publisher.authority.id).update(contact="ia@valbrise.example")
    describe_portal(publisher, FULL, at=NOW)

    accessibility = read("/portail/valbrise/accessibilite/")
    assert "<strong>partiellement conforme</strong>" in accessibility
    assert "2 mars 2026" in accessibility
    for said in (FULL.accessibility_checks, FULL.accessibility_faults, FULL.accessibility_exempt):
        assert said in accessibility
    assert FULL.accessibility_contact in accessibility
    assert "Dérogations" in accessibility
    legal = read("/portail/valbrise/mentions-legales/")
    for said in (FULL.seat, FULL.phone, FULL.publication_director, FULL.host_name, FULL.host_address, FULL.host_phone):
        assert said in legal
    assert "pas encore publié par la collectivité" not in legal
    assert FULL.mediator_contact in read("/portail/valbrise/aide/")
    home = read("/portail/valbrise/")
    assert "Bienvenue." in home
    assert "Accessibilité : partiellement conforme" in home
    assert description_of(publisher.authority.id).missing() == ()


def test_what_is_typed_is_text_and_never_markup(publisher: Member):
    describe_portal(publisher, replace(FULL, welcome="<b>Bonjour</b>\n\nA & B"), at=NOW)

    page = read("/portail/valbrise/")
    assert "<b>Bonjour</b>" not in page
    assert "&lt;b&gt;Bonjour" in page


def test_a_version_is_kept_put_back_and_recorded(publisher: Member):
    describe_portal(publisher, FULL, at=NOW)
    assert describe_portal(publisher, FULL, at=NOW + timedelta(hours=1)) is False
    describe_portal(publisher, replace(FULL, welcome="Autre."), at=NOW + timedelta(hours=2))
    restore_portal(publisher, 1, at=NOW + timedelta(hours=3))

    found = versions_of(publisher.authority.id)
    said = [(each.number, each.description.welcome) for each in found]
    assert said == [(3, "Bienvenue."), (2, "Autre."), (1, "Bienvenue.")]
    assert [each.until is None for each in found] == [True, False, False]
    assert found[1].until == found[0].since
    told = entries_about("portal", str(publisher.authority.id))
    assert [entry.act for entry in told] == ["portal.restored", "portal.changed", "portal.changed"]
    assert "sa version 1 : le texte d’accueil" in told[0].sentence.replace("\u00a0", " ")
    assert in_words(["welcome", "no longer a field"], Language.ENGLISH) == ["the words of welcome"]
    with pytest.raises(RefusedError, match="jamais eu cette version"):
        restore_portal(publisher, 9, at=NOW)


@pytest.mark.parametrize("role", [Role.OWNER, Role.REVIEWER, Role.DPO, Role.COUNCILLOR])
def test_it_is_described_by_those_who_keep_it_and_nobody_else(role: Role, member_with: Hire):
    member = member_with(role)

    with pytest.raises(RefusedError) as caught:
        describe_portal(member, FULL, at=NOW)
    assert caught.value.status == 403
    with pytest.raises(RefusedError):
        restore_portal(member, 1, at=NOW)
    assert description_of(member.authority.id) == SILENT


def test_the_page_lists_what_is_missing_and_keeps_what_is_typed(publisher: Member, client_of):
    client, address = client_of(publisher), "/espace/valbrise/portail/"
    assert read(address, client=client).count('href="#id_') == len(REQUIRED)

    typed = {"is_open": "on", "phone": "01 99 00 10 00", "accessibility_state": "none"}
    wrong = client.post(address, typed)
    assert wrong.status_code == 422
    assert "Donnez le jour" in wrong.content.decode()
    client.post(address, typed | {"accessibility_on": "2026-03-02"})
    client.post(address, {"seen": "1", "is_open": "on", "phone": "autre"})
    kept = description_of(publisher.authority.id)
    assert (kept.phone, kept.accessibility_state) == ("autre", None)

    assert "Remettre la version 1" in read(address, client=client)
    client.post("/espace/valbrise/portail/versions/1/remettre/")
    assert description_of(publisher.authority.id).phone == "01 99 00 10 00"


def version_in(page: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_a_page_opened_before_a_change_does_not_undo_it(publisher: Member, member_with: Hire, client_of):
    client, address = client_of(publisher), "/espace/valbrise/portail/"
    opened = {"seen": version_in(read(address, client=client)), "is_open": "on", "phone": "01 99 00 10 00"}
    describe_portal(
        member_with(Role.ADMINISTRATOR, name="Ada Min"), PortalDescription(is_open=False, seat="1 place"), at=NOW
    )

    refused = client.post(address, opened)

    page = refused.content.decode().replace("\u00a0", " ")
    assert refused.status_code == 409
    assert "Ada Min a changé le portail depuis que vous avez ouvert cette page" in page
    assert "l’ouverture du portail" in page
    assert "l’adresse du siège" in page
    assert 'value="01 99 00 10 00"' in page
    assert description_of(publisher.authority.id).is_open is False
    assert [each.number for each in versions_of(publisher.authority.id)] == [1]

    again = client.post(address, opened | {"seen": version_in(page)})
    assert again.status_code == 302
    assert description_of(publisher.authority.id) == PortalDescription(phone="01 99 00 10 00")


def test_a_mistake_to_correct_does_not_hide_a_change_made_meanwhile(publisher: Member, client_of):
    client, address = client_of(publisher), "/espace/valbrise/portail/"
    wrong = {"seen": version_in(read(address, client=client)), "is_open": "on", "accessibility_state": "none"}
    describe_portal(publisher, PortalDescription(is_open=False), at=NOW)

    page = client.post(address, wrong).content.decode()
    assert version_in(page) == "0"
    corrected = wrong | {"seen": version_in(page), "accessibility_on": "2026-03-02"}
    assert client.post(address, corrected).status_code == 409


@pytest.mark.parametrize("version", ["", "7", "-1", "x", "9" * 400])
def test_a_form_that_says_a_version_that_never_was_changes_nothing(publisher: Member, client_of, version: str):
    describe_portal(publisher, PortalDescription(is_open=False), at=NOW)

    sent = client_of(publisher).post("/espace/valbrise/portail/", {"is_open": "on", "seen": version})

    assert sent.status_code in {409, 422}
    assert description_of(publisher.authority.id).is_open is False


def test_a_refusal_is_nowhere_in_public_until_the_authority_chooses(refused: DossierFile, publisher: Member):
    code = publish(publisher, refused.id, WORDING, at=NOW)
    city = publisher.authority.id
    files = [f"/portail/valbrise/donnees/{name}" for name in ("registre.csv", "registre.json", "changements.atom")]

    assert held([city]).by_status == {}
    assert shown_by([city])[city].entries == 0
    assert WORDING.title not in read("/portail/valbrise/registre/")
    before = {address: Client().get(address)["ETag"] for address in files}
    assert not [address for address in files if code.encode() in downloaded(address)]
    assert "a choisi de ne pas publier" in read(f"/r/{code}/", 410)
    for path in ("", "historique/", "historique/1/", "code.svg"):
        assert WORDING.title not in read(f"/r/{code}/{path}", 410)
    assert Client().get(f"/r/{code}/question/").status_code == 302

    describe_portal(publisher, PortalDescription(publishes_refusals=True), at=NOW)
    assert sum(held([city]).by_status.values()) == 1
    assert WORDING.title in read("/portail/valbrise/registre/")
    assert WORDING.title in read(f"/r/{code}/")
    assert not [address for address in files if Client().get(address)["ETag"] == before[address]]
    assert not [address for address in files if code.encode() not in downloaded(address)]


def test_a_metropolis_says_of_refusals_what_is_so_in_each_of_its_communes(
    refused: DossierFile, publisher: Member, metropolis: LocalAuthority
):
    """It publishes none of its own; the city below chooses for itself."""
    publish(publisher, refused.id, WORDING, at=NOW)
    register, help_page = "/portail/metropole/registre/", "/portail/metropole/aide/"

    assert "refusés ou abandonnés y sont" not in read(register)
    assert ">Refusé<" not in read(register)
    assert "a dit non" not in read(help_page)
    assert "en décident chacune pour elle-même" in read(help_page)

    describe_portal(publisher, PortalDescription(publishes_refusals=True), at=NOW)
    assert "y sont aussi, quand leur collectivité les publie" in read(register)
    assert ">Refusé<" in read(register)
    assert "La collectivité a examiné cet usage et a dit non." in read(help_page)
    assert "en décident chacune pour elle-même" in read(help_page)
    assert "y sont aussi.</p>" in read("/portail/valbrise/registre/")


def test_the_register_is_filtered_by_the_states_that_it_holds(cast: Cast, publisher: Member):
    publish(publisher, cast.deployed().id, WORDING, at=NOW)
    describe_portal(publisher, PortalDescription(publishes_refusals=True), at=NOW)

    page = read("/portail/valbrise/registre/")
    assert 'value="in_service"' in page
    for state in ("refused", "suspended", "trial"):
        assert f'value="{state}"' not in page, state
    assert "y sont aussi" not in page
    kept = read("/portail/valbrise/registre/?etat=suspended")
    assert 'value="suspended" selected' in kept
    assert "Aucune fiche ne correspond." in kept
    assert WORDING.title in read("/portail/valbrise/registre/?etat=n-importe-quoi")


def test_the_publisher_is_told_that_nobody_reads_it(refused: DossierFile, publisher: Member, client_of):
    publish(publisher, refused.id, WORDING, at=NOW)
    page = f"/espace/valbrise/dossiers/{refused.number}/registre/"

    assert "Le public ne lit pas cette fiche" in read(page, client=client_of(publisher))
    describe_portal(publisher, PortalDescription(publishes_refusals=True), at=NOW)
    assert "Le public ne lit pas cette fiche" not in read(page, client=client_of(publisher))


def test_a_closed_portal_shows_nothing_and_still_answers_who_asked(
    cast: Cast, publisher: Member, metropolis: LocalAuthority
):
    code = publish(publisher, cast.deployed().id, WORDING, at=NOW)
    private = ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)
    (waiting,) = questions_of(publisher.authority.id, answered=False)
    answer(publisher, waiting.id, "Une cheffe de service.", at=NOW)
    assert WORDING.title in read("/portail/metropole/registre/")

    describe_portal(publisher, PortalDescription(is_open=False), at=NOW)
    for path in ("", "registre/", "accessibilite/", "mentions-legales/", "aide/", "donnees/", "catalogue/"):
        read(f"/portail/valbrise/{path}", 404)
    assert "a fermé son portail" in read(f"/r/{code}/", 410)
    assert WORDING.title not in read("/portail/metropole/registre/")
    assert Client().get("/portail/")["Location"] == "/portail/metropole/"
    assert "Une cheffe de service." in read(f"/reponses/{private}/")


def test_the_home_page_of_a_metropolis_names_the_commune_of_each_change(
    cast: Cast, publisher: Member, metropolis: LocalAuthority
):
    publish(publisher, cast.deployed().id, WORDING, at=NOW)

    assert "<li>Ville de Valbrise</li>" in read("/portail/metropole/")
    assert "<li>Ville de Valbrise</li>" not in read("/portail/valbrise/")


def test_nothing_leads_to_the_charter_of_an_authority_that_has_none(db: None):
    make_authority("sans-charte", "Sans-Charte", charter=None)

    home = read("/portail/sans-charte/")
    assert "/charte/" not in home
    assert "/guide/" not in home
    assert "n’a pas encore de charte" in read("/portail/sans-charte/charte/", 404)
    assert "n’a pas encore de charte" in read("/portail/sans-charte/charte.pdf", 404)
    assert "n’en a pas encore" in read("/portail/sans-charte/guide/agents/", 404)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_who_keeps_the_portal_finds_the_questions_that_wait_on_their_home_page(
    cast: Cast, publisher: Member, client_of
):
    code = publish(publisher, cast.deployed().id, WORDING, at=NOW)
    ask(code, Asking.QUESTION, "Qui relit les lettres ?", Asker(), at=NOW)
    ask(code, Asking.CONTEST, "Je ne suis pas d’accord.", Asker(), at=NOW - timedelta(days=60))

    page = read("/espace/valbrise/", client=client_of(publisher))
    assert "2 questions attendent une réponse" in page
    assert page.index("Je ne suis pas d’accord.") < page.index("Qui relit les lettres ?")
    assert "Délai dépassé" in page
    assert "Personne n’attend rien de vous" not in page
    assert "attendent une réponse" not in read("/espace/valbrise/", client=client_of(cast.owner))
    roundup = roundup_of(publisher, NOW.date(), NOW.date())
    assert spaced(roundup_subject(publisher, roundup)).endswith("2 questions du public")
    letter = spaced(roundup_body(publisher, roundup, Rhythm.WEEKLY))
    assert "Voici ce que d’autres attendent de vous" in letter
    assert "- 2 questions du public attendent une réponse, dont 1 hors délai" in letter
    assert "/espace/valbrise/questions" in letter
    for waiting in questions_of(publisher.authority.id, answered=False):
        answer(publisher, waiting.id, "Une personne.", at=NOW)
    assert "questions-du-public" not in read("/espace/valbrise/", client=client_of(publisher))


def test_the_entries_of_each_state_are_counted(cast: Cast, publisher: Member):
    publish(publisher, cast.deployed().id, WORDING, at=NOW)
    for number in range(2):
        file = create(cast.owner, f"Autre {number}", unit_id=None, answers=mail_answers(), at=NOW)
        cast.do(cast.owner, file, Act.SUBMIT)
        publish(publisher, file.id, WORDING, at=NOW)

    assert sorted(held([publisher.authority.id]).by_status.values()) == [1, 2]
