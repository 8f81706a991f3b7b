# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils.html import strip_tags
from tests.web.conftest import NOW, make_authority

from balise.core.roles import Role
from balise.web.journal.queries import entries_of
from balise.web.organisations.models import LocalAuthority
from balise.web.organisations.operations.authorities import Description, create_authority
from balise.web.organisations.operations.founding import found_installation
from balise.web.organisations.queries import (
    adopted_references,
    ancestors,
    authority_names,
    descendants,
    lead_reference,
    member_of,
    place_of,
)
from balise.web.organisations.queries.settings import settings_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db

SETTINGS = {
    "name": "Ville de Valbrise",
    "kind": "municipality",
    "siren": "",
    "contact": "",
    "population": "",
    "staff_count": "",
}


def page(name, member, **parts):
    return reverse(f"organisations:{name}", kwargs={"authority": member.authority.slug, **parts})


@pytest.fixture
def administrator(member_with):
    return member_with(Role.ADMINISTRATOR, name="Ada Minier")


def test_it_keeps_a_doubtful_siren_and_says_so_beside_it(administrator, client_of):
    client = client_of(administrator)
    answer = client.post(page("settings", administrator), {**SETTINGS, "siren": "732 829 321"}, follow=True)
    assert "clé de contrôle" in answer.text
    assert settings_of(administrator.authority.id).siren == "732829321"


def test_it_reads_figures_as_french_writes_them(administrator, client_of):
    typed = {**SETTINGS, "population": "148\u202f000", "staff_count": "2 300"}
    client_of(administrator).post(page("settings", administrator), typed)
    kept = settings_of(administrator.authority.id)
    assert (kept.population, kept.staff_count) == (148_000, 2_300)


def test_it_names_in_the_journal_what_was_changed_and_keeps_what_it_was(administrator, client_of):
    client = client_of(administrator)
    client.post(page("settings", administrator), {**SETTINGS, "population": "12"})
    (entry,) = entries_of(administrator.authority.id, limit=1)
    assert entry.sentence == "Ada Minier a modifié les réglages de la collectivité\u00a0: la population."
    assert (entry.details["before"], entry.details["after"]) == ({"population": None}, {"population": 12})

    client.post(page("settings", administrator), {**SETTINGS, "population": "12"})
    assert entries_of(administrator.authority.id, limit=1) == (entry,)


def test_it_keeps_what_was_typed_when_something_is_wrong(administrator, client_of):
    typed = {**SETTINGS, "name": "Nouveau nom", "population": "beaucoup", "contact": "pas une adresse"}
    answer = client_of(administrator).post(page("settings", administrator), typed)
    assert answer.status_code == 200
    for kept in ("Nouveau nom", "beaucoup", "pas une adresse", "À corriger avant de continuer"):
        assert kept in answer.text


def test_it_reads_nothing_but_the_fields_of_the_settings(administrator, elsewhere, client_of):
    extra = {**SETTINGS, "slug": "pris", "parent": elsewhere.pk, "parent_id": elsewhere.pk, "id": elsewhere.pk, "pk": 1}
    client_of(administrator).post(page("settings", administrator), extra)
    kept = LocalAuthority.objects.get(pk=administrator.authority.id)
    assert (kept.slug, kept.parent_id) == ("valbrise", None)


def test_it_creates_an_authority_under_another_and_hands_it_to_its_creator(administrator, client_of):
    typed = {**SETTINGS, "name": "Saint-Éloi-le-Vieux", "slug": "", "charter": "strasbourg-2025"}
    answer = client_of(administrator).post(page("create-authority", administrator), typed)

    child = place_of("saint-eloi-le-vieux")
    assert child is not None
    assert answer.url == reverse("organisations:members", kwargs={"authority": child.slug})
    first = member_of(administrator.user_id, child.slug)
    assert first is not None
    assert first.roles == {Role.ADMINISTRATOR}
    assert lead_reference(child.id) == "strasbourg-2025@1.0.0"
    assert [place.slug for place in descendants(administrator.authority.id)] == [child.slug]
    assert [place.slug for place in ancestors(child.id)] == ["valbrise"]
    assert [entry.act for entry in entries_of(child.id)] == ["authority.created"]


def test_it_gives_the_parent_no_right_over_the_child(administrator, member_with, client_of):
    make_authority("enfant", "Enfant", parent_id=administrator.authority.id)
    address = reverse("organisations:members", kwargs={"authority": "enfant"})
    assert client_of(administrator).get(address).status_code == 404


