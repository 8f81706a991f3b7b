# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the workflow says, and what its page says of it: complete, in both languages, and never stale."""

import re
from pathlib import Path
from string import Formatter

import pytest
from tests.strategies import ON, make_criterion, make_dossier, make_framework

from balise.core.charter_exceptions import CharterException
from balise.core.conditions import Is
from balise.core.evaluation import evaluate
from balise.core.frameworks import Strength
from balise.core.grounds import GROUNDS, grounds
from balise.core.language import Text
from balise.core.obstacles import OBSTACLES, obstacle
from balise.core.opinions import Opinion, OpinionBody, OpinionValue
from balise.core.roles import ROLE_LABELS, Role
from balise.core.situation import Judgement, Situation
from balise.core.states import ACT_LABELS, STATE_LABELS, Act, State
from balise.core.workflow import FOR_A_YES, FOR_SERVICE, TRANSITIONS, Transition

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "comprendre" / "vie-d-un-dossier.md"
FAULTS = re.compile(r"\w'\w| [;?!:](?=\s|$)| »|« ")
TEXTS = [text for pair in OBSTACLES.values() for text in pair] + list(GROUNDS.values())


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.fr[:40])
def test_it_speaks_both_languages_with_the_same_gaps(text):
    assert text.en is not None
    assert gaps(text.fr) == gaps(text.en)
    assert not FAULTS.search(text.fr)
    assert text.fr.endswith((".", "…"))
    assert text.en.endswith((".", "…"))


def test_it_gives_every_obstacle_a_stable_code_that_serves():
    served = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/balise/core").glob("*.py"))

    assert [code for code in OBSTACLES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []
    assert [code for code in OBSTACLES if f'obstacle("{code}"' not in re.sub(r"\(\s+", "(", served)] == []


def test_it_fills_each_language_with_its_own_words():
    found = obstacle("opinion-not-requested", body=Text("du comité", "of the committee"))

    assert found.sentence.fr == "L’avis du comité est requis, et n’a pas été demandé."
    assert found.sentence.en == "The opinion of the committee is required, and has not been requested."


# The page


GROUPS = {"les conditions d’un oui": FOR_A_YES, "les conditions du service": FOR_SERVICE}


def row_of(row: Transition) -> str:
    """Return a transition as a line of the table; conditions that always go together by their common name."""
    asked = [name for name, guards in GROUPS.items() if set(guards) <= set(row.guards)]
    grouped = {guard for name in asked for guard in GROUPS[name]}
    conditions = [
        *(f"**{name}**" for name in asked),
        *(guard.says.fr for guard in row.guards if guard not in grouped),
    ]
    sources = ", ".join(STATE_LABELS[state].fr for state in State if state in row.sources)
    people = "\u00a0; ".join(ROLE_LABELS[role].fr for role in Role if role in row.by)
    asks = "\u00a0; ".join(conditions) or "aucune"
    return f"| {ACT_LABELS[row.act].fr} | {sources} | {STATE_LABELS[row.target].fr} | {people} | {asks} |"


@pytest.mark.parametrize("name", GROUPS)
def test_its_page_lists_the_conditions_that_always_go_together(name):
    _, _, after = PAGE.read_text(encoding="utf-8").partition(f"**L{name[1:]}**")

    listed = after.split("\n\n")[1].splitlines()
    assert listed == [f"- {guard.says.fr}" for guard in GROUPS[name]]


def test_its_page_prints_the_table_of_transitions_as_it_is():
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    header = lines.index("| acte | depuis | vers | par | conditions |")
    table = lines[header + 2 : header + 2 + len(TRANSITIONS) + 1]

    assert table == [*(row_of(row) for row in TRANSITIONS), ""]


def test_its_page_names_every_state():
    page = PAGE.read_text(encoding="utf-8")

    assert [label.fr for label in STATE_LABELS.values() if f"**{label.fr}**" not in page] == []


# From an evaluation, and for the journal


@pytest.mark.parametrize("given", [{}, {"flag": "yes"}, {"flag": "no"}, {"flag": "yes", "fact": "no"}])
@pytest.mark.parametrize("strength", [Strength.BLOCKING, Strength.CORRECTABLE])
def test_it_sums_up_an_evaluation_without_changing_its_outcome(given, strength):
    framework = make_framework(
        [
            make_criterion("essai:1:a", Is("flag", "yes"), strength=strength),
            make_criterion("essai:2:a", Is("fact", "yes"), strength=Strength.CORRECTABLE),
            make_criterion("essai:3:a", Is("flag", "maybe"), strength=Strength.ADVISORY),
        ]
    )
    evaluation = evaluate(framework, make_dossier(given), ON)

    judgement = Judgement.of(evaluation)

    assert judgement.outcome is evaluation.outcome
    assert judgement.title("essai:1:a") == framework.criteria[0].title
    assert "essai:3:a" not in (*judgement.blocking_unmet, *judgement.unknown, *judgement.correctable_unmet)


def test_it_records_the_liberties_that_a_decision_took():
    situation = Situation(
        ON,
        (Judgement("essai", make_framework([]).kind, ("essai:1:a",)),),
        (CharterException("essai:1:a", "Marché en cours.", "Le maire", ON, ON.replace(month=9, day=30)),),
        opinions=(
            Opinion(OpinionBody.DPO, ON.replace(day=1), ON.replace(day=20), OpinionValue.UNFAVOURABLE),
            Opinion(OpinionBody.IT, ON.replace(day=1), ON.replace(day=20)),
        ),
        actor_is_owner=True,
        single_handed=True,
    )

    found = grounds(Act.DECIDE_FAVOURABLE, State.IN_REVIEW, situation)

    assert [(ground.code, ground.about) for ground in found] == [
        ("single-handed", ""),
        ("exception", "essai:1:a"),
        ("silence", "it"),
        ("overruled", "dpo"),
    ]
    assert found[1].sentence.fr == (
        "«\u00a0essai:1:a\u00a0» n’est pas tenu, "
        "par exception accordée jusqu’au 30\u00a0septembre 2026 par\u00a0: Le maire."
    )
    assert [ground.code for ground in grounds(Act.SUBMIT, State.DRAFT, situation)] == []


def test_a_sentence_that_quotes_has_one_capital_and_one_full_stop():
    found = obstacle("favourable-yet-reserved", name="Garder les journaux douze mois.")
    assert found.sentence.fr.endswith("douze mois\u00a0».")
    broken = obstacle("blocking-not-kept", criterion=Text("si l’outil parle, il le dit", "if it speaks, it says so"))
    assert broken.sentence.fr.startswith("«\u00a0Si l’outil")
    assert broken.sentence.en is not None
    assert broken.sentence.en.startswith("“If it speaks")
