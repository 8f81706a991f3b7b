# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The loss report of an export: in a few lines or as a page for whoever exports, as data for whoever checks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from balise.core.interchange import ExportReport, Loss, LossKind
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.rendering.document import (
    Align,
    Block,
    Definition,
    DefinitionList,
    Disclosure,
    Document,
    Manner,
    Paragraph,
    Section,
    Strong,
    Table,
)
from balise.rendering.long_lists import MOST_LISTED
from balise.rendering.typography import AND, Counted, capitalised, joined, number_in_words

VERSION = 1
LONGEST_SHOWN = 160
"""In characters: what a report shows of a text; the data hold all of it."""
LONGEST_WORD = 30
"""What is left of a word that is cut goes with the rest of it, unless it is no word."""
MASTHEAD = Text("Rapport de pertes", "Loss report")
PAGE_TITLE = Text("Export vers {target}", "Export to {target}")
EXPORTED = Counted(
    Text("{n} fiche exportée.", "{n} entry exported."), Text("{n} fiches exportées.", "{n} entries exported.")
)
LOST = Counted(
    Text("{n} perte, dite ci-dessous.", "{n} loss, told below."),
    Text("{n} pertes, toutes dites ci-dessous.", "{n} losses, all told below."),
)
REST = Text(
    "Tout ce qui n’est pas listé revient identique quand on relit le fichier.",
    "Whatever is not listed comes back identical when the file is read again.",
)
LEFT_OUT = Counted(
    Text("Et {n} autre fiche\u00a0: le rapport en JSON la donne.", "And {n} other entry: the report as JSON has it."),
    Text(
        "Et {n} autres fiches\u00a0: le rapport en JSON les donne toutes.",
        "And {n} other entries: the report as JSON has them all.",
    ),
)
LOSSES = Counted(Text("{n} perte", "{n} loss"), Text("{n} pertes", "{n} losses"))
FACT = Text("Information", "Information")
COLUMN = Text("Colonne", "Column")
TIMES = Text("Fois", "Times")
IN_THE_FILE = Text("Dans le fichier : {}", "In the file: {}")
ABSENT = Text("Rien à y écrire", "Nothing to write there")
ENTRY_BY_ENTRY = Text("Fiche par fiche", "Entry by entry")
MOST_IN_A_LINE = 8
"""Kinds of information: beyond, a line is not read; the report tells them all."""
MORE = Counted(Text(", et {n} autre", ", and {n} more"), Text(", et {n} autres", ", and {n} more"))
ENTRIES = Text("Fiches exportées : {}", "Entries exported: {}")
NOTHING_LOST = Text("Rien n’est perdu.", "Nothing is lost.")
KINDS: Mapping[LossKind, Text] = {
    LossKind.UNSAID: Text("sans colonne dans ce registre", "without a column in that register"),
    LossKind.NO_WORD: Text("sans mot équivalent", "without an equivalent word"),
    LossKind.APPROXIMATE: Text("écrit moins précisément", "written less precisely"),
    LossKind.CUT: Text("coupé à la longueur admise", "cut to the length admitted"),
    LossKind.ALTERED: Text("relu autrement qu’écrit", "read back otherwise than written"),
    LossKind.UNFIT: Text("pas dans la forme demandée", "not in the form asked for"),
    LossKind.NOT_READ: Text("écrit, et pas relu par l’import", "written, and not read back by the import"),
    LossKind.UNTRANSLATED: Text("à traduire", "to be translated"),
    LossKind.INTERNAL: Text("interne au dossier, jamais écrit", "internal to the dossier, never written"),
    LossKind.LACKING: Text("exigé par ce registre et absent", "required by that register and absent"),
}
FACTS: Mapping[str, Text] = {
    "entry:id": Text("identifiant", "identifier"),
    "entry:title": Text("titre", "title"),
    "entry:authority": Text("collectivité", "authority"),
    "entry:address": Text("adresse de la fiche", "address of the entry"),
    "entry:authority_slug": Text("code de la collectivité", "code of the authority"),
    "entry:authority_kind": Text("type de collectivité", "kind of authority"),
    "entry:siren": Text("SIREN", "SIREN"),
    "entry:authority_contact": Text("contact de la collectivité", "contact of the authority"),
    "entry:edition": Text("édition", "edition"),
    "entry:status": Text("situation", "status"),
    "entry:published_on": Text("date de publication", "date of publication"),
    "entry:first_published_on": Text("première publication", "first publication"),
    "entry:ended_on": Text("date d’arrêt", "date of the end"),
    "entry:charter": Text("charte", "charter"),
    "entry:charter_title": Text("titre de la charte", "title of the charter"),
    "entry:outcome": Text("résultat de l’examen", "outcome of the examination"),
    "entry:findings": Text("engagements tenus ou non", "commitments kept or not"),
    "entry:decision": Text("décision", "decision"),
    "entry:decided_on": Text("date de la décision", "date of the decision"),
    "entry:deciding_authority": Text("autorité qui a décidé", "who decided"),
    "entry:decision_reason": Text("raison de la décision", "reason of the decision"),
    "entry:notices": Text("mentions", "notices"),
    "entry:missing_notices": Text("mentions qui manquent", "missing notices"),
    "entry:tool": Text("outil", "tool"),
    "entry:change": Text("changement de cette édition", "change of this edition"),
    "entry:imported_from": Text("fiche d’origine", "original entry"),
    "dossier:framework": Text("charte du dossier", "charter of the dossier"),
    "dossier:evidence": Text("pièces du dossier", "evidence of the dossier"),
}
"""What an entry or a dossier says beside the questions of the bank."""


