# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A charter of two lines, and its next version: tests' own data, for a real charter never changes."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from tests.web.conftest import NOW, Hire

from balise.core.evaluation import Outcome
from balise.core.roles import Role
from balise.core.states import State
from balise.loading.frameworks import load_framework
from balise.rendering.reasons import Addressee
from balise.web.assessments.difference import difference, newer_references
from balise.web.assessments.models import Dossier, Verdict
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.operations.reevaluation import reevaluate
from balise.web.assessments.queries.dossiers import file_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.models import LocalAuthority
from balise.web.organisations.operations.frameworks import adopt_shipped
from balise.web.organisations.queries import adopted_references
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
MANIFEST = """
id: valbrise-2026
version: {version}
status: draft
kind: charter
title: {{fr: "Charte de Valbrise", en: "Valbrise charter"}}
publisher: Ville de Valbrise
in_force: {{from: 2026-01-01}}
sources: [{{id: vote, text: "Délibération de Valbrise", status: found, last_reviewed_on: 2026-01-01}}]
principles: [{{id: "valbrise-2026:people", title: {{fr: "Les gens d’abord", en: "People first"}}}}]
"""
COMMITMENT = """
id: valbrise-2026:{number}
principle: valbrise-2026:people
title: {{fr: "{title}", en: "{title}"}}
statement: {{fr: "{title}.", en: "{title}."}}
wording: voted
scope: dossier
modality: require
strength: {strength}
sources: [{{source: vote}}]
last_reviewed_on: 2026-01-01
"""
CRITERION = """
- id: valbrise-2026:{number}:a
  commitment: valbrise-2026:{number}
  title: {{fr: "{title}", en: "{title}"}}
  expects: {{is: [{question}, yes]}}
  otherwise: {{fr: "Faites-le.", en: "Do it."}}
"""


def charter(
    folder: Path, version: str, *, strength: str = "correctable", more: bool = False, name: str = "valbrise-2026"
) -> str:
    """Write a published version of the charter of Valbrise, or of another, and return its folder."""
    home = folder / version / name
    rules = [(1, "Le plan de sortie existe", "exit_plan", strength)]
    rules += [(2, "Les agents sont informés", "staff_informed", "correctable")] if more else []
    for part in ("commitments", "criteria"):
        (home / part).mkdir(parents=True)
    for number, title, question, force in rules:
        text = COMMITMENT.format(number=number, title=title, strength=force)
        (home / "commitments" / f"{number}.yaml").write_text(text.replace("valbrise-2026", name), encoding="utf-8")
        text = CRITERION.format(number=number, title=title.lower(), question=question)
        (home / "criteria" / f"{number}.yaml").write_text(text.replace("valbrise-2026", name), encoding="utf-8")
    manifest = home / "framework.yaml"
    manifest.write_text(MANIFEST.format(version=version).replace("valbrise-2026", name), encoding="utf-8")
    digest = load_framework(home).digest
    published = f"published: [{{version: {version}, on: 2026-01-01, digest: '{digest}'}}]\n"
    text = manifest.read_text(encoding="utf-8").replace("status: draft", "status: published")
    manifest.write_text(text + published, encoding="utf-8")
    return str(home)


@pytest.fixture
def reviewer(authority: LocalAuthority, member_with: Hire, tmp_path: Path):
    adopt_shipped(authority.pk, charter(tmp_path, "1.0.0"), at=NOW)
    return member_with(Role.REVIEWER, name="Anne Roche")


@pytest.fixture
def file(reviewer):
    answers = {"exit_plan": "no", "staff_informed": "no"}
    return create(reviewer, "Tri du courrier", unit_id=None, answers=answers, at=NOW)


@pytest.fixture
def amended(reviewer, file, tmp_path: Path):
    """Put into force a version where the exit plan becomes blocking and the staff must be told."""
    adopt_shipped(reviewer.authority.id, charter(tmp_path, "2.0.0", strength="blocking", more=True), at=NOW)
    return adopted_references(reviewer.authority.id)


def address(member, name="reevaluate"):
    return reverse(f"assessments:{name}", kwargs={"authority": member.authority.slug, "number": "2026-001"})


def test_a_new_version_moves_no_dossier_by_itself(reviewer, file, amended):
    found = file_of(file.id)
    assert found.lead == "valbrise-2026@1.0.0"
    assert found.outcome is Outcome.FAVOURABLE_WITH_RESERVATIONS
    assert newer_references(found) == amended


def test_it_is_offered_only_when_something_else_is_in_force(reviewer, file, client_of, tmp_path):
    client = client_of(reviewer)
    assert address(reviewer) not in client.get(address(reviewer, "dossier")).content.decode()
    assert "il n’y a rien à changer" in client.get(address(reviewer)).content.decode()
    adopt_shipped(reviewer.authority.id, charter(tmp_path, "2.0.0", strength="blocking"), at=NOW)
    assert address(reviewer) in client.get(address(reviewer, "dossier")).content.decode()


def test_it_shows_both_outcomes_with_their_causes_before_anybody_confirms(reviewer, file, amended, client_of):
    lead = difference(file_of(file.id), amended, TODAY, Addressee.WRITER).pairs[0]
    assert (lead.before.evaluation.outcome, lead.after.evaluation.outcome) == (  # type: ignore[union-attr]
        Outcome.FAVOURABLE_WITH_RESERVATIONS,
        Outcome.UNFAVOURABLE,
    )
    text = client_of(reviewer).get(address(reviewer)).content.decode()
    for words in (
        "version 1.0.0",
        "version 2.0.0",
        "Défavorable",
        "à corriger",
        "Ce qui fait changer l’issue",
        "nouveau critère",
    ):
        assert words in text, words
    assert file_of(file.id).lead == "valbrise-2026@1.0.0"


