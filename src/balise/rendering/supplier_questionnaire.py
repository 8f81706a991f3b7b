# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questionnaire that an authority sends to the supplier of a tool: a letter, then numbered questions to answer.

The questions of the bank that a supplier can answer come first, with the answers of the bank, so that what comes back
is what a dossier asks. Those that the bank does not hold — which models, who else works behind, what happens when one
leaves — follow. Every choice is given: a supplier ticks, and an authority compares.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from balise.core.language import Language, Text
from balise.core.questions import Knower, Question, QuestionBank, QuestionType
from balise.rendering.document import (
    Definition,
    DefinitionList,
    Document,
    FormQuestion,
    Paragraph,
    Section,
    Strong,
)
from balise.rendering.typography import capitalised, date_in_words, labelled, quoted

LINE = " ".join("…" * 20)

TITLE = Text("Questionnaire au fournisseur", "Questionnaire for the supplier")
MASTHEAD = Text("Questionnaire au fournisseur d’un outil d’IA", "Questionnaire for the supplier of an AI tool")
GREETING = Text("Madame, Monsieur,", "Dear Sir or Madam,")
PURPOSE = Text(
    "Notre collectivité ({authority}) a adopté une charte d’usage de l’intelligence artificielle. Avant d’autoriser "
    "un outil, elle vérifie ce qu’il fait des données qu’on lui confie, d’où il vient, et comment on peut le quitter.",
    "Our authority ({authority}) has adopted a charter on the use of artificial intelligence. Before it allows a tool, "
    "it checks what the tool does with the data entrusted to it, where it comes from, and how one can leave it.",
)
ABOUT_TOOL = Text("Ces questions portent sur {tool}.", "These questions are about {tool}.")
ABOUT_EMBEDDED = Text(
    "Ces questions portent sur {tool}, fonction d’IA de votre logiciel {host}.",
    "These questions are about {tool}, an AI feature of your software {host}.",
)
HOW = Text(
    "Nous vous remercions de répondre sous chaque question, directement dans ce document. « Nous ne savons pas » est "
    "une réponse utile. Joignez ce qui appuie vos réponses : contrat, attestation, audit, page publique. Vos réponses "
    "seront consignées dans notre catalogue d’outils, avec leur date et votre lettre pour source.",
    "Please answer under each question, in this very document. “We do not know” is a useful answer. Enclose what "
    "supports your answers: contract, certificate, audit, public page. Your answers will be recorded in our catalogue "
    "of tools, with their date and your letter as their source.",
)
THANKS = Text(
    "Nous vous en remercions et vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.",
    "We thank you for your help. Yours faithfully,",
)
REPLY = Text("Qui a répondu", "Who answered")
REPLY_LINES = (
    Text("Société", "Company"),
    Text("Nom et fonction", "Name and position"),
    Text("Date", "Date"),
    Text("Version de l’outil décrite", "Version of the tool described"),
)
TO = Text("À", "To")
FROM = Text("De la part de", "From")
TOOL = Text("Outil", "Tool")
DAY = Text("Date", "Date")
ANSWER = Text("Réponse", "Answer")
UNKNOWN = Text("Nous ne savons pas", "We do not know")
SUPPORTED = Text("Document joint à l’appui", "Document enclosed in support")


@dataclass(frozen=True, slots=True)
class Supplier:
    """What the letter is about, and between whom."""

    tool: str
    authority: str
    host_software: str = ""
    vendor: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class SupplierQuestion:
    """A question that the bank does not hold."""

    label: Text
    choices: tuple[Text, ...] = ()