def fact_in_words(loss: Loss, report: ExportReport, bank: QuestionBank, language: Language) -> str:
    """Return what was lost, in a few words; the column alone when only the target asks for it."""
    if loss.fact in FACTS:
        return FACTS[loss.fact].in_(language)
    question = bank.by_id.get(loss.fact)
    if question is not None:
        return question.short.in_(language)
    label = report.labels.get(loss.column)
    return label.in_(language) if label is not None else loss.column or loss.fact


def export_report_lines(report: ExportReport, bank: QuestionBank, language: Language) -> list[str]:
    """Return the report in a few lines: by kind of loss, what is lost and how many times."""
    return [ENTRIES.in_(language).format(report.entries), *_loss_lines(report, bank, language)]


def _loss_lines(report: ExportReport, bank: QuestionBank, language: Language) -> Iterator[str]:
    if not report.losses:
        yield NOTHING_LOST.in_(language)
    colon = "\u00a0: " if language is Language.FRENCH else ": "
    for kind, words in KINDS.items():
        lost = Counter(fact_in_words(loss, report, bank, language) for loss in report.losses if loss.kind is kind)
        if lost:
            ordered = sorted(lost.items(), key=lambda one: (-one[1], one[0]))
            told = ", ".join(f"{fact} × {times}" for fact, times in ordered[:MOST_IN_A_LINE])
            more = MORE.of(len(ordered) - MOST_IN_A_LINE, language) if len(ordered) > MOST_IN_A_LINE else ""
            yield f"  {words.in_(language)}{colon}{told}{more}"


def export_report_page(report: ExportReport, title: Text, bank: QuestionBank, language: Language) -> Document:
    """Return the report as a page; ``title`` is that of the target."""
    return Document(
        title=PAGE_TITLE.in_(language).format(target=title.in_(language)),
        language=language,
        masthead=MASTHEAD.in_(language),
        opening=tuple(_told_first(report, language)),
        body=tuple(_sections(report, bank, language)),
    )


def _told_first(report: ExportReport, language: Language) -> Iterator[Block]:
    lost = LOST.of(len(report.losses), language) if report.losses else NOTHING_LOST.in_(language)
    yield Paragraph.of(f"{EXPORTED.of(report.entries, language)} {lost}", manner=Manner.LEDE)
    if report.losses:
        yield Paragraph.of(REST.in_(language))


