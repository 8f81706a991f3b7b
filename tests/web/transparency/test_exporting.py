# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register in the format of others, with what each loses: for whoever publishes, and nobody else's entries."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.conftest import NOW, Hire
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import WORDING

from balise.cli.main import run
from balise.core.roles import Role
from balise.loading.targets import load_target, shipped_targets
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.transparency.operations.portal import describe_portal
from balise.web.transparency.portal_description import PortalDescription

pytestmark = pytest.mark.django_db


def address(member: Member, name: str, *more: str) -> str:
    return reverse(f"transparency:{name}", args=[member.authority.slug, *more])


def test_it_lists_every_register_that_ships(code, publisher, client_of):
    page = client_of(publisher).get(address(publisher, "exports")).content.decode()

    assert "1 fiche publiée" in page.replace("\u00a0", " ")
    for name in shipped_targets():
        assert f'id="{name}"' in page
        assert address(publisher, "export-file", name) in page
        assert address(publisher, "export-report", name) in page


def test_listing_the_registers_writes_none_of_them(code, publisher, client_of):
    client = client_of(publisher)
    with CaptureQueriesContext(connection) as captured:
        client.get(address(publisher, "exports"))

    assert not any('"content"' in query["sql"] for query in captured)


def test_it_says_that_the_portal_is_closed(code, publisher, client_of):
    describe_portal(publisher, PortalDescription(is_open=False), at=NOW)
    page = client_of(publisher).get(address(publisher, "exports")).content.decode()

    assert "Le portail est fermé" in page
    assert "Aucune fiche n’est publiée" not in page


def test_the_file_gives_the_address_of_the_site_under_whatever_name_it_was_asked_for(
    code, publisher, client_of, settings
):
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = "https://ia.valbrise.example", ["*"]
    file = client_of(publisher).get(
        address(publisher, "export-file", "etalab-inventaire"), headers={"Host": "interne.example:8443"}
    )

    assert f"https://ia.valbrise.example/r/{code}/" in file.content.decode()
    assert "interne.example" not in file.content.decode()


def test_it_says_so_when_nothing_is_published(publisher, client_of):
    page = client_of(publisher).get(address(publisher, "exports")).content.decode()

    assert "Aucune fiche n’est publiée" in page


@pytest.mark.parametrize("name", shipped_targets())
def test_it_gives_the_file_of_each_register_and_its_account(code, publisher, client_of, name):
    file = client_of(publisher).get(address(publisher, "export-file", name))
    told = client_of(publisher).get(address(publisher, "export-report-file", name))
    account = json.loads(told.content)
    form = load_target(name).format.value

    assert file.headers["Content-Disposition"] == f'attachment; filename="registre-ia-valbrise-{name}.{form}"'
    assert WORDING.title in file.content.decode()
    assert (account["target"], account["entries"]) == (name, 1)
    assert account["losses"]


def test_the_file_leads_to_the_permanent_address(code, publisher, client_of):
    file = client_of(publisher).get(address(publisher, "export-file", "etalab-inventaire"))
    [row] = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline=""))

    assert row["Ressources connexes (décision)"].endswith(reverse("transparency:entry", args=[code]))


def test_it_shows_the_report_entry_by_entry(code, publisher, client_of):
    page = client_of(publisher).get(address(publisher, "export-report", "nl-algorithm-standard")).content.decode()

    assert page.count("<h1") == 1
    assert "Fiche par fiche" in page
    assert code in page
    assert address(publisher, "export-report-file", "nl-algorithm-standard") in page


def test_it_knows_no_other_register(code, publisher, client_of):
    for name in ("export-file", "export-report", "export-report-file"):
        assert client_of(publisher).get(address(publisher, name, "nowhere")).status_code == 404


def test_it_exports_the_entries_of_one_authority_alone(code, member_with: Hire, elsewhere: LocalAuthority, client_of):
    neighbour = member_with(Role.PUBLISHER, authority=elsewhere)

    file = client_of(neighbour).get(address(neighbour, "export-file", "etalab-inventaire"))

    assert WORDING.title not in file.content.decode()


def test_the_page_that_publishes_says_which_register_would_cut_a_text(cast: Cast, publisher: Member, client_of):
    file = cast.deployed()
    page = reverse("transparency:publication", args=[publisher.authority.slug, file.number])
    title = "Réponse aux courriers des habitants, des associations et des entreprises de la commune et de ses voisines"

    said = client_of(publisher).post(page, {"title": title, "summary": WORDING.summary, "apercu": "1"}).content.decode()

    text = " ".join(said.replace("\u00a0", " ").split())
    assert f"norme de publication 1.0 » coupera « titre » à 100 signes : ce texte en fait {len(title)}" in text


def test_the_command_writes_the_entries_of_the_installation(code, tmp_path, capsys):
    out, told = tmp_path / "inventaire.csv", tmp_path / "pertes.json"

    left = run(
        ["export", "--to", "etalab-inventaire", "--authority", "valbrise", "--out", str(out), "--report", str(told)], {}
    )
    [row] = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline=""))

    assert (left, "Fiches exportées" in capsys.readouterr().out) == (0, True)
    assert row["Nom de l'algorithme"] == WORDING.title
    assert row["Ressources connexes (décision)"].endswith(reverse("transparency:entry", args=[code]))
    assert json.loads(told.read_text(encoding="utf-8"))["entries"] == 1


@pytest.mark.parametrize(("slug", "said"), [("valbris", "Écrivez plutôt"), ("nowhere", "Au choix")])
def test_the_command_names_the_authorities_that_publish(code, slug, said, tmp_path, capsys):
    left = run(["export", "--to", "uk-atrs", "--authority", slug, "--out", str(tmp_path / "uk.csv")], {})
    told = capsys.readouterr().err

    assert left == 2
    assert said in told
    assert "valbrise" in told
    assert not (tmp_path / "uk.csv").exists()


def test_the_command_says_when_nothing_is_published(publisher, tmp_path, capsys):

    assert run(["export", "--to", "uk-atrs", "--out", str(tmp_path / "uk.csv")], {}) == 2
    assert "il n’y a rien à exporter" in capsys.readouterr().err
