# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is wrong with an entry before it is published: empty or evasive texts, a review that is late, a missing notice.

Registers elsewhere rot in the same ways: "see the department", 885 impact assessments "unknown", entries nobody has
read again for years, texts cut by the next register. Each is found before publication. What leaves the reader with
nothing stops it; the rest is said to whoever publishes, who may go on.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from balise.core.day_words import day_in_words
from balise.core.evasive_answers import is_evasive
from balise.core.interchange import AUTHORITY, TITLE, facts_of, shown
from balise.core.language import Text
from balise.core.notices import Channel, Need, NoticeNeed
from balise.core.questions import QuestionBank, QuestionType
from balise.core.register import PUBLIC_QUESTIONS, PublicStatus, RegisterEntry

SHORTEST_SUMMARY = 40
"""In characters: under it, a summary names the project and says nothing of it."""

LONGEST_TITLE, LONGEST_SUMMARY = 120, 600
"""In characters: what a list and a card show whole."""

LEFT_UNSAID = 12
"""From this many questions without answer on, the page tells more by its gaps than by its words."""

_NOTICED = frozenset({PublicStatus.ACCEPTED, PublicStatus.TRIAL, PublicStatus.IN_SERVICE, PublicStatus.SUSPENDED})
"""Where a notice is looked for: the use exists, or is about to; a suspended one comes back with its notices."""

_FIELDS = {
    TITLE: Text("titre", "title"),
    "summary": Text("résumé", "summary"),
    AUTHORITY: Text("collectivité", "authority"),
    "owner_unit": Text("service", "unit"),
    "contact": Text("joindre une personne", "reach a person"),
}
"""What the form that publishes calls the texts that are no question there."""


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """Something wrong with an entry: what, where, what to do; and whether it stops the publication."""

    code: str
    field: str
    """The question or the part of the entry that it is about."""
    sentence: Text
    remedy: Text
    blocking: bool = False


def shortcomings(
    entry: RegisterEntry,
    bank: QuestionBank,
    needs: Sequence[NoticeNeed],
    limits: Mapping[Text, Mapping[str, int]],
    on: date,
    emptied: Collection[str] = (),
) -> tuple[Shortcoming, ...]:
    """Return what is wrong with an entry, what stops its publication first.

    ``needs`` are the notices that the use calls for; ``emptied`` the questions answered in the dossier and left blank
    for the public; ``limits`` the greatest lengths of the target registers, in
    characters, by the title of the register then by fact (``core.interchange.limits``).
    """
    found = (
        *_about_title(entry),
        *_about_summary(entry),
        *_about_answers(entry, bank),
        *_about_emptied(emptied, bank),
        *_about_review(entry, on),
        *_about_notices(entry, needs),
        *_about_limits(entry, bank, limits),
    )
    return tuple(sorted(found, key=lambda each: not each.blocking))


def _about_title(entry: RegisterEntry) -> Iterator[Shortcoming]:
    if not entry.title.strip() or is_evasive(entry.title):
        yield Shortcoming(
            "no-title",
            "title",
            Text("La fiche n’a pas de titre qui dise quelque chose.", "The entry has no title that tells anything."),
            Text("Donnez en quelques mots ce que l’outil fait.", "Say in a few words what the tool does."),
            blocking=True,
        )
    elif len(entry.title) > LONGEST_TITLE:
        yield _too_long("title", Text("Le titre", "The title"), len(entry.title), LONGEST_TITLE)


def _about_summary(entry: RegisterEntry) -> Iterator[Shortcoming]:
    summary = entry.summary.strip()
    if not summary or is_evasive(summary) or summary.casefold() == entry.title.strip().casefold():
        yield Shortcoming(
            "no-summary",
            "summary",
            Text("Le résumé ne dit rien.", "The summary tells nothing."),
            Text(
                "Écrivez deux phrases : ce que fait l’outil, ce que fait l’agent.",
                "Write two sentences: what the tool does, what staff do.",
            ),
            blocking=True,
        )
    elif len(summary) < SHORTEST_SUMMARY:
        yield Shortcoming(
            "short-summary",
            "summary",
            Text("Le résumé est trop court pour qu’on comprenne.", "The summary is too short to understand."),
            Text("Dites ce que l’outil change pour qui le lit.", "Say what the tool changes for whoever reads."),
        )
    elif len(summary) > LONGEST_SUMMARY:
        yield _too_long("summary", Text("Le résumé", "The summary"), len(summary), LONGEST_SUMMARY)


