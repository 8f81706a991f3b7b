# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of the catalogue, opened by those whom they are for."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.web.catalogue.conftest import EUROPEAN, FRENCH, OVERSEAS, TODAY, no, provided, yes
from tests.web.conftest import NOW

from balise.core.roles import Role
from balise.web.catalogue.models import Authorisation, Ruling, Tool, ToolFact
from balise.web.catalogue.operations.describing import ExitPlan, plan_exit, retire
from balise.web.catalogue.operations.facts import NewFact, Provenance, establish
from balise.web.catalogue.operations.people import become_referent, use_it
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.journal.queries import entries_of

pytestmark = pytest.mark.django_db


def address(name, *arguments, authority="valbrise"):
    return reverse(f"catalogue:{name}", args=(authority, *arguments))


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture
def full(shelve, reviewer):
    """A catalogue in which every page has something to show."""
    tool_id = shelve(
        "Plume",
        {
            ("drafting", "public"): yes(),
            ("drafting", "personal"): provided("Retirez les noms."),
            ("", "sensitive"): no("Trop délicat."),
        },
    )
    other = shelve("Traducteur", {("", "public"): yes()}, facts=EUROPEAN)
    plan_exit(
        reviewer, tool_id, ExitPlan("Exporter en ODT.", other, date(2026, 9, 1), "Deux heures."), on=TODAY, at=NOW
    )
    become_referent(reviewer, tool_id, at=NOW)
    return tool_id


EVERY_PAGE = ["list", "can-i", "overview", "propose", "following", "models"]
PAGES_OF_A_TOOL = ["tool", "edit", "decide", "matrix", "facts", "exit-plan", "retire", "questionnaire"]


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_it_shows_every_page_of_an_empty_catalogue(name, reviewer, client_of):
    assert client_of(reviewer).get(address(name)).status_code == 200


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_it_shows_every_page_of_a_full_catalogue(name, full, reviewer, client_of):
    assert client_of(reviewer).get(address(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES_OF_A_TOOL)
def test_it_shows_every_page_of_a_tool(name, full, reviewer, client_of):
    assert client_of(reviewer).get(address(name, full)).status_code == 200


@pytest.mark.parametrize("name", PAGES_OF_A_TOOL)
def test_it_hides_the_tool_of_another_authority(name, full, member_with, elsewhere, client_of):
    stranger = member_with(Role.REVIEWER, authority=elsewhere)

    response = client_of(stranger).get(address(name, full, authority="bourg-mesange"))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["use", "referent", "retire", "decide", "matrix", "facts", "exit-plan", "edit"])
def test_it_refuses_to_act_on_the_tool_of_another_authority(name, full, member_with, elsewhere, client_of):
    stranger = member_with(Role.REVIEWER, authority=elsewhere)

    response = client_of(stranger).post(address(name, full, authority="bourg-mesange"), {"reason": "x"})

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["decide", "matrix", "facts", "exit-plan", "retire", "edit"])
def test_it_keeps_the_acts_of_instructors_from_other_members(name, full, member_with, client_of):
    assert client_of(member_with(Role.OWNER)).get(address(name, full)).status_code == 403


def test_it_answers_first_on_the_page_of_a_tool(full, member_with, client_of):
    page = text_of(client_of(member_with()).get(address("tool", full)))

    assert page.index("Autorisé sous conditions") < page.index("Pour quelle tâche")
    assert "Retirez les noms." in page
    assert "Source : Lettre de l’éditeur, 1er octobre 2026" in page
    assert "Inès Instructrice" in page


def test_it_lets_anybody_propose_a_tool_which_is_then_not_yet_allowed(member_with, client_of):
    owner = member_with(Role.OWNER)
    client = client_of(owner)

    response = client.post(
        address("propose"),
        {"name": "Assistant du guichet", "kind": "embedded", "host_software": "Guichet+"},
        follow=True,
    )

    assert "En cours d’évaluation" in text_of(response)
    assert "dans Guichet+" in text_of(response)
    assert entries_of(owner.authority.id)[0].act == "tool.proposed"


