# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The report of an exit drill: a page for whoever decides, a line for whoever runs it, data for whoever checks.

No reply is in it, nor any prompt: the trials are known by their names, and the test set by its digest.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from balise.core.digests import canonical
from balise.core.drill import NO_REPLY, WITHHELD, Attempt, CheckKind, DrillReport, Shortfall, Side
from balise.core.language import Language, Text
from balise.rendering.document import (
    Align,
    Code,
    Definition,
    DefinitionList,
    Document,
    Mark,
    Paragraph,
    Runs,
    Section,
    Strong,
    Table,
    Tone,
    Verdict,
)
from balise.rendering.footprint_words import carbon_in_words, energy_in_words
from balise.rendering.typography import Counted, date_in_words, labelled, number_in_words

MASTHEAD = Text("Exercice de sortie", "Exit drill")
TITLE = Text("Peut-on quitter le modèle de «\u00a0{title}\u00a0»\u00a0?", "Could the model of “{title}” be left?")
CONCLUSIVE = Text("Concluant", "Conclusive")
INCONCLUSIVE = Text("Non concluant", "Inconclusive")
SHORTFALLS: Mapping[Shortfall | None, Text] = {
    None: Text(
        "Le modèle de remplacement a répondu à tous les essais, sans en réussir moins que ce que l’écart toléré "
        "permet.",
        "The substitute replied to every trial, and passes no fewer of them than the gap tolerated allows.",
    ),
    Shortfall.WITHHELD: Text(
        "Un essai contient des données personnelles que la règle de cet usage ne laisse pas sortir\u00a0: réécrivez-le "
        "sans elles.",
        "A trial holds personal data that the policy of this use does not let out: write it again without them.",
    ),
    Shortfall.CURRENT_SILENT: Text(
        "Le modèle en place n’a pas répondu à tous les essais\u00a0: il n’y a pas de quoi comparer. Recommencez quand "
        "il répond.",
        "The model in place did not answer every trial: there is nothing to compare with. Try again when it answers.",
    ),
    Shortfall.SUBSTITUTE_SILENT: Text(
        "Le modèle de remplacement n’a pas répondu à tous les essais. Vérifiez son adresse, son secret et ses limites "
        "d’appels, puis recommencez.",
        "The substitute did not answer every trial. Check its address, its secret and its rate limits, then try again.",
    ),
    Shortfall.NOTHING_PASSED: Text(
        "Le modèle de remplacement ne réussit aucun essai. Relisez les vérifications, ou choisissez-en un autre.",
        "The substitute passes no trial. Read the checks again, or choose another one.",
    ),
    Shortfall.TOO_FAR_BELOW: Text(
        "Le modèle de remplacement réussit nettement moins d’essais. Choisissez-en un autre, ou adaptez l’usage.",
        "The substitute passes clearly fewer trials. Choose another one, or adapt the use.",
    ),
}
CHECKS: Mapping[str, Text] = {
    CheckKind.CONTAINS.value: Text("texte attendu absent", "expected text missing"),
    CheckKind.MATCHES.value: Text("expression absente", "expression missing"),
    CheckKind.JSON_SCHEMA.value: Text("JSON hors du schéma", "JSON outside of its schema"),
    CheckKind.LANGUAGE.value: Text("autre langue", "other language"),
    CheckKind.AT_LEAST.value: Text("trop court", "too short"),
    CheckKind.AT_MOST.value: Text("trop long", "too long"),
    NO_REPLY: Text("pas de réponse", "no reply"),
    WITHHELD: Text("retenu\u00a0: données personnelles", "withheld: personal data"),
}
PASSED = Text("réussi", "passed")
VALID = Text(
    "Fait le {day}. Vaut preuve jusqu’au {until} inclus.", "Played on {day}. Counts as proof until {until} included."
)
DATED = Text("Fait le {day}. Ne vaut pas preuve.", "Played on {day}. Proves nothing.")
TOLERATED = Counted(
    Text("Écart toléré\u00a0: {n} point de pourcentage.", "Gap tolerated: {n} point of percentage."),
    Text("Écart toléré\u00a0: {n} points de pourcentage.", "Gap tolerated: {n} points of percentage."),
)
RESULTS = Text("Les deux modèles côte à côte", "Both models side by side")
SAME_PROVIDER = Text(
    "Les deux modèles viennent du même fournisseur ({provider})\u00a0: l’exercice prouve que l’on peut changer de "
    "modèle, pas quitter ce fournisseur.",
    "Both models come from the same provider ({provider}): the drill proves that the model can be changed, not that "
    "this provider can be left.",
)
SAME_TRIALS = Text("Mêmes demandes, mêmes vérifications", "Same prompts, same checks")
EACH_TRIAL = Text(
    "Ce que chaque modèle a fait de chaque essai, et l’écart du remplaçant",
    "What each model made of each trial, and how the substitute differs",
)
MEASURE = Text("Mesure", "Measure")
IN_PLACE = Text("En place", "In place")
SUBSTITUTE = Text("Remplaçant", "Substitute")
MODEL, PROVIDER = Text("Modèle", "Model"), Text("Fournisseur", "Provider")
RATE = Text("Essais réussis", "Trials passed")
LATENCY = Text("Temps de réponse médian", "Median time of a reply")
ENERGY, CARBON = Text("Énergie estimée", "Energy, estimated"), Text("Carbone estimé", "Carbon, estimated")
OUT_OF = Text("{passed} sur {trials} ({rate}\u00a0%)", "{passed} out of {trials} ({rate}%)")
TRIAL_BY_TRIAL = Text("Essai par essai", "Trial by trial")
TRIAL = Text("Essai", "Trial")
DIFFERS = Text("Écart", "Difference")
BETTER, WORSE, SAME = Text("mieux", "better"), Text("moins bien", "worse"), Text("aucun", "none")
HOW = Text("Comment cet exercice a été fait", "How this drill was made")
METHOD = Text(
    "Les mêmes demandes, écrites par le service, ont été envoyées aux deux modèles sous la règle de données "
    "personnelles de l’usage, et chaque réponse soumise aux mêmes vérifications. Ni les demandes ni les réponses ne "
    "sont gardées ici. L’empreinte est une estimation ({method}).",
    "The same prompts, written by the service, were sent to both models under the personal data policy of the use, and "
    "each reply put to the same checks. Neither prompts nor replies are kept here. The footprint is an estimate "
    "({method}).",
)
NO_METHOD = Text("méthode inconnue pour ces modèles", "no method for these models")
SET_DIGEST = Text("Jeu d’essais", "Test set")
REPORT_DIGEST = Text("Cet exercice", "This drill")
IDENTIFIER = Text("Déploiement", "Deployment")
SECONDS = Text("{n}\u00a0s", "{n}\u00a0s")
MILLISECONDS = Text("{n}\u00a0ms", "{n}\u00a0ms")
VERSION = 1


