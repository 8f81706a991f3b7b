# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every code a user can meet, with its sentence and its remedy.

A message says what happened and on what value, then what to write instead. The code is stable and has a page
in ``docs/codes/``; the words may improve, the code never changes its meaning. After OpenFisca's doctrine of
error messages: an error is the documentation somebody reads when it matters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from balise.core.language import Language, Text


class Severity(StrEnum):
    """Whether a problem refuses the data or only says something about it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Message:
    """A code, what it says and what to do; both with named gaps to fill."""

    code: str
    severity: Severity
    sentence: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class Place:
    """A file and, when known, a line and a column counted from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return ``file:line:column``, which editors and terminals turn into a link."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


Gap = str | Text
UNLIKE = "…"
"""Stands for the word to write instead when none looks like the one written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, where it is, and the values that fill its message."""

    code: str
    place: Place
    values: Mapping[str, Gap] = field(default_factory=dict)
    graver: Severity | None = None
    """Overrides the severity of the code: a missing case is a remark in a draft, a fault once published."""

    @property
    def severity(self) -> Severity:
        """Return how grave the problem is."""
        return self.graver or MESSAGES[self.code].severity

    def sentence(self, language: Language) -> str:
        """Return what happened."""
        return self._filled(MESSAGES[self.code].sentence, language)

    def remedy(self, language: Language) -> str:
        """Return what to do, without its first sentence when that one would suggest a word and none is alike."""
        remedy = self._filled(MESSAGES[self.code].remedy, language)
        return remedy.partition(". ")[2] or remedy if self.values.get("nearest") == UNLIKE else remedy

    def line(self, language: Language) -> str:
        """Return the whole message on one line: place, code, sentence, remedy."""
        return f"{self.place}: {self.code} {self.sentence(language)} {self.remedy(language)}"

    def _filled(self, text: Text, language: Language) -> str:
        values = {
            name: value.in_(language) if isinstance(value, Text) else value for name, value in self.values.items()
        }
        return text.in_(language).format_map(values)


