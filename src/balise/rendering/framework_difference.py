# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What changes between two texts, to be read before a vote: in words, and by words rather than by colours.

What goes and what comes is named (« retiré », « ajouté »), since a page is also listened to, printed in black, and
copied into an e-mail. What did not change is not here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from balise.core.conditions import Condition, Score
from balise.core.dates import ALWAYS, Dated, Period
from balise.core.framework_difference import (
    Aspect,
    Change,
    CommitmentDifference,
    CriterionDifference,
    FrameworkDifference,
)
from balise.core.frameworks import Control, Framework, Indicator, Principle, Rule, Vote, Wording
from balise.core.language import Language, Text
from balise.core.questions import Question, QuestionBank, Theme
from balise.core.references import Citation, Source
from balise.core.word_difference import Fate, woven
from balise.rendering.commitments import statement
from balise.rendering.condition_words import requirements_in_words
from balise.rendering.document import (
    Block,
    Blocks,
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Document,
    FindingItem,
    FindingList,
    Manner,
    Paragraph,
    Run,
    Runs,
    Section,
    Strong,
    Tag,
)
from balise.rendering.findings import wording_in_words, wording_tag
from balise.rendering.provenance import framework_in_words, short_title, version_in_words
from balise.rendering.typography import AND, Counted, capitalised, colon, date_in_words, joined, labelled, sentence
from balise.rendering.vocabulary import word

_VERSIONS = Text("Ce qui change entre deux versions", "What changes between two versions")
_CHARTERS = Text("Ce qui diffère entre deux textes", "What differs between two texts")
_TWO_TEXTS = Text(
    "Ce sont deux textes différents, et non deux versions d’un même texte. Les engagements qui disent presque la même "
    "chose sont rapprochés ; les autres sont donnés comme ajoutés ou retirés. Les dates de vote et d’entrée en "
    "vigueur sont celles de chaque texte, là où il a été voté.",
    "These are two different texts, and not two versions of one text. Commitments that say nearly the same are put "
    "side by side; the others are given as added or removed. The dates of vote and of entry into force are those of "
    "each text, where it was voted.",
)
_IN_FORCE_THERE = Text("En vigueur, là où le texte a été voté", "In force, where the text was voted")
_NOTHING = Text("Rien ne change : les deux textes disent la même chose.", "Nothing changes: both texts say the same.")
_ADDED_COUNT = Counted(
    Text("{n} engagement ajouté", "{n} commitment added"), Text("{n} engagements ajoutés", "{n} commitments added")
)
_REMOVED_COUNT = Counted(
    Text("{n} engagement retiré", "{n} commitment removed"), Text("{n} engagements retirés", "{n} commitments removed")
)
_CHANGED_COUNT = Counted(
    Text("{n} engagement modifié", "{n} commitment changed"),
    Text("{n} engagements modifiés", "{n} commitments changed"),
)
_ABOUT = Text("Le texte lui-même", "The text itself")
_ADDED_SECTION = Text("Engagements ajoutés", "Commitments added")
_REMOVED_SECTION = Text("Engagements retirés", "Commitments removed")
_RELABELLED_COUNT = Counted(
    Text("{n} engagement inchangé, dont l’origine est précisée", "{n} commitment unchanged but for its origin"),
    Text("{n} engagements inchangés, dont l’origine est précisée", "{n} commitments unchanged but for their origin"),
)
_RELABELLED_SECTION = Text("La même phrase, désormais votée ou relue", "The same sentence, now voted or read again")
_RELABELLED_WHY = Text(
    "Rien de ce que disent ces engagements ne change\u00a0: seulement d’où vient leur formulation, ou le jour où elle "
    "a été relue.",
    "Nothing of what these commitments say changes: only where their wording comes from, or the day it was last read.",
)
_CHANGED_SECTION = Text("Engagements modifiés", "Commitments changed")
_REMOVED = Text("retiré", "removed")
_ADDED = Text("ajouté", "added")
_BEFORE = Text("Avant", "Before")
_AFTER = Text("Après", "After")
_LISTED, _ALONE = (_REMOVED, _ADDED), (_BEFORE, _AFTER)
_NOTHING_SAID = Text("rien", "nothing")
_SAME_WORDS = Text(
    "les mêmes, dans un autre ordre ou autrement composés", "the same, in another order or composed otherwise"
)
_IN_ENGLISH = Text("{label}, en anglais", "{label}, in English")
_IN_FRENCH = Text("{label}, en français", "{label}, in French")
_FROM = Text("{label}, à partir du {day}", "{label}, from {day}")
_NEW_RULE = Text("Critère ajouté", "Criterion added")
_OLD_RULE = Text("Critère retiré", "Criterion removed")
_RULE = Text("Critère", "Criterion")
_ALWAYS = Text("en tout temps", "at any time")
_SINCE = Text("depuis le {day}", "since {day}")
_UNTIL = Text("jusqu’au {day}, exclu", "until {day}, excluded")
_FORMER_NUMBER = Text("numéro {number} dans l’autre texte", "number {number} in the other text")

