# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pieces of pages made by the rendering room, and the words of what the core found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from balise.core.messages import Problem
from balise.core.questions import QuestionBank
from balise.core.strictness import Easing, Relaxation
from balise.rendering import html
from balise.rendering.document import Blocks, Document
from balise.web.ui.languages import current_language

_SAID: Mapping[Easing, str | Promise] = {
    Easing.COMMITMENT_GONE: _("il a disparu"),
    Easing.SCOPE_CHANGED: _("il ne juge plus la même chose"),
    Easing.CONTROL_GONE: _("la passerelle n’applique plus tout ce qu’elle appliquait"),
    Easing.FEWER_BOUND: _("il oblige moins de monde"),
    Easing.COMMITMENT_WEAKER: _("sa force est moindre"),
    Easing.MODALITY_WEAKER: _("il demande moins fermement, ce qui était interdit ou exigé ne l’est plus"),
    Easing.RULE_EASED: _("un critère laisse passer ce qu’il arrêtait"),
    Easing.UNPROVED: _("un critère lit trop de réponses pour que Balise prouve qu’il reste aussi strict"),
}


@dataclass(frozen=True, slots=True)
class EasingLine:
    """One way in which a draft is gentler than the text it extends, in words."""

    number: str
    title: str
    said: str
    criterion: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A mistake, where it is, and what to do."""

    code: str
    file: str
    line: int | None
    sentence: str
    remedy: str
    grave: bool


def easing_lines(found: Iterable[Relaxation], bank: QuestionBank) -> tuple[EasingLine, ...]:
    """Return what the proof found, as a page says it."""
    return tuple(_easing(each, bank) for each in found)


def _easing(found: Relaxation, bank: QuestionBank) -> EasingLine:
    language = current_language()
    return EasingLine(
        number=found.commitment.number,
        title=found.commitment.title.in_(language),
        said=str(_SAID[found.kind]),
        criterion="" if found.rule is None else found.rule.criterion.title.in_(language),
        answers=tuple((_asked(name, bank), _answered(name, value, bank)) for name, value in found.answers.items()),
    )


def _asked(name: str, bank: QuestionBank) -> str:
    question = bank.by_id[name]
    return question.short.in_(current_language())


def _answered(name: str, value: object, bank: QuestionBank) -> str:
    labels = {"yes": str(_("oui")), "no": str(_("non"))}
    labels |= {choice.id: choice.label.in_(current_language()) for choice in bank.by_id[name].choices}
    values = value if isinstance(value, tuple) else (value,)
    return ", ".join(labels.get(str(each), str(each)) for each in values)


def problem_lines(problems: Iterable[Problem]) -> tuple[ProblemLine, ...]:
    """Return mistakes as a page says them."""
    language = current_language()
    return tuple(
        ProblemLine(
            code=each.code,
            file=each.place.file,
            line=each.place.line,
            sentence=each.sentence(language),
            remedy=each.remedy(language),
            grave=each.severity.value == "error",
        )
        for each in problems
    )


def pieces(document: Document) -> dict[str, object]:
    """Return a document as pieces of a page."""
    return {
        "title": document.title,
        "opening": _fragment(document.opening),
        "body": _fragment(document.body),
        "asides": [(aside.title, _fragment(aside.blocks, level=3)) for aside in document.asides],
    }


def _fragment(blocks: Blocks, level: int = 2) -> SafeString:
    return mark_safe(html.to_fragment(blocks, level=level))  # noqa: S308 - escaped by the writer