def test_it_asks_which_software_an_embedded_tool_is_in_and_keeps_what_was_typed(member_with, client_of):
    response = client_of(member_with()).post(address("propose"), {"name": "Assistant caché", "kind": "embedded"})

    assert "Dites à quel logiciel métier cette IA est intégrée." in text_of(response)
    assert 'value="Assistant caché"' in response.content.decode()
    assert not Tool.objects.exists()


def test_it_refuses_two_tools_of_the_same_name_whatever_the_capitals(shelve, member_with, client_of):
    shelve("Éclair")

    response = client_of(member_with()).post(address("propose"), {"name": "éclair", "kind": "standalone"})

    assert "est déjà au catalogue" in text_of(response)


def test_it_refuses_two_tools_of_the_same_name_whatever_the_spaces(shelve, member_with, client_of):
    shelve("Plume «\u00a0Clair\u00a0»")

    response = client_of(member_with()).post(address("propose"), {"name": "Plume « Clair »", "kind": "standalone"})

    assert "est déjà au catalogue" in text_of(response)


def test_it_ignores_fields_that_the_form_does_not_have(member_with, elsewhere, client_of):
    owner = member_with()

    client_of(owner).post(
        address("propose"),
        {"name": "Plume", "kind": "standalone", "authority": elsewhere.pk, "slug": "volé", "retired_at": "2020-01-01"},
    )

    tool = Tool.objects.get()
    assert (tool.authority_id, tool.slug, tool.retired_at) == (owner.authority.id, "plume", None)


def test_it_lets_the_proposer_correct_a_tool_until_it_is_decided(shelve, member_with, reviewer, client_of):
    owner = member_with(Role.OWNER)
    tool_id = shelve("Plumme", member=reviewer, facts={}, permission=None)
    Tool.objects.filter(pk=tool_id).update(proposed_by_id=owner.user_id)
    client = client_of(owner)

    seen = client.get(address("edit", tool_id)).context["form"]["seen"].value()
    typed = {"seen": seen, "name": "Plume", "kind": "standalone"}
    assert client.post(address("edit", tool_id), typed).status_code == 302
    assert Tool.objects.get().name == "Plume"
    client_of(reviewer).post(address("decide", tool_id), {"permission": "under_evaluation"})
    assert client.get(address("edit", tool_id)).status_code == 403


@pytest.mark.parametrize("missing", ["source", "dated"])
def test_it_keeps_no_fact_without_its_source_and_date(missing, shelve, reviewer, client_of):
    tool_id = shelve("Plume", facts={}, permission=None)
    typed = {"source": "Site de l’éditeur", "dated": "2026-11-01", "vendor_country": "france"}
    del typed[missing]

    response = client_of(reviewer).post(address("facts", tool_id), typed)

    assert response.status_code == 200
    assert "error-summary" in text_of(response)
    assert not ToolFact.objects.exists()


def test_it_keeps_what_a_source_says_and_shows_the_newest(shelve, reviewer, client_of):
    tool_id = shelve("Plume", facts={}, permission=None)
    client = client_of(reviewer)
    client.post(address("facts", tool_id), {"source": "Audit", "dated": "2026-11-01", "hosting": "france"})
    client.post(
        address("facts", tool_id), {"source": "Vieille plaquette", "dated": "2024-01-01", "hosting": "outside_eu"}
    )
    client.post(
        address("facts", tool_id),
        {
            "source": "Mesure",
            "dated": "2026-11-02",
            "footprint-low": "0.3",
            "footprint-high": "2,5",
            "footprint-per": "requête",
        },
    )

    page = text_of(client.get(address("tool", tool_id)))

    assert "Source : Audit, 1er novembre 2026" in page
    assert "Vieille plaquette" not in page.split('id="journal"')[0]
    assert "de 0,3 à 2,5 Wh par requête" in page
    assert ToolFact.objects.count() == 3