ASPECTS: Mapping[Aspect, Text] = {
    Aspect.TITLE: Text("Titre", "Title"),
    Aspect.SUMMARY: Text("Résumé", "Summary"),
    Aspect.KIND: Text("Nature du texte", "Kind of text"),
    Aspect.PUBLISHER: Text("Adopté par", "Adopted by"),
    Aspect.VERSION: Text("Version", "Version"),
    Aspect.VOTE: Text("Vote", "Vote"),
    Aspect.IN_FORCE: Text("En vigueur", "In force"),
    Aspect.CONSULTED: Text("Qui a été consulté", "Who was consulted"),
    Aspect.EXCEPTION_PROCEDURE: Text("Demander une exception", "Asking for an exception"),
    Aspect.PRINCIPLES: Text("Principes", "Principles"),
    Aspect.SOURCES: Text("Sources", "Sources"),
    Aspect.SCORES: Text("Scores", "Scores"),
    Aspect.THEMES: Text("Thèmes de questions", "Themes of questions"),
    Aspect.QUESTIONS: Text("Questions propres au texte", "Questions of the text’s own"),
    Aspect.RETIRED: Text("Identifiants abandonnés", "Identifiers given up"),
    Aspect.PRINCIPLE: Text("Principe", "Principle"),
    Aspect.STATEMENT: Text("Engagement", "Commitment"),
    Aspect.PLAIN_WORDS: Text("En clair", "In plain words"),
    Aspect.WORDING: Text("Origine de la formulation", "Where the wording comes from"),
    Aspect.SCOPE: Text("Portée", "Scope"),
    Aspect.MODALITY: Text("Façon d’obliger", "How it binds"),
    Aspect.STRENGTH: Text("Force", "Strength"),
    Aspect.BINDS: Text("Qui est tenu", "Who is bound"),
    Aspect.CONTROLS: Text("La passerelle", "The gateway"),
    Aspect.INDICATORS: Text("Le bilan annuel compte", "The annual report counts"),
    Aspect.REVIEWED: Text("Dernière relecture", "Last reread"),
    Aspect.APPLIES_WHEN: Text("S’applique si", "Applies when"),
    Aspect.EXPECTS: Text("Vérifie", "Checks"),
    Aspect.OTHERWISE: Text("À faire", "To do"),
}


def framework_difference_page(difference: FrameworkDifference, bank: QuestionBank, language: Language) -> Document:
    """Return the page that says what changes from one text to the other, and nothing of what does not."""
    before, after = difference.before, difference.after
    two_versions = before.id == after.id
    names = [
        version_in_words(side, language) if two_versions else short_title(side, language) for side in (before, after)
    ]
    title = " → ".join(names)
    return Document(
        title=labelled(short_title(after, language), title, language) if two_versions else title,
        language=language,
        masthead=(_VERSIONS if two_versions else _CHARTERS).in_(language),
        opening=tuple(_opening(difference, language)),
        body=tuple(_Differences(bank, language).sections(difference)),
        colophon=tuple(Paragraph.of(Code(side.reference), " ", Code(side.digest)) for side in (before, after)),
    )


