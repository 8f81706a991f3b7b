# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What changes between two versions of a charter, or between two charters: all that changes, and nothing else.

The text alone is compared here; ``core.amendment`` compares what the two make of the same dossiers. Two versions of
one charter share their identifiers, which never change meaning. Two charters share none: their commitments are then
paired when their words are alike, since a city that starts from another's charter rewrites some of it; the others are
new, or gone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any

from balise.core.frameworks import Commitment, Criterion, Framework, Principle, Rule
from balise.core.word_difference import likeness

ALIKE = 0.5
"""The share of common words from which two commitments of two charters are held to be one, reworded."""


class Aspect(StrEnum):
    """What of a framework, a commitment or a criterion can change."""

    TITLE = "title"
    SUMMARY = "summary"
    KIND = "kind"
    PUBLISHER = "publisher"
    VERSION = "version"
    VOTE = "vote"
    IN_FORCE = "in_force"
    CONSULTED = "consulted"
    EXCEPTION_PROCEDURE = "exception_procedure"
    PRINCIPLES = "principles"
    SOURCES = "sources"
    SCORES = "scores"
    THEMES = "themes"
    QUESTIONS = "questions"
    RETIRED = "retired"
    PRINCIPLE = "principle"
    STATEMENT = "statement"
    PLAIN_WORDS = "plain_words"
    WORDING = "wording"
    SCOPE = "scope"
    MODALITY = "modality"
    STRENGTH = "strength"
    BINDS = "binds"
    CONTROLS = "controls"
    INDICATORS = "indicators"
    REVIEWED = "reviewed"
    APPLIES_WHEN = "applies_when"
    EXPECTS = "expects"
    OTHERWISE = "otherwise"


_LABELS = frozenset({Aspect.WORDING, Aspect.REVIEWED})
"""What tells of a sentence without changing it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not the same on both sides; None when one side does not have it."""

    aspect: Aspect
    before: Any
    after: Any

    def mirrored(self) -> "Change":
        """Return the change read backwards."""
        return Change(self.aspect, self.after, self.before)


