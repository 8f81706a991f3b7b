# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The charter of an authority as JSON: what it commits to, in both languages, without the criteria that judge it.

The criteria are in the files of the framework, for whoever would judge by them; here is what an entry refers to.
"""

from typing import Any

from balise.core.frameworks import Commitment, Framework, Vote
from balise.core.language import Text


def charter_record(framework: Framework) -> dict[str, Any]:
    """Return a charter as plain data; what it does not say is absent."""
    return {
        "id": framework.id,
        "version": framework.version,
        "reference": framework.reference,
        "title": _words(framework.title),
        "publisher": framework.publisher,
        "digest": framework.digest,
        **({} if framework.vote is None else {"vote": _vote(framework.vote)}),
        "principles": [{"id": each.id, "title": _words(each.title)} for each in framework.principles],
        "commitments": [_commitment(each) for each in framework.commitments],
    }


def _words(text: Text) -> dict[str, str]:
    return {"fr": text.fr} | ({} if text.en is None else {"en": text.en})


def _vote(vote: Vote) -> dict[str, str]:
    told = {"body": vote.body, "on": vote.on.isoformat(), "result": vote.result, "reference": vote.reference}
    return {name: value for name, value in told.items() if value is not None}


def _commitment(commitment: Commitment) -> dict[str, Any]:
    plain = commitment.in_plain_words
    return {
        "id": commitment.id,
        "principle": commitment.principle,
        "title": _words(commitment.title),
        "statement": _words(commitment.statement.latest()),
        **({} if plain is None else {"in_plain_words": _words(plain)}),
        "wording": commitment.wording.value,
        "modality": commitment.modality.value,
        "strength": commitment.strength.value,
        "last_reviewed_on": commitment.last_reviewed_on.isoformat(),
    }
