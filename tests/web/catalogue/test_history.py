# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The history of a tool: who changed what into what, in the language of whoever reads, and the journal behind it."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from tests.web.catalogue.conftest import FRENCH, LETTER, TODAY, no, provided, yes
from tests.web.conftest import NOW

from balise.web.catalogue.operations.deciding import CellChoice, Decision, decide, save_matrix
from balise.web.catalogue.operations.describing import Description, ExitPlan, describe, plan_exit
from balise.web.catalogue.operations.facts import NewFact, Provenance, establish
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.journal.operations import Subject, record
from balise.web.journal.queries import entries_of
from balise.web.journal.verification import verify

pytestmark = pytest.mark.django_db


def lines_of(tool_id, client):
    page = client.get(reverse("catalogue:tool", args=("valbrise", tool_id)))
    return {
        line.sentence.replace("\u00a0", " "): [
            tuple(part.replace("\u00a0", " ") for part in (change.label, change.before, change.after))
            for change in line.changes
        ]
        for line in reversed(page.context["acts"])
    }


def test_it_tells_a_matrix_by_what_each_cell_was_and_is_and_together_what_changed_alike(shelve, reviewer, client_of):
    tool_id = shelve("Plume", {("", "public"): yes(), ("", "internal"): yes()})
    stricter = provided("Relisez.")

    save_matrix(reviewer, tool_id, {("", "public"): stricter, ("", "internal"): stricter}, at=NOW)

    assert lines_of(tool_id, client_of(reviewer))["Inès Instructrice a modifié le tableau."] == [
        ("Toute autre tâche : données publiques et internes", "autorisé", "autorisé sous conditions : Relisez.")
    ]


def test_it_tells_the_end_and_the_emptying_of_a_cell(shelve, reviewer, client_of):
    tool_id = shelve("Plume", {("", "public"): yes(until=date(2027, 1, 31))})

    save_matrix(reviewer, tool_id, {("", "public"): None, ("", "internal"): no("Fuite.")}, at=NOW)

    assert lines_of(tool_id, client_of(reviewer))["Inès Instructrice a modifié le tableau."] == [
        ("Toute autre tâche : données publiques", "autorisé jusqu’au 31 janvier 2027", "rien de dit"),
        ("Toute autre tâche : données internes", "rien de dit", "interdit : Fuite."),
    ]


def test_it_tells_only_what_a_second_decision_changes(shelve, reviewer, client_of):
    tool_id = shelve("Plume", permission=None)
    decide(reviewer, tool_id, Decision(Permission.CONDITIONAL, "Un essai."), at=NOW)

    decide(reviewer, tool_id, Decision(Permission.FORBIDDEN, "Fuite.", review_on=date(2027, 3, 1)), at=NOW)

    assert lines_of(tool_id, client_of(reviewer))["Inès Instructrice a décidé de cet outil."] == [
        ("Décision", "autorisé sous conditions", "interdit"),
        ("Condition ou motif", "Un essai.", "Fuite."),
        ("À revoir le", "", "1er mars 2027"),
    ]


def test_it_tells_a_fact_that_replaces_another_and_not_one_that_an_older_source_gives(shelve, reviewer, client_of):
    tool_id = shelve("Plume", facts=FRENCH)
    audit = Provenance("Audit", date(2026, 11, 1))
    establish(reviewer, tool_id, [NewFact("hosting", "european_union")], audit, on=TODAY, at=NOW)
    old = Provenance("Plaquette", date(2024, 1, 1))
    establish(reviewer, tool_id, [NewFact("hosting", "outside_eu")], old, on=TODAY, at=NOW)
    measured = [NewFact("footprint", "0.3..2.5", "requête")]
    establish(reviewer, tool_id, measured, Provenance("Mesure", TODAY), on=TODAY, at=NOW)

    told = lines_of(tool_id, client_of(reviewer))

    assert told["Inès Instructrice a consigné des faits, d’après : Audit, 1er novembre 2026."] == [
        ("Lieu d’hébergement", "en France", "dans un autre pays de l’Union européenne")
    ]
    assert told["Inès Instructrice a consigné des faits, d’après : Plaquette, 1er janvier 2024."][0][1] == ""
    assert told["Inès Instructrice a consigné des faits, d’après : Mesure, 21 novembre 2026."] == [
        ("Énergie consommée", "", "de 0,3 à 2,5 Wh par requête")
    ]


