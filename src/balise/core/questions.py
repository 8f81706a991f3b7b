# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The question bank: what a dossier can be asked, once, for every framework that judges it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from balise.core.conditions import Condition
from balise.core.language import Text

YES = "yes"
NO = "no"


class QuestionType(StrEnum):
    """What an answer is made of."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


class Nature(StrEnum):
    """Whether the answer is the project's to change.

    Advice rests on it: one may put a staff member between a tool and a resident (design); one may not decide
    that there is no personal data in a file that holds some (fact).
    """

    DESIGN = "design"
    FACT = "fact"


class Knower(StrEnum):
    """Who usually knows the answer."""

    OWNER = "owner"
    IT_DEPARTMENT = "it_department"
    DPO = "dpo"
    CISO = "ciso"
    HUMAN_RESOURCES = "human_resources"
    PROCUREMENT = "procurement"
    VENDOR = "vendor"
    COMMUNICATION = "communication"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question offers.

    An exclusive choice cannot be combined with another. A choice that is not to be proposed may be answered,
    but advice never suggests it: that no data is kept, or that no impact assessment is required, is found to
    be so and not decided to be so.
    """

    id: Annotated[str, "Identifiant du choix, en minuscules."]
    label: Annotated[Text, "Libellé court, en minuscules, compréhensible seul."]
    exclusive: Annotated[bool, "Ne peut pas être combiné à un autre choix (« aucun »)."] = False
    proposed: Annotated[bool, "Le conseil peut proposer ce choix (oui d’office)."] = True


@dataclass(frozen=True, slots=True)
class YesNoSentences:
    """A yes or a no said as a short sentence, for explanations."""

    yes: Annotated[Text, "Ce que « oui » veut dire, en une courte phrase."]
    no: Annotated[Text, "Ce que « non » veut dire, en une courte phrase."]


@dataclass(frozen=True, slots=True)
class Theme:
    """A page of the form: questions that belong together."""

    id: Annotated[str, "Identifiant du thème."]
    title: Annotated[Text, "Titre du thème."]
    order: Annotated[int, "Rang du thème dans le formulaire."]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, in plain words, with all that helps somebody answer it."""

    id: Annotated[str, "Identifiant de la question, en minuscules, définitif."]
    type: Annotated[QuestionType, "Type de réponse."]
    label: Annotated[Text, "La question, en mots simples."]
    short: Annotated[Text, "Le sujet en quelques mots, pour les tableaux et les explications."]
    help: Annotated[Text, "Aide à la réponse, sigles développés."]
    example: Annotated[Text, "Exemple concret."]
    why: Annotated[Text, "Pourquoi la question est posée."]
    known_by: Annotated[tuple[Knower, ...], "Qui connaît en général la réponse."]
    nature: Annotated[Nature, "Choix de conception (modifiable) ou fait."]
    choices: Annotated[tuple[Choice, ...], "Choix proposés (types choice et choices)."] = ()
    says: Annotated[YesNoSentences | None, "Le oui et le non dits en phrases (type yes_no)."] = None
    unit: Annotated[Text | None, "Unité (type number)."] = None
    asked_when: Annotated[Condition | None, "La question n’est posée que dans ce cas."] = None
    theme: Annotated[str, "Thème ; par défaut celui du fichier."] = field(default="", metadata={"inherited": True})

    def choice_ids(self) -> tuple[str, ...]:
        """Return the ids an answer may take; yes and no for a yes_no question."""
        if self.type is QuestionType.YES_NO:
            return (YES, NO)
        return tuple(choice.id for choice in self.choices)

    def exclusive_ids(self) -> frozenset[str]:
        """Return the choices that may only be made alone."""
        return frozenset(choice.id for choice in self.choices if choice.exclusive)

    def never_proposed(self) -> frozenset[str]:
        """Return the choices that may be answered but that advice does not suggest."""
        return frozenset(choice.id for choice in self.choices if not choice.proposed)

    def sentence_of(self, choice_id: str) -> Text:
        """Return a choice in words: its label, or for a yes_no question what yes or no says."""
        if self.type is QuestionType.YES_NO:
            if self.says is not None:
                return self.says.yes if choice_id == YES else self.says.no
            return Text("oui", "yes") if choice_id == YES else Text("non", "no")
        for choice in self.choices:
            if choice.id == choice_id:
                return choice.label
        return Text(choice_id)


@dataclass(frozen=True)
class QuestionBank:
    """Every question, by id, in the order of the form."""

    themes: tuple[Theme, ...]
    questions: tuple[Question, ...]

    def __hash__(self) -> int:
        """Return the hash of every question, reckoned once: what is said in the words of a bank is kept by bank."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.themes, self.questions))

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Return the questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """Return the place of each question in the form, from 0."""
        return {question.id: rank for rank, question in enumerate(self.questions)}

    def united(self, other: "QuestionBank") -> "QuestionBank":
        """Return the bank with the themes and questions of another that it lacks."""
        themes = (theme for theme in other.themes if theme not in self.themes)
        questions = (question for question in other.questions if question.id not in self.by_id)
        return self.extended(themes, questions)

    def extended(self, themes: Iterable[Theme], questions: Iterable[Question]) -> "QuestionBank":
        """Return the bank with the questions that one framework adds."""
        return QuestionBank((*self.themes, *themes), (*self.questions, *questions))
