# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What opens and closes a page about a dossier: which one, under which text, when, and how to redo it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from balise.core.evaluation import Evaluation
from balise.core.frameworks import Framework, Status
from balise.core.language import Language, Text
from balise.rendering.document import Blocks, Code, Manner, Paragraph
from balise.rendering.typography import colon, date_in_words
from balise.rendering.vocabulary import word

DIGEST_SHOWN = 8

_DOSSIER = Text("Dossier {id}", "Dossier {id}")
_EVALUATED = Text("évalué au {day}", "evaluated as of {day}")
_VERSION = Text("version {version}", "version {version}")
_ONLY_HELPS = Text(
    "Ce constat est calculé ; il aide à décider et ne décide pas. Les mêmes règles, les mêmes réponses et "
    "le même jour redonnent la même empreinte",
    "This finding is computed; it helps to decide and does not decide. The same rules, the same answers and "
    "the same day give the same digest again",
)


def framework_in_words(framework: Framework, language: Language) -> str:
    """Return the title and version of a framework, and aloud that it is a draft when it is one."""
    return f"{framework.title.in_(language)} ({version_in_words(framework, language)})"


def short_title(framework: Framework, language: Language) -> str:
    """Return the title without what follows a dash: the subtitle of a page, too long for a list."""
    return framework.title.in_(language).partition(" — ")[0]


def names(frameworks: Sequence[Framework], language: Language) -> Mapping[str, str]:
    """Return what to call each framework on a page where all stand, by digest.

    The short title; the version too when two of them share a title or an id, and the start of the digest when
    they share even the version.
    """
    found = {framework.digest: framework for framework in frameworks}.values()
    titles = Counter(short_title(framework, language) for framework in found)
    ids = Counter(framework.id for framework in found)
    references = Counter(framework.reference for framework in found)
    named = {}
    for framework in found:
        name = short_title(framework, language)
        parts = (
            *((version_in_words(framework, language),) if titles[name] > 1 or ids[framework.id] > 1 else ()),
            *((digest_in_short(framework),) if references[framework.reference] > 1 else ()),
        )
        named[framework.digest] = f"{name} ({', '.join(parts)})" if parts else name
    return named


def names_under(evaluations: Sequence[Evaluation], language: Language) -> Mapping[str, str]:
    """Return what to call the framework of each evaluation of a page, by digest."""
    return names([evaluation.framework for evaluation in evaluations], language)


def digest_in_short(framework: Framework) -> str:
    """Return the first characters of a digest: enough to tell two texts apart."""
    return framework.digest.partition(":")[2][:DIGEST_SHOWN]


def version_in_words(framework: Framework, language: Language) -> str:
    """Return the version of a framework, and that it is a draft when it is one."""
    version = _VERSION.in_(language).format(version=framework.version)
    return f"{version}, {word(framework.status, language)}" if framework.status is Status.DRAFT else version


def about(evaluation: Evaluation, language: Language) -> Paragraph:
    """Return the line under the title: the dossier, the authority, the framework and the day."""
    dossier = evaluation.dossier
    parts = (
        _DOSSIER.in_(language).format(id=dossier.id),
        *((dossier.authority,) if dossier.authority else ()),
        framework_in_words(evaluation.framework, language),
        _EVALUATED.in_(language).format(day=date_in_words(evaluation.on, language)),
    )
    return Paragraph.of(" · ".join(parts), manner=Manner.QUIET)


def colophon(*evaluations: Evaluation, language: Language) -> Blocks:
    """Return how to obtain the same findings again: the reference of each framework and the digest."""
    return (
        Paragraph.of(f"{_ONLY_HELPS.in_(language)}{colon(language)}"),
        *(
            Paragraph.of(Code(evaluation.framework.reference), " ", Code(evaluation.digest))
            for evaluation in evaluations
        ),
    )
