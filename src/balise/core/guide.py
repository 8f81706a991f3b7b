# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The practical guide: what somebody wants to do at work, and what the charter, the law and good sense say of it.

A situation holds advice in our own words and the answers that a dossier would usually give in it. Everything that
binds is computed from those answers by the rules that judge dossiers: no list of duties is written twice, so that a
charter corrected tomorrow corrects its guide. Advice is not a verdict: the answers are the usual ones, and a dossier
alone tells of a real project.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

from balise.core.conditions import Answers
from balise.core.evaluation import Finding, Result, judge
from balise.core.frameworks import Commitment, Framework, Kind, Strength
from balise.core.language import Text
from balise.core.notices import NoticeNeed, notice_needs
from balise.core.questions import QuestionBank


class Audience(StrEnum):
    """Who reads the guide."""

    STAFF = "staff"
    COUNCILLORS = "councillors"
    RESIDENTS = "residents"


class Contact(StrEnum):
    """Who can be asked, by function."""

    DPO = "dpo"
    IT = "it"
    MANAGER = "manager"
    SECURITY = "security"
    COMMUNICATION = "communication"
    HUMAN_RESOURCES = "human_resources"
    LEGAL = "legal"
    AUTHORITY = "authority"
    MAYORS_OFFICE = "mayors_office"
    CHIEF_EXECUTIVE = "chief_executive"


class Group(StrEnum):
    """What sort of work a situation is, in the order in which the guide lists them."""

    WRITING = "writing"
    READING = "reading"
    PEOPLE = "people"
    MAKING = "making"
    TOOLS = "tools"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to put, and to whom."""

    whom: Annotated[Contact, "À qui le demander."]
    what: Annotated[Text, "Ce qu’il faut demander, en une phrase."]


@dataclass(frozen=True, slots=True)
class Counsel:
    """What a situation asks of one audience, or of several."""

    for_: Annotated[tuple[Audience, ...], "À qui ces conseils s’adressent."] = field(metadata={"key": "for"})
    do: Annotated[tuple[Text, ...], "Ce qu’il faut faire, une phrase courte par conseil."] = ()
    dont: Annotated[tuple[Text, ...], "Ce qu’il ne faut pas faire."] = ()
    ask: Annotated[tuple[Ask, ...], "Ce qu’il faut demander, et à qui."] = ()


@dataclass(frozen=True, slots=True)
class SeenByResidents:
    """The same situation from the other side of the counter."""

    title: Annotated[Text, "La situation, dite par un habitant."]
    wanted: Annotated[Text, "Ce qui lui arrive, en une ou deux phrases."]


@dataclass(frozen=True, slots=True)
class WorkSituation:
    """Something that people want to do, and may want a tool to help them with."""

    id: Annotated[str, "Identifiant de la situation, en minuscules, définitif."]
    group: Annotated[Group, "Sorte de travail : writing, reading, people, making, tools."]
    order: Annotated[int, "Rang de la situation dans le guide."]
    title: Annotated[Text, "La situation, à l’infinitif."]
    wanted: Annotated[Text, "Ce que l’on veut faire, en une ou deux phrases."]
    counsel: Annotated[tuple[Counsel, ...], "Les conseils, par public."]
    last_reviewed_on: Annotated[date, "Dernière relecture."]
    residents: Annotated[SeenByResidents | None, "La même situation, vue par un habitant."] = None
    answers: Annotated[Answers, "Ce que répondrait d’habitude un dossier dans cette situation."] = field(
        default_factory=dict
    )

    def audiences(self) -> tuple[Audience, ...]:
        """Return the audiences to whom the situation speaks, in the order of the guide."""
        spoken_to = {audience for counsel in self.counsel for audience in counsel.for_}
        return tuple(audience for audience in Audience if audience in spoken_to)

    def title_for(self, audience: Audience) -> Text:
        """Return what the situation is called by an audience."""
        seen = self.residents if audience is Audience.RESIDENTS else None
        return self.title if seen is None else seen.title

    def wanted_by(self, audience: Audience) -> Text:
        """Return what an audience wants, or what happens to it."""
        seen = self.residents if audience is Audience.RESIDENTS else None
        return self.wanted if seen is None else seen.wanted

    def counsel_for(self, audience: Audience) -> Counsel:
        """Return all that the situation asks of an audience."""
        mine = [counsel for counsel in self.counsel if audience in counsel.for_]
        return Counsel(
            (audience,),
            tuple(line for counsel in mine for line in counsel.do),
            tuple(line for counsel in mine for line in counsel.dont),
            tuple(line for counsel in mine for line in counsel.ask),
        )


@dataclass(frozen=True, slots=True)
class AllowedTool:
    """A tool of the catalogue, and a class of data that it may be given."""

    name: str
    data_class: str
    """A choice of the question ``data_class``: public, internal, personal, sensitive, confidential."""
    condition: Text | None = None
    """On what condition, when there is one."""


class Bearing(StrEnum):
    """How a commitment bears on a situation, the strictest first."""

    FORBIDS = "forbids"
    """As it is usually done, the situation breaks a criterion that blocks."""
    ASKS = "asks"
    """Some criterion applies because of what the situation is."""
    MAY_ASK = "may_ask"
    """Some criterion applies or not, by answers that change from case to case."""
    ALWAYS = "always"
    """Its criteria apply to any use of a text generator, this one like the others."""


_ABOUT_THE_TOOL = frozenset({"catalogue_status", "data_class_allowed"})

ORDINARY_USE: Answers = {
    "ai_act_role": "deployer",
    "audience": ("nobody",),
    "interaction_mode": "none",
    "use_types": ("other",),
    "vulnerable_groups": ("none",),
    "individual_decisions": "no",
    "automation_level": "assistance",
    "human_review": "every_output",
    "personal_data": "no",
    "data_class": "public",
    "generated_media": ("text",),
    "public_interest_text": "no",
    "profiling": "no",
    "technique": "generative",
    "project_status": "in_service",
}
"""A use that concerns nobody and decides nothing: what applies to it too is not particular to a situation.