_ALL = (
    # Files that cannot be read
    Message(
        "BAL-001",
        Severity.ERROR,
        Text(
            "Le fichier ne peut pas être lu : {reason}.",
            "The file cannot be read: {reason}.",
        ),
        Text(
            "Vérifiez le chemin et les droits de lecture.",
            "Check the path and the permissions.",
        ),
    ),
    Message(
        "BAL-002",
        Severity.ERROR,
        Text(
            "Le fichier n’est pas en UTF-8.",
            "The file is not in UTF-8.",
        ),
        Text(
            "Enregistrez-le en UTF-8 depuis votre éditeur, puis relancez.",
            "Save it as UTF-8 in your editor and run again.",
        ),
    ),
    Message(
        "BAL-003",
        Severity.ERROR,
        Text(
            "Le YAML est mal formé : {reason}.",
            "The YAML is malformed: {reason}.",
        ),
        Text(
            "Corrigez à cet endroit. Le plus souvent, une ligne est décalée, ou un texte qui contient « : » n’est pas entre guillemets.",
            'Correct it there. Most often a line is out of step, or a text that contains ": " is not quoted.',
        ),
    ),
    Message(
        "BAL-004",
        Severity.ERROR,
        Text(
            "Le fichier est vide.",
            "The file is empty.",
        ),
        Text(
            "Écrivez son contenu ou supprimez-le.",
            "Write its content or delete it.",
        ),
    ),
    Message(
        "BAL-005",
        Severity.ERROR,
        Text(
            "La clé « {key} » est écrite deux fois au même endroit : la seconde effacerait la première.",
            'The key "{key}" is written twice in the same place: the second would erase the first.',
        ),
        Text(
            "Gardez-en une seule.",
            "Keep only one.",
        ),
    ),
    Message(
        "BAL-006",
        Severity.ERROR,
        Text(
            "Ce passage est repris par une ancre YAML (« & » et « * »), que Balise refuse : une règle doit se lire là où elle est.",
            'This passage is reused through a YAML anchor ("&" and "*"), which Balise refuses: a rule must be readable where it stands.',
        ),
        Text(
            "Recopiez le passage en toutes lettres.",
            "Write the passage out in full.",
        ),
    ),
    Message(
        "BAL-007",
        Severity.ERROR,
        Text(
            "Rien à vérifier dans « {path} » : ni cadre, ni questions, ni dossier, ni correspondance.",
            'Nothing to check in "{path}": no framework, questions, dossier or mapping.',
        ),
        Text(
            "Donnez le dossier d’un cadre (avec framework.yaml), un fichier de questions, un dossier ou une correspondance.",
            "Give the folder of a framework (with framework.yaml), a file of questions, a dossier or a mapping.",
        ),
    ),
    # The shape of data
    Message(
        "BAL-101",
        Severity.ERROR,
        Text(
            "La clé « {key} » n’existe pas ici.",
            'The key "{key}" does not exist here.',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Clés possibles : {allowed}.",
            'Write "{nearest}" instead. Possible keys: {allowed}.',
        ),
    ),
    Message(
        "BAL-102",
        Severity.ERROR,
        Text(
            "Il manque la clé « {key} » ({about}).",
            'The key "{key}" is missing ({about}).',
        ),
        Text(
            "Ajoutez une ligne « {key}: … ».",
            'Add a line "{key}: …".',
        ),
    ),
    Message(
        "BAL-103",
        Severity.ERROR,
        Text(
            "Ici, on attend {expected}, pas {found}.",
            "{expected} is expected here, not {found}.",
        ),
        Text(
            "Réécrivez ce passage sous cette forme.",
            "Rewrite this passage in that form.",
        ),
    ),
    Message(
        "BAL-104",
        Severity.ERROR,
        Text(
            "« {value} » n’est pas une valeur possible de « {key} ».",
            '"{value}" is not a possible value of "{key}".',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Valeurs possibles : {allowed}.",
            'Write "{nearest}" instead. Possible values: {allowed}.',
        ),
    ),
    Message(
        "BAL-105",
        Severity.ERROR,
        Text(
            "« {value} » ne se lit pas comme une date du calendrier.",
            '"{value}" does not read as a calendar date.',
        ),
        Text(
            "Écrivez année-mois-jour, par exemple 2025-09-25.",
            "Write year-month-day, for example 2025-09-25.",
        ),
    ),
    Message(
        "BAL-106",
        Severity.ERROR,
        Text(
            "Le texte de « {key} » est vide.",
            'The text of "{key}" is empty.',
        ),
        Text(
            "Écrivez le texte, ou retirez la clé si elle est facultative.",
            "Write the text, or remove the key if it is optional.",
        ),
    ),
    Message(
        "BAL-107",
        Severity.ERROR,
        Text(
            "« {value} » n’est pas un identifiant valable.",
            '"{value}" is not a valid identifier.',
        ),
        Text(
            "Écrivez « {nearest} » : lettres minuscules sans accent, chiffres, « - », « _ » et, entre les niveaux, « : ».",
            'Write "{nearest}": lower-case letters without accents, digits, "-", "_" and, between levels, ":".',
        ),
    ),
    Message(
        "BAL-108",
        Severity.ERROR,
        Text(
            "« {value} » n’est pas un numéro de version.",
            '"{value}" is not a version number.',
        ),
        Text(
            "Écrivez trois nombres séparés par des points, par exemple 1.0.0.",
            "Write three numbers separated by dots, for example 1.0.0.",
        ),
    ),
    Message(
        "BAL-109",
        Severity.ERROR,
        Text(
            "Le texte français manque : la clé « fr » est obligatoire.",
            'The French text is missing: the key "fr" is required.',
        ),
        Text(
            "Ajoutez « fr: … » ; l’anglais (« en ») est facultatif.",
            'Add "fr: …"; English ("en") is optional.',
        ),
    ),
    # Identifiers and versions
    Message(
        "BAL-201",
        Severity.ERROR,
        Text(
            "L’identifiant « {id} » est déjà pris ({first}).",
            'The identifier "{id}" is already taken ({first}).',
        ),
        Text(
            "Donnez un autre identifiant à l’un des deux : un identifiant ne désigne qu’une chose, pour toujours.",
            "Give one of the two another identifier: an identifier names one thing, forever.",
        ),
    ),
    Message(
        "BAL-202",
        Severity.ERROR,
        Text(
            "L’identifiant « {id} » a été retiré et ne peut plus servir.",
            'The identifier "{id}" was retired and may not be used again.',
        ),
        Text(
            "Choisissez un identifiant neuf : les anciens dossiers citent encore celui-ci dans son premier sens.",
            "Choose a new identifier: old dossiers still cite this one with its first meaning.",
        ),
    ),
    Message(
        "BAL-203",
        Severity.ERROR,
        Text(
            "{what} « {id} » n’existe pas.",
            '{what} "{id}" does not exist.',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Identifiants connus : {allowed}.",
            'Write "{nearest}" instead. Known identifiers: {allowed}.',
        ),
    ),
    Message(
        "BAL-204",
        Severity.ERROR,
        Text(
            "L’identifiant « {id} » ne commence pas par « {prefix} ».",
            'The identifier "{id}" does not begin with "{prefix}".',
        ),
        Text(
            "Écrivez « {nearest} » : on doit voir d’où vient un identifiant.",
            'Write "{nearest}": one must see where an identifier comes from.',
        ),
    ),
    Message(
        "BAL-205",
        Severity.ERROR,
        Text(
            "La version {version} est publiée et son contenu a changé.",
            "Version {version} is published and its content has changed.",
        ),
        Text(
            "Une version publiée est immuable : rétablissez le texte, ou passez à une version suivante (par exemple {next}) avec « status: draft ». Empreinte publiée {published}, empreinte actuelle {current}.",
            'A published version is immutable: restore the text, or move to a next version (for example {next}) with "status: draft". Published digest {published}, current digest {current}.',
        ),
    ),
    Message(
        "BAL-206",
        Severity.ERROR,
        Text(
            "La version {version} se dit publiée mais son empreinte n’est pas inscrite.",
            "Version {version} says it is published but its digest is not recorded.",
        ),
        Text(
            'Ajoutez sous « published: » la ligne « - {{version: {version}, on: AAAA-MM-JJ, digest: "{current}"}} ».',
            'Add under "published:" the line "- {{version: {version}, on: YYYY-MM-DD, digest: "{current}"}}".',
        ),
    ),
    Message(
        "BAL-208",
        Severity.ERROR,
        Text(
            "{what} « {id} » n’existe pas : rien n’est déclaré sous « {section} ».",
            '{what} "{id}" does not exist: nothing is declared under "{section}".',
        ),
        Text(
            "Déclarez sous « {section} » une entrée dont l’identifiant est « {id} ».",
            'Declare under "{section}" an entry whose identifier is "{id}".',
        ),
    ),
    # Sources and dates
    Message(
        "BAL-301",
        Severity.ERROR,
        Text(
            "L’engagement « {id} » ne cite aucune source.",
            'The commitment "{id}" cites no source.',
        ),
        Text(
            "Ajoutez « sources: [{{source: …}}] » avec l’identifiant d’une source de framework.yaml.",
            'Add "sources: [{{source: …}}]" with the id of a source of framework.yaml.',
        ),
    ),
    Message(
        "BAL-302",
        Severity.ERROR,
        Text(
            "« {id} » n’a pas de date de relecture.",
            '"{id}" has no review date.',
        ),
        Text(
            "Relisez la source, puis ajoutez « last_reviewed_on: AAAA-MM-JJ ».",
            'Reread the source, then add "last_reviewed_on: YYYY-MM-DD".',
        ),
    ),
    Message(
        "BAL-303",
        Severity.ERROR,
        Text(
            "La relecture du {reviewed} est antérieure à la publication du {published}.",
            "The review of {reviewed} is earlier than the publication of {published}.",
        ),
        Text(
            "Corrigez l’une des deux dates.",
            "Correct one of the two dates.",
        ),
    ),
    Message(
        "BAL-304",
        Severity.ERROR,
        Text(
            "La période finit ({end}) avant d’avoir commencé ({start}).",
            "The period ends ({end}) before it begins ({start}).",
        ),
        Text(
            "Écrivez « until » après « from », ou retirez « until ».",
            'Write "until" later than "from", or remove "until".',
        ),
    ),
    Message(
        "BAL-305",
        Severity.ERROR,
        Text(
            "Les rédactions datées ne se suivent pas : {later} ne vient pas après {earlier}.",
            "The dated wordings are not in order: {later} does not come after {earlier}.",
        ),
        Text(
            "Rangez-les de la plus ancienne à la plus récente.",
            "Order them from the oldest to the most recent.",
        ),
    ),
    # Conditions and criteria
    Message(
        "BAL-401",
        Severity.ERROR,
        Text(
            "« {word} » n’est pas un mot du vocabulaire des règles.",
            '"{word}" is not a word of the vocabulary of rules.',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Mots possibles : {allowed}.",
            'Write "{nearest}" instead. Possible words: {allowed}.',
        ),
    ),
    Message(
        "BAL-402",
        Severity.ERROR,
        Text(
            "La condition est mal écrite : « {word} » attend {expected}.",
            'The condition is badly written: "{word}" expects {expected}.',
        ),
        Text(
            "Écrivez par exemple « {example} ».",
            'Write for example "{example}".',
        ),
    ),
    Message(
        "BAL-403",
        Severity.ERROR,
        Text(
            "La question « {id} » n’existe pas.",
            'The question "{id}" does not exist.',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». La commande « balise questions » les donne toutes.",
            'Write "{nearest}" instead. The command "balise questions" lists them all.',
        ),
    ),
    Message(
        "BAL-404",
        Severity.ERROR,
        Text(
            "« {value} » n’est pas un choix de la question « {question} ».",
            '"{value}" is not a choice of the question "{question}".',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Choix possibles : {allowed}.",
            'Write "{nearest}" instead. Possible choices: {allowed}.',
        ),
    ),
    Message(
        "BAL-405",
        Severity.ERROR,
        Text(
            "« {word} » ne s’applique pas à la question « {question} », de type {type}.",
            '"{word}" does not apply to the question "{question}", of type {type}.',
        ),
        Text(
            "Écrivez par exemple « {example} ».",
            'Write for example "{example}".',
        ),
    ),
    Message(
        "BAL-406",
        Severity.ERROR,
        Text(
            "« {value} » n’est pas {expected} à comparer.",
            '"{value}" is not {expected} to compare with.',
        ),
        Text(
            "Écrivez {expected}, par exemple « {example} ».",
            'Write {expected}, for example "{example}".',
        ),
    ),
    Message(
        "BAL-407",
        Severity.ERROR,
        Text(
            "La condition contient plusieurs mots ({words}) : rien ne dit s’il les faut tous ou si un seul suffit.",
            "The condition holds several words ({words}): nothing says whether all are needed or one is enough.",
        ),
        Text(
            "Écrivez « {example_all} » s’il les faut tous, « {example_any} » si un seul suffit.",
            'Write "{example_all}" if all are needed, "{example_any}" if one is enough.',
        ),
    ),
    Message(
        "BAL-408",
        Severity.ERROR,
        Text(
            "Le critère « {id} » ne peut jamais être « non satisfait » : il n’attrapera aucun projet.",
            'The criterion "{id}" can never be "not satisfied": it will catch no project.',
        ),
        Text(
            "Écrivez dans « expects » une condition qu’une réponse peut contredire (« answered » seul ne le peut pas).",
            'Write in "expects" a condition that an answer can contradict ("answered" alone cannot).',
        ),
    ),
    Message(
        "BAL-409",
        Severity.ERROR,
        Text(
            "Le critère « {id} » ne peut jamais être satisfait : aucun projet ne passera.",
            'The criterion "{id}" can never be satisfied: no project will pass.',
        ),
        Text(
            "Corrigez « expects » : aucune combinaison de réponses ne le rend vrai.",
            'Correct "expects": no combination of answers makes it true.',
        ),
    ),
    Message(
        "BAL-410",
        Severity.ERROR,
        Text(
            "Le critère « {id} » ne s’applique jamais : les conditions de « applies_when » se contredisent.",
            'The criterion "{id}" never applies: the conditions of "applies_when" contradict each other.',
        ),
        Text(
            "Corrigez « applies_when ».",
            'Correct "applies_when".',
        ),
    ),
    Message(
        "BAL-411",
        Severity.ERROR,
        Text(
            "Le critère « {id} » a besoin de la question « {question} » dans un cas où elle n’est pas posée ({when}) : il resterait inconnu pour toujours.",
            'The criterion "{id}" needs the question "{question}" in a case where it is not asked ({when}): it would stay unknown forever.',
        ),
        Text(
            "Resserrez « applies_when », ou élargissez « asked_when » de la question.",
            'Narrow "applies_when", or widen the question’s "asked_when".',
        ),
    ),
    # Questions
    Message(
        "BAL-501",
        Severity.ERROR,
        Text(
            "Les questions se conditionnent en rond : {cycle}.",
            "The questions depend on each other in a circle: {cycle}.",
        ),
        Text(
            "Retirez un « asked_when » de la boucle.",
            'Remove one "asked_when" from the loop.',
        ),
    ),
    Message(
        "BAL-502",
        Severity.ERROR,
        Text(
            "La question « {id} » n’est jamais posée : sa condition « asked_when » ne peut pas être vraie.",
            'The question "{id}" is never asked: its "asked_when" cannot be true.',
        ),
        Text(
            "Corrigez « asked_when » ou supprimez la question.",
            'Correct "asked_when" or delete the question.',
        ),
    ),
    Message(
        "BAL-503",
        Severity.ERROR,
        Text(
            "La question « {id} », de type {type}, {fault}.",
            'The question "{id}", of type {type}, {fault}.',
        ),
        Text(
            "{remedy}",
            "{remedy}",
        ),
    ),
    # Commitments
    Message(
        "BAL-601",
        Severity.ERROR,
        Text(
            "L’engagement « {id} » juge un dossier mais aucun critère ne le vérifie : il resterait une phrase.",
            'The commitment "{id}" judges a dossier but no criterion checks it: it would remain a sentence.',
        ),
        Text(
            "Écrivez au moins un critère, ou « scope: organisation » s’il engage la collectivité entière.",
            'Write at least one criterion, or "scope: organisation" if it binds the authority as a whole.',
        ),
    ),
    Message(
        "BAL-602",
        Severity.ERROR,
        Text(
            "Le critère « {id} » juge un dossier sur l’engagement « {commitment} », qui engage l’organisation.",
            'The criterion "{id}" judges a dossier on the commitment "{commitment}", which binds the organisation.',
        ),
        Text(
            "Retirez le critère, ou écrivez « scope: dossier » dans l’engagement.",
            'Remove the criterion, or write "scope: dossier" in the commitment.',
        ),
    ),
    # Cases
    Message(
        "BAL-701",
        Severity.ERROR,
        Text(
            "Cas « {case} » : le critère {criterion} est « {found} », le cas attendait « {expected} ». {because}",
            'Case "{case}": the criterion {criterion} is "{found}", the case expected "{expected}". {because}',
        ),
        Text(
            "Corrigez le cas s’il est faux, sinon la règle.",
            "Correct the case if it is wrong, otherwise the rule.",
        ),
    ),
    Message(
        "BAL-702",
        Severity.ERROR,
        Text(
            "Cas « {case} » : l’issue est « {found} », le cas attendait « {expected} ».",
            'Case "{case}": the outcome is "{found}", the case expected "{expected}".',
        ),
        Text(
            "Corrigez le cas s’il est faux, sinon les règles.",
            "Correct the case if it is wrong, otherwise the rules.",
        ),
    ),
    Message(
        "BAL-703",
        Severity.WARNING,
        Text(
            "Aucun cas ne montre le critère « {id} » à l’état « {result} ».",
            'No case shows the criterion "{id}" as "{result}".',
        ),
        Text(
            "Ajoutez une courte histoire où il l’est, dans cases/ ou sous « cases: ».",
            'Add a short story in which it is, in cases/ or under "cases:".',
        ),
    ),
    Message(
        "BAL-704",
        Severity.WARNING,
        Text(
            "Aucun cas ne juge le critère « {id} » {side} le {day}, date où sa règle change.",
            'No case judges the criterion "{id}" {side} {day}, the date on which its rule changes.',
        ),
        Text(
            "Ajoutez un cas avec « on: {example} ».",
            'Add a case with "on: {example}".',
        ),
    ),
    # Dossiers
    Message(
        "BAL-801",
        Severity.ERROR,
        Text(
            "Aucune question ne s’appelle « {id} » : personne ne lirait cette réponse.",
            'No question is called "{id}": nobody would read this answer.',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». La commande « balise questions » les donne toutes.",
            'Write "{nearest}" instead. The command "balise questions" lists them all.',
        ),
    ),
    Message(
        "BAL-802",
        Severity.ERROR,
        Text(
            "« {value} » n’est pas un choix de la question « {question} ».",
            '"{value}" is not a choice of the question "{question}".',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Choix possibles : {allowed}.",
            'Write "{nearest}" instead. Possible choices: {allowed}.',
        ),
    ),
    Message(
        "BAL-803",
        Severity.ERROR,
        Text(
            "La question « {question} » attend {expected}, pas {found}.",
            'The question "{question}" expects {expected}, not {found}.',
        ),
        Text(
            "Écrivez {expected}, par exemple « {example} ».",
            'Write {expected}, for example "{example}".',
        ),
    ),
    Message(
        "BAL-804",
        Severity.ERROR,
        Text(
            "Le choix « {choice} » de la question « {question} » ne se combine pas avec un autre.",
            'The choice "{choice}" of the question "{question}" cannot be combined with another.',
        ),
        Text(
            "Gardez « {choice} » seul, ou retirez-le.",
            'Keep "{choice}" alone, or remove it.',
        ),
    ),
    Message(
        "BAL-805",
        Severity.ERROR,
        Text(
            "Deux dossiers portent l’identifiant « {id} » (l’autre : {first}).",
            'Two dossiers bear the identifier "{id}" (the other: {first}).',
        ),
        Text(
            "Donnez un identifiant propre à chacun.",
            "Give each its own identifier.",
        ),
    ),
    Message(
        "BAL-806",
        Severity.ERROR,
        Text(
            "Aucun cadre n’est demandé, et le dossier « {id} » n’en nomme pas.",
            'No framework was asked for, and the dossier "{id}" names none.',
        ),
        Text(
            "Ajoutez « --framework lyon-2025 », ou « framework: lyon-2025 » dans le dossier.",
            'Add "--framework lyon-2025", or "framework: lyon-2025" in the dossier.',
        ),
    ),
    Message(
        "BAL-807",
        Severity.ERROR,
        Text(
            "La ligne n’est pas du JSON : {reason}.",
            "The line is not JSON: {reason}.",
        ),
        Text(
            "Écrivez un dossier complet par ligne, comme le fait « balise import ».",
            'Write one whole dossier a line, as "balise import" does.',
        ),
    ),
    Message(
        "BAL-808",
        Severity.ERROR,
        Text(
            "Le cadre « {id} » n’existe pas.",
            'The framework "{id}" does not exist.',
        ),
        Text(
            "Écrivez plutôt « {nearest} », ou le chemin d’un cadre. Cadres livrés : {allowed}.",
            'Write "{nearest}" instead, or the path of a framework. Shipped frameworks: {allowed}.',
        ),
    ),
    Message(
        "BAL-809",
        Severity.WARNING,
        Text(
            "Le dossier « {id} » est épinglé à {pinned}, et il est jugé ici par {used}.",
            'The dossier "{id}" is pinned to {pinned} and is judged here by {used}.',
        ),
        Text(
            "C’est permis et dit ; pour le rejuger durablement, changez « framework » dans le dossier.",
            'This is allowed and said aloud; to rejudge it for good, change "framework" in the dossier.',
        ),
    ),
    Message(
        "BAL-810",
        Severity.WARNING,
        Text(
            "Le cadre {framework} n’est pas en vigueur le {on} : aucune de ses règles ne s’applique.",
            "The framework {framework} is not in force on {on}: none of its rules applies.",
        ),
        Text(
            "Choisissez une autre date avec « --on ».",
            'Choose another date with "--on".',
        ),
    ),
    Message(
        "BAL-811",
        Severity.ERROR,
        Text(
            "L’engagement « {id} » n’existe pas dans le cadre {framework}.",
            'The commitment "{id}" does not exist in the framework {framework}.',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Engagements : {allowed}.",
            'Write "{nearest}" instead. Commitments: {allowed}.',
        ),
    ),
    Message(
        "BAL-812",
        Severity.ERROR,
        Text(
            "Aucun dossier dans « {path} » : on attend des fichiers .yaml, .json ou .jsonl.",
            'No dossier in "{path}": .yaml, .json or .jsonl files are expected.',
        ),
        Text(
            "Donnez le chemin d’un dossier, d’un répertoire de dossiers, ou du fichier qu’écrit « balise import ».",
            'Give the path of a dossier, of a folder of dossiers, or of the file that "balise import" writes.',
        ),
    ),
    Message(
        "BAL-813",
        Severity.ERROR,
        Text(
            "Le cadre {framework} est ici en version {found}, et c’est la version {asked} qui est demandée.",
            "The framework {framework} is here in version {found}, and version {asked} was asked for.",
        ),
        Text(
            "Demandez « {framework} » seul, ou donnez le chemin du répertoire qui contient l’autre version.",
            'Ask for "{framework}" alone, or give the path of the folder that holds the other version.',
        ),
    ),
    Message(
        "BAL-814",
        Severity.ERROR,
        Text(
            "Cette commande lit un seul dossier, et « {path} » en contient {count}.",
            'This command reads one dossier, and "{path}" holds {count}.',
        ),
        Text(
            "Donnez le fichier d’un seul dossier, ou son identifiant avec « --id ».",
            'Give the file of a single dossier, or its id with "--id".',
        ),
    ),
    Message(
        "BAL-815",
        Severity.ERROR,
        Text(
            "Aucun dossier ne porte l’identifiant « {id} ».",
            'No dossier bears the identifier "{id}".',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Dossiers : {allowed}.",
            'Write "{nearest}" instead. Dossiers: {allowed}.',
        ),
    ),
    Message(
        "BAL-816",
        Severity.ERROR,
        Text(
            "La pièce « {evidence} » dit appuyer « {id} », qui n’est ni une question ni un critère.",
            'The document "{evidence}" says it supports "{id}", which is neither a question nor a criterion.',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Une pièce appuie une question (« balise questions ») ou un critère, comme lyon-2025:12:e.",
            'Write "{nearest}" instead. A document supports a question ("balise questions") or a criterion, such as lyon-2025:12:e.',
        ),
    ),
    Message(
        "BAL-817",
        Severity.ERROR,
        Text(
            "La vérification « {key} » de l’essai ne se lit pas : {reason}.",
            'The check "{key}" of the trial cannot be read: {reason}.',
        ),
        Text(
            "Écrivez une expression rationnelle de la syntaxe RE2, ou un schéma JSON de la version 2020-12.",
            "Write a regular expression in the RE2 syntax, or a JSON Schema of version 2020-12.",
        ),
    ),
    # Imports
    Message(
        "BAL-901",
        Severity.ERROR,
        Text(
            "« {key} » répondrait pour toutes les cases vides ou imprévues : Balise refuse les valeurs par défaut.",
            '"{key}" would answer for every empty or unforeseen cell: Balise refuses default values.',
        ),
        Text(
            "Retirez cette ligne : une case vide ou imprévue reste inconnue, car une réponse que personne n’a donnée laisserait passer un projet. Si « {key} » est vraiment une valeur de la source, écrivez-la entre guillemets.",
            'Remove this line: an empty or unforeseen cell stays unknown, since an answer that nobody gave would let a project pass. If "{key}" really is a value of the source, put it in quotes.',
        ),
    ),
    Message(
        "BAL-902",
        Severity.ERROR,
        Text(
            "La colonne « {column} » n’existe pas dans {file}.",
            'The column "{column}" does not exist in {file}.',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Colonnes lues : {allowed}. Si les titres sont plus bas dans le fichier, donnez leur ligne : « reads: {{header: …}} ».",
            'Write "{nearest}" instead. Columns read: {allowed}. If the titles are further down in the file, give their line: "reads: {{header: …}}".',
        ),
    ),
    Message(
        "BAL-903",
        Severity.ERROR,
        Text(
            "Balise ne peut pas lire ce fichier comme un tableau : {reason}.",
            "Balise cannot read this file as a table: {reason}.",
        ),
        Text(
            "Corrigez-le, ou enregistrez-le de nouveau en CSV, XLSX, ODS ou JSON.",
            "Correct it, or save it again as CSV, XLSX, ODS or JSON.",
        ),
    ),
    Message(
        "BAL-904",
        Severity.ERROR,
        Text(
            "Le texte du fichier ne se lit pas en {encoding} : {reason}.",
            "The text of the file cannot be read as {encoding}: {reason}.",
        ),
        Text(
            "Donnez son encodage, par exemple « reads: {{encoding: cp1252}} », ou enregistrez-le en UTF-8.",
            'Give its encoding, for example "reads: {{encoding: cp1252}}", or save it as UTF-8.',
        ),
    ),
    Message(
        "BAL-905",
        Severity.ERROR,
        Text(
            "La question « {question} » est déjà alimentée à la ligne {first}.",
            'The question "{question}" is already fed on line {first}.',
        ),
        Text(
            "Gardez une seule entrée ; pour lire plusieurs colonnes, écrivez « columns: [première, seconde] » : la première remplie l’emporte.",
            'Keep one entry; to read several columns, write "columns: [first, second]": the first that is filled wins.',
        ),
    ),
    Message(
        "BAL-906",
        Severity.ERROR,
        Text(
            "La question « {question} » attend un texte : une table de valeurs y remplacerait les mots de la source par d’autres.",
            'The question "{question}" expects a text: a table of values would replace the words of the source with others.',
        ),
        Text(
            "Retirez « values » : le texte est repris tel quel. Les mots qui ne disent rien se rangent sous « unknown ».",
            'Remove "values": the text is taken as it is. Words that say nothing go under "unknown".',
        ),
    ),
    Message(
        "BAL-907",
        Severity.ERROR,
        Text(
            "Ligne refusée : l’identifiant « {id} » est déjà celui de la ligne {first}.",
            'Row refused: the identifier "{id}" is already that of line {first}.',
        ),
        Text(
            "Corrigez la source, ou choisissez sous « dossier » une colonne qui distingue les lignes.",
            'Correct the source, or choose under "dossier" a column that tells rows apart.',
        ),
    ),
    Message(
        "BAL-908",
        Severity.ERROR,
        Text(
            "Ligne refusée : la colonne « {column} », qui donne l’identifiant, est vide.",
            'Row refused: the column "{column}", which gives the identifier, is empty.',
        ),
        Text(
            "Remplissez-la dans la source. Si aucune colonne n’identifie les lignes, écrivez « id: {{row: true}} ».",
            'Fill it in the source. If no column identifies the rows, write "id: {{row: true}}".',
        ),
    ),
    Message(
        "BAL-909",
        Severity.ERROR,
        Text(
            "La correspondance « {id} » n’existe pas.",
            'The mapping "{id}" does not exist.',
        ),
        Text(
            "Écrivez plutôt « {nearest} », ou le chemin d’un fichier de correspondance. Correspondances livrées : {allowed}.",
            'Write "{nearest}" instead, or the path of a mapping file. Shipped mappings: {allowed}.',
        ),
    ),
    Message(
        "BAL-910",
        Severity.ERROR,
        Text(
            "Ligne refusée : elle a {found} cases pour {expected} titres, ses valeurs ne sont plus sous le bon titre.",
            "Row refused: it has {found} cells for {expected} titles, its values are no longer under the right title.",
        ),
        Text(
            "Mettez entre guillemets, dans la source, la case qui contient le séparateur « {separator} ».",
            'Put in quotes, in the source, the cell that contains the separator "{separator}".',
        ),
    ),
    Message(
        "BAL-911",
        Severity.ERROR,
        Text(
            "La question « {question} », de type {type}, n’a pas de table : Balise ne devine pas ce que veut dire une valeur.",
            'The question "{question}", of type {type}, has no table: Balise does not guess what a value means.',
        ),
        Text(
            "Ajoutez « values: » et, en face de chaque valeur de la source, l’une de ces réponses : {allowed}{otherwise}.",
            'Add "values:" and, beside each value of the source, one of these answers: {allowed}{otherwise}.',
        ),
    ),
    Message(
        "BAL-912",
        Severity.ERROR,
        Text(
            "« {key} » ne convient pas à la question « {question} », de type {type}.",
            '"{key}" does not suit the question "{question}", of type {type}.',
        ),
        Text(
            "Retirez-le : il sert aux questions de type {types}.",
            "Remove it: it serves questions of type {types}.",
        ),
    ),
    Message(
        "BAL-913",
        Severity.ERROR,
        Text(
            "La valeur « {value} » a déjà un sens à la ligne {first} ; les majuscules et les blancs ne comptent pas.",
            'The value "{value}" already has a meaning on line {first}; capitals and blanks do not count.',
        ),
        Text(
            "Gardez-la à un seul endroit : « values », « unknown » ou « ignored ».",
            'Keep it in one place: "values", "unknown" or "ignored".',
        ),
    ),
    Message(
        "BAL-914",
        Severity.ERROR,
        Text(
            "« {value} » ne dit pas comment lire une date.",
            '"{value}" does not say how to read a date.',
        ),
        Text(
            "Écrivez day, month et year une fois chacun, séparés comme dans la source, par exemple day/month/year pour 31/03/2026.",
            "Write day, month and year once each, separated as in the source, for example day/month/year for 31/03/2026.",
        ),
    ),
    Message(
        "BAL-915",
        Severity.ERROR,
        Text(
            "La valeur « {value} » est dans la table sans réponse en face.",
            'The value "{value}" is in the table with no answer beside it.',
        ),
        Text(
            "Écrivez sa réponse, ou rangez-la sous « unknown » si la source ne répond pas, sous « ignored » avec la raison si elle n’a pas d’équivalent.",
            'Write its answer, or put it under "unknown" if the source does not answer, under "ignored" with the reason if it has no counterpart.',
        ),
    ),
    Message(
        "BAL-916",
        Severity.ERROR,
        Text(
            "Il faut ici une seule de ces clés : {keys} ; trouvé : {found}.",
            "Exactly one of these keys is needed here: {keys}; found: {found}.",
        ),
        Text(
            "Gardez celle qui décrit la source.",
            "Keep the one that describes the source.",
        ),
    ),
    Message(
        "BAL-917",
        Severity.ERROR,
        Text(
            "La colonne « {column} » est à la fois lue et ignorée.",
            'The column "{column}" is both read and ignored.',
        ),
        Text(
            "Retirez-la de « ignored », ou retirez l’entrée qui la lit ; les valeurs à écarter d’une colonne lue se rangent sous le « ignored » de son entrée.",
            'Remove it from "ignored", or remove the entry that reads it; the values to set aside in a column that is read go under the "ignored" of its entry.',
        ),
    ),
    Message(
        "BAL-918",
        Severity.ERROR,
        Text(
            "Le classeur n’a pas de feuille « {sheet} ».",
            'The workbook has no sheet "{sheet}".',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Feuilles : {allowed}.",
            'Write "{nearest}" instead. Sheets: {allowed}.',
        ),
    ),
    Message(
        "BAL-919",
        Severity.ERROR,
        Text(
            "Le JSON n’a pas de liste d’objets à l’endroit « {path} ».",
            'The JSON has no list of objects at "{path}".',
        ),
        Text(
            "Écrivez plutôt « reads: {{records: {nearest}}} ». Listes d’objets trouvées : {allowed}.",
            'Write "reads: {{records: {nearest}}}" instead. Lists of objects found: {allowed}.',
        ),
    ),
    Message(
        "BAL-920",
        Severity.ERROR,
        Text(
            "« {value} » n’est pas un encodage connu.",
            '"{value}" is not a known encoding.',
        ),
        Text(
            "Retirez « encoding », que Balise sait trouver, ou écrivez utf-8, cp1252 (Windows), iso8859-15, mac-roman, cp850 (MS-DOS) ou utf-16.",
            'Remove "encoding", which Balise can find, or write utf-8, cp1252 (Windows), iso8859-15, mac-roman, cp850 (MS-DOS) or utf-16.',
        ),
    ),
    Message(
        "BAL-921",
        Severity.ERROR,
        Text(
            "« {value} » ne peut pas séparer des cases : il faut un seul caractère, ni guillemet ni espace.",
            '"{value}" cannot separate cells: one character is needed, neither a quotation mark nor a space.',
        ),
        Text(
            'Retirez « separator », que Balise sait trouver, ou écrivez ",", ";", "|" ou "\\t" (tabulation) entre guillemets.',
            'Remove "separator", which Balise can find, or write ",", ";", "|" or "\\t" (tab) in quotes.',
        ),
    ),
    Message(
        "BAL-922",
        Severity.ERROR,
        Text(
            "Ligne refusée : elle n’a que {found} cases pour {expected} titres ; une case perdue ou un retour à la ligne a pu décaler ses valeurs.",
            "Row refused: it has only {found} cells for {expected} titles; a lost cell or a line break may have shifted its values.",
        ),
        Text(
            "Corrigez la source. Si elle omet seulement les cases vides de fin de ligne, écrivez « reads: {{short_rows: true}} ».",
            'Correct the source. If it only leaves out the empty cells that end a row, write "reads: {{short_rows: true}}".',
        ),
    ),
    Message(
        "BAL-923",
        Severity.ERROR,
        Text(
            "Le registre visé « {id} » n’existe pas.",
            'There is no register "{id}" to export to.',
        ),
        Text(
            "Écrivez plutôt « {nearest} ». Registres visés livrés : {allowed}.",
            'Write "{nearest}" instead. Registers that ship: {allowed}.',
        ),
    ),
    Message(
        "BAL-924",
        Severity.ERROR,
        Text(
            "Ce fichier ressemble à {found}, et la correspondance « {mapping} » lit {expected}.",
            'This file looks like {found}, and the mapping "{mapping}" reads {expected}.',
        ),
        Text(
            "Correspondances livrées qui lisent ce fichier : {readers}. Vérifiez aussi que c’est le bon fichier : le même registre se publie parfois sous plusieurs formats.",
            "Shipped mappings that read this file: {readers}. Check too that it is the right file: one register may be published in several formats.",
        ),
    ),
    Message(
        "BAL-925",
        Severity.ERROR,
        Text(
            "Ce n’est pas une fiche publiée par Balise que l’on puisse reprendre : {reason}.",
            "This is no entry published by Balise that can be taken over: {reason}.",
        ),
        Text(
            "Téléchargez de nouveau « registre.json » sur la page des données ouvertes de la collectivité qui a publié la fiche, et donnez-le tel quel.",
            'Download "registre.json" again from the open data page of the authority that published the entry, and give it as it is.',
        ),
    ),
    Message(
        "BAL-926",
        Severity.ERROR,
        Text(
            "Ce fichier ressemble à ceux que lit la correspondance « {first} », et non « {mapping} » : il y manque {absent}.",
            'This file looks like those that the mapping "{first}" reads, and not "{mapping}": it lacks {absent}.',
        ),
        Text(
            "Essayez « --mapping {first} ». Correspondances livrées qui lisent ce fichier : {readers}.",
            'Try "--mapping {first}". Shipped mappings that read this file: {readers}.',
        ),
    ),
)

MESSAGES: Mapping[str, Message] = {message.code: message for message in _ALL}
