# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A charter small enough to be read whole, and the dossier of a chatbot judged by it.

Every strength, scope and wording is there once, so that a page made from it shows everything a page can show.
"""

from collections.abc import Mapping
from datetime import date

from balise.core.conditions import After, AllOf, AnswerValue, AtMost, Condition, Day, Includes, Is, Not
from balise.core.dates import Dated, Period
from balise.core.dossiers import Dossier, Evidence
from balise.core.frameworks import (
    Bound,
    Commitment,
    Control,
    ControlKind,
    Criterion,
    Framework,
    Indicator,
    Kind,
    Modality,
    Principle,
    Scope,
    Status,
    Strength,
    Vote,
    Wording,
)
from balise.core.language import Text
from balise.core.questions import Choice, Knower, Nature, Question, QuestionBank, QuestionType, Theme, YesNoSentences
from balise.core.references import Citation, Source, SourceStatus

ON = date(2026, 11, 21)
SOURCE = Source(
    "deliberation",
    "Délibération du conseil municipal de Valbrise",
    SourceStatus.FOUND,
    date(2026, 6, 1),
    link="https://valbrise.example/charte",
)


def question(
    name: str,
    kind: QuestionType,
    short: Text,
    *,
    choices: tuple[Choice, ...] = (),
    says: YesNoSentences | None = None,
    unit: Text | None = None,
    nature: Nature = Nature.DESIGN,
) -> Question:
    """Return a question that says what it is about, and little else."""
    return Question(
        name,
        kind,
        Text(f"Que dire de ceci : {short.fr} ?", f"What about this: {short.en}?"),
        short,
        Text("Une aide.", "Some help."),
        Text("Un exemple.", "An example."),
        Text("Pour savoir.", "To know."),
        (Knower.OWNER, Knower.DPO),
        nature,
        choices,
        says,
        unit,
        theme="people",
    )


AUDIENCE = question(
    "audience",
    QuestionType.CHOICES,
    Text("public concerné", "people concerned"),
    choices=(
        Choice("residents", Text("habitants", "residents")),
        Choice("staff", Text("agents", "staff")),
        Choice("nobody", Text("aucun public", "nobody"), exclusive=True),
    ),
    nature=Nature.FACT,
)
INTERACTION = question(
    "interaction_mode",
    QuestionType.CHOICE,
    Text("mode d’interaction", "mode of interaction"),
    choices=(
        Choice("none", Text("aucun contact", "no contact")),
        Choice("mediated", Text("un agent relit et envoie", "staff check and send")),
        Choice("direct", Text("l’outil répond seul", "the tool answers by itself")),
    ),
)
EXIT_PLAN = question(
    "exit_plan",
    QuestionType.YES_NO,
    Text("plan de sortie", "exit plan"),
    says=YesNoSentences(
        Text("le plan de sortie existe", "the exit plan exists"),
        Text("le plan de sortie n’existe pas", "the exit plan does not exist"),
    ),
)
LAST_DRILL = question("last_drill", QuestionType.DATE, Text("dernier exercice", "last drill"))
REQUESTS = question(
    "requests", QuestionType.NUMBER, Text("requêtes par an", "requests per year"), unit=Text("requêtes", "requests")
)
PURPOSE = question("purpose", QuestionType.TEXT, Text("but poursuivi", "purpose"))

BANK = QuestionBank(
    (Theme("people", Text("Personnes", "People"), 1),),
    (AUDIENCE, INTERACTION, EXIT_PLAN, LAST_DRILL, REQUESTS, PURPOSE),
)


def commitment(
    number: int,
    title: Text,
    strength: Strength,
    wording: Wording,
    *,
    scope: Scope = Scope.DOSSIER,
    controls: tuple[Control, ...] = (),
) -> Commitment:
    """Return a commitment of the charter of Valbrise."""
    return Commitment(
        f"valbrise:{number}",
        "valbrise:people",
        title,
        Dated.constant(Text(f"Engagement : {title.fr}", f"Commitment: {title.en}")),
        wording,
        scope,
        Modality.REQUIRE,
        strength,
        (Citation("deliberation", f"art. {number}"),),
        date(2026, 6, 1),
        Text("Autrement dit.", "In other words."),
        (Bound.STAFF, Bound.UNITS),
        controls,
        (Indicator(f"valbrise:{number}:count", Text("Usages comptés", "Uses counted"), "usages"),),
    )


def criterion(
    name: str,
    title: Text,
    expects: Condition,
    *,
    applies_when: Condition | None = None,
    in_force: Period | None = None,
) -> Criterion:
    """Return a criterion of the charter of Valbrise."""
    way_out = Text(f"Faites en sorte que : {title.fr}", f"See to it that: {title.en}")
    return Criterion(
        f"valbrise:{name}", f"valbrise:{name[0]}", title, expects, way_out, applies_when, in_force=in_force
    )


CHARTER = Framework(
    "valbrise",
    "1.0.0",
    Status.DRAFT,
    Kind.CHARTER,
    Text("Charte de Valbrise", "Charter of Valbrise"),
    "Ville de Valbrise",
    (SOURCE,),
    (Principle("valbrise:people", Text("Les personnes d’abord", "People first"), Text("En bref.", "In brief.")),),
    summary=Text("Une charte courte.", "A short charter."),
    in_force=Period(date(2026, 6, 1)),
    vote=Vote("conseil municipal", date(2026, 6, 1), "unanimité", "2026-41"),
    consulted=(Text("les syndicats", "the unions"),),
    exception_procedure=Text("Écrivez au maire.", "Write to the mayor."),
    commitments=(
        commitment(
            1,
            Text("Pas d’IA en contact direct", "No AI in direct contact"),
            Strength.BLOCKING,
            Wording.VOTED,
            controls=(Control(ControlKind.REFUSE_DIRECT_INTERACTION),),
        ),
        commitment(2, Text("Réversibilité", "Reversibility"), Strength.CORRECTABLE, Wording.RECONSTRUCTED),
        commitment(3, Text("Sobriété", "Frugality"), Strength.ADVISORY, Wording.REPORTED),
        commitment(
            4,
            Text("Bilan annuel", "Annual report"),
            Strength.CORRECTABLE,
            Wording.SUMMARISED,
            scope=Scope.ORGANISATION,
        ),
        commitment(5, Text("Règle à venir", "A rule to come"), Strength.BLOCKING, Wording.VOTED),
    ),
    criteria=(
        criterion(
            "1:a",
            Text("un agent relit ce que lisent les habitants", "staff check what residents read"),
            Not(Is("interaction_mode", "direct")),
            applies_when=Includes("audience", ("residents",)),
        ),
        criterion("2:a", Text("un plan de sortie existe", "an exit plan exists"), Is("exit_plan", "yes")),
        criterion(
            "2:b",
            Text("un exercice date de moins d’un an", "a drill is less than a year old"),
            AllOf((Is("exit_plan", "yes"), After("last_drill", Day(months=-12)))),
        ),
        criterion("3:a", Text("peu de requêtes", "few requests"), AtMost("requests", 1000)),
        criterion(
            "5:a",
            Text("une règle de demain", "a rule for tomorrow"),
            Is("exit_plan", "yes"),
            in_force=Period(date(2027, 12, 2)),
        ),
    ),
)

KEPT: Mapping[str, AnswerValue] = {
    "audience": ("residents",),
    "interaction_mode": "mediated",
    "exit_plan": "yes",
    "last_drill": date(2026, 3, 1),
    "requests": 800,
}


def dossier(**answers: AnswerValue | None) -> Dossier:
    """Return the dossier of the chatbot, every commitment kept but for these answers; None leaves one out."""
    given = {**KEPT, **answers}
    return Dossier(
        "2026-017",
        "Agent conversationnel",
        "Ville de Valbrise",
        "valbrise@1.0.0",
        {name: value for name, value in given.items() if value is not None},
        (
            Evidence("audit", "Audit de sécurité", ("exit_plan",), expires_on=date(2026, 11, 1)),
            Evidence("contract", "Contrat", location="https://valbrise.example/contrat", dated=date(2026, 1, 1)),
            Evidence("plan", "Plan de sortie", expires_on=date(2027, 1, 1)),
        ),
    )