def _opening(difference: FrameworkDifference, language: Language) -> Iterator[Block]:
    if difference.before.id != difference.after.id:
        sides = " → ".join(framework_in_words(side, language) for side in (difference.before, difference.after))
        yield Paragraph.of(sides, manner=Manner.QUIET)
        yield Paragraph.of(_TWO_TEXTS.in_(language))
    counts = (
        (_ADDED_COUNT, difference.added),
        (_REMOVED_COUNT, difference.removed),
        (_CHANGED_COUNT, difference.changed),
        (_RELABELLED_COUNT, difference.relabelled),
    )
    said = [counted.of(len(found), language) for counted, found in counts if found]
    if difference.is_empty:
        yield Paragraph.of(_NOTHING.in_(language), manner=Manner.LEDE)
    elif said:
        yield Paragraph.of(sentence(joined(said, AND, language)), manner=Manner.LEDE)


class _Differences:
    """Says differences with the words of a bank, in a language."""

    def __init__(self, bank: QuestionBank, language: Language) -> None:
        self.bank = bank
        self.language = language

    def sections(self, difference: FrameworkDifference) -> Iterator[Section]:
        """Yield what changes of the text itself, then of its commitments."""
        if difference.changes:
            yield Section(_ABOUT.in_(self.language), self._of_the_text(difference))
        groups = (
            (_ADDED_SECTION, [each for each in difference.commitments if each.before is None]),
            (_REMOVED_SECTION, [each for each in difference.commitments if each.after is None]),
            (_CHANGED_SECTION, list(difference.changed)),
        )
        for title, found in groups:
            if found:
                items = tuple(self._commitment(each, difference) for each in found)
                yield Section(title.in_(self.language), (FindingList(items),))
        if difference.relabelled:
            latest = [each.latest for each in difference.relabelled]
            lines = tuple((f"{each.number}. {each.title.in_(self.language)}",) for each in latest)
            why = Paragraph.of(_RELABELLED_WHY.in_(self.language))
            yield Section(_RELABELLED_SECTION.in_(self.language), (why, BulletList(lines)))

    def _of_the_text(self, difference: FrameworkDifference) -> Blocks:
        """Return what changes of the text itself; a charter of elsewhere is in force here since another day."""
        blocks = self._changes(difference.changes, None)
        if difference.before.id == difference.after.id:
            return blocks
        named = {ASPECTS[Aspect.IN_FORCE].in_(self.language): _IN_FORCE_THERE.in_(self.language)}
        return tuple(
            DefinitionList(
                tuple(
                    Definition(
                        named.get(each.term, each.term) if isinstance(each.term, str) else each.term, each.descriptions
                    )
                    for each in block.entries
                )
            )
            if isinstance(block, DefinitionList)
            else block
            for block in blocks
        )

    def _commitment(self, difference: CommitmentDifference, whole: FrameworkDifference) -> FindingItem:
        latest = difference.latest
        alone = difference.before is None or difference.after is None
        blocks: Blocks = (
            tuple(statement(latest, None, self.language)) if alone else tuple(self._inside(difference, whole))
        )
        strength = (Tag(word(latest.strength, self.language)),) if alone else ()
        text = whole.before if difference.after is None else whole.after
        tags = (wording_tag(latest, self.language, draft=text.is_proposed), *strength)
        return FindingItem(latest.number, latest.title.in_(self.language), blocks, tags=tags, id=latest.id)

    def _inside(self, difference: CommitmentDifference, whole: FrameworkDifference) -> Iterator[Block]:
        """Yield what changes within a commitment that both texts have."""
        first, second = difference.before, difference.after
        if first is not None and second is not None and first.number != second.number:
            said = _FORMER_NUMBER.in_(self.language).format(number=first.number)
            yield Paragraph.of(sentence(said), manner=Manner.QUIET)
        if difference.changes:
            yield from self._changes(difference.changes, whole)
        for criterion in difference.criteria:
            yield from self._criterion(criterion, whole)

    def _criterion(self, difference: CriterionDifference, whole: FrameworkDifference) -> Iterator[Block]:
        rule = difference.after or difference.before
        if rule is None:
            return
        label = _NEW_RULE if difference.before is None else _OLD_RULE if difference.after is None else _RULE
        title = labelled(label.in_(self.language), rule.criterion.title.in_(self.language), self.language)
        yield Paragraph.of(Strong(sentence(title)), " ", Code(rule.criterion.id))
        if difference.before is None or difference.after is None:
            yield DefinitionList(tuple(self._rule(rule)))
        else:
            yield from self._changes(difference.changes, whole)

    def _rule(self, rule: Rule) -> Iterator[Definition]:
        """Yield what a criterion that came or went checks, and how hard it binds."""
        for aspect, condition in (
            (Aspect.APPLIES_WHEN, rule.criterion.applies_when),
            (Aspect.EXPECTS, rule.criterion.expects),
        ):
            if condition is not None:
                yield self._entry(aspect, tuple((line,) for line in self._lines(condition)))
        yield self._entry(Aspect.STRENGTH, ((sentence(word(rule.strength, self.language)),),))

    def _entry(self, aspect: Aspect, descriptions: tuple[Runs, ...]) -> Definition:
        return Definition(ASPECTS[aspect].in_(self.language), descriptions)

    def _changes(self, changes: Sequence[Change], whole: FrameworkDifference | None) -> Blocks:
        return (DefinitionList(tuple(entry for change in changes for entry in self._change(change, whole))),)

    def _change(self, change: Change, whole: FrameworkDifference | None) -> Iterator[Definition]:
        """Yield a change under its name: woven together when both sides are sentences, else what goes and comes."""
        label = ASPECTS[change.aspect].in_(self.language)
        before, after = (_texts(side) for side in (change.before, change.after))
        if before is not None and after is not None and before.keys() == after.keys():
            for since in before:
                if before[since] != after[since]:
                    yield from self._text(self._dated(label, since), before[since], after[since])
            return
        lines = (
            self._lines(change.before, None if whole is None else whole.before),
            self._lines(change.after, None if whole is None else whole.after),
        )
        whole_lists = isinstance(change.before or change.after, (tuple, Condition))
        yield Definition(label, tuple(self._moved(*lines, _LISTED if whole_lists else _ALONE)))

    def _dated(self, label: str, since: date | None) -> str:
        if since is None:
            return label
        return _FROM.in_(self.language).format(label=label, day=date_in_words(since, self.language))

    def _text(self, label: str, before: Text, after: Text) -> Iterator[Definition]:
        """Yield what changes of a text in the language of the page, or of its other wording when only that one does."""
        first, second = before.in_(self.language), after.in_(self.language)
        if first != second:
            yield Definition(label, tuple(_woven(first, second, self.language)))
        elif before.fr != after.fr:
            yield Definition(
                _IN_FRENCH.in_(self.language).format(label=label), tuple(_woven(before.fr, after.fr, self.language))
            )
        else:
            yield Definition(
                _IN_ENGLISH.in_(self.language).format(label=label),
                tuple(_woven(before.en or "", after.en or "", self.language)),
            )

    def _moved(self, before: Sequence[str], after: Sequence[str], names: tuple[Text, Text]) -> Iterator[Runs]:
        """Yield what goes, then what comes; what is on both sides is not said again."""
        gone = [line for line in before if line not in after]
        come = [line for line in after if line not in before]
        for name, lines in zip(names, (gone, come), strict=True):
            for line in lines:
                yield (Strong(f"{capitalised(name.in_(self.language))}{colon(self.language)}"), f" {line}")
        if not gone and not come:
            yield (sentence(_SAME_WORDS.in_(self.language)),)

    def _lines(self, value: Any, framework: Framework | None = None) -> list[str]:
        """Return what one side says, one line for each thing that can come or go alone."""
        if value is None or value == ():
            return []
        if isinstance(value, Condition):
            return list(requirements_in_words(value, self.bank, self.language))
        if isinstance(value, Dated):
            return [self._dated(step.value.in_(self.language), step.since) for step in value.steps]
        if isinstance(value, tuple):
            return [line for item in value for line in self._lines(item, framework)]
        if isinstance(value, Citation):
            return [_citation(value, framework)]
        if isinstance(value, Wording):
            draft = framework is not None and framework.is_proposed
            return [wording_in_words(value, self.language, draft=draft)]
        return [next(said(value, self.language) for kind, said in _SAID.items() if isinstance(value, kind))]


