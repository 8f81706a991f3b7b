# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The anonymous survey: opened inside, answered without an account, told without naming anybody."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.conftest import NOW
from tests.web.governance.conftest import Cast

from balise.web.measures.models import PracticesSurvey, SurveyAnswer
from balise.web.measures.operations.survey import begin_survey, end_survey, take_answer
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
PAGE = "/espace/valbrise/usages-mesures/"
SAID = {"often": "daily", "tools": ["public", "own"], "trained": "no_but"}


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_it_is_opened_answered_once_and_closed(
    cast: Cast, client: Client, client_of: Callable[[Member], Client]
) -> None:
    inside = client_of(cast.reviewer)
    shown = inside.post(f"{PAGE}enquete/ouvrir/", follow=True).content.decode()
    code = PracticesSurvey.objects.get().code
    assert f"/enquete/{code}/" in shown
    assert inside.post(f"{PAGE}enquete/ouvrir/").status_code == 409
    client.logout()
    address = f"/enquete/{code}/"
    token = token_in(client.get(address).content.decode())
    thanked = client.post(address, {**SAID, "token": token}, follow=True).content.decode()
    assert "Merci" in thanked
    client.post(address, {**SAID, "token": token})
    assert [row.chosen["tools"] for row in SurveyAnswer.objects.all()] == [["public", "own"]]
    assert client.post(address, {"token": token}).status_code == 422
    assert client.post(address, {**SAID, "site": "x"}).status_code == 422
    client_of(cast.reviewer).post(f"{PAGE}enquete/clore/")
    assert client.get(address).status_code == 302
    with pytest.raises(RefusedError, match="close"):
        take_answer(code, {"often": ("daily",)}, "x")


def test_results_tell_nothing_under_five_and_never_of_fewer(cast: Cast, client: Client) -> None:
    code = begin_survey(cast.ciso, at=NOW)
    address = f"/enquete/{code}/resultats/"
    for number in range(4):
        take_answer(code, {"often": ("daily",), "tools": ("public",)}, f"a{number}")
    end_survey(cast.ciso, at=NOW)
    assert "moins de cinq réponses" in client.get(address).content.decode()


def test_results_are_read_once_it_is_closed_and_not_as_answers_come(cast: Cast, client: Client) -> None:
    code = begin_survey(cast.ciso, at=NOW)
    address = f"/enquete/{code}/resultats/"
    for number in range(4):
        take_answer(code, {"often": ("daily",), "tools": ("public",)}, f"a{number}")
    for number in range(6):
        take_answer(code, {"often": ("weekly",), "tools": ("public", "own")}, f"b{number}")
    running = client.get(address).content.decode()
    assert "Ses résultats paraîtront ici" in running
    assert "10" not in re.sub(r"<[^>]+>", " ", running.split("<main")[1].split("</main")[0])
    end_survey(cast.ciso, at=NOW)
    page = re.sub(r"<[^>]+>", " ", client.get(address).content.decode())
    said = " ".join(page.replace("\u00a0", " ").split())
    assert "10 réponses" in said
    assert "Un outil ouvert à tous, sans compte payant 10" in said
    assert "Un outil que je paie moi-même 6" in said
    assert "Chaque semaine non dit" in said  # 6 of 10 would give away that 4 said « every day »


def test_only_what_is_offered_is_kept_and_only_those_who_may_open_it(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        begin_survey(cast.owner, at=NOW)
    code = begin_survey(cast.reviewer, at=NOW)
    take_answer(code, {"often": ("daily", "<script>"), "who": ("Inès",)}, "x")
    assert SurveyAnswer.objects.get().chosen["often"] == ["daily"]
    assert "who" not in SurveyAnswer.objects.get().chosen
