# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One document that holds every sort of block and of run, for what a writer must not drop."""

from balise.core.language import Language
from balise.rendering.document import (
    Align,
    Aside,
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Disclosure,
    Document,
    Figure,
    FindingItem,
    FindingList,
    FormQuestion,
    Link,
    Manner,
    Mark,
    Note,
    NumberedList,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Table,
    Tag,
    Tone,
    Verdict,
)

DOOR = '<svg viewBox="0 0 48 48"><path d="M8 4h32v40H8z" fill="none" stroke="currentColor"/></svg>'
ISSUES = Table(
    "Issues par dossier",
    (("Dossier",), ("Nombre",)),
    ((("Tri de CV",), ("3",)), (("Cantine",), ("12",))),
    (Align.START, Align.END),
)
EVERYTHING = Document(
    "Agent conversationnel",
    Language.FRENCH,
    "Fiche d’évaluation",
    opening=(Verdict(Tone.STOP, "Défavorable", (Paragraph.of("Un engagement bloquant n’est pas tenu."),)),),
    asides=(Aside("Aussi évalué", (Paragraph.of(Link("Charte de Strasbourg", "#strasbourg")),)),),
    body=(
        Paragraph.of("En bref.", manner=Manner.LEDE),
        Section(
            "Engagements",
            (
                FindingList(
                    (
                        FindingItem(
                            "2",
                            "Pas d’IA face au public",
                            (Quotation("Interdire l’IA dans les interactions directes."),),
                            Mark(Tone.STOP, "Bloquant"),
                            (Tag("formulation rapportée"),),
                            "lyon-2025:2",
                        ),
                    )
                ),
                BulletList((("Un",), ("Deux ", Strong("fois")))),
                NumberedList((("D’abord",), ("Ensuite",))),
                DefinitionList((Definition("Vérifie", (("Mode d’interaction",), ("Public",))),)),
                FormQuestion(("1. Où sont nos données ?",), (("En France",), ("Ailleurs",)), (("Réponse : …",),)),
                Note((Paragraph.of("À noter."),)),
                Disclosure("Pourquoi ce constat", (Paragraph.of(Code("lyon-2025:2:a")),)),
                ISSUES,
                Figure(DOOR, "Une porte fermée"),
            ),
            id="strasbourg",
        ),
    ),
    colophon=(Paragraph.of("Ce constat est calculé."),),
)
