# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The charter as residents read it, as they print it, and what a new one changed."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.web.conftest import NOW, Hire

from balise.core.roles import Role
from balise.web.organisations.members import Member
from balise.web.organisations.operations.frameworks import change_frameworks

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(member_with: Hire) -> Member:
    return member_with(Role.ADMINISTRATOR)


@pytest.fixture
def portal(administrator: Member) -> str:
    return f"/portail/{administrator.authority.slug}/"


def said(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def test_a_charter_that_replaced_nothing_tells_of_no_change(portal: str):
    assert "Ce qui a changé" not in said(f"{portal}charte/")
    said(f"{portal}charte/changements/1/", status=404)


def test_what_a_charter_changed_is_told_with_its_day(portal: str, administrator: Member):
    change_frameworks(administrator, "strasbourg-2025", at=NOW + timedelta(days=30))

    page = said(f"{portal}charte/")
    assert "Ce qui a changé" in page
    assert f"{portal}charte/changements/1/" in page

    change = said(f"{portal}charte/changements/1/")
    assert "Engagements ajoutés" in change
    assert "Engagements retirés" in change
    assert "La collectivité applique ce texte depuis le" in change
    assert "deux textes différents, et non deux versions" in change
    assert "En vigueur, là où le texte a été voté" in change
    said(f"{portal}charte/changements/2/", status=404)


def test_the_last_change_comes_first(portal: str, administrator: Member):
    change_frameworks(administrator, "strasbourg-2025", at=NOW + timedelta(days=30))
    change_frameworks(administrator, "lyon-2025", at=NOW + timedelta(days=60))

    page = said(f"{portal}charte/")
    assert page.index("charte/changements/2/") < page.index("charte/changements/1/")


def test_the_file_is_not_signed_by_the_authority_for_words_that_it_never_voted(portal: str):
    reader = PdfReader(BytesIO(Client().get(f"{portal}charte.pdf").content))
    pages = [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in reader.pages]

    assert reader.metadata is not None
    assert reader.metadata.author == "Balise, d’après la ville de Lyon"
    assert "onze engagements sur quatorze reconstitués" in str(reader.metadata.title)
    assert all("Texte tel qu’il est écrit dans Balise, d’après la ville de Lyon" in page for page in pages)
    assert "lyon-2025@1.0.0" in pages[0]
    assert all(len(page.split()) > 60 for page in pages)


def test_the_file_is_the_charter_of_today_and_anybody_may_keep_it(portal: str, administrator: Member):
    before = Client().get(f"{portal}charte.pdf")
    change_frameworks(administrator, "strasbourg-2025", at=NOW + timedelta(days=30))
    after = Client().get(f"{portal}charte.pdf")

    assert "public" in after["Cache-Control"]
    described = [PdfReader(BytesIO(response.content)).metadata for response in (before, after)]
    assert all(described)
    assert len({each.title for each in described if each}) == 2
    assert "strasbourg-2025-1.0.0.pdf" in after["Content-Disposition"]