def test_it_fills_in_the_matrix_and_tells_the_journal_what_changed(shelve, reviewer, client_of):
    tool_id = shelve("Plume")
    client = client_of(reviewer)

    page = client.get(address("matrix", tool_id), {"tache": "translation"})
    client.post(
        address("matrix", tool_id),
        {
            "seen": page.context["form"]["seen"].value(),
            "row": "translation",
            "p-translation-public": "authorised",
            "p-any-internal": "conditional",
            "c-any-internal": "Relisez avant d’envoyer.",
        },
    )

    assert Authorisation.objects.count() == 2
    (told,) = [one for one in entries_of(reviewer.authority.id) if one.act == "tool.matrix_saved"]
    assert "traduire, données publiques → autorisé" in told.sentence
    assert "toute autre tâche, données internes → autorisé sous conditions" in told.sentence


def test_it_asks_for_the_condition_of_what_is_conditional(shelve, reviewer, client_of):
    tool_id = shelve("Plume")

    response = client_of(reviewer).post(address("matrix", tool_id), {"p-any-internal": "conditional"})

    assert "Écrivez la condition à tenir." in text_of(response)
    assert not Authorisation.objects.exists()


def test_it_writes_over_nobody_else_s_matrix(shelve, member_with, reviewer, client_of):
    tool_id = shelve("Plume")
    mine = client_of(reviewer).get(address("matrix", tool_id)).context["form"]["seen"].value()
    theirs = {"seen": mine, "p-any-public": "forbidden", "c-any-public": "Fuite."}
    client_of(member_with(Role.CISO)).post(address("matrix", tool_id), theirs)

    response = client_of(reviewer).post(address("matrix", tool_id), {"seen": mine, "p-any-public": "authorised"})

    assert "pendant que vous le remplissiez" in text_of(response)
    assert Authorisation.objects.get().permission == "forbidden"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["Plume", "Traducteur", "Nuage"]),
        ({"q": "plu"}, ["Plume"]),
        ({"statut": "forbidden"}, ["Nuage"]),
        ({"donnees": "internal"}, ["Plume"]),
        ({"tache": "translation", "donnees": "public"}, ["Plume", "Traducteur"]),
        ({"europe": "france"}, ["Plume"]),
        ({"europe": "a-etablir"}, []),
        ({"europe": "europe"}, ["Plume", "Traducteur"]),
        ({"sorte": "integree"}, ["Nuage"]),
        ({"sorte": "miens"}, ["Traducteur"]),
        ({"statut": "retired"}, ["Ancien"]),
        ({"statut": "n’importe quoi"}, ["Plume", "Traducteur", "Nuage"]),
    ],
)
def test_it_filters_the_list_by_its_address_french_and_european_first(query, shown, shelve, reviewer, client_of):
    shelve(
        "Nuage",
        facts=OVERSEAS,
        permission=Permission.FORBIDDEN,
        reason="Loi étrangère.",
        kind=Kind.EMBEDDED,
        host_software="Finances+",
    )
    used = shelve("Traducteur", {("translation", "public"): yes()}, facts=EUROPEAN)
    shelve("Plume", {("", "public"): yes(), ("", "internal"): yes()})
    retire(reviewer, shelve("Ancien"), "Remplacé par Plume.", at=NOW)
    use_it(reviewer, used, at=NOW)

    response = client_of(reviewer).get(address("list"), query)

    assert [card.entry.name for card in response.context["cards"]] == shown


def test_it_says_why_a_tool_comes_first(shelve, reviewer, client_of):
    shelve("Plume")

    page = text_of(client_of(reviewer).get(address("list")))

    assert "fournisseur français, hébergé en France, logiciel libre" in page


def test_it_hides_small_counts_of_users(shelve, member_with, client_of):
    tool_id = shelve("Plume")
    people = [member_with() for _ in range(5)]
    for person in people[:4]:
        use_it(person, tool_id, at=NOW)
    assert "Moins de 5 personnes disent l’utiliser." in text_of(client_of(people[0]).get(address("tool", tool_id)))

    client_of(people[4]).post(address("use", tool_id))

    assert "5 personnes disent l’utiliser." in text_of(client_of(people[0]).get(address("tool", tool_id)))