@dataclass(frozen=True, slots=True)
class CriterionDifference:
    """A criterion that came, went or changed."""

    before: Rule | None
    after: Rule | None
    changes: tuple[Change, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether both sides say the same."""
        return self.before is not None and self.after is not None and not self.changes

    def mirrored(self) -> "CriterionDifference":
        """Return the difference read backwards."""
        return CriterionDifference(self.after, self.before, _mirrored(self.changes))


@dataclass(frozen=True, slots=True)
class CommitmentDifference:
    """A commitment that came, went or changed, with its criteria."""

    before: Commitment | None
    after: Commitment | None
    changes: tuple[Change, ...] = ()
    criteria: tuple[CriterionDifference, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether both sides say the same."""
        return self.before is not None and self.after is not None and not self.changes and not self.criteria

    @property
    def in_both(self) -> bool:
        """Tell whether both sides have it."""
        return self.before is not None and self.after is not None

    @property
    def is_relabelled(self) -> bool:
        """Tell whether nothing changed but where its wording comes from, or when it was read again.

        A vote makes every wording that of the vote: what the council changed must not be lost among these.
        """
        said = {change.aspect for change in self.changes}
        same_number = self.before is not None and self.after is not None and self.before.number == self.after.number
        return same_number and bool(said) and said <= _LABELS and not self.criteria

    @property
    def latest(self) -> Commitment:
        """Return the commitment as it is named last."""
        return next(side for side in (self.after, self.before) if side is not None)

    def mirrored(self) -> "CommitmentDifference":
        """Return the difference read backwards."""
        criteria = tuple(criterion.mirrored() for criterion in self.criteria)
        return CommitmentDifference(self.after, self.before, _mirrored(self.changes), criteria)


@dataclass(frozen=True)
class FrameworkDifference:
    """All that is not the same in two frameworks."""

    before: Framework
    after: Framework
    changes: tuple[Change, ...] = ()
    commitments: tuple[CommitmentDifference, ...] = ()
    """In the order of their numbers; those that did not change are not here."""

    @property
    def is_empty(self) -> bool:
        """Tell whether both say the same."""
        return not self.changes and not self.commitments

    @property
    def removed(self) -> tuple[Commitment, ...]:
        """Return the commitments that are gone."""
        return tuple(each.before for each in self.commitments if each.before is not None and each.after is None)

    @property
    def added(self) -> tuple[Commitment, ...]:
        """Return the commitments that are new."""
        return tuple(each.after for each in self.commitments if each.after is not None and each.before is None)

    @property
    def changed(self) -> tuple[CommitmentDifference, ...]:
        """Return the commitments that both have and that do not say the same."""
        return tuple(each for each in self.commitments if each.in_both and not each.is_relabelled)

    @property
    def relabelled(self) -> tuple[CommitmentDifference, ...]:
        """Return the commitments that say the same: where their wording comes from is all that changed."""
        return tuple(each for each in self.commitments if each.is_relabelled)

    def mirrored(self) -> "FrameworkDifference":
        """Return the difference read backwards."""
        commitments = tuple(commitment.mirrored() for commitment in self.commitments)
        return FrameworkDifference(self.after, self.before, _mirrored(self.changes), commitments)


def framework_difference(before: Framework, after: Framework) -> FrameworkDifference:
    """Return what changes from one framework to the other; read backwards, what changes the other way."""
    pairs = _by_id(before, after) if before.id == after.id else _by_words(before, after)
    found = (_commitment(first, second, before, after) for first, second in pairs)
    kept = sorted((each for each in found if not each.is_empty), key=_in_order)
    return FrameworkDifference(before, after, _changes(_FRAMEWORK, before, after), tuple(kept))


def _mirrored(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(change.mirrored() for change in changes)


# What is compared

_Read = Callable[[Any], Any]


def _field(name: str) -> tuple[_Read, _Read]:
    """Return how a field is read when what is shown of it is what is compared."""
    return attrgetter(name), attrgetter(name)


def _local(identifier: str) -> str:
    """Return an identifier without that of its framework, for two charters never share it."""
    return identifier.partition(":")[2] or identifier


def _principle(principle: Principle) -> tuple[Any, ...]:
    return (_local(principle.id), principle.title, principle.summary)


_FRAMEWORK: Mapping[Aspect, tuple[_Read, _Read]] = {
    Aspect.TITLE: _field("title"),
    Aspect.VERSION: _field("version"),
    Aspect.KIND: _field("kind"),
    Aspect.PUBLISHER: _field("publisher"),
    Aspect.VOTE: _field("vote"),
    Aspect.IN_FORCE: _field("in_force"),
    Aspect.SUMMARY: _field("summary"),
    Aspect.PRINCIPLES: (lambda it: it.principles, lambda it: [_principle(principle) for principle in it.principles]),
    Aspect.CONSULTED: _field("consulted"),
    Aspect.EXCEPTION_PROCEDURE: _field("exception_procedure"),
    Aspect.SOURCES: _field("sources"),
    Aspect.SCORES: _field("scores"),
    Aspect.THEMES: _field("themes"),
    Aspect.QUESTIONS: _field("questions"),
    Aspect.RETIRED: (lambda it: it.retired, lambda it: [_local(name) for name in it.retired]),
}
"""How each aspect is read: what to show, and what to compare when that is not the same."""

_COMMITMENT: Mapping[Aspect, tuple[_Read, _Read]] = {
    Aspect.TITLE: _field("title"),
    Aspect.STATEMENT: _field("statement"),
    Aspect.PLAIN_WORDS: _field("in_plain_words"),
    Aspect.WORDING: _field("wording"),
    Aspect.STRENGTH: _field("strength"),
    Aspect.MODALITY: _field("modality"),
    Aspect.SCOPE: _field("scope"),
    Aspect.BINDS: _field("binds"),
    Aspect.SOURCES: _field("sources"),
    Aspect.CONTROLS: _field("controls"),
    Aspect.INDICATORS: (
        lambda it: it.indicators,
        lambda it: [(_local(each.id), each.label, each.unit) for each in it.indicators],
    ),
    Aspect.REVIEWED: _field("last_reviewed_on"),
}

_CRITERION: Mapping[Aspect, tuple[_Read, _Read]] = {
    Aspect.TITLE: _field("title"),
    Aspect.APPLIES_WHEN: _field("applies_when"),
    Aspect.EXPECTS: _field("expects"),
    Aspect.OTHERWISE: _field("otherwise"),
    Aspect.SOURCES: _field("sources"),
    Aspect.REVIEWED: _field("last_reviewed_on"),
}


def _changes(read: Mapping[Aspect, tuple[_Read, _Read]], before: Any, after: Any) -> tuple[Change, ...]:
    return tuple(
        Change(aspect, shown(before), shown(after))
        for aspect, (shown, compared) in read.items()
        if compared(before) != compared(after)
    )


# Commitments


def _by_id(before: Framework, after: Framework) -> Iterator[tuple[Commitment | None, Commitment | None]]:
    """Yield the commitments of two versions by their identifier, which is given once and for ever."""
    for name in dict.fromkeys((*before.commitments_by_id, *after.commitments_by_id)):
        yield before.commitments_by_id.get(name), after.commitments_by_id.get(name)


def _by_words(before: Framework, after: Framework) -> Iterator[tuple[Commitment | None, Commitment | None]]:
    """Yield the commitments of two charters in pairs that are alike, the most alike first, then the others alone."""
    left, right = dict(before.commitments_by_id), dict(after.commitments_by_id)
    for _, first, second in sorted(_likenesses(before, after)):
        if first in left and second in right:
            yield left.pop(first), right.pop(second)
    yield from ((alone, None) for alone in left.values())
    yield from ((None, alone) for alone in right.values())


def _likenesses(before: Framework, after: Framework) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """Yield the pairs that are alike, each with what ranks it, the same from both sides."""
    for first in before.commitments:
        for second in after.commitments:
            alike = likeness(_said(first), _said(second))
            if alike >= ALIKE:
                rank = (-alike, first.number != second.number, *sorted((first.id, second.id)))
                yield rank, first.id, second.id


def _said(commitment: Commitment) -> str:
    return f"{commitment.title.fr} {commitment.statement.latest().fr}"


def _in_order(difference: CommitmentDifference) -> tuple[Any, ...]:
    """Order as one reads: 2 before 12; the same whichever side comes first."""
    sides = [side for side in (difference.before, difference.after) if side is not None]
    return min((_natural(side.number), side.id) for side in sides)


def _natural(number: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in number.replace("-", ":").split(":"))


def _commitment(
    before: Commitment | None, after: Commitment | None, old: Framework, new: Framework
) -> CommitmentDifference:
    if before is None or after is None:
        return CommitmentDifference(before, after)
    changes = [*_changes(_COMMITMENT, before, after), *_other_principle(before, after, old, new)]
    return CommitmentDifference(before, after, tuple(changes), tuple(_criteria(before, after, old, new)))


def _other_principle(before: Commitment, after: Commitment, old: Framework, new: Framework) -> Iterator[Change]:
    """Yield that a commitment now stands under another principle."""
    if _local(before.principle) != _local(after.principle):
        first, second = old.principles_by_id.get(before.principle), new.principles_by_id.get(after.principle)
        yield Change(
            Aspect.PRINCIPLE,
            before.principle if first is None else first.title,
            after.principle if second is None else second.title,
        )


# Criteria


def _criteria(before: Commitment, after: Commitment, old: Framework, new: Framework) -> Iterator[CriterionDifference]:
    left = {_letter(rule): rule for rule in old.rules_by_commitment[before.id]}
    right = {_letter(rule): rule for rule in new.rules_by_commitment[after.id]}
    for letter in sorted({*left, *right}):
        difference = _criterion(left.get(letter), right.get(letter))
        if not difference.is_empty:
            yield difference


def _letter(rule: Rule) -> str:
    return rule.criterion.id.removeprefix(rule.criterion.commitment)


def _criterion(before: Rule | None, after: Rule | None) -> CriterionDifference:
    if before is None or after is None:
        return CriterionDifference(before, after)
    changes = (
        *_changes(_CRITERION, before.criterion, after.criterion),
        *_own(Aspect.STRENGTH, before, after, lambda criterion: criterion.strength, lambda rule: rule.strength),
        *_own(Aspect.IN_FORCE, before, after, lambda criterion: criterion.in_force, lambda rule: rule.in_force),
    )
    return CriterionDifference(before, after, changes)


def _own(
    aspect: Aspect, before: Rule, after: Rule, own: Callable[[Criterion], Any], whole: Callable[[Rule], Any]
) -> Iterator[Change]:
    """Yield what a criterion no longer has, unless it only follows its commitment, where it is already said."""
    inherited = own(before.criterion) is None and own(after.criterion) is None
    if not inherited and whole(before) != whole(after):
        yield Change(aspect, whole(before), whole(after))