def drill_report_page(report: DrillReport, title: str, language: Language) -> Document:
    """Return the report as a page; ``title`` is that of the dossier."""
    word = (CONCLUSIVE if report.conclusive else INCONCLUSIVE).in_(language)
    tone = Tone.OK if report.conclusive else Tone.STOP
    return Document(
        title=TITLE.in_(language).format(title=title),
        language=language,
        masthead=MASTHEAD.in_(language),
        opening=(Verdict(tone, word, tuple(Paragraph.of(said) for said in _answer(report, language))),),
        body=(
            Section(RESULTS.in_(language), (_sides(report, language),)),
            Section(TRIAL_BY_TRIAL.in_(language), (_trials(report, language),)),
            Section(HOW.in_(language), (Paragraph.of(_method(report, language)), _names(report, language))),
        ),
    )


def drill_report_lines(report: DrillReport, language: Language) -> Iterator[str]:
    """Yield the report in a few lines, for a terminal."""
    word = (CONCLUSIVE if report.conclusive else INCONCLUSIVE).in_(language)
    shape = "●" if report.conclusive else "■"
    yield f"{shape} {word}. {shortfall_in_words(report.shortfall, language)}"
    if report.current.provider == report.substitute.provider:
        yield "  " + SAME_PROVIDER.in_(language).format(provider=report.current.provider)
    for label, side in ((IN_PLACE, report.current), (SUBSTITUTE, report.substitute)):
        energy = energy_in_words(side.footprint.energy_min, side.footprint.energy_max, language)
        told = ", ".join((rate_in_words(side.passed, len(side.attempts), language), _seconds(side, language), energy))
        yield "  " + labelled(label.in_(language), f"{side.model} ({side.provider}), {told}", language)
    for name, (_before, after) in report.differences().items():
        yield "  " + labelled(f"{TRIAL.in_(language)} {name}", (BETTER if after else WORSE).in_(language), language)


def drill_report_data(report: DrillReport) -> dict[str, Any]:
    """Return the report as data: what its digest is of, and what is drawn from it."""
    return {
        "version": VERSION,
        "digest": report.digest,
        "conclusive": report.conclusive,
        "shortfall": report.shortfall,
        "valid_until": report.valid_until.isoformat() if report.conclusive else None,
        "differences": {name: list(both) for name, both in report.differences().items()},
        "report": canonical(report),
    }