def test_it_leaves_no_trace_in_the_journal_of_who_uses_what(shelve, member_with, client_of):
    tool_id = shelve("Plume")
    owner = member_with()
    before = len(entries_of(owner.authority.id))

    client_of(owner).post(address("use", tool_id))
    client_of(owner).post(address("use", tool_id), {"stop": "1"})

    assert len(entries_of(owner.authority.id)) == before


def test_it_shows_a_retired_tool_as_forbidden_with_the_reason(shelve, reviewer, client_of):
    tool_id = shelve("Plume", {("", "public"): yes()})

    client_of(reviewer).post(address("retire", tool_id), {"reason": "L’éditeur a fermé."})

    page = text_of(client_of(reviewer).get(address("tool", tool_id)))
    assert "Retiré du catalogue" in page
    assert "L’éditeur a fermé." in page
    assert client_of(reviewer).post(address("decide", tool_id), {"permission": "under_evaluation"}).status_code == 409


def test_it_sends_the_questionnaire_as_a_file(full, member_with, client_of):
    response = client_of(member_with()).get(address("questionnaire-odt", full))

    assert response["Content-Type"] == "application/vnd.oasis.opendocument.text"
    assert response.content.startswith(b"PK")
    assert 'filename="questionnaire-plume.odt"' in response["Content-Disposition"]


def test_it_writes_no_letter_when_nobody_supplies_the_tool(shelve, member_with, client_of):
    made = shelve(
        "Parolier", facts={"vendor": "Aucun, logiciel libre installé par la ville", "vendor_country": "no_vendor"}
    )
    client = client_of(member_with())

    page = client.get(address("questionnaire", made)).content.decode()

    assert "Cet outil n’a pas de fournisseur" in page
    assert "Madame, Monsieur" not in page
    assert client.get(address("questionnaire-odt", made)).status_code == 409


def fill(shelve, count):
    for number in range(count):
        shelve(f"Outil {count}-{number}", {("", "public"): yes(), ("drafting", "personal"): provided("Sans les noms.")})


@pytest.mark.parametrize(
    ("name", "query"),
    [("list", {}), ("can-i", {"donnees": "public", "tache": "drafting"}), ("overview", {})],
)
def test_it_asks_the_database_as_often_for_thirty_tools_as_for_three(name, query, shelve, reviewer, client_of):
    client = client_of(reviewer)
    counts = []
    for more in (3, 27):
        fill(shelve, more)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(name), query).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12


def test_it_calls_a_tool_open_in_part_by_its_name_and_finds_it_under_that_name(shelve, reviewer, client_of):
    shelve("Plume", {("drafting", "public"): yes()})
    shelve("Gamma", {("drafting", "public"): provided("Retirez les noms.")})
    client = client_of(reviewer)
    for status, word, name in (
        ("partial", "Autorisé pour une partie des données ou des tâches", "Plume"),
        ("conditional", "Autorisé sous conditions", "Gamma"),
    ):
        response = client.get(reverse("catalogue:list", args=("valbrise",)), {"statut": status})
        assert [(card.entry.name, card.whole.word) for card in response.context["cards"]] == [(name, word)]
    assert 'maxlength="200"' in text_of(client.get(reverse("catalogue:list", args=("valbrise",))))


def test_it_asks_on_the_page_for_the_reason_of_a_cell_that_forbids(shelve, reviewer, client_of):
    tool = shelve("Plume")
    response = client_of(reviewer).post(address("matrix", tool), {"p-any-public": "forbidden"})
    assert "Écrivez pourquoi c’est interdit." in text_of(response)


