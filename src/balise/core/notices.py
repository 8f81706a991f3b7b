# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where people must be told that AI was used: use × channel → required, recommended, not needed, and why.

No list of duties is written here. The rules of the frameworks already look at whether people are told: a notice is
owed on a channel when a rule applies and would be broken without it. So a charter that asks for systematic information
outweighs a law that lets a reviewed text go unmarked, a fork of a charter needs no other file, and a law that is not
in force yet asks nothing. Unknown is never "not needed": as elsewhere, a missing answer spreads where it matters.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from balise.core.conditions import AllOf, Answers, AnswerValue, AnyOf, Condition, Includes, Is, Not, Truth, blank_trace
from balise.core.frameworks import ControlKind, Framework, Kind, Rule, Strength
from balise.core.questions import NO
from balise.core.references import Reference


class Channel(StrEnum):
    """How what the tool produces reaches somebody."""

    LETTER = "letter"
    EMAIL = "email"
    DECISION = "decision"
    CONVERSATION = "conversation"
    PHONE = "phone"
    WEB_TEXT = "web_text"
    MEDIA = "media"
    MINUTES = "minutes"
    TRANSLATION = "translation"
    PLACE = "place"
    STAFF = "staff"


class Need(StrEnum):
    """What a notice is on a channel, the strictest first."""

    REQUIRED = "required"
    UNKNOWN = "unknown"
    RECOMMENDED = "recommended"
    NOT_NEEDED = "not_needed"


class Layer(StrEnum):
    """Who asks for it."""

    LAW = "law"
    CHARTER = "charter"
    PRACTICE = "practice"
    """Nobody does: saying so costs a line, and spares a doubt."""


STRICTEST_FIRST = tuple(Need)

_USERS = Includes("audience", ("residents", "partners", "others"))
_WRITES = Includes("use_types", ("drafting", "summarising", "plain_language", "translation"))
_WRITES_TO_USERS = AllOf((_USERS, _WRITES, Is("interaction_mode", "mediated")))

REACHED_WHEN: Mapping[Channel, Condition] = {
    Channel.LETTER: _WRITES_TO_USERS,
    Channel.EMAIL: _WRITES_TO_USERS,
    Channel.DECISION: Is("individual_decisions", "yes"),
    Channel.CONVERSATION: Is("interaction_mode", "direct"),
    Channel.PHONE: AllOf((Is("interaction_mode", "direct"), Includes("generated_media", ("audio",)))),
    Channel.WEB_TEXT: AllOf((Includes("generated_media", ("text",)), Is("public_interest_text", "yes"))),
    Channel.MEDIA: Includes("generated_media", ("image", "audio", "video")),
    Channel.MINUTES: Includes("use_types", ("transcription",)),
    Channel.TRANSLATION: AllOf((_USERS, Includes("use_types", ("translation", "plain_language")))),
    Channel.PLACE: AllOf((_USERS, Includes("use_types", ("detection",)))),
    Channel.STAFF: Includes("audience", ("staff",)),
}
"""When a use goes through a channel, by the answers of its dossier."""

_TO_USERS = tuple(channel for channel in Channel if channel is not Channel.STAFF)

TOLD_BY: Mapping[str, tuple[Channel, ...]] = {
    "users_informed": _TO_USERS,
    "staff_informed": (Channel.STAFF,),
    "crpa_mention": (Channel.DECISION,),
    "ai_disclosed_in_conversation": (Channel.CONVERSATION, Channel.PHONE),
    "content_marked": (Channel.WEB_TEXT, Channel.MEDIA),
    "data_subjects_informed": (
        Channel.DECISION,
        Channel.MINUTES,
        Channel.PHONE,
        Channel.CONVERSATION,
        Channel.PLACE,
        Channel.STAFF,
    ),
}
"""The questions that ask whether people are told, and the channels on which a notice does it.

The GDPR has people told where their data are collected (13), or at the latest when one first writes to them on the
strength of data that come from elsewhere (14, 3, b): for a decision, that is the decision.
"""

_BELIED = tuple(question for question in TOLD_BY if question != "data_subjects_informed")
"""Those that a notice in place belies when they are answered no: what the GDPR has one say is more than a notice."""

_SPEAKS_OF: Mapping[Channel, str] = {Channel.WEB_TEXT: "public_interest_text", Channel.MEDIA: "realistic_media"}
"""A rule that speaks of one of these channels alone asks nothing of the other."""

_OF_STAFF = AnyOf((Not(_USERS), Is("individual_monitoring", "yes")))
_TOLD_WHEN: Mapping[tuple[Channel, str], Condition] = {(Channel.STAFF, "data_subjects_informed"): _OF_STAFF}
"""Staff are told of the personal data of a tool when they are theirs: a clerk’s tool may hold those of residents."""