def test_it_tells_what_became_of_the_description_and_of_the_way_out(shelve, reviewer, client_of):
    tool_id, other = shelve("Plume"), shelve("Traducteur")
    describe(reviewer, tool_id, Description("Plume", Kind.LIBRARY, "Écrire."), at=NOW)
    plan_exit(reviewer, tool_id, ExitPlan("Exporter.", other, date(2026, 9, 1)), on=TODAY, at=NOW)

    told = lines_of(tool_id, client_of(reviewer))

    assert told["Inès Instructrice a modifié la description."] == [
        ("Sorte d’outil", "outil à part entière", "brique logicielle"),
        ("À quoi il sert", "", "Écrire."),
    ]
    assert told["Inès Instructrice a mis à jour le plan de sortie."] == [
        ("Remplaçant", "", "Traducteur"),
        ("Étapes", "", "Exporter."),
        ("Dernier essai de sortie", "", "1er septembre 2026"),
    ]


def test_it_folds_changes_that_are_many(shelve, reviewer, client_of):
    cells = {(task, "public"): yes() for task in ("drafting", "translation", "summarising", "scoring", "search")}
    tool_id = shelve("Plume", cells)

    page = client_of(reviewer).get(reverse("catalogue:tool", args=("valbrise", tool_id))).content.decode()

    assert "<summary>Voir les 5 changements</summary>" in page


def test_it_keeps_codes_in_the_journal_and_tells_them_in_the_language_of_the_reader(shelve, reviewer):
    shelve("Plume", {("translation", "public"): CellChoice(Permission.AUTHORISED)}, permission=Permission.AUTHORISED)

    kept = {entry.act: entry.details for entry in entries_of(reviewer.authority.id)}
    with translation.override("en"):
        told = {entry.act: entry.sentence for entry in entries_of(reviewer.authority.id)}

    assert kept["tool.decided"]["permission"] == "authorised"
    assert kept["tool.facts_recorded"]["fields"] == list(FRENCH)
    assert kept["tool.matrix_saved"]["cells"] == [
        {
            "task": "translation",
            "data_class": "public",
            "before": {},
            "after": {"permission": "authorised", "condition": "", "until": ""},
        }
    ]
    assert "translating, public data → authorised" in told["tool.matrix_saved"]
    assert "données" not in "".join(told.values())
    assert "autorisé" not in "".join(told.values())


def test_it_still_tells_the_entries_that_kept_french_words_and_the_seals_still_hold(shelve, reviewer, client_of):
    tool_id = shelve("Plume", facts={}, permission=None)
    chain, subject = reviewer.authority.id, Subject("tool", str(tool_id), "Plume")
    source = {"source": LETTER.source, "dated": "2026-10-01"}
    old: dict[str, dict[str, Any]] = {
        "tool.decided": {
            "permission": "autorisé",
            "reason": "",
            "explanation": "",
            "alternatives": "",
            "review_on": "",
        },
        "tool.matrix_saved": {"changes": ["traduire, données publiques → autorisé"]},
        "tool.facts_recorded": {"fields": ["fournisseur"], "values": {"vendor": "Plume SARL"}, **source},
        "tool.described": {"fields": ["summary"]},
        "tool.exit_planned": {"last_drill_on": "2026-09-01"},
    }
    with transaction.atomic():
        for act, details in old.items():
            record(chain, act, reviewer.actor, subject, NOW, details)

    sentences = [entry.sentence.replace("\u00a0", " ") for entry in entries_of(chain)]
    told = lines_of(tool_id, client_of(reviewer))

    assert "Inès Instructrice a décidé de l’outil « Plume » : autorisé." in sentences
    assert (
        "Inès Instructrice a modifié le tableau de l’outil « Plume » : traduire, données publiques → autorisé."
        in sentences
    )
    assert (
        "Inès Instructrice a consigné sur l’outil « Plume » : fournisseur (source : Lettre de l’éditeur)." in sentences
    )
    assert told["Inès Instructrice a modifié le tableau."] == [("Traduire, données publiques", "", "autorisé")]
    assert told["Inès Instructrice a décidé de cet outil."] == [("Décision", "", "autorisé")]
    assert told["Inès Instructrice a modifié la description."] == [("À quoi il sert", "", "modifié")]
    assert verify(settings.JOURNAL_KEY, ()).findings == ()