def test_it_says_under_the_table_why_a_cell_is_refused_and_once_however_many_say_it(shelve, member_with, client_of):
    tool_id = shelve("Plume", {("", "sensitive"): no("Trop délicat."), ("", "confidential"): no("Trop délicat.")})

    table, notes = text_of(client_of(member_with()).get(address("tool", tool_id))).split("Conditions et motifs")

    assert table.count('href="#note-1"') == 2
    assert table.count("Motif 1") == 2
    assert '<li id="note-1">Trop délicat.</li>' in notes


def test_it_says_a_whole_row_at_once_and_lets_a_cell_say_otherwise(shelve, reviewer, client_of):
    tool_id = shelve("Plume")

    client_of(reviewer).post(
        address("matrix", tool_id),
        {
            "p-any-row": "conditional",
            "c-any-row": "Relisez.",
            "u-any-row": "2099-01-31",
            "p-any-public": "authorised",
            "c-any-personal": "Retirez les noms.",
            "p-any-sensitive": "nothing",
            "p-any-confidential": "forbidden",
            "c-any-confidential": "Jamais.",
        },
    )

    assert {row.data_class: (row.permission, row.condition, row.until) for row in Authorisation.objects.all()} == {
        "public": ("authorised", "", None),
        "internal": ("conditional", "Relisez.", date(2099, 1, 31)),
        "personal": ("conditional", "Retirez les noms.", date(2099, 1, 31)),
        "confidential": ("forbidden", "Jamais.", None),
    }


def test_it_asks_once_for_the_reason_of_a_whole_row_and_only_if_a_cell_needs_it(shelve, reviewer, client_of):
    client, tool_id = client_of(reviewer), shelve("Plume")

    refused = client.post(address("matrix", tool_id), {"p-any-row": "forbidden", "p-any-public": "authorised"})

    assert dict(refused.context["form"].errors) == {"c-any-row": ["Écrivez pourquoi c’est interdit."]}
    assert not Authorisation.objects.exists()

    own = {f"p-any-{one}": "authorised" for one in ("public", "internal", "personal", "sensitive", "confidential")}
    assert client.post(address("matrix", tool_id), {"p-any-row": "forbidden", **own}).status_code == 302


def test_it_shows_a_row_that_says_one_thing_as_a_whole_and_another_cell_by_cell(shelve, reviewer, client_of):
    every = ("public", "internal", "personal", "sensitive", "confidential")
    cells = {("drafting", one): no("Jamais.") for one in every} | {("", "public"): yes()}
    client, tool_id = client_of(reviewer), shelve("Plume", cells)

    form = client.get(address("matrix", tool_id)).context["form"]

    shown = {name: form[name].value() for name in form.fields if name.startswith("p-") and form[name].value()}
    assert shown == {"p-drafting-row": "forbidden", "p-any-public": "authorised"}
    kept = {name: form[name].value() or "" for name in form.fields}
    again = client.post(address("matrix", tool_id), {**kept, "row": "drafting"}, follow=True)
    assert "Rien n’a changé." in text_of(again)


# Two people at once


STALE = {
    "decide": (
        {"permission": "forbidden", "reason": "Fuite de données."},
        {"permission": "conditional", "reason": "Retirez les noms."},
    ),
    "edit": (
        {"name": "Plume", "kind": "library", "summary": "Écrire."},
        {"name": "Plume", "kind": "standalone", "summary": "Relire."},
    ),
    "exit-plan": ({"plan": "Exporter en ODT."}, {"plan": "Tout effacer."}),
    "matrix": ({"p-any-public": "forbidden", "c-any-public": "Fuite."}, {"p-any-public": "authorised"}),
}


