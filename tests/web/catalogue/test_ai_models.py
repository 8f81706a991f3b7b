# SPDX-FileCopyrightText: 2026 Balise contributors

"""AI models taken from a public list, by the command and on the pages."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.catalogue.conftest import LETTER, TODAY
from tests.web.conftest import NOW

from balise.cli.main import run
from balise.core.roles import Role
from balise.web.catalogue.ai_model_records import UnreadableListError, decoded, read_models
from balise.web.catalogue.models import AIModel
from balise.web.catalogue.operations.ai_models import import_models
from balise.web.catalogue.operations.facts import link_model, unlink_model
from balise.web.journal.queries import entries_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
FEW = HERE / "few_models.json"
"""A list of our own, in the form of the public one: three models that do not exist, and two that cannot be read."""

REAL = Path(__file__).parents[4] / "shared" / "data" / "catalogue" / "generated-models.json"


def few():
    return json.loads(FEW.read_text(encoding="utf-8"))


def bring_in(data, dated=date(2026, 2, 11)):
    return import_models(read_models(data).records, source="compar:IA", dated=dated, on=TODAY)


def test_it_keeps_each_model_with_its_source_and_the_date_of_the_list():
    read = read_models(few())

    bring_in(few())

    row = AIModel.objects.get(identifier="colza-7b")
    assert (row.organisation, row.openness, row.parameters) == ("Atelier Valbrise", "open-weights", 7)
    assert (row.source, row.dated) == ("compar:IA", date(2026, 2, 11))
    assert read.dated == date(2026, 2, 11)
    assert [left.identifier for left in read.left_out] == ["sans-nom", "mal-pesé"]


def test_it_keeps_nothing_of_what_people_prefer():
    assert not {"elo", "rank", "prefs"} & {field.name for field in AIModel._meta.get_fields()}


def test_it_changes_nothing_the_second_time():
    bring_in(few())

    again = bring_in(few())

    assert (again.added, again.updated, len(again.unchanged)) == ((), (), 3)


def test_it_updates_what_a_newer_list_says_and_keeps_what_has_left_it():
    bring_in(few())
    newer = few()
    newer["models"]["colza-7b"]["license"] = "MIT"
    del newer["models"]["lin-70b"]

    done = bring_in(newer, date(2026, 6, 1))

    assert AIModel.objects.get(identifier="colza-7b").licence == "MIT"
    assert done.no_longer_listed == ("lin-70b",)
    assert AIModel.objects.get(identifier="lin-70b").still_offered is False


def test_it_lets_no_older_list_write_over_a_newer_one():
    bring_in(few(), date(2026, 6, 1))
    older = few()
    older["models"]["colza-7b"]["license"] = "ancienne"

    done = bring_in(older, date(2026, 1, 1))

    assert done.updated == ()
    assert AIModel.objects.get(identifier="colza-7b").licence == "Apache 2.0"


@pytest.mark.parametrize("data", [[], {}, {"models": []}, {"models": {}}, None, 3])
def test_it_refuses_what_is_no_list(data):
    with pytest.raises(UnreadableListError):
        read_models(data)


@pytest.mark.parametrize("timestamp", [None, "hier", True, 1e30])
def test_it_invents_no_date(timestamp):
    assert read_models({"timestamp": timestamp, "models": {"a": {}}}).dated is None


def test_it_follows_no_address_that_is_not_of_the_web():
    data = few()
    data["models"]["colza-7b"]["url"] = "javascript:alert(1)"

    assert next(one for one in read_models(data).records if one.identifier == "colza-7b").address == ""


# The command


def test_it_reports_what_was_added_and_left_out(capsys):
    assert run(["catalogue", "import-models", str(FEW)], {}) == 0

    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "3 modèles ajoutés, 0 mis à jour, 0 inchangé, 2 écartés." in said
    assert "- mal-pesé : un champ n’a pas la forme attendue : params" in said
    assert "Source : compar:IA, 11 février 2026." in said


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "n’est pas du JSON"),
        ("[]", "n’est pas une liste de modèles"),
        ('{"models": {"a": {"simple_name": "A", "organisation": "B"}}}', "ne dit pas sa date"),
    ],
)
def test_it_says_what_is_wrong_with_a_file(content, told, tmp_path, capsys):
    path = tmp_path / "liste.json"
    path.write_text(content, encoding="utf-8")

    assert run(["catalogue", "import-models", str(path)], {}) == 2
    assert told in capsys.readouterr().err
    assert not AIModel.objects.exists()


def test_it_says_that_a_file_is_not_there(tmp_path, capsys):
    assert run(["catalogue", "import-models", str(tmp_path / "absent.json")], {}) == 2
    assert "ne se lit pas" in capsys.readouterr().err


def test_it_takes_the_date_that_is_given(tmp_path):
    data = few()
    del data["timestamp"]
    path = tmp_path / "liste.json"
    path.write_text(json.dumps(data), encoding="utf-8")

    assert run(["catalogue", "import-models", str(path), "--dated", "2026-05-04", "--source", "Notre liste"], {}) == 0
    assert {(row.source, row.dated) for row in AIModel.objects.all()} == {("Notre liste", date(2026, 5, 4))}


@pytest.mark.skipif(not REAL.is_file(), reason=f"the public list of models is not there: {REAL.name}")
def test_it_imports_the_whole_public_list(capsys):
    assert run(["catalogue", "import-models", str(REAL)], {}) == 0
    assert "116 modèles ajoutés, 0 mis à jour, 0 inchangé, 0 écarté." in capsys.readouterr().out
    assert run(["catalogue", "import-models", str(REAL)], {}) == 0
    assert "0 modèle ajouté, 0 mis à jour, 116 inchangés, 0 écarté." in capsys.readouterr().out


def list_of(identifiers, path, *, broken=()):
    data = few()
    data["models"] = {one: {"simple_name": one, "organisation": "Atelier"} for one in identifiers}
    data["models"] |= {one: {"simple_name": 3, "organisation": "Atelier"} for one in broken}
    path.write_text(json.dumps(data), encoding="utf-8")
    return ["catalogue", "import-models", str(path)]


def offered():
    return set(AIModel.objects.filter(still_offered=True).values_list("identifier", flat=True))


def test_it_withdraws_no_model_that_the_list_names_and_that_cannot_be_read(tmp_path, capsys):
    run(list_of("abcd", tmp_path / "liste.json"), {})

    assert run(list_of("ab", tmp_path / "liste.json", broken="cd"), {}) == 0

    assert offered() == set("abcd")
    assert "absents" not in capsys.readouterr().out


def test_it_refuses_a_list_of_which_nothing_can_be_kept(tmp_path, capsys):
    run(list_of("abcd", tmp_path / "liste.json"), {})

    for more in ([], ["--retire-missing"]):
        assert run([*list_of("", tmp_path / "liste.json", broken="xyz"), *more], {}) == 2

    assert offered() == set("abcd")
    assert "Aucun modèle de cette liste ne peut être gardé" in capsys.readouterr().err


def test_it_refuses_a_list_that_withdraws_more_than_half_of_its_source_unless_told_to(tmp_path, capsys):
    run(list_of("abcd", tmp_path / "liste.json"), {})
    cut = list_of("ae", tmp_path / "liste.json")

    assert run(cut, {}) == 2
    assert "3 des 4 modèles proposés" in capsys.readouterr().err
    assert offered() == set("abcd")
    assert run([*cut, "--source", "Une autre liste"], {}) == 0
    assert run([*list_of("ab", tmp_path / "liste.json"), "--retire-missing"], {}) == 0


def test_it_takes_a_list_that_withdraws_half_of_its_source(tmp_path):
    run(list_of("abcd", tmp_path / "liste.json"), {})

    assert run(list_of("ab", tmp_path / "liste.json"), {}) == 0
    assert offered() == {"a", "b"}
    assert run(list_of("a", tmp_path / "liste.json"), {}) == 0


def test_it_names_ten_models_at_most(tmp_path, capsys):
    names = [f"m{number:02}" for number in range(30)]
    run(list_of(names, tmp_path / "liste.json"), {})

    run(list_of(names[:18], tmp_path / "liste.json", broken=[f"x{number}" for number in range(13)]), {})

    said = capsys.readouterr().out
    assert "et 3 autres" in said
    assert "m27 et 2 autres." in said


# Dates


def test_it_refuses_a_list_of_a_day_to_come(capsys):
    for dated in ("2099-01-01", "9999-12-31"):
        assert run(["catalogue", "import-models", str(FEW), "--dated", dated], {}) == 2
        assert "est à venir" in capsys.readouterr().err

    assert not AIModel.objects.exists()


def test_it_counts_what_it_leaves_because_it_knows_something_newer(capsys):
    bring_in(few(), TODAY)

    assert run(["catalogue", "import-models", str(FEW)], {}) == 0

    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "0 modèle ajouté, 0 mis à jour, 0 inchangé, 2 écartés." in said
    assert "3 laissés tels quels : on en sait déjà de plus récent." in said


def test_it_frees_models_that_a_day_to_come_had_frozen():
    bring_in(few())
    AIModel.objects.update(dated=date(2099, 1, 1), licence="fausse")

    done = bring_in(few())

    assert len(done.updated) == 3
    assert {row.dated for row in AIModel.objects.all()} == {date(2026, 2, 11)}


@pytest.mark.parametrize("timestamp", [1, 0, -1, 10**400])
def test_it_takes_no_counter_that_nobody_set_for_a_date(timestamp):
    assert read_models({"timestamp": timestamp, "models": {"a": {}}}).dated is None


# Several sources


def test_it_lets_the_latest_list_prevail_whatever_its_source_and_says_so(tmp_path, capsys):
    run(list_of("abc", tmp_path / "liste.json"), {})
    ours = [*list_of("a", tmp_path / "liste.json"), "--source", "Notre liste"]

    assert run([*ours, "--dated", "2026-01-01"], {}) == 0
    assert AIModel.objects.get(identifier="a").source == "compar:IA"
    assert run([*ours, "--dated", "2026-06-01"], {}) == 0

    row = AIModel.objects.get(identifier="a")
    assert (row.source, row.dated) == ("Notre liste", date(2026, 6, 1))
    assert "Repris d’une autre source : a." in capsys.readouterr().out.replace("\u00a0", " ")
    assert offered() == set("abc")


@pytest.mark.parametrize("source", ["x" * 201, "\u200b", "\u202e"])
def test_it_refuses_a_source_that_nobody_can_read(source, capsys):
    assert run(["catalogue", "import-models", str(FEW), "--source", source], {}) == 2

    assert "Le nom de la source" in capsys.readouterr().err
    assert not AIModel.objects.exists()


# Lists that went wrong


def imported(text, tmp_path):
    path = tmp_path / "liste.json"
    path.write_text(text, encoding="utf-8")
    return run(["catalogue", "import-models", str(path), "--dated", "2026-02-11"], {})


def with_fields(**fields):
    said = {"simple_name": "Colza", "organisation": "Atelier", **fields}
    return json.dumps({"models": {"colza": said, "lin": {"simple_name": "Lin", "organisation": "Atelier"}}})


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"params": 10**40}, "params"),
        ({"params": 10**400}, "params"),
        ({"wh_per_million_token": float("inf")}, "wh_per_million_token"),
        ({"arch": "a" * 41}, "arch"),
        ({"release_date": "a" * 21}, "release_date"),
        ({"distribution": "a" * 41}, "distribution"),
        ({"simple_name": "\u200b\u0000"}, "sans nom"),
        ({"organisation": "\ud800"}, "sans nom ou sans organisation"),
    ],
)
def test_it_leaves_out_a_model_of_which_a_field_cannot_be_believed(fields, why, tmp_path, capsys):
    assert imported(with_fields(**fields), tmp_path) == 0

    said = capsys.readouterr().out
    assert offered() == {"lin"}
    assert "- colza" in said
    assert why in said


def test_it_keeps_of_a_name_what_a_reader_can_see(tmp_path):
    assert imported(with_fields(simple_name="Col\u200bza\u0000 7B\u202e", url="https://[colza"), tmp_path) == 0

    row = AIModel.objects.get(identifier="colza")
    assert (row.name, row.address) == ("Colza 7B", "")


@pytest.mark.parametrize("identifier", ["\ud800", "\u200b", "a\u202eb", "a\u0000", "", " ", "i" * 5000])
def test_it_leaves_out_an_identifier_that_cannot_be_read_and_shows_little_of_it(identifier, tmp_path, capsys):
    said = {"simple_name": "Colza", "organisation": "Atelier"}

    assert imported(json.dumps({"models": {identifier: said, "lin": said}}), tmp_path) == 0

    shown = capsys.readouterr().out
    assert offered() == {"lin"}
    assert "son identifiant ne se lit pas" in shown
    assert max(len(line) for line in shown.splitlines()) < 200


def test_it_keeps_neither_of_two_models_of_one_identifier_and_leaves_what_it_knew(tmp_path, capsys):
    run(list_of("abc", tmp_path / "liste.json"), {})
    one, two = ('{"simple_name": "Un", "organisation": "O"}', '{"simple_name": "Deux", "organisation": "O"}')

    assert imported(f'{{"models": {{"a": {one}, "b": {one}, "a": {two}}}}}', tmp_path) == 0

    assert "- a : nommé deux fois dans la liste" in capsys.readouterr().out.replace("\u00a0", " ")
    assert AIModel.objects.get(identifier="a").name == "a"
    assert "a" in offered()


def test_it_reads_a_list_that_begins_with_the_mark_of_its_encoding(tmp_path):
    assert imported("\ufeff" + with_fields(), tmp_path) == 0
    assert offered() == {"colza", "lin"}


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["\ud800", "\u200b", 10**400]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("simple_name", "organisation", "license", "params", "url", "arch", "release_date", "commercial_use", "status")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(
        st.text() | st.just("a"), ANYTHING | st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, ANYTHING))
    )
)
def test_it_keeps_a_model_or_says_why_not_whatever_a_list_holds(models):
    listed = {**models, "lin": {"simple_name": "Lin", "organisation": "Atelier"}}
    data = {"timestamp": 1, "models": listed}

    read = read_models(decoded(json.dumps(data)))
    done = import_models(read.records, source="compar:IA", dated=TODAY, on=TODAY, retire_missing=True)

    assert len(read.records) + len(read.left_out) == len(listed)
    assert len(done.added) + len(done.updated) + len(done.unchanged) == len(read.records)


# The pages


def test_it_lists_models_by_openness_with_source_and_a_rounded_figure(reviewer, client_of):
    bring_in(few())

    response = client_of(reviewer).get("/espace/valbrise/outils/modeles/", {"ouverture": "open-weights"})

    page = response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert [line.model.identifier for line in response.context["lines"]] == ["colza-7b"]
    assert "environ 3 800 Wh par million de jetons" in page
    assert "Source : compar:IA, 11 février 2026" in page


def test_it_links_a_tool_to_a_model_with_a_source_and_shows_it_on_both_pages(shelve, reviewer, client_of):
    bring_in(few())
    model = AIModel.objects.get(identifier="colza-7b")
    tool_id = shelve("Plume")

    link_model(reviewer, tool_id, model.pk, LETTER, on=TODAY, at=NOW)

    client = client_of(reviewer)
    assert "Colza 7B" in client.get(f"/espace/valbrise/outils/{tool_id}/").content.decode()
    assert "Plume" in client.get(f"/espace/valbrise/outils/modeles/{model.pk}/").content.decode()


def test_it_asks_for_the_source_of_a_link_and_keeps_it_to_instructors(shelve, reviewer, member_with, client_of):
    bring_in(few())
    model = AIModel.objects.get(identifier="colza-7b")
    tool_id = shelve("Plume")
    where = f"/espace/valbrise/outils/modeles/{model.pk}/"

    assert client_of(reviewer).post(where, {"tool": tool_id, "dated": "2026-11-01"}).status_code == 200
    assert client_of(member_with()).post(where, {"tool": tool_id}).status_code == 403
    assert client_of(reviewer).get("/espace/valbrise/outils/modeles/99999/").status_code == 404
    assert not model.built_into.exists()


def test_it_undoes_a_wrong_link_with_a_motive_that_the_journal_keeps(shelve, reviewer, client_of):
    bring_in(few())
    model = AIModel.objects.get(identifier="colza-7b")
    tool_id = shelve("Plume")
    link_model(reviewer, tool_id, model.pk, LETTER, on=TODAY, at=NOW)
    client, where = client_of(reviewer), f"/espace/valbrise/outils/modeles/{model.pk}/delier/{tool_id}/"
    assert where in client.get(f"/espace/valbrise/outils/{tool_id}/").content.decode()
    assert where in client.get(f"/espace/valbrise/outils/modeles/{model.pk}/").content.decode()

    assert client.post(where, {"motive": " "}).status_code == 200
    assert model.built_into.exists()
    assert client.post(where, {"motive": "Confusion de noms."}).status_code == 302

    assert not model.built_into.exists()
    told = entries_of(reviewer.authority.id)[0]
    assert (told.act, told.details["motive"], told.details["source"]) == (
        "tool.model_unlinked",
        "Confusion de noms.",
        LETTER.source,
    )
    assert "a délié cet outil d’un modèle" in client.get(f"/espace/valbrise/outils/{tool_id}/").content.decode()
    assert client.get(where).status_code == 404
    with pytest.raises(RefusedError):
        unlink_model(reviewer, tool_id, model.pk, "Encore.", at=NOW)


def test_it_keeps_the_end_of_a_link_to_instructors_of_the_authority(shelve, reviewer, member_with, elsewhere):
    bring_in(few())
    model = AIModel.objects.get(identifier="colza-7b")
    tool_id = shelve("Plume")
    link_model(reviewer, tool_id, model.pk, LETTER, on=TODAY, at=NOW)

    for other in (member_with(), member_with(Role.REVIEWER, authority=elsewhere)):
        with pytest.raises(RefusedError):
            unlink_model(other, tool_id, model.pk, "Pour voir.", at=NOW)

    assert model.built_into.exists()


@pytest.mark.parametrize(("order", "field"), [("energie", "wh_per_million_tokens"), ("taille", "parameters")])
def test_it_sorts_models_from_the_least_to_the_most_and_the_unknown_last(order, field, reviewer, client_of):
    bring_in(few())
    AIModel.objects.create(identifier="a", name="A", organisation="O", source="S", dated=TODAY)

    response = client_of(reviewer).get("/espace/valbrise/outils/modeles/", {"tri": order})

    found = [getattr(line.model, field) for line in response.context["lines"]]
    known = [one for one in found if one is not None]
    assert found == [*sorted(known), *[None] * (len(found) - len(known))]
    assert len(known) > 1
    assert None in found