OURS: tuple[tuple[Text, tuple[SupplierQuestion, ...]], ...] = (
    (
        Text("Les modèles d’IA", "The AI models"),
        (
            SupplierQuestion(
                Text(
                    "Qui a conçu chaque modèle employé, et sous quelle licence ?",
                    "Who designed each model used, and under which licence?",
                )
            ),
            SupplierQuestion(
                Text(
                    "Nous préviendrez-vous avant de changer de modèle ou de version ? Combien de temps à l’avance ?",
                    "Will you tell us before changing a model or a version? How long in advance?",
                )
            ),
            SupplierQuestion(
                Text(
                    "La fonction d’IA peut-elle être désactivée, pour tous ou pour certains de nos agents ?",
                    "Can the AI feature be switched off, for everybody or for some of our staff?",
                ),
                (Text("pour tous", "for everybody"), Text("pour certains", "for some"), Text("non", "no")),
            ),
        ),
    ),
    (
        Text("Ceux qui travaillent derrière vous", "Those who work behind you"),
        (
            SupplierQuestion(
                Text(
                    "Donnez la liste de vos sous-traitants : nom, pays, rôle, données qui leur parviennent.",
                    "List your sub-processors: name, country, role, data that reach them.",
                )
            ),
            SupplierQuestion(
                Text(
                    "De quel pays relève la société qui vous contrôle ? Une loi étrangère peut-elle vous obliger à "
                    "livrer nos données ?",
                    "Which country’s law applies to the company that controls you? Can a foreign law force you to hand "
                    "over our data?",
                )
            ),
        ),
    ),
    (
        Text("Le lieu et la vie des données", "Where data live"),
        (
            SupplierQuestion(
                Text(
                    "Dans quels centres de données, de quels hébergeurs, nos données sont-elles traitées "
                    "et sauvegardées ?",
                    "In which data centres, of which hosts, are our data processed and backed up?",
                )
            ),
            SupplierQuestion(
                Text(
                    "Combien de temps gardez-vous ce que nos agents écrivent à l’outil, et ce qu’il répond ?",
                    "How long do you keep what our staff write to the tool, and what it answers?",
                )
            ),
            SupplierQuestion(
                Text(
                    "Qui, chez vous ou chez vos sous-traitants, peut lire ces échanges ?",
                    "Who, in your company or your sub-processors’, can read these exchanges?",
                )
            ),
            SupplierQuestion(
                Text(
                    "Quelles qualifications ou certifications détenez-vous (SecNumCloud, HDS, ISO "
                    "27001) ? Joignez-les.",
                    "Which qualifications or certificates do you hold (SecNumCloud, HDS, ISO 27001)? Enclose them.",
                )
            ),
        ),
    ),
    (
        Text("Le prix et la sortie", "Price and way out"),
        (
            SupplierQuestion(
                Text(
                    "Comment le prix de la fonction d’IA est-il fixé, et comment peut-il changer en cours de contrat ?",
                    "How is the price of the AI feature set, and how may it change during the contract?",
                )
            ),
            SupplierQuestion(
                Text(
                    "En fin de contrat, que récupérons-nous, sous quels formats, en combien de temps et à quel prix ?",
                    "At the end of the contract, what do we get back, in which formats, how soon and at what price?",
                )
            ),
            SupplierQuestion(
                Text(
                    "Quand et comment effacez-vous nos données, et quelle preuve nous en donnez-vous ?",
                    "When and how do you erase our data, and what proof do you give us?",
                )
            ),
        ),
    ),
    (
        Text("L’accessibilité", "Accessibility"),
        (
            SupplierQuestion(
                Text(
                    "Quel est le taux de conformité au RGAA des écrans de l’outil, mesuré par qui et quand ? Joignez "
                    "la déclaration.",
                    "What is the rate of compliance of the tool’s screens with the RGAA, measured by whom and when? "
                    "Enclose the statement.",
                )
            ),
        ),
    ),
)


FOR_SUPPLIERS: Mapping[str, Text] = {
    "crpa_explanation_ready": Text(
        "Nous donnerez-vous de quoi expliquer à une personne comment l’outil a compté dans une décision : règles, "
        "critères, poids, étapes ?",
        "Will you give us what it takes to explain to a person how the tool counted in a decision: rules, criteria, "
        "weights, steps?",
    ),
    "logs_kept_months": Text(
        "Pendant combien de mois les traces de fonctionnement de l’outil sont-elles gardées ?",
        "For how many months are the tool’s logs kept?",
    ),
    "reuse_for_training": Text(
        "Pouvez-vous, vous ou vos sous-traitants, vous servir de nos textes et de nos données pour "
        "entraîner des modèles ?",
        "May you or your sub-processors use our texts and data to train models?",
    ),
    "embedded_in_software": Text(
        "L’IA est-elle une fonction d’un logiciel que nous utilisons déjà ?",
        "Is the AI a feature of a software that we already use?",
    ),
    "subcontractors_known": Text(
        "Nous avez-vous donné la liste de toutes les entreprises qui travaillent derrière vous ?",
        "Have you given us the list of all the companies that work behind you?",
    ),
    "export_format": Text(
        "Sous quelle forme pouvons-nous récupérer nos données et nos réglages ?",
        "In which form can we get our data and settings back?",
    ),
    "vendor_country": Text(
        "Dans quel pays se trouve la société qui contrôle la vôtre ?",
        "In which country is the company that controls yours?",
    ),
    "hosting": Text(
        "Où l’outil et nos données sont-ils hébergés ?",
        "Where are the tool and our data hosted?",
    ),
    "bias_tests": Text(
        "Avez-vous vérifié que l’outil traite chacun avec justice ? Comment ?",
        "Have you checked that the tool treats everybody fairly? How?",
    ),
}
"""Questions of the bank that speak to the authority, said again to its supplier; the answers stay the same."""