def test_it_refuses_an_address_that_is_taken_and_says_beside_the_field(administrator, elsewhere, client_of):
    typed = {**SETTINGS, "name": "Autre", "slug": elsewhere.slug, "charter": "lyon-2025"}
    answer = client_of(administrator).post(page("create-authority", administrator), typed)
    assert answer.status_code == 200
    assert "celle d’une autre collectivité" in answer.text


def test_it_refuses_an_address_that_is_that_of_a_page_of_the_site():
    with pytest.raises(RefusedError, match="sert déjà au site"):
        create_authority("donnees", Description("Données", "public_body"), at=NOW)
    assert place_of("donnees") is None


def test_it_asks_for_an_address_when_the_name_has_no_letter_to_draw_it_from(administrator, client_of):
    typed = {**SETTINGS, "name": "Ελλάς", "slug": "", "charter": "lyon-2025"}
    answer = client_of(administrator).post(page("create-authority", administrator), typed)
    assert "écrivez-en une" in answer.text


def test_it_shows_the_tree_with_a_way_only_to_where_one_acts(administrator, member_with, client_of):
    make_authority("enfant", "Enfant-sur-Brise", parent_id=administrator.authority.id)
    shown = client_of(administrator).get(page("tree", administrator)).text
    assert "Enfant-sur-Brise" in shown
    assert "/espace/enfant/" not in shown


@pytest.mark.parametrize(
    ("language", "named"), [("fr", "Bourg-Mésange, commune"), ("en", "Bourg-Mésange, municipality")]
)
def test_it_says_what_an_authority_is_apart_from_its_name(administrator, elsewhere, client_of, language, named):
    LocalAuthority.objects.filter(pk=elsewhere.pk).update(parent=administrator.authority.id)
    browser = client_of(administrator)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = browser.get(page("tree", administrator))
    assert named in " ".join(strip_tags(answer.text).split())


def test_it_names_authorities_by_identifier(authority, elsewhere):
    assert authority_names([authority.pk, elsewhere.pk, 999_999]) == {
        authority.pk: "Ville de Valbrise",
        elsewhere.pk: "Bourg-Mésange",
    }


def test_it_begins_an_installation_with_an_authority_a_charter_and_an_invitation(django_capture_on_commit_callbacks):
    arguments = ("Métropole", "metropole", "metropolis", "", "lyon-2025", "ada@valbrise.example", "Ada Minier", NOW)
    with django_capture_on_commit_callbacks(execute=True):
        founded = found_installation(*arguments)
    assert adopted_references(founded.authority.id)[0].startswith("lyon-2025@")
    assert founded.link.startswith("/invitation/")
    assert [message.to for message in mail.outbox] == [["ada@valbrise.example"]]
    assert [entry.act for entry in entries_of(founded.authority.id)] == ["account.invited", "authority.created"]


def test_it_refuses_a_name_of_authority_that_nobody_can_read_and_says_it_beside_the_field(administrator, client_of):
    answer = client_of(administrator).post(page("settings", administrator), {**SETTINGS, "name": "\u3164\u200b"})

    assert answer.status_code == 200
    assert "Ce nom ne se lit pas." in answer.text
    with pytest.raises(RefusedError, match="ne se lit pas"):
        create_authority("x", Description(name="\u3164\u200b", kind="municipality"), at=NOW)


def test_it_keeps_of_the_name_of_an_authority_what_can_be_read():
    place = create_authority("x", Description(name=" Saint-\u202eTest\u200b ", kind="municipality"), at=NOW)

    assert place.name == "Saint-Test"


def test_it_does_not_found_the_same_installation_twice():
    arguments = ("Valbrise", "valbrise", "municipality", "", "lyon-2025", "ada@valbrise.example", "Ada", NOW)
    founded = found_installation(*arguments)
    with pytest.raises(RefusedError, match="existe déjà"):
        found_installation(*arguments)
    assert len(entries_of(founded.authority.id)) == 2


def test_it_leaves_nothing_behind_when_the_charter_of_a_new_authority_is_unknown():
    with pytest.raises(Exception, match="inconnue"):
        create_authority("x", Description(name="X", kind="municipality"), charter="inconnue", at=NOW)
    assert place_of("x") is None