DEDUCED = frozenset(channel for channel, condition in REACHED_WHEN.items() if "use_types" in condition.questions())
"""The channels that are guessed from what the tool is used to do, and that a use may do without: no answer says that a
text written with it leaves as a letter. Each of the others is what an answer says in so many words, and is corrected
there: one does not say of a decision, of a conversation or of staff that the use does not reach them."""

_PROPOSED = frozenset({Channel.LETTER, Channel.EMAIL, Channel.MINUTES, Channel.TRANSLATION, Channel.PLACE})
"""Where a notice is good practice when nobody asks for it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a notice is needed on a channel, or why one text does without it."""

    layer: Layer
    need: Need
    rule: Rule | None = None
    """The criterion that would be broken without the notice; none for good practice."""
    framework: Framework | None = None
    spared_by: tuple[str, ...] = ()
    """The questions whose answers keep the rule without a notice: their proof is to be kept."""
    missing: tuple[str, ...] = ()
    """The questions without whose answers one cannot tell."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """Return the articles relied upon."""
        return () if self.rule is None else self.rule.references


@dataclass(frozen=True, slots=True)
class SetAside:
    """A criterion that speaks of a channel, and asks nothing of this use on this day."""

    layer: Layer
    rule: Rule
    framework: Framework
    not_before: date | None = None
    """The day from which it will apply; None when it does not concern the use, by the answers."""
    of_others: bool = False
    """It speaks of people whom this channel does not reach."""


@dataclass(frozen=True, slots=True)
class NoticeNeed:
    """What a notice is on one channel of a use: the strictest of its grounds wins."""

    channel: Channel
    need: Need
    grounds: tuple[Ground, ...]
    """The strictest first, law before charter."""
    barred_by: Rule | None = None
    """The rule of a charter by which this channel may not be used at all: a notice would not be enough."""
    set_aside: tuple[SetAside, ...] = ()
    """What was looked at and asks for nothing, so that a layer that needs no notice can say why."""

    def of_layer(self, layer: Layer) -> Need:
        """Return what one layer alone asks for."""
        return strictest(ground.need for ground in self.grounds if ground.layer is layer)


def strictest(needs: Iterable[Need]) -> Need:
    """Return the strictest of several needs; not needed when there is none."""
    return min(needs, key=STRICTEST_FIRST.index, default=Need.NOT_NEEDED)


def notice_needs(frameworks: Sequence[Framework], answers: Answers, on: date) -> tuple[NoticeNeed, ...]:
    """Return what a notice is on every channel that the use goes through, or may go through, on a day."""
    needs = (_need(channel, frameworks, answers, on) for channel in Channel)
    return tuple(need for need in needs if need is not None)


def answers_leading_to(channel: Channel, answers: Answers) -> dict[str, AnswerValue]:
    """Return the answers from which a channel follows: what is said of it holds as long as they do."""
    return {name: answers[name] for name in sorted(REACHED_WHEN[channel].questions()) if name in answers}


def without(needs: Iterable[NoticeNeed], unused: Collection[Channel]) -> tuple[NoticeNeed, ...]:
    """Return the needs but those of the deduced channels by which the use is said not to pass.

    A use that must tell people tells them somewhere: where nothing as strict would be left for those outside the
    house, all the channels count, and the answers are what is to be corrected.
    """
    listed = tuple(needs)
    kept = tuple(need for need in listed if need.channel not in DEDUCED or need.channel not in unused)
    owed, left = (strictest(need.need for need in each if need.channel in _TO_USERS) for each in (listed, kept))
    return kept if owed is left else listed


def answers_against(shown: Collection[Channel], answers: Answers) -> dict[str, tuple[Channel, ...]]:
    """Return the questions answered by « people are not told », and the channels where a notice is in place."""
    told = {name: tuple(each for each in TOLD_BY[name] if each in shown) for name in _BELIED}
    return {name: channels for name, channels in told.items() if channels and answers.get(name) == NO}


def _need(channel: Channel, frameworks: Sequence[Framework], answers: Answers, on: date) -> NoticeNeed | None:
    trace = blank_trace()
    reached = REACHED_WHEN[channel].judge(answers, on, trace)
    if reached is False:
        return None
    grounds = [ground for framework in frameworks for ground in _grounds(channel, framework, answers, on)]
    if reached is None:
        grounds = [_in_doubt(ground, tuple(trace.missing)) for ground in grounds]
    elif channel in _PROPOSED:
        grounds.append(Ground(Layer.PRACTICE, Need.RECOMMENDED))
    grounds.sort(key=lambda ground: (STRICTEST_FIRST.index(ground.need), tuple(Layer).index(ground.layer)))
    need = strictest(ground.need for ground in grounds)
    if reached is None and need is Need.NOT_NEEDED:
        return None
    aside = tuple(each for framework in frameworks for each in _set_aside(channel, framework, answers, on))
    return NoticeNeed(channel, need, tuple(grounds), _barred_by(channel, frameworks, answers, on), aside)


def _in_doubt(ground: Ground, missing: tuple[str, ...]) -> Ground:
    """Return a ground of which one cannot tell whether the use goes through its channel."""
    if ground.need is Need.NOT_NEEDED:
        return ground
    lacked = tuple(dict.fromkeys((*ground.missing, *missing)))
    return Ground(ground.layer, Need.UNKNOWN, ground.rule, ground.framework, (), lacked)


def _grounds(channel: Channel, framework: Framework, answers: Answers, on: date) -> Iterator[Ground]:
    layer = _layer_of(framework)
    for rule, question in _speaking_of(channel, framework):
        if not rule.in_force.covers(on) or _told_elsewhere(channel, question, answers, on):
            continue
        need, spared_by, missing = _judged_without(rule, question, answers, on)
        if need is not Need.NOT_NEEDED or spared_by:
            ground = Ground(layer, need, rule, framework, spared_by, missing)
            condition = _TOLD_WHEN.get((channel, question))
            trace = blank_trace()
            unsure = condition is not None and condition.judge(answers, on, trace) is None
            yield _in_doubt(ground, tuple(trace.missing)) if unsure else ground


def _set_aside(channel: Channel, framework: Framework, answers: Answers, on: date) -> Iterator[SetAside]:
    """Yield the criteria of a framework that speak of a channel and ask for nothing, each once."""
    kept = {ground.rule.criterion.id for ground in _grounds(channel, framework, answers, on) if ground.rule}
    for rule, question in _speaking_of(channel, framework):
        if rule.criterion.id in kept or (rule.in_force.end is not None and rule.in_force.end <= on):
            continue
        kept.add(rule.criterion.id)
        begins, condition = rule.in_force.start, rule.criterion.applies_when
        concerned = condition is None or condition.holds(answers, max(on, begins or on)) is not False
        later = begins if concerned and begins is not None and begins > on else None
        others = concerned and _told_elsewhere(channel, question, answers, on)
        yield SetAside(_layer_of(framework), rule, framework, later, others)


def _layer_of(framework: Framework) -> Layer:
    return Layer.LAW if framework.kind is Kind.LAW else Layer.CHARTER


def _speaking_of(channel: Channel, framework: Framework) -> Iterator[tuple[Rule, str]]:
    """Yield the rules of a framework that a notice on a channel would keep, with the question that asks for it."""
    for rule in framework.rules:
        for question in rule.criterion.expects.questions():
            if channel in TOLD_BY.get(question, ()) and _concerns(rule, channel):
                yield rule, question


def _told_elsewhere(channel: Channel, question: str, answers: Answers, on: date) -> bool:
    """Tell whether those of whom a question speaks are not those whom this channel reaches."""
    condition = _TOLD_WHEN.get((channel, question))
    return condition is not None and condition.holds(answers, on) is False


def _concerns(rule: Rule, channel: Channel) -> bool:
    condition = rule.criterion.applies_when
    spoken_of = set(_SPEAKS_OF.values()).intersection(condition.questions() if condition is not None else ())
    return not spoken_of or _SPEAKS_OF.get(channel) in spoken_of


def _judged_without(
    rule: Rule, question: str, answers: Answers, on: date
) -> tuple[Need, tuple[str, ...], tuple[str, ...]]:
    """Return what the rule makes of a use in which nobody is told: the need, what spares it, what is missing."""
    trace = blank_trace()
    applies: Truth = True
    if rule.criterion.applies_when is not None:
        applies = rule.criterion.applies_when.judge(answers, on, trace)
    if applies is False:
        return Need.NOT_NEEDED, (), ()
    silent = blank_trace()
    kept = rule.criterion.expects.judge({**answers, question: NO}, on, silent)
    if kept is True:
        spared = tuple(dict.fromkeys(ground.condition.question for ground in silent.grounds if ground.holds))
        return Need.NOT_NEEDED, spared if applies else (), ()
    if applies is None or kept is None:
        return Need.UNKNOWN, (), tuple(dict.fromkeys((*trace.missing, *silent.missing)))
    return (Need.RECOMMENDED if rule.strength is Strength.ADVISORY else Need.REQUIRED), (), ()


def _barred_by(channel: Channel, frameworks: Iterable[Framework], answers: Answers, on: date) -> Rule | None:
    """Return the rule by which the tool may not speak to people by itself, if there is one and it would."""
    if channel not in {Channel.CONVERSATION, Channel.PHONE}:
        return None
    for framework in frameworks:
        for commitment in framework.commitments:
            if any(control.kind is ControlKind.REFUSE_DIRECT_INTERACTION for control in commitment.controls):
                for rule in framework.rules_by_commitment[commitment.id]:
                    if rule.in_force.covers(on) and _is_broken(rule, answers, on):
                        return rule
    return None


def _is_broken(rule: Rule, answers: Answers, on: date) -> bool:
    condition = rule.criterion.applies_when
    applies = condition is None or condition.holds(answers, on) is True
    return applies and rule.criterion.expects.holds(answers, on) is False