def shortfall_in_words(shortfall: Shortfall | None, language: Language) -> str:
    """Return why a drill proves something, or nothing, in a sentence."""
    return SHORTFALLS[shortfall].in_(language)


def rate_in_words(passed: int, trials: int, language: Language) -> str:
    """Return ``9 sur 10 (90 %)``."""
    rate = number_in_words(round(100 * passed / trials) if trials else 0, language)
    return OUT_OF.in_(language).format(passed=passed, trials=trials, rate=rate)


def _answer(report: DrillReport, language: Language) -> Iterator[str]:
    yield shortfall_in_words(report.shortfall, language)
    day, until = date_in_words(report.on, language), date_in_words(report.valid_until, language)
    yield (VALID if report.conclusive else DATED).in_(language).format(day=day, until=until)
    yield TOLERATED.of(report.tolerance, language).format(n=report.tolerance)
    if report.current.provider == report.substitute.provider:
        yield SAME_PROVIDER.in_(language).format(provider=report.current.provider)


def _sides(report: DrillReport, language: Language) -> Table:
    both = (report.current, report.substitute)
    rows: tuple[tuple[Text, tuple[str, ...]], ...] = (
        (MODEL, tuple(side.model for side in both)),
        (PROVIDER, tuple(side.provider for side in both)),
        (RATE, tuple(rate_in_words(side.passed, len(side.attempts), language) for side in both)),
        (LATENCY, tuple(_seconds(side, language) for side in both)),
        (ENERGY, tuple(_energy(side, language) for side in both)),
        (CARBON, tuple(_carbon(side, language) for side in both)),
    )
    return Table(
        SAME_TRIALS.in_(language),
        tuple((each.in_(language),) for each in (MEASURE, IN_PLACE, SUBSTITUTE)),
        tuple(((label.in_(language),), *((value,) for value in values)) for label, values in rows),
        (Align.START, Align.END, Align.END),
    )


def _trials(report: DrillReport, language: Language) -> Table:
    after = {attempt.trial: attempt for attempt in report.substitute.attempts}
    differences = report.differences()

    def row(attempt: Attempt) -> tuple[Runs, ...]:
        other = after.get(attempt.trial)
        change = differences.get(attempt.trial)
        words = SAME if change is None else BETTER if change[1] else WORSE
        told: Runs = (words.in_(language),) if change is None else (Strong(words.in_(language)),)
        return ((Code(attempt.trial),), _mark(attempt, language), _mark(other, language), told)

    header = (TRIAL, IN_PLACE, SUBSTITUTE, DIFFERS)
    return Table(
        EACH_TRIAL.in_(language),
        tuple((each.in_(language),) for each in header),
        tuple(map(row, report.current.attempts)),
    )


def _mark(attempt: Attempt | None, language: Language) -> Runs:
    if attempt is None:
        return (Mark(Tone.ASK, CHECKS[NO_REPLY].in_(language)),)
    if attempt.passed:
        return (Mark(Tone.OK, PASSED.in_(language)),)
    return (Mark(Tone.STOP, ", ".join(CHECKS[kind].in_(language) for kind in attempt.failed)),)


def _method(report: DrillReport, language: Language) -> str:
    named = report.substitute.footprint.method or report.current.footprint.method
    return METHOD.in_(language).format(method=named or NO_METHOD.in_(language))


def _names(report: DrillReport, language: Language) -> DefinitionList:
    named = ((IDENTIFIER, report.deployment), (SET_DIGEST, report.test_set), (REPORT_DIGEST, report.digest))
    return DefinitionList(tuple(Definition(label.in_(language), ((Code(value),),)) for label, value in named))


def _seconds(side: Side, language: Language) -> str:
    """Return the median time, in milliseconds under a second: two quick models differ there alone."""
    thousandths = round(1000 * side.seconds)
    if thousandths < 1000:  # noqa: PLR2004 - a second
        return MILLISECONDS.in_(language).format(n=number_in_words(thousandths, language))
    return SECONDS.in_(language).format(n=number_in_words(round(side.seconds, 2), language))


def _energy(side: Side, language: Language) -> str:
    return energy_in_words(side.footprint.energy_min, side.footprint.energy_max, language)


def _carbon(side: Side, language: Language) -> str:
    return carbon_in_words(side.footprint.carbon_min, side.footprint.carbon_max, language)
