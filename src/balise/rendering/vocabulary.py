# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The word for every state that a reader can meet, in French and in English.

The words are kept here and nowhere else, so that a verdict bears the same name on a sheet, in a terminal and
in the register. They are kept by type: two enumerations may share a value (``reconstructed``) and not a word.
"""

from collections.abc import Mapping
from enum import StrEnum

from balise.core.evaluation import Outcome, Result
from balise.core.frameworks import Bound, ControlKind, Kind, Modality, Scope, Status, Strength, Wording
from balise.core.language import Language, Text
from balise.core.questions import Knower, Nature
from balise.core.references import SourceStatus

_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, Text]] = {
    Result: {
        Result.SATISFIED: Text("Tenu", "Kept"),
        Result.NOT_SATISFIED: Text("Non tenu", "Not kept"),
        Result.UNKNOWN: Text("Réponse manquante", "Answer missing"),
        Result.NOT_APPLICABLE: Text("Sans objet", "Not applicable"),
    },
    Outcome: {
        Outcome.FAVOURABLE: Text("Favorable", "Favourable"),
        Outcome.FAVOURABLE_WITH_RESERVATIONS: Text("Favorable sous réserves", "Favourable with reservations"),
        Outcome.UNFAVOURABLE: Text("Défavorable", "Unfavourable"),
        Outcome.INCOMPLETE: Text("Incomplet : il manque des réponses", "Incomplete: answers are missing"),
    },
    Strength: {
        Strength.BLOCKING: Text("bloquant", "blocking"),
        Strength.CORRECTABLE: Text("donne lieu à réserve", "leads to a reservation"),
        Strength.ADVISORY: Text("conseil", "advice"),
    },
    Wording: {
        Wording.VOTED: Text("formulation votée", "wording as voted"),
        Wording.REPORTED: Text("formulation rapportée", "wording as reported"),
        Wording.RECONSTRUCTED: Text("formulation reconstituée", "reconstructed wording"),
        Wording.SUMMARISED: Text("résumé non officiel", "unofficial summary"),
    },
    Modality: {
        Modality.FORBID: Text("interdiction", "prohibition"),
        Modality.REQUIRE: Text("exigence", "requirement"),
        Modality.PREFER: Text("préférence", "preference"),
        Modality.ALLOW_IF: Text("autorisation sous conditions", "permission under conditions"),
        Modality.LIMIT: Text("limite", "limit"),
        Modality.REPORT: Text("compte à rendre", "account to give"),
        Modality.INSTITUTIONAL: Text("organisation de la collectivité", "organisation of the authority"),
    },
    Status: {
        Status.DRAFT: Text("brouillon", "draft"),
        Status.PUBLISHED: Text("version publiée", "published version"),
    },
    Kind: {
        Kind.CHARTER: Text("charte", "charter"),
        Kind.LAW: Text("loi", "law"),
        Kind.STANDARD: Text("norme", "standard"),
    },
    Scope: {
        Scope.DOSSIER: Text("jugé sur chaque dossier", "judged on every dossier"),
        Scope.ORGANISATION: Text("engage la collectivité", "binds the authority as a whole"),
    },
    Bound: {
        Bound.STAFF: Text("les agents", "staff"),
        Bound.COUNCILLORS: Text("les élus", "councillors"),
        Bound.UNITS: Text("les services", "the authority’s services"),
        Bound.DELEGATED_SERVICES: Text("les délégataires de service public", "delegated public services"),
        Bound.CONTRACTORS: Text("les prestataires", "contractors"),
        Bound.MUNICIPALITIES: Text("les communes membres", "member municipalities"),
    },
    ControlKind: {
        ControlKind.DEPLOYED_DOSSIER: Text(
            "n’ouvre qu’aux usages dont le dossier est accepté",
            "opens only to uses whose dossier is accepted",
        ),
        ControlKind.REFUSE_DIRECT_INTERACTION: Text(
            "refuse les usages où l’outil répond seul au public",
            "refuses uses where the tool answers the public by itself",
        ),
        ControlKind.CATALOGUE_ONLY: Text(
            "n’ouvre qu’aux outils du catalogue", "opens only to the tools of the catalogue"
        ),
        ControlKind.DATA_CLASS: Text("vérifie la classe de données", "checks the class of the data"),
        ControlKind.PSEUDONYMISE: Text(
            "remplace les données personnelles avant l’envoi",
            "replaces personal data before anything is sent",
        ),
        ControlKind.JURISDICTION: Text(
            "vérifie de quel pays relèvent le fournisseur et l’hébergement",
            "checks which country the vendor and the hosting fall under",
        ),
        ControlKind.LITERACY: Text("demande une formation à jour", "asks for up-to-date training"),
        ControlKind.QUOTA: Text("limite le nombre de requêtes", "limits the number of requests"),
        ControlKind.ENERGY_BUDGET: Text("limite l’énergie dépensée", "limits the energy spent"),
        ControlKind.SMALLEST_MODEL: Text(
            "choisit le plus petit modèle suffisant", "chooses the smallest model that is enough"
        ),
        ControlKind.NOTICE: Text(
            "vérifie que la mention d’information est en place", "checks that the notice is in place"
        ),
        ControlKind.EXIT_DRILL: Text(
            "vérifie que l’exercice de sortie est à jour", "checks that the exit drill is up to date"
        ),
    },
    SourceStatus: {
        SourceStatus.FOUND: Text("source consultée", "source read"),
        SourceStatus.TO_CONFIRM: Text("source à confirmer", "source to be confirmed"),
        SourceStatus.RECONSTRUCTED: Text("source reconstituée", "reconstructed source"),
    },
    Knower: {
        Knower.OWNER: Text("la personne qui porte le projet", "the project owner"),
        Knower.IT_DEPARTMENT: Text("la direction des systèmes d’information", "the IT department"),
        Knower.DPO: Text("le délégué à la protection des données", "the data protection officer"),
        Knower.CISO: Text("le responsable de la sécurité informatique", "the information security officer"),
        Knower.HUMAN_RESOURCES: Text("les ressources humaines", "human resources"),
        Knower.PROCUREMENT: Text("la commande publique", "procurement"),
        Knower.VENDOR: Text("le fournisseur", "the vendor"),
        Knower.COMMUNICATION: Text("la communication", "communication"),
    },
    Nature: {
        Nature.DESIGN: Text("choix du projet", "a choice of the project"),
        Nature.FACT: Text("fait", "a fact"),
    },
}

OUTCOMES_IN_SHORT: Mapping[Outcome, Text] = {
    Outcome.FAVOURABLE: Text("Favorable", "Favourable"),
    Outcome.FAVOURABLE_WITH_RESERVATIONS: Text("Sous réserves", "With reservations"),
    Outcome.UNFAVOURABLE: Text("Défavorable", "Unfavourable"),
    Outcome.INCOMPLETE: Text("Incomplet", "Incomplete"),
}

PROPOSED_WORDING = Text("formulation proposée au vote", "wording as put to the vote")
"""What a voted wording is in a draft: nobody has voted it yet."""
PROPOSED_WORDING_EXPLAINED = Text(
    "Le texte soumis au conseil, mot pour mot ; il n’est pas encore voté.",
    "The text put to the council, word for word; it is not voted yet.",
)

WORDINGS_EXPLAINED: Mapping[Wording, Text] = {
    Wording.VOTED: Text(
        "Le texte voté, mot pour mot.",
        "The text as voted, word for word.",
    ),
    Wording.REPORTED: Text(
        "Ce qu’une source publique rapporte du texte voté ; ce n’en est peut-être pas la lettre.",
        "What a public source reports of the text voted; perhaps not its very words.",
    ),
    Wording.RECONSTRUCTED: Text(
        "Le texte voté n’est pas public à notre connaissance : l’engagement est reconstitué d’après ce qui en "
        "est connu, et attend d’être corrigé.",
        "The text voted is not public as far as we know: the commitment is reconstructed from what is known, "
        "and waits to be corrected.",
    ),
    Wording.SUMMARISED: Text(
        "Le sens d’une règle, dans nos mots ; seul le texte officiel fait foi.",
        "The meaning of a rule, in our words; only the official text is authoritative.",
    ),
}


def word(member: StrEnum, language: Language) -> str:
    """Return the word for a member of an enumeration.

    Raises:
        KeyError: the enumeration is never shown to a reader, and has no words.
    """
    return _WORDS[type(member)][member].in_(language)