@pytest.mark.parametrize("emptied", [False, True], ids=["stale", "emptied"])
@pytest.mark.parametrize("name", STALE)
def test_it_writes_over_nobody_and_shows_both_versions(name, emptied, shelve, member_with, reviewer, client_of):
    tool_id = shelve("Plume", {("", "public"): yes()})
    theirs, mine = STALE[name]
    client, other = client_of(reviewer), client_of(member_with(Role.CISO))
    seen = client.get(address(name, tool_id)).context["form"]["seen"].value() or ""
    assert other.post(address(name, tool_id), {**theirs, "seen": seen}).status_code == 302

    refused = client.post(address(name, tool_id), {**mine, "seen": "" if emptied else seen})

    assert refused.status_code == 409
    assert text_of(refused).index("pendant que vous le remplissiez") < text_of(refused).index("Les deux versions")
    both = text_of(refused).split("Les deux versions")[1].split("</table>")[0]
    said = {"decide": "Fuite de données.", "edit": "Écrire.", "exit-plan": "Exporter en ODT.", "matrix": "Fuite."}
    assert said[name] in both
    again = {**mine, "seen": refused.context["form"]["seen"].value()}
    assert client.post(address(name, tool_id), again).status_code == 302


def test_it_asks_nobody_to_compare_what_two_people_typed_alike(shelve, member_with, reviewer, client_of):
    tool_id = shelve("Plume")
    typed = {"seen": "", "p-any-public": "authorised"}
    client_of(member_with(Role.CISO)).post(address("matrix", tool_id), typed)

    assert client_of(reviewer).post(address("matrix", tool_id), typed).status_code == 302


# Days that are over


def test_it_refuses_on_the_page_a_review_and_a_last_day_that_are_over(shelve, reviewer, client_of):
    tool_id, client = shelve("Plume", permission=None), client_of(reviewer)

    decided = client.post(address("decide", tool_id), {"permission": "authorised", "review_on": "2020-01-01"})
    filled = client.post(address("matrix", tool_id), {"p-any-row": "authorised", "u-any-row": "2020-01-01"})

    assert "Ce jour est passé : donnez une date à venir pour revoir la décision" in text_of(decided)
    assert dict(filled.context["form"].errors) == {
        "u-any-row": [
            (
                "Ce jour est passé\u00a0: donnez une date à venir, ou videz la case. La règle plus large, s’il y en a "
                "une, vaudra alors."
            )
        ]
    }
    assert not Authorisation.objects.exists()


def run_out(tool_id, last=date(2026, 1, 31)):
    Authorisation.objects.filter(tool_id=tool_id).update(until=last)


def test_it_keeps_a_cell_that_has_run_out_when_another_is_filled_in(shelve, reviewer, client_of):
    tool_id = shelve("Plume", {("", "public"): yes()})
    run_out(tool_id)
    client = client_of(reviewer)
    form = client.get(address("matrix", tool_id)).context["form"]
    kept = {name: form[name].value() or "" for name in form.fields}

    response = client.post(address("matrix", tool_id), {**kept, "p-any-internal": "authorised"})

    assert response.status_code == 302
    assert dict(Authorisation.objects.values_list("data_class", "until")) == {
        "public": date(2026, 1, 31),
        "internal": None,
    }


def test_it_says_since_when_a_tool_is_no_longer_allowed_wherever_it_is_shown(shelve, reviewer, client_of):
    tool_id = shelve("Plume", {("", "public"): yes()})
    run_out(tool_id)
    client = client_of(reviewer)
    asked = {"donnees": "public", "tache": "drafting"}

    for page in (
        client.get(address("list")),
        client.get(address("tool", tool_id)),
        client.get(address("can-i"), asked),
        client.get(address("can-i"), {**asked, "outil": tool_id}),
    ):
        assert "n’est plus autorisé depuis le 1er février 2026" in text_of(page).replace("N’est", "n’est")
    for page in (client.get(address("tool", tool_id)), client.get(address("overview"))):
        assert "depuis le 1er février 2026" in text_of(page)
    (cell, *_others) = client.get(address("tool", tool_id)).context["matrix"].rows[0].cells
    assert cell.told.short == "Plus autorisé"


