# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the texts of notices call a tool, and what they say it does.

A grid of points is an algorithm and no artificial intelligence: to call it one would be false, and would hide that
people wrote its rules. So the texts keep a place for the name of the tool, filled here by what the dossier says it is.
"""

from collections.abc import Iterable, Mapping, Sequence

from balise.core.conditions import Answers
from balise.core.french_names import after_de, at_the_start, begins_with_a_vowel, with_article
from balise.core.language import Text

_AI: Mapping[str, Text] = {
    "one": Text("une IA", "AI"),
    "One": Text("Une IA", "AI"),
    "long": Text("une intelligence artificielle (IA)", "artificial intelligence (AI)"),
    "Long": Text("Une intelligence artificielle (IA)", "An artificial intelligence (AI)"),
    "spoken": Text("une intelligence artificielle", "artificial intelligence"),
    "the": Text("L’IA", "The AI"),
    "talker": Text("une IA", "an AI"),
    "talker_long": Text("une intelligence artificielle (IA)", "an artificial intelligence (AI)"),
    "holds": Text("contient", "contains"),
    "alone": Text("seule", "alone"),
    "used": Text("IA utilisée", "AI used"),
}
_ALGORITHM: Mapping[str, Text] = {
    "one": Text("un calcul automatique", "an automatic calculation"),
    "One": Text("Un calcul automatique", "An automatic calculation"),
    "long": Text("un traitement algorithmique", "an algorithm"),
    "Long": Text("Un traitement algorithmique", "An algorithm"),
    "spoken": Text("un calcul automatique", "an automatic calculation"),
    "the": Text("Le calcul", "The calculation"),
    "talker": Text("un automate", "a machine"),
    "talker_long": Text("un automate", "a machine"),
    "holds": Text("fait", "makes"),
    "alone": Text("seul", "alone"),
    "used": Text("Calcul automatique", "Algorithm used"),
}


def is_ai(answers: Answers) -> bool:
    """Tell whether the tool is AI, as far as the dossier says: rules that people wrote are not, unless it says so."""
    role, technique = answers.get("ai_act_role"), answers.get("technique")
    if role == "not_an_ai_system":
        return technique in ("machine_learning", "generative", "mixed")
    return not (role is None and technique == "rules")


def filled(template: Text, authority: str, *, ai: bool) -> Text:
    """Return a text in which the places kept for the tool and for the authority are filled.

    They are ``{one}``, ``{long}``, ``{the}``… of the tool; ``{who}`` and ``{subject}`` of the authority, at the start
    of a sentence and within it, and ``{of}``.
    """
    words = _AI if ai else _ALGORITHM
    french = {"who": at_the_start(authority), "subject": with_article(authority), "of": after_de(authority)}
    english = {"who": authority, "subject": authority, "of": f"of {authority}"}
    return Text(
        template.fr.format(**french, **{place: text.fr for place, text in words.items()}),
        (template.en or template.fr).format(**english, **{place: text.en for place, text in words.items()}),
    )


_TASKS: Mapping[str, Text] = {
    "drafting": Text("écrire", "write"),
    "summarising": Text("résumer", "summarise"),
    "transcription": Text("transcrire", "transcribe"),
    "translation": Text("traduire", "translate"),
    "plain_language": Text("simplifier des textes", "simplify texts"),
    "conversation": Text("répondre à des questions", "answer questions"),
    "image_generation": Text("créer des images", "make images"),
    "search": Text("chercher", "search"),
    "classification": Text("trier", "sort"),
    "scoring": Text("compter des points", "count points"),
    "prediction": Text("faire des prévisions", "make forecasts"),
    "detection": Text("repérer des objets ou des situations", "detect objects or situations"),
    "anonymisation": Text("rendre des informations anonymes", "make information anonymous"),
    "coding": Text("écrire du code informatique", "write computer code"),
}
"""By the answers to what the tool is used for; another task has no words of its own."""

SERVES_TO_ANSWER = frozenset(
    {"drafting", "summarising", "translation", "plain_language", "conversation", "search", "other"}
)
"""The tasks by which a tool has a part in what people are told or written."""

ANSWERS_PEOPLE = frozenset({"drafting", "conversation", "search", "other"})
"""The tasks by which a tool may help whoever answers somebody: one that rewords a text answers nobody."""


def in_order(chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the tasks that have words, and ``other``, in the order in which they are said."""
    given = frozenset(chosen)
    return tuple(task for task in (*_TASKS, "other") if task in given)


def tasks_in_words(tasks: Sequence[str], before: str = "à") -> Text:
    """Return what a tool does, each task after « à » or « pour »: « à chercher et à écrire »; empty for none."""
    said = [_TASKS[task] for task in tasks if task in _TASKS]
    french = [f"{_before(before, each.fr)}{each.fr}" for each in said]
    return Text(_listed(french, "et"), _listed([f"to {each.en}" for each in said], "and"))


def _before(word: str, verb: str) -> str:
    return "d’" if word == "de" and begins_with_a_vowel(verb) else f"{word} "


def _listed(said: Sequence[str], last: str) -> str:
    return f" {last} ".join(part for part in (", ".join(said[:-1]), *said[-1:]) if part)