YES_OR_NO = (Text("Oui", "Yes"), Text("Non", "No"))


def supplier_questionnaire(bank: QuestionBank, supplier: Supplier, on: date, language: Language) -> Document:
    """Return the letter and its questions, numbered from one end to the other."""
    return Document(
        title=f"{TITLE.in_(language)} – {supplier.tool}",
        language=language,
        masthead=MASTHEAD.in_(language),
        opening=(_envelope(supplier, on, language), *_letter(supplier, language)),
        body=(*_sections(bank, language), _reply(language)),
    )


def questions_asked(bank: QuestionBank) -> tuple[Question, ...]:
    """Return the questions of the bank that a supplier usually can answer, in the order of the bank."""
    return tuple(question for question in bank.questions if Knower.VENDOR in question.known_by)


def _envelope(supplier: Supplier, on: date, language: Language) -> DefinitionList:
    lines = (
        (TO, supplier.vendor),
        (FROM, ", ".join(part for part in (supplier.contact, supplier.authority) if part)),
        (TOOL, supplier.tool),
        (DAY, date_in_words(on, language)),
    )
    return DefinitionList(tuple(Definition(term.in_(language), ((said or LINE,),)) for term, said in lines))


def _letter(supplier: Supplier, language: Language) -> Iterator[Paragraph]:
    tool = quoted(supplier.tool, language)
    host = quoted(supplier.host_software, language)
    about = ABOUT_EMBEDDED if supplier.host_software else ABOUT_TOOL
    yield Paragraph.of(GREETING.in_(language))
    yield Paragraph.of(
        f"{PURPOSE.in_(language).format(authority=supplier.authority)} "
        f"{about.in_(language).format(tool=tool, host=host)}"
    )
    yield Paragraph.of(HOW.in_(language))
    yield Paragraph.of(THANKS.in_(language))


def _sections(bank: QuestionBank, language: Language) -> Iterator[Section]:
    number = 0
    for title, questions in (*_themes(bank), *OURS):
        blocks: list[FormQuestion] = []
        for question in questions:
            number += 1
            blocks.append(_question(number, question, language))
        yield Section(title.in_(language), tuple(blocks))


def _themes(bank: QuestionBank) -> Iterator[tuple[Text, tuple[SupplierQuestion, ...]]]:
    asked = questions_asked(bank)
    for theme in sorted(bank.themes, key=lambda theme: theme.order):
        questions = tuple(_asked(question) for question in asked if question.theme == theme.id)
        if questions:
            yield theme.title, questions


def _asked(question: Question) -> SupplierQuestion:
    label, unit = FOR_SUPPLIERS.get(question.id, question.label), question.unit
    if question.type is QuestionType.YES_NO:
        return SupplierQuestion(label, YES_OR_NO)
    if question.choices:
        return SupplierQuestion(label, tuple(choice.label for choice in question.choices))
    if unit is None:
        return SupplierQuestion(label)
    return SupplierQuestion(
        Text(f"{label.fr} ({unit.fr})", f"{label.en or label.fr} ({unit.en or unit.fr})"),
    )


def _question(number: int, question: SupplierQuestion, language: Language) -> FormQuestion:
    choices = (*question.choices, UNKNOWN) if question.choices else ()
    return FormQuestion(
        words=(Strong(f"{number}. {question.label.in_(language)}"),),
        choices=tuple((capitalised(choice.in_(language)),) for choice in choices),
        lines=tuple((labelled(line.in_(language), LINE, language),) for line in (ANSWER, SUPPORTED)),
    )


def _reply(language: Language) -> Section:
    return Section(
        REPLY.in_(language),
        (DefinitionList(tuple(Definition(line.in_(language), ((LINE,),)) for line in REPLY_LINES)),),
    )
