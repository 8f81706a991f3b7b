# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One page of the form as it is shown: its questions, what was typed, and what two people answered differently."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from http import HTTPStatus

from django.http import QueryDict
from django.utils.translation import gettext as _

from balise.core.conditions import AnswerValue
from balise.core.questions import Question, Theme
from balise.web.assessments.acts_only import given_by
from balise.web.assessments.answer_words import answer_in_words
from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.questions import Asked, QuestionsForm
from balise.web.assessments.operations.dossiers import Saved
from balise.web.assessments.origins import origin_in_words
from balise.web.assessments.queries.form_pages import FormPage, form_pages, page_after, page_of
from balise.web.assessments.queries.history import to_be_checked
from balise.web.organisations.frameworks import bank_of
from balise.web.ui.refusals import RefusedError

SHOWN = "shown"
"""Names the questions that the page held: what it did not hold is not touched."""
REVISION = "revision"
PICK = "pick-"
THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question that two people answered differently, with both answers in words."""

    mine: str
    theirs: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A question on the page: asked, established by an act, waiting for an opinion, or disputed."""

    question: Question
    asked: Asked | None
    established: str = ""
    origin: str = ""
    given_by: str = ""
    """Who will answer, when it is an opinion that nobody has given yet."""
    dispute: Dispute | None = None
    to_check: bool = False
    """The answer came from elsewhere, and nobody has touched it since."""

    @property
    def pick(self) -> str:
        """Return the name of the field by which one of two answers is picked."""
        return f"{PICK}{self.question.id}"


@dataclass(frozen=True, slots=True)
class ThemePage:
    """A theme of a dossier's form, ready to be shown."""

    file: DossierFile
    on: date
    theme: Theme
    page: FormPage
    form: QuestionsForm
    answers: Mapping[str, AnswerValue]
    revision: int
    last: bool
    disputes: Mapping[str, Dispute]

    @classmethod
    def of(cls, file: DossierFile, theme: str, on: date) -> "ThemePage":
        """Return the page of a theme as the dossier stands.

        Raises:
            RefusedError: the form has no such page, or has nothing to ask there (404).
        """
        return cls._made(file, theme, on, file.answers)

    @classmethod
    def _made(cls, file: DossierFile, theme: str, on: date, answers: Mapping[str, AnswerValue]) -> "ThemePage":
        found = next((each for each in bank_of(file.references).themes if each.id == theme), None)
        if found is None:
            raise RefusedError(_("Le formulaire n’a pas cette page. Revenez à la liste des thèmes."), status=404)
        pages = form_pages(file, on, answers)
        page = page_of(pages, theme) or FormPage(found, (), 0, ())
        asked = [question for question in page.questions if question.id not in file.established]
        form = QuestionsForm(asked, answers)
        return cls(file, on, found, page, form, answers, file.revision, page_after(pages, theme) is None, {})

    def asking(self, form: QuestionsForm, revision: int) -> "ThemePage":
        """Return the page with what was typed, right or wrong, still based on the answers it was typed over."""
        return replace(self, form=form, revision=revision)

    def changed_by(self, typed: Mapping[str, AnswerValue | None]) -> bool:
        """Tell whether what was typed differs from the answers of the dossier."""
        return any(self.file.own_answers.get(name) != value for name, value in typed.items())

    def refused(self, refusal: RefusedError) -> "ThemePage":
        """Return the page with what was typed, which could not be saved, and why: nobody has to type it again.

        Raises:
            RefusedError: the page itself is not for them, or what was sent is no form that it shows.
        """
        if refusal.status != HTTPStatus.CONFLICT:
            raise refusal
        self.form.add_error(None, refusal.sentence)
        return self

    def trying(self, typed: Mapping[str, AnswerValue | None]) -> "ThemePage":
        """Return the page as it would be if these answers were saved."""
        merged = {**self.file.own_answers, **typed}
        established = {name: fact.value for name, fact in self.file.established.items()}
        answers = {name: value for name, value in merged.items() if value is not None} | established
        return ThemePage._made(self.file, self.theme.id, self.on, answers)

    def disputed(self, saved: Saved) -> "ThemePage":
        """Return the page with both answers to the questions that somebody else had just answered otherwise."""
        bank = bank_of(self.file.references)
        disputes = {
            each.question: Dispute(
                answer_in_words(bank.by_id[each.question], each.mine) or _("aucune réponse"),
                answer_in_words(bank.by_id[each.question], each.theirs) or _("aucune réponse"),
                each.by,
                each.at,
            )
            for each in saved.conflicts
        }
        mine = {each.question: each.mine for each in saved.conflicts}
        typed = {name: value for name, value in {**self.answers, **mine}.items() if value is not None}
        names = dict.fromkeys((*self.form.questions, *disputes))
        questions = sorted((bank.by_id[name] for name in names), key=lambda question: bank.rank[question.id])
        return replace(self, form=QuestionsForm(questions, typed), revision=saved.revision, disputes=disputes)

    def lines(self) -> tuple[Line, ...]:
        """Return the questions in order: to answer, established, or left to those whose opinion is asked."""
        bank = bank_of(self.file.references)
        asked = {each.question.id: each for each in self.form.asked()}
        established = [question.id for question in self.page.questions if question.id in self.file.established]
        names = sorted({*asked, *established, *self.page.opinions}, key=bank.rank.__getitem__)
        unchecked = to_be_checked(self.file)
        return tuple(
            replace(self._line(bank.by_id[name], asked.get(name)), to_check=name in unchecked) for name in names
        )

    def _line(self, question: Question, asked: Asked | None) -> Line:
        fact = self.file.established.get(question.id)
        if asked is None and fact is not None:
            return Line(question, None, answer_in_words(question, fact.value), origin_in_words(fact.origin))
        if asked is None:
            return Line(question, None, given_by=given_by(question.id))
        return Line(question, asked, dispute=self.disputes.get(question.id))


def sent_form(page: ThemePage, data: QueryDict) -> QuestionsForm:
    """Return the form that a browser sent: the questions that it held, as far as they belong to the page.

    Which questions a page shows depends on answers that somebody else may have changed since: what was on the screen
    is what counts.
    """
    shown = frozenset(data.getlist(SHOWN))
    questions = [
        question
        for question in bank_of(page.file.references).questions
        if question.theme == page.theme.id and question.id in shown and question.id not in page.file.established
    ]
    return QuestionsForm(questions, page.file.own_answers, data)


def revision_of(data: QueryDict) -> int:
    """Return the revision over which the page was typed.

    Raises:
        RefusedError: the page does not say it; what it holds cannot be merged safely (400).
    """
    written = data.get(REVISION, "")
    if not (written.isascii() and written.isdigit() and len(written) <= 9):  # noqa: PLR2004 - fits any database
        raise RefusedError(
            _(
                "Cette page ne dit pas de quelles réponses elle partait. Rien n’a été enregistré : revenez à la page "
                "précédente, rechargez-la et recommencez."
            ),
            status=400,
        )
    return int(written)


def chosen_theirs(data: QueryDict) -> frozenset[str]:
    """Return the disputed questions for which the person keeps the other's answer."""
    return frozenset(key.removeprefix(PICK) for key in data if key.startswith(PICK) and data.get(key) == THEIRS)
