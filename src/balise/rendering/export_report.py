# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The loss report of an export: in a few lines for whoever exports, as data for whoever checks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from balise.core.interchange import ExportReport, Loss, LossKind
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank

VERSION = 1
ENTRIES = Text("Fiches exportées : {}", "Entries exported: {}")
NOTHING_LOST = Text("Rien n’est perdu.", "Nothing is lost.")
KINDS: Mapping[LossKind, Text] = {
    LossKind.UNSAID: Text("sans colonne dans ce registre", "without a column in that register"),
    LossKind.NO_WORD: Text("sans mot équivalent", "without an equivalent word"),
    LossKind.APPROXIMATE: Text("écrit moins précisément", "written less precisely"),
    LossKind.CUT: Text("coupé à la longueur admise", "cut to the length admitted"),
    LossKind.ALTERED: Text("relu autrement qu’écrit", "read back otherwise than written"),
    LossKind.UNTRANSLATED: Text("à traduire", "to be translated"),
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
    "entry:tool": Text("outil", "tool"),
    "entry:change": Text("changement de cette édition", "change of this edition"),
    "entry:imported_from": Text("fiche d’origine", "original entry"),
}
"""What an entry says beside the questions of the bank."""


def fact_in_words(loss: Loss, bank: QuestionBank, language: Language) -> str:
    """Return what was lost, in a few words; the column alone when only the target asks for it."""
    if loss.fact in FACTS:
        return FACTS[loss.fact].in_(language)
    question = bank.by_id.get(loss.fact)
    return question.short.in_(language) if question is not None else loss.column or loss.fact


def export_report_lines(report: ExportReport, bank: QuestionBank, language: Language) -> list[str]:
    """Return the report in a few lines: by kind of loss, what is lost and how many times."""
    return [ENTRIES.in_(language).format(report.entries), *_loss_lines(report, bank, language)]


def _loss_lines(report: ExportReport, bank: QuestionBank, language: Language) -> Iterator[str]:
    if not report.losses:
        yield NOTHING_LOST.in_(language)
    colon = "\u00a0: " if language is Language.FRENCH else ": "
    for kind, words in KINDS.items():
        lost = Counter(fact_in_words(loss, bank, language) for loss in report.losses if loss.kind is kind)
        if lost:
            told = ", ".join(
                f"{fact} × {times}" for fact, times in sorted(lost.items(), key=lambda one: (-one[1], one[0]))
            )
            yield f"  {words.in_(language)}{colon}{told}"


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