def _sections(report: ExportReport, bank: QuestionBank, language: Language) -> Iterator[Section]:
    for kind, words in KINDS.items():
        losses = [loss for loss in report.losses if loss.kind is kind]
        if losses:
            title = words.in_(language)
            yield Section(capitalised(title), (_counts(losses, report, bank, language),), id=kind.value)
    if report.losses:
        yield Section(ENTRY_BY_ENTRY.in_(language), tuple(_entries(report, bank, language)), id="entries")


def _counts(losses: list[Loss], report: ExportReport, bank: QuestionBank, language: Language) -> Table:
    """Return what is lost in one way, the most frequent first."""
    counted = Counter((fact_in_words(loss, report, bank, language), loss.column) for loss in losses)
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    in_a_column = any(column for _, column in counted)
    return Table(
        LOSSES.of(len(losses), language),
        ((FACT.in_(language),), *(((COLUMN.in_(language),),) if in_a_column else ()), (TIMES.in_(language),)),
        tuple(
            ((fact,), *(((column,),) if in_a_column else ()), (number_in_words(times, language),))
            for (fact, column), times in ordered
        ),
        (Align.START, Align.START, Align.END) if in_a_column else (Align.START, Align.END),
    )


def _entries(report: ExportReport, bank: QuestionBank, language: Language) -> Iterator[Block]:
    """Yield the losses of each entry, folded away; the data name every one where there are too many to read."""
    names = list(dict.fromkeys(loss.entry for loss in report.losses))
    for name in names[:MOST_LISTED]:
        yield Disclosure(name, tuple(_of_an_entry(report.of(name), report, bank, language)))
    if len(names) > MOST_LISTED:
        yield Paragraph.of(LEFT_OUT.of(len(names) - MOST_LISTED, language), manner=Manner.QUIET)


def _of_an_entry(
    losses: tuple[Loss, ...], report: ExportReport, bank: QuestionBank, language: Language
) -> Iterator[Block]:
    """Yield what one entry loses, way by way: what it says, and what the file says instead."""
    for kind, words in KINDS.items():
        lost = [loss for loss in losses if loss.kind is kind]
        if lost:
            yield Paragraph.of(Strong(capitalised(words.in_(language))))
            yield DefinitionList(tuple(_told(loss, report, bank, language) for loss in lost))


def _told(loss: Loss, report: ExportReport, bank: QuestionBank, language: Language) -> Definition:
    said = _shortened(_in_words(loss, bank, language)) or ABSENT.in_(language)
    same = loss.written == loss.value
    written = (IN_THE_FILE.in_(language).format(_shortened(loss.written)),) if loss.written and not same else ()
    return Definition(
        capitalised(fact_in_words(loss, report, bank, language)), ((said,), *((written,) if written else ()))
    )


def _in_words(loss: Loss, bank: QuestionBank, language: Language) -> str:
    """Return what the entry says, its codes in the words of the question."""
    question = bank.by_id.get(loss.fact)
    codes = loss.value.split("|")
    if question is None or not set(codes) <= set(question.choice_ids()):
        return loss.value
    return joined([question.sentence_of(code).in_(language) for code in codes], AND, language)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= LONGEST_SHOWN:
        return line
    cut = line[: LONGEST_SHOWN - 4]
    words, _space, half = cut.rpartition(" ")
    return f"{words if words and len(half) <= LONGEST_WORD else cut} […]"


def export_report_data(report: ExportReport) -> dict[str, Any]:
    """Return the whole report as data, in codes."""
    count = report.count()
    return {
        "export_report": VERSION,
        "target": report.target,
        "entries": report.entries,
        "count": {kind.value: count[kind] for kind in LossKind if count[kind]},
        "losses": [_loss_record(loss) for loss in report.losses],
    }


def _loss_record(loss: Loss) -> dict[str, str]:
    """Return one loss; what it does not say is absent."""
    told = {
        "entry": loss.entry,
        "kind": loss.kind.value,
        "fact": loss.fact,
        "column": loss.column,
        "value": loss.value,
        "written": loss.written,
    }
    return {name: text for name, text in told.items() if text}
