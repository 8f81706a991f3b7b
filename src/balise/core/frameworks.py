# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Charters and laws: principles, commitments and the criteria that judge a dossier.

A framework is data with a date and a source in every sentence. A published version never changes: its digest
is written beside it, a correction is a new version, and an identifier is never given to something else
(``docs/decisions/0003``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from balise.core.conditions import Condition, Score
from balise.core.dates import ALWAYS, Dated, Period
from balise.core.digests import digest
from balise.core.language import Text
from balise.core.questions import Question, Theme
from balise.core.references import Citation, Reference, Source


class Kind(StrEnum):
    """What sort of text binds: a voted charter, a law, or a standard one chooses to follow."""

    CHARTER = "charter"
    LAW = "law"
    STANDARD = "standard"


class Status(StrEnum):
    """Whether a version may still change."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Wording(StrEnum):
    """Where the words of a commitment come from.

    Shown wherever the commitment is shown: a reconstruction must never pass for a vote.
    """

    VOTED = "voted"
    REPORTED = "reported"
    RECONSTRUCTED = "reconstructed"
    SUMMARISED = "summarised"


class Scope(StrEnum):
    """What a commitment judges: one dossier, or the organisation as a whole."""

    DOSSIER = "dossier"
    ORGANISATION = "organisation"


class Modality(StrEnum):
    """How a commitment binds."""

    FORBID = "forbid"
    REQUIRE = "require"
    PREFER = "prefer"
    ALLOW_IF = "allow_if"
    LIMIT = "limit"
    REPORT = "report"
    INSTITUTIONAL = "institutional"


class Strength(StrEnum):
    """What happens when a criterion is not satisfied: refusal, reservation, or advice."""

    BLOCKING = "blocking"
    CORRECTABLE = "correctable"
    ADVISORY = "advisory"


class Bound(StrEnum):
    """Who is bound by a commitment."""

    STAFF = "staff"
    COUNCILLORS = "councillors"
    UNITS = "units"
    DELEGATED_SERVICES = "delegated_services"
    CONTRACTORS = "contractors"
    MUNICIPALITIES = "municipalities"


class ControlKind(StrEnum):
    """What a gateway can enforce on each call."""

    DEPLOYED_DOSSIER = "deployed_dossier"
    REFUSE_DIRECT_INTERACTION = "refuse_direct_interaction"
    CATALOGUE_ONLY = "catalogue_only"
    DATA_CLASS = "data_class"
    PSEUDONYMISE = "pseudonymise"
    JURISDICTION = "jurisdiction"
    LITERACY = "literacy"
    QUOTA = "quota"
    ENERGY_BUDGET = "energy_budget"
    SMALLEST_MODEL = "smallest_model"
    NOTICE = "notice"
    EXIT_DRILL = "exit_drill"


@dataclass(frozen=True, slots=True)
class Control:
    """What the gateway must enforce for a commitment to be more than words."""

    kind: Annotated[ControlKind, "Contrôle que la passerelle applique."]
    parameters: Annotated[Mapping[str, str], "Paramètres du contrôle."] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What the annual report must count for a commitment."""

    id: Annotated[str, "Identifiant de l’indicateur."]
    label: Annotated[Text, "Ce qui est compté."]
    unit: Annotated[str, "Unité."]


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the few ideas under which a charter groups its commitments."""

    id: Annotated[str, "Identifiant du principe, préfixé par celui du cadre."]
    title: Annotated[Text, "Titre du principe."]
    summary: Annotated[Text | None, "Le principe en une phrase."] = None

    @property
    def name(self) -> str:
        """Return the id without that of the framework: ``rights`` for ``lyon-2025:rights``."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Vote:
    """The act that adopted a charter."""

    body: Annotated[str, "Assemblée qui a voté."]
    on: Annotated[date, "Date du vote."]
    result: Annotated[str | None, "Résultat du vote."] = None
    reference: Annotated[str | None, "Numéro de la délibération."] = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A version once published, and the digest of what it said."""

    version: Annotated[str, "Version publiée."]
    on: Annotated[date, "Date de publication."]
    digest: Annotated[str, "Empreinte du contenu publié (sha256:…)."]


@dataclass(frozen=True, slots=True)
class Commitment:
    """A sentence by which projects, or the organisation, agree to be judged."""

    id: Annotated[str, "Identifiant de l’engagement : cadre:numéro."]
    principle: Annotated[str, "Identifiant du principe."]
    title: Annotated[Text, "Titre court."]
    statement: Annotated[Dated[Text], "L’engagement en toutes lettres, daté s’il a changé."]
    wording: Annotated[Wording, "Origine de la formulation."]
    scope: Annotated[Scope, "Juge un dossier ou l’organisation."]
    modality: Annotated[Modality, "Façon d’obliger."]
    strength: Annotated[Strength, "Force : bloquant, à corriger, conseil."]
    sources: Annotated[tuple[Citation, ...], "Sources de l’engagement ; au moins une."]
    last_reviewed_on: Annotated[date, "Dernière relecture."]
    in_plain_words: Annotated[Text | None, "Ce que cela veut dire pour qui n’a jamais lu la charte."] = None
    binds: Annotated[tuple[Bound, ...], "Qui est tenu."] = ()
    controls: Annotated[tuple[Control, ...], "Ce que la passerelle applique."] = ()
    indicators: Annotated[tuple[Indicator, ...], "Ce que le bilan annuel compte."] = ()

    @property
    def number(self) -> str:
        """Return the id without that of the framework: ``2`` for ``lyon-2025:2``."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Criterion:
    """The test that tells whether a dossier keeps a commitment."""

    id: Annotated[str, "Identifiant du critère : engagement:lettre."]
    commitment: Annotated[str, "Identifiant de l’engagement jugé."]
    title: Annotated[Text, "La règle en mots."]
    expects: Annotated[Condition, "Ce qui doit être vrai."]
    otherwise: Annotated[Text, "Que faire quand le critère n’est pas satisfait, à l’impératif."]
    applies_when: Annotated[Condition | None, "Le critère ne s’applique que dans ce cas."] = None
    strength: Annotated[Strength | None, "Force ; par défaut celle de l’engagement."] = None
    in_force: Annotated[Period | None, "Période d’application ; par défaut celle du cadre."] = None
    sources: Annotated[tuple[Citation, ...], "Sources ; par défaut celles de l’engagement."] = ()
    last_reviewed_on: Annotated[date | None, "Relecture ; par défaut celle de l’engagement."] = None

    def questions(self) -> tuple[str, ...]:
        """Return the ids of the questions on which the finding can depend."""
        applies = self.applies_when.questions() if self.applies_when is not None else ()
        return tuple(dict.fromkeys((*applies, *self.expects.questions())))


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A criterion ready to judge: what it inherits from its commitment and framework is filled in.

    Compared by identity: a rule belongs to one framework, and hashing its whole text is what searches must
    not pay for.
    """

    criterion: Criterion
    strength: Strength
    in_force: Period
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class Framework:
    """A charter or a law, in one version."""

    id: Annotated[str, "Identifiant du cadre, en minuscules, définitif."]
    version: Annotated[str, "Version : trois nombres."]
    status: Annotated[Status, "Brouillon ou publié."]
    kind: Annotated[Kind, "Charte, loi ou norme."]
    title: Annotated[Text, "Titre du cadre."]
    publisher: Annotated[str, "Qui l’a adopté."]
    sources: Annotated[tuple[Source, ...], "Sources citées par les engagements."]
    principles: Annotated[tuple[Principle, ...], "Principes."]
    summary: Annotated[Text | None, "Le cadre en deux phrases."] = None
    in_force: Annotated[Period, "Période d’application."] = ALWAYS
    vote: Annotated[Vote | None, "Acte d’adoption (chartes)."] = None
    consulted: Annotated[tuple[Text, ...], "Qui a été consulté."] = ()
    exception_procedure: Annotated[Text | None, "Comment demander une exception."] = None
    retired: Annotated[tuple[str, ...], "Identifiants abandonnés, jamais réutilisés."] = ()
    published: Annotated[tuple[Publication, ...], "Versions publiées et leurs empreintes."] = ()
    scores: Annotated[tuple[Score, ...], "Scores à seuil."] = ()
    commitments: Annotated[tuple[Commitment, ...], "Engagements."] = ()
    criteria: Annotated[tuple[Criterion, ...], "Critères."] = ()
    themes: Annotated[tuple[Theme, ...], "Thèmes propres au cadre."] = ()
    questions: Annotated[tuple[Question, ...], "Questions propres au cadre."] = ()

    @property
    def reference(self) -> str:
        """Return ``id@version``, to which a dossier is pinned."""
        return f"{self.id}@{self.version}"

    @property
    def is_proposed(self) -> bool:
        """Tell whether it is a draft that nobody has voted: a council is still to be asked to vote its words."""
        return self.status is Status.DRAFT and self.vote is None

    @cached_property
    def digest(self) -> str:
        """Return the digest of all that the version says, whatever its status and the ledger of versions."""
        return digest(replace(self, status=Status.PUBLISHED, published=()))

    @cached_property
    def commitments_by_id(self) -> Mapping[str, Commitment]:
        """Return the commitments by id."""
        return {commitment.id: commitment for commitment in self.commitments}

    @cached_property
    def principles_by_id(self) -> Mapping[str, Principle]:
        """Return the principles by id."""
        return {principle.id: principle for principle in self.principles}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return the criteria in order, each with the strength, dates and sources that it inherits."""
        return tuple(self._rule(criterion) for criterion in self.criteria)

    @cached_property
    def rules_by_commitment(self) -> Mapping[str, tuple[Rule, ...]]:
        """Return the rules of every commitment, in order; none for one of scope organisation."""
        return {
            commitment.id: tuple(rule for rule in self.rules if rule.criterion.commitment == commitment.id)
            for commitment in self.commitments
        }

    def questions_read(self) -> tuple[str, ...]:
        """Return the ids of the questions that any criterion reads."""
        return tuple(dict.fromkeys(question for criterion in self.criteria for question in criterion.questions()))

    def _rule(self, criterion: Criterion) -> Rule:
        commitment = self.commitments_by_id[criterion.commitment]
        sources = {source.id: source for source in self.sources}
        return Rule(
            criterion,
            criterion.strength or commitment.strength,
            criterion.in_force or self.in_force,
            tuple(
                Reference(sources[citation.source], citation.article)
                for citation in criterion.sources or commitment.sources
            ),
        )
