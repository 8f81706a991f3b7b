# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Advice as plain data: the questions left and the changes, each with its set."""

from collections.abc import Iterator, Mapping
from typing import Any

from balise.core.advice import Advice
from balise.core.mending import ChangeSet
from balise.rendering.condition_data import answer_data

ADVICE_COLUMNS = ("dossier", "framework", "version", "on", "outcome", "kind", "set", "question", "from", "to")


def advice_record(advice: Advice) -> dict[str, Any]:
    """Return the questions that still matter and the smallest sets of changes."""
    evaluation = advice.evaluation
    return {
        "dossier": evaluation.dossier.id,
        "framework": evaluation.framework.id,
        "version": evaluation.framework.version,
        "on": evaluation.on.isoformat(),
        "outcome": evaluation.outcome.value,
        "settled": advice.settled,
        "foregone": advice.foregone.value if advice.foregone is not None else None,
        "to_answer": list(advice.to_answer),
        "questions": [
            {
                "question": found.question,
                "strength": found.strength.value,
                "blocks_on": [answer_data(value) for value in found.blocks_on],
                "criteria": list(found.criteria),
            }
            for found in advice.questions
        ],
        "acceptable": [_change_set_record(change_set) for change_set in advice.acceptable],
        "favourable": [_change_set_record(change_set) for change_set in advice.favourable],
        "out_of_reach": advice.out_of_reach,
        "favourable_out_of_reach": advice.favourable_out_of_reach,
    }


def _change_set_record(change_set: ChangeSet) -> dict[str, Any]:
    return {
        "changes": [
            {
                "question": change.question,
                "from": answer_data(change.current),
                "to": [answer_data(value) for value in change.alternatives],
            }
            for change in change_set.changes
        ],
        "outcome": change_set.outcome.value,
        "to_answer": list(change_set.to_answer),
    }


def advice_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one row a question left, then one a change, of advice already made a record; sets are numbered."""
    common = {name: record[name] for name in ("dossier", "framework", "version", "on", "outcome")}
    for found in record["questions"]:
        yield {**common, "kind": "question", "question": found["question"]}
    for kind in ("acceptable", "favourable"):
        for rank, change_set in enumerate(record[kind], start=1):
            for change in change_set["changes"]:
                told = {"from": _joined(change["from"]), "to": " | ".join(_joined(value) for value in change["to"])}
                yield {**common, "kind": kind, "set": rank, "question": change["question"], **told}


def _joined(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)