def test_it_tells_those_who_decide_that_a_tool_is_to_be_looked_at_again(shelve, member_with, reviewer, client_of):
    tool_id = shelve("Plume")
    Ruling.objects.filter(tool_id=tool_id).update(review_on=date(2026, 1, 31))
    home = reverse("governance:home", args=("valbrise",))

    for told in (client_of(reviewer).get(home), client_of(reviewer).get(address("list"))):
        assert "À revoir" in text_of(told) or "à revoir depuis le 31 janvier 2026" in text_of(told)
    assert "Outils à revoir" in text_of(client_of(reviewer).get(home))
    for quiet in (client_of(member_with()).get(home), client_of(member_with()).get(address("list"))):
        assert "revoir" not in text_of(quiet).lower().replace("revoir la", "")


def test_it_asks_to_look_at_a_tool_again_on_every_page_from_the_promised_day_on(shelve, reviewer, client_of):
    tool_id = shelve("Plume")
    pages = (reverse("governance:home", args=("valbrise",)), address("list"), address("tool", tool_id))
    promised = Ruling.objects.filter(tool_id=tool_id)

    for later, asked in ((1, False), (0, True)):
        promised.update(review_on=timezone.localdate() + timedelta(days=later))
        for page in pages:
            said = text_of(client_of(reviewer).get(page))
            assert bool(re.search(r"À revoir(?! le)|à revoir depuis le", said)) is asked, page


# Words


def test_it_says_what_is_left_to_do_of_a_tool_decided_without_a_cell(shelve, member_with, reviewer, client_of):
    tool_id = shelve("Plume")

    for_those_who_decide = text_of(client_of(reviewer).get(address("tool", tool_id)))
    for_others = text_of(client_of(member_with()).get(address("tool", tool_id)))

    sentence = "Autorisé en principe, mais aucune donnée n’est encore ouverte"
    assert f"{sentence} : remplissez le tableau." in for_those_who_decide
    assert sentence in for_others
    assert "remplissez le tableau" not in for_others
    assert "<dt>Plafond</dt>" in for_others


def test_it_shows_a_source_once_however_much_it_says_the_latest_first(shelve, reviewer, client_of):
    tool_id = shelve("Plume")
    establish(reviewer, tool_id, [NewFact("cost", "12 € par mois")], Provenance("Devis", TODAY), on=TODAY, at=NOW)

    facts = text_of(client_of(reviewer).get(address("tool", tool_id))).split('id="faits"')[1].split("</section>")[0]

    assert facts.count("Lettre de l’éditeur") == 1
    assert facts.index("Source : Devis, 21 novembre 2026") < facts.index("Source : Lettre de l’éditeur")


def test_it_finds_the_tools_of_which_the_origin_is_still_to_establish(shelve, reviewer, client_of):
    for name, facts in (("Plume", FRENCH), ("Nuage", OVERSEAS), ("Mystère", {}), ("Demi", {"hosting": "france"})):
        shelve(name, facts=facts, permission=None)

    response = client_of(reviewer).get(address("list"), {"europe": "a-etablir"})

    assert {card.entry.name for card in response.context["cards"]} == {"Mystère", "Demi"}


def test_it_tells_nobody_from_a_few_users(shelve, member_with, client_of):
    tool_id = shelve("Plume")

    assert "Moins de 5 personnes disent l’utiliser." in text_of(client_of(member_with()).get(address("tool", tool_id)))


def test_it_folds_the_rows_of_the_form_in_which_nothing_is_said_and_stays_there_when_asked(shelve, reviewer, client_of):
    tool_id, client = shelve("Plume", {("drafting", "public"): yes()}), client_of(reviewer)

    page = client.get(address("matrix", tool_id), {"tache": "translation"})
    form = page.context["form"]
    kept = {name: form[name].value() or "" for name in form.fields}
    saved = client.post(
        address("matrix", tool_id),
        {
            **kept,
            "row": ["drafting", "translation"],
            "p-translation-public": "authorised",
            "continue": "translation",
        },
    )

    assert [(row.task, row.open) for row in form.rows()] == [("drafting", True), ("translation", False), ("", False)]
    assert text_of(page).count('<details class="catalogue-task" id="tache-drafting" open>') == 1
    assert saved["Location"] == f"{address('matrix', tool_id)}?tache=drafting&tache=translation#tache-translation"
