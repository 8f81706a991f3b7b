# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The amendment study: what the dossiers of an authority would come to under a draft, before anybody votes it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from balise.core.amendment import Comparison, compare
from balise.core.framework_difference import FrameworkDifference, framework_difference
from balise.core.frameworks import Commitment, Framework
from balise.core.questions import QuestionBank
from balise.core.states import State
from balise.core.strictness import Relaxation, relaxations, reworded
from balise.loading.drafts import Files, read_draft, renamed
from balise.loading.frameworks import ReadFramework
from balise.web.assessments.permissions import may_read
from balise.web.assessments.queries.dossiers import dossiers_in_states
from balise.web.charters.records import DraftRecord
from balise.web.organisations.frameworks import bank_of, framework_of
from balise.web.organisations.members import Member
from balise.web.organisations.queries import lead_reference
from balise.web.ui.refusals import RefusedError

STUDIED = tuple(state for state in State if state not in {State.WITHDRAWN, State.ARCHIVED})
"""The states of a dossier that a change of charter may touch: what was refused yesterday might pass tomorrow."""


@dataclass(frozen=True, slots=True)
class Study:
    """The dossiers judged twice, and the questions that either text asks."""

    comparison: Comparison
    bank: QuestionBank


def study(member: Member, draft: DraftRecord, on: date) -> Study:
    """Judge the dossiers that the person may read by the charter in force, then by the draft.

    Raises:
        RefusedError: no charter is in force, or the draft holds a mistake.
    """
    before, after, bank = _both(member.authority.id, draft)
    dossiers = (file for file in dossiers_in_states(STUDIED, member.authority.id) if may_read(member, file))
    return Study(compare(before, after, [file.core for file in dossiers], on), bank)


def difference_with_force(authority_id: int, draft: DraftRecord) -> tuple[FrameworkDifference, QuestionBank]:
    """Return what the draft changes in the words of the charter in force.

    Raises:
        RefusedError: no charter is in force, or the draft holds a mistake.
    """
    before, after, bank = _both(authority_id, draft)
    return framework_difference(before, after), bank


def easings(draft: DraftRecord, on: date) -> tuple[Relaxation, ...]:
    """Return how the draft is gentler than the text that it extends; nothing when it extends none.

    Raises:
        RefusedError: the draft holds a mistake.
    """
    if not draft.extends:
        return ()
    read = sound(draft.files)
    assert read.framework is not None  # noqa: S101 - for the type checker
    bank = bank_of([draft.extends]).united(read.bank)
    return relaxations(framework_of(draft.extends), read.framework, bank, on)


def easings_if_sound(draft: DraftRecord, on: date) -> tuple[Relaxation, ...]:
    """Return the same; nothing of a draft that holds a mistake, which is told otherwise."""
    read = read_draft(draft.files)
    return () if read.framework is None or read.errors else easings(draft, on)


def sentences_to_read(draft: DraftRecord) -> tuple[Commitment, ...]:
    """Return the commitments whose sentence the draft changes: no proof is of words.

    Raises:
        RefusedError: the draft holds a mistake.
    """
    if not draft.extends:
        return ()
    read = sound(draft.files)
    assert read.framework is not None  # noqa: S101 - for the type checker
    return reworded(framework_of(draft.extends), read.framework)


def sound(files: Files) -> ReadFramework:
    """Return a draft read, when nothing in it prevents it from judging.

    Raises:
        RefusedError: something does.
    """
    read = read_draft(files)
    if read.framework is None or read.errors:
        raise RefusedError(_("Ce projet contient des erreurs : corrigez-les, puis revenez ici."))
    return read


def _both(authority_id: int, draft: DraftRecord) -> tuple[Framework, Framework, QuestionBank]:
    """Return the charter in force and the draft, under one identifier where the draft comes from it.

    Criteria are told apart by their identifiers: a draft under its own name would seem to change them all.
    """
    lead = lead_reference(authority_id)
    if lead is None:
        raise RefusedError(_("Aucune charte n’est en vigueur : il n’y a rien à quoi comparer ce projet."))
    before = framework_of(lead)
    sound(draft.files)
    comes_from_it = draft.origin.partition("@")[0] == before.id != draft.framework
    read = sound(renamed(draft.files, before.id) if comes_from_it else draft.files)
    assert read.framework is not None  # noqa: S101 - for the type checker
    return before, read.framework, bank_of([lead]).united(read.bank)