Without it every page of the guide would list nearly the whole charter, and nobody would read what is particular.
"""


@dataclass(frozen=True, slots=True)
class CommitmentAdvice:
    """A commitment that speaks of a situation."""

    framework: Framework
    commitment: Commitment
    bearing: Bearing
    findings: tuple[Finding, ...]
    """What was found of the criteria that make it bear so."""


@dataclass(frozen=True)
class SituationAdvice:
    """All that can be told of a situation on a day."""

    situation: WorkSituation
    bank: QuestionBank
    on: date
    leading: Framework | None
    """The charter by which the authority judges; none when it has chosen none."""
    commitments: tuple[CommitmentAdvice, ...]
    """Those of the leading charter that bear on the situation, the strictest first, then in its order."""
    forbidden_by: tuple[CommitmentAdvice, ...]
    """What forbids it as it is usually done: the leading charter first, then laws."""
    notices: tuple[NoticeNeed, ...]
    laws: tuple[CommitmentAdvice, ...] = ()
    """What the laws ask because of what the situation is, law by law: a charter does not stand in for them."""

    @property
    def is_forbidden(self) -> bool:
        """Tell whether the charter or a law forbids the situation as it is usually done."""
        return bool(self.forbidden_by)

    @property
    def data_class(self) -> str | None:
        """Return the class of the data that the situation usually handles."""
        found = self.situation.answers.get("data_class")
        return found if isinstance(found, str) else None

    def of_bearing(self, *bearings: Bearing) -> tuple[CommitmentAdvice, ...]:
        """Return the commitments of the leading charter that bear so."""
        return tuple(advice for advice in self.commitments if advice.bearing in bearings)

    @property
    def mended_by_a_tool(self) -> bool:
        """Tell whether what forbids the situation looks at the tool: another one of the catalogue would do."""
        return self.is_forbidden and all(
            not _ABOUT_THE_TOOL.isdisjoint(finding.rule.criterion.questions())
            for advice in self.forbidden_by
            for finding in advice.findings
        )

    def tools(self, allowed: Sequence[AllowedTool]) -> tuple[AllowedTool, ...]:
        """Return the tools that may be given the data of the situation; all of them when it has no class."""
        return tuple(tool for tool in allowed if self.data_class in (None, tool.data_class))


def advice_for(
    situation: WorkSituation, frameworks: Sequence[Framework], bank: QuestionBank, on: date
) -> SituationAdvice:
    """Return what the frameworks say of a situation on a day.

    The leading charter is the first charter given; the others, laws above all, count for the notices and for what is
    forbidden.
    """
    leading = next((framework for framework in frameworks if framework.kind is Kind.CHARTER), None)
    bearing = {framework.id: tuple(_bearings(framework, situation.answers, on)) for framework in frameworks}
    ordered = sorted(frameworks, key=lambda framework: framework is not leading)
    mine = bearing[leading.id] if leading is not None else ()
    return SituationAdvice(
        situation,
        bank,
        on,
        leading,
        tuple(sorted(mine, key=lambda advice: tuple(Bearing).index(advice.bearing))),
        tuple(advice for framework in ordered for advice in bearing[framework.id] if advice.bearing is Bearing.FORBIDS),
        notice_needs(frameworks, situation.answers, on),
        tuple(
            advice
            for framework in frameworks
            if framework.kind is Kind.LAW
            for advice in bearing[framework.id]
            if advice.bearing is not Bearing.ALWAYS
        ),
    )


def in_order(situations: Sequence[WorkSituation]) -> Mapping[Group, tuple[WorkSituation, ...]]:
    """Return the situations of each group, in the order of the guide; no group without any."""
    groups = {group: [each for each in situations if each.group is group] for group in Group}
    return {
        group: tuple(sorted(found, key=lambda each: (each.order, each.id))) for group, found in groups.items() if found
    }


def _bearings(framework: Framework, answers: Answers, on: date) -> Iterator[CommitmentAdvice]:
    """Yield the commitments that bear on the answers, each with its strictest bearing and the criteria that give it."""
    for commitment in framework.commitments:
        found: dict[Bearing, list[Finding]] = {}
        for rule in framework.rules_by_commitment[commitment.id]:
            finding = judge(rule, answers, on)
            bearing = _bearing(finding, answers, on)
            if bearing is not None:
                found.setdefault(bearing, []).append(finding)
        for bearing in Bearing:
            if bearing in found:
                yield CommitmentAdvice(framework, commitment, bearing, tuple(found[bearing]))
                break


def _bearing(finding: Finding, answers: Answers, on: date) -> Bearing | None:
    if finding.result is Result.NOT_APPLICABLE:
        return None
    if finding.result is Result.NOT_SATISFIED:
        return Bearing.FORBIDS if finding.rule.strength is Strength.BLOCKING else Bearing.ASKS
    condition = finding.rule.criterion.applies_when
    if condition is None:
        return Bearing.ALWAYS
    applies, usually = condition.holds(answers, on), condition.holds(ORDINARY_USE, on)
    if usually is True or applies is usually:
        return Bearing.ALWAYS
    return Bearing.ASKS if applies else Bearing.MAY_ASK
