# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a decision rests on is read in the language of the page; what was kept in French alone says that it is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from tests.web.conftest import NOW
from tests.web.governance.conftest import ASKED, MAYOR, TODAY, Browser, Cast

from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.states import Act
from balise.web.assessments.files import DossierFile
from balise.web.governance.models import Decision
from balise.web.governance.operations.opinions import give_opinion, request_opinions
from balise.web.governance.proposals import Proposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.organisations.members import Member

pytestmark = pytest.mark.django_db
PAGES = ("", "instruction/")


@pytest.fixture
def decided(cast: Cast) -> DossierFile:
    """Return a dossier accepted without what an opinion asked for: the decision says so."""
    file = cast.in_review()
    request_opinions(cast.reviewer, file.id, ASKED, TODAY + timedelta(days=15), "", at=NOW)
    ciso = next(each for each in instruction_of(file.id).opinions if each.body is OpinionBody.CISO)
    give_opinion(cast.ciso, file.id, ciso.id, OpinionValue.WITH_RESERVATIONS, "Oui.", "Tracer les accès.", at=NOW)
    cast.give_all(file)
    said = Proposal(deciding_authority=MAYOR, motive="Le réseau le fait.", set_aside=("Tracer les accès.",))
    cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, said)
    return file


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("language", "words", "others"), [("fr", "écartée", "set aside"), ("en", "set aside", "écartée")]
)
def test_it_is_in_the_language_of_whoever_reads(
    cast: Cast,
    decided: DossierFile,
    browse: Callable[[Member, str], Browser],
    path: str,
    language: str,
    words: str,
    others: str,
) -> None:
    reader = browse(cast.reviewer, decided.number)
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    said = _grounds_in(reader.get(path))
    assert words in said
    assert others not in said


@pytest.mark.parametrize("path", PAGES)
def test_an_old_one_stays_in_french_and_an_english_page_says_that_it_is(
    cast: Cast, decided: DossierFile, browse: Callable[[Member, str], Browser], path: str
) -> None:
    Decision.objects.filter(dossier_id=decided.id).update(grounds=["La réserve est écartée d’avance."])
    reader = browse(cast.reviewer, decided.number)
    assert 'lang="fr"' not in _grounds_in(reader.get(path))
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert 'lang="fr">' in _grounds_in(reader.get(path))
    assert "La réserve est écartée d’avance." in reader.get(path)


def _grounds_in(page: str) -> str:
    """Return the lines of a page that tell what the decision rests on."""
    lines = (line for line in page.splitlines() if 'class="quiet"' in line)
    return "\n".join(line for line in lines if "écartée" in line or "set aside" in line)