def _about_answers(entry: RegisterEntry, bank: QuestionBank) -> Iterator[Shortcoming]:
    for name, value in entry.answers.items():
        question = bank.by_id[name]
        if question.type is QuestionType.TEXT and is_evasive(str(value)):
            yield Shortcoming(
                "evasive",
                name,
                Text(
                    f"«\N{NO-BREAK SPACE}{question.short.fr}\N{NO-BREAK SPACE}» répond sans rien dire.",
                    f"“{question.short.en or question.short.fr}” answers without telling anything.",
                ),
                Text("Répondez, ou dites pourquoi on ne le sait pas.", "Answer, or say why it is not known."),
            )
    silent = [name for name in _expected(bank) if name not in entry.answers]
    if len(silent) >= LEFT_UNSAID:
        yield Shortcoming(
            "gaps",
            silent[0],
            Text(
                f"{len(silent)} réponses manquent à la fiche publique.",
                f"{len(silent)} answers are missing from the public entry.",
            ),
            Text("Complétez le dossier, puis publiez de nouveau.", "Complete the dossier, then publish again."),
        )


def _about_emptied(emptied: Collection[str], bank: QuestionBank) -> Iterator[Shortcoming]:
    for name in emptied:
        question = bank.by_id[name]
        yield Shortcoming(
            "emptied",
            name,
            Text(
                f"«\N{NO-BREAK SPACE}{question.short.fr}\N{NO-BREAK SPACE}» est vide\N{NO-BREAK SPACE}: le public n’en "
                "lira rien.",
                f"“{question.short.en or question.short.fr}” is empty: the public will read nothing of it.",
            ),
            Text(
                "Écrivez-le pour le public, ou dites pourquoi vous le taisez.",
                "Write it for the public, or say why you leave it out.",
            ),
        )


def _expected(bank: QuestionBank) -> Iterable[str]:
    """Return the public questions that are asked of every project."""
    return [name for names in PUBLIC_QUESTIONS.values() for name in names if bank.by_id[name].asked_when is None]


def _about_review(entry: RegisterEntry, on: date) -> Iterator[Shortcoming]:
    served = {PublicStatus.IN_SERVICE, PublicStatus.TRIAL, PublicStatus.SUSPENDED}
    if entry.status in served and entry.review_on is None:
        yield Shortcoming(
            "no-review",
            "review_on",
            Text("Aucune revue n’est prévue.", "No review is planned."),
            Text("Fixez-en la date dans le dossier.", "Set its date in the dossier."),
        )
    elif entry.review_on is not None and entry.review_on < on and entry.status in served:
        day = day_in_words(entry.review_on)
        yield Shortcoming(
            "overdue-review",
            "review_on",
            Text(f"La revue était prévue le {day.fr}.", f"The review was planned for {day.en}."),
            Text(
                "Revoyez l’usage avant de publier, ou dites au public pourquoi la revue tarde.",
                "Review the use before publishing, or tell the public why the review is late.",
            ),
        )


def _about_notices(entry: RegisterEntry, needs: Iterable[NoticeNeed]) -> Iterator[Shortcoming]:
    if entry.status not in _NOTICED:
        return
    shown = {notice.channel for notice in entry.notices if notice.shown_since is not None}
    for need in needs:
        if need.need is Need.REQUIRED and need.channel not in shown and need.channel is not Channel.STAFF:
            yield Shortcoming(
                "missing-notice",
                need.channel.value,
                Text(
                    "Une mention obligatoire n’a pas de preuve d’affichage.",
                    "A required notice has no proof that it is displayed.",
                ),
                Text("Ajoutez la preuve à la page des mentions.", "Add the proof on the page of notices."),
            )


def _about_limits(
    entry: RegisterEntry, bank: QuestionBank, limits: Mapping[Text, Mapping[str, int]]
) -> Iterator[Shortcoming]:
    """Yield the texts that a register would cut; which register, which text, its limit and how long the text is."""
    facts = facts_of(entry)
    for register, longest in limits.items():
        for name, most in longest.items():
            length = len(shown(facts.get(name, "")))
            if length > most:
                said = _FIELDS.get(name) or (bank.by_id[name].short if name in bank.by_id else Text(name))
                yield Shortcoming(
                    "cut-elsewhere",
                    name,
                    Text(
                        f"{_quoted(register)} coupera {_quoted(said)} à {most} signes\N{NO-BREAK SPACE}: ce texte en "
                        f"fait {length}.",
                        f"“{register.en or register.fr}” will cut “{said.en or said.fr}” to {most} characters: this "
                        f"text has {length}.",
                    ),
                    Text("Raccourcissez, si vous y publiez.", "Shorten it, if you publish there."),
                )


def _quoted(words: Text) -> str:
    return f"«\N{NO-BREAK SPACE}{words.fr}\N{NO-BREAK SPACE}»"


def _too_long(name: str, what: Text, length: int, longest: int) -> Shortcoming:
    return Shortcoming(
        "too-long",
        name,
        Text(
            f"{what.fr} fait {length} signes, pour {longest} au plus.",
            f"{what.en} has {length} characters, for {longest} at most.",
        ),
        Text("Raccourcissez-le.", "Shorten it."),
        blocking=True,
    )