def test_it_gives_no_order_to_whoever_only_reads(reviewer, amended, file, member_with: Hire, client_of):
    Dossier.objects.update(state=State.IN_REVIEW, submitted_at=NOW, answers={"exit_plan": "no"})
    councillor = member_with(Role.COUNCILLOR)
    pages = [
        [client_of(member).get(address(member, name)).content.decode() for name in ("reevaluate", "check")]
        for member in (reviewer, councillor)
    ]
    (compared, checked), (compared_to_read, checked_to_read) = pages
    assert "À renseigner" in compared
    assert "Sans réponse pour l’instant" in compared_to_read
    assert "À renseigner" not in compared_to_read
    assert "Faites-le" in checked
    assert "Faites-le" not in checked_to_read


def test_confirming_moves_the_dossier_and_keeps_both_verdicts(reviewer, file, amended, client_of):
    client = client_of(reviewer)
    page = client.post(address(reviewer), {"reference": list(amended)})
    assert page.status_code == 302
    found = file_of(file.id)
    assert (found.references, found.outcome, found.blocking) == (amended, Outcome.UNFAVOURABLE, 1)
    kept = Verdict.objects.filter(framework__startswith="valbrise").order_by("pk").values_list("framework", "outcome")
    assert list(kept) == [
        ("valbrise-2026@1.0.0", "favourable_with_reservations"),
        ("valbrise-2026@2.0.0", "unfavourable"),
    ]
    entry = entries_about("dossier", str(file.id))[0]
    assert entry.sentence.startswith("Anne Roche a réévalué")
    assert "avant\u00a0: sous réserves" in entry.sentence
    assert "après\u00a0: défavorable" in entry.sentence
    old, new = (f"«\u00a0Charte de Valbrise, version {version}\u00a0»" for version in ("1.0.0", "2.0.0"))
    assert f"(de {old} à {new})" in entry.sentence
    assert "@" not in entry.sentence
    assert client.post(address(reviewer), {"reference": list(amended)}).status_code == 409


def test_it_refuses_to_apply_what_was_not_shown(reviewer, file, amended):
    with pytest.raises(RefusedError, match="relisez la comparaison"):
        reevaluate(reviewer, file.id, file.references, at=NOW)
    assert file_of(file.id).lead == "valbrise-2026@1.0.0"
    assert not Verdict.objects.exists()


def test_once_filed_a_reviewer_alone_moves_a_dossier(reviewer, amended, file, member_with: Hire, client_of):
    owner = member_with()
    Dossier.objects.update(owner_id=owner.user_id, state=State.SUBMITTED, submitted_at=NOW)
    said = client_of(reviewer).get(address(reviewer)).content.decode()
    assert "Les réserves et les exceptions déjà accordées restent" in said
    assert "Seul un instructeur" in client_of(owner).get(address(owner)).content.decode()
    assert client_of(owner).post(address(owner), {"reference": list(amended)}).status_code == 403
    Dossier.objects.update(state=State.DRAFT)
    assert client_of(owner).post(address(owner), {"reference": list(amended)}).status_code == 302


@pytest.mark.parametrize("state", [State.REFUSED, State.CLOSED, State.WITHDRAWN, State.ARCHIVED])
def test_what_is_over_is_not_judged_again(reviewer, file, amended, state):
    Dossier.objects.update(state=state)
    with pytest.raises(RefusedError, match="terminé"):
        reevaluate(reviewer, file.id, amended, at=NOW)


def test_it_compares_with_another_charter_as_well(reviewer, file, client_of):
    adopt_shipped(reviewer.authority.id, "strasbourg-2025", at=NOW)
    text = client_of(reviewer).get(address(reviewer)).content.decode()
    assert "Charte de Valbrise, version 1.0.0" in text
    gone = text.index("Disparaît")
    assert "exit_plan" not in text
    assert "Le plan de sortie existe" in text[gone : gone + 1500]
    assert "Apparaît" in text
    assert "Strasbourg" in text


def test_it_says_what_changes_under_another_charter_even_when_the_outcome_does_not(
    reviewer, file, client_of, tmp_path: Path
):
    adopt_shipped(reviewer.authority.id, charter(tmp_path, "1.0.0", more=True, name="autre-2026"), at=NOW)
    (lead, *_) = difference(file_of(file.id), adopted_references(reviewer.authority.id), TODAY, Addressee.WRITER).pairs
    assert lead.before.evaluation.outcome is lead.after.evaluation.outcome  # type: ignore[union-attr]
    text = client_of(reviewer).get(address(reviewer)).content.decode()
    assert "Ce qui change, pour la même issue" in text
    assert "Ce qui fait changer l’issue" not in text


def test_another_authority_moves_nothing(
    reviewer, file, amended, member_with: Hire, elsewhere: LocalAuthority, client_of
):
    stranger = member_with(*Role, authority=elsewhere)
    page = client_of(stranger).post(address(stranger), {"reference": list(amended)})
    assert page.status_code == 404
    assert file_of(file.id).lead == "valbrise-2026@1.0.0"