def _texts(value: Any) -> Mapping[date | None, Text] | None:
    """Return the sentences of a side by the day from which each holds; None when it is something else."""
    if isinstance(value, Text):
        return {None: value}
    if isinstance(value, Dated):
        return {step.since: step.value for step in value.steps}
    return None


def _woven(before: str, after: str, language: Language) -> Iterator[Runs]:
    """Yield both wordings in one sentence, what goes and what comes named; or one then the other, when little stays."""
    pieces = woven(before, after)
    if not pieces:
        for label, text in ((_BEFORE, before), (_AFTER, after)):
            said = text or _NOTHING_SAID.in_(language)
            yield (Strong(f"{label.in_(language)}{colon(language)}"), f" {said}")
        return
    names = {Fate.REMOVED: _REMOVED.in_(language), Fate.ADDED: _ADDED.in_(language)}
    runs: list[Run] = []
    for place, piece in enumerate(pieces):
        if piece.fate is Fate.KEPT:
            runs.append(piece.text)
            continue
        if place and pieces[place - 1].fate is not Fate.KEPT:
            runs.append(" ")
        runs.extend(_named(names[piece.fate], piece.text, language))
    yield tuple(runs)


def _named(name: str, text: str, language: Language) -> Iterator[Run]:
    """Yield some words between brackets, told gone or come; their blanks stay outside."""
    yield text[: len(text) - len(text.lstrip())]
    yield Strong(f"[{name}{colon(language)}")
    yield f" {text.strip()}"
    yield Strong("]")
    yield text[len(text.rstrip()) :]


def _citation(citation: Citation, framework: Framework | None) -> str:
    known = {source.id: source.text for source in framework.sources} if framework is not None else {}
    text = known.get(citation.source, citation.source)
    return f"{text}, {citation.article}" if citation.article else text


def _vote(vote: Vote, language: Language) -> str:
    result = vote.result[:1].lower() + vote.result[1:] if vote.result else None
    parts = (vote.body, date_in_words(vote.on, language), result, vote.reference)
    return ", ".join(part for part in parts if part)


def _period(period: Period, language: Language) -> str:
    if period == ALWAYS:
        return _ALWAYS.in_(language)
    bounds = ((_SINCE, period.start), (_UNTIL, period.end))
    return ", ".join(
        text.in_(language).format(day=date_in_words(day, language)) for text, day in bounds if day is not None
    )


def _principle(principle: Principle, language: Language) -> str:
    title = principle.title.in_(language)
    return title if principle.summary is None else labelled(title, principle.summary.in_(language), language)


def _control(control: Control, language: Language) -> str:
    parameters = ", ".join(f"{name} = {value}" for name, value in sorted(control.parameters.items()))
    return word(control.kind, language) + (f" ({parameters})" if parameters else "")


def _source(source: Source, language: Language) -> str:
    details = [
        word(source.status, language),
        date_in_words(source.last_reviewed_on, language),
        *([date_in_words(source.published_on, language)] if source.published_on is not None else []),
        *([source.link] if source.link else []),
    ]
    return f"{source.text} ({', '.join(details)})"


def _indicator(indicator: Indicator, language: Language) -> str:
    return f"{indicator.label.in_(language)} ({indicator.unit})"


_SAID: Mapping[type, Callable[[Any, Language], str]] = {
    Text: lambda value, language: value.in_(language),
    StrEnum: word,
    date: date_in_words,
    Period: _period,
    Vote: _vote,
    Principle: _principle,
    Control: _control,
    Indicator: _indicator,
    Source: _source,
    Question: lambda value, language: value.label.in_(language),
    Theme: lambda value, language: value.title.in_(language),
    Score: lambda value, _: value.id,
    object: lambda value, _: str(value),
}
"""How each sort of thing is said in a line; the first that fits."""
