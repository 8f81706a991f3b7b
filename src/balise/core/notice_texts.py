# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of a notice: short, full and plain, for each channel, from the facts of the use alone.

Always in the same order, so that people find their way: what was done, to what degree, who checked, with what tool and
where it runs, personal data, the rights of the reader, where to read more, the day. Nothing reassuring is written that
the dossier does not say: a text that nobody reads again before it leaves says so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from balise.core.conditions import Answers
from balise.core.day_words import day_in_words
from balise.core.language import Language, Text
from balise.core.notices import Channel

LONGEST_SHORT = 140
"""In characters: what fits under a signature, on a label, or in a message."""


class Degree(StrEnum):
    """How much of the work the tool does."""

    HELP = "help"
    SHARED = "shared"
    MOSTLY = "mostly"
    AUTOMATIC = "automatic"


class Check(StrEnum):
    """Who looks at what the tool made before it leaves."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


DEGREES: Mapping[str, Degree] = {
    "none": Degree.HELP,
    "assistance": Degree.HELP,
    "recommendation": Degree.SHARED,
    "supervised": Degree.MOSTLY,
    "full": Degree.AUTOMATIC,
}
"""By the answer to the degree of automation."""

CHECKS: Mapping[str, Check] = {"every_output": Check.ALWAYS, "sampled": Check.SOMETIMES, "none": Check.NEVER}
"""By the answer to who reads again."""


class TooLongError(ValueError):
    """The address alone leaves no room for a notice."""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a notice says of a use; what is not known is left out, never guessed."""

    authority: str
    address: str
    """Where the entry of the register is read: ``ia.valbrise.example/r/7k3m9q2x``."""
    degree: Degree | None = None
    check: Check | None = None
    checked_by: str = ""
    """A function, never a name: « la cheffe du service état civil »."""
    tool: str = ""
    hosting: str | None = None
    personal_data: bool | None = None
    decision: bool = False
    direct: bool = False
    """The tool itself talks to people."""
    human_path: bool | None = None
    """Whether people get the same service from a person."""
    contact: str = ""
    on: date | None = None


class NoticeWords(NamedTuple):
    """A notice in its three lengths."""

    short: str
    full: str
    plain: str


def facts_from(
    answers: Answers, *, authority: str, address: str, tool: str = "", on: date | None = None
) -> NoticeFacts:
    """Return what the answers of a dossier say for a notice."""
    personal, human = answers.get("personal_data"), answers.get("non_ai_path")
    hosting = answers.get("hosting")
    return NoticeFacts(
        authority=authority,
        address=address,
        degree=DEGREES.get(str(answers.get("automation_level"))),
        check=CHECKS.get(str(answers.get("human_review"))),
        tool=tool,
        hosting=hosting if isinstance(hosting, str) else None,
        personal_data=None if personal is None else personal == "yes",
        decision=answers.get("individual_decisions") == "yes",
        direct=answers.get("interaction_mode") == "direct",
        human_path=None if human is None else human == "yes",
        contact=str(answers.get("contact", "")),
        on=on,
    )


def contact_words(facts: NoticeFacts) -> Iterator[Text]:
    """Yield whom to ask: a person where the dossier says that one gives the service, else whoever answers questions."""
    if facts.contact and facts.human_path:
        yield Text(f"Pour joindre une personne : {facts.contact}", f"To reach a person: {facts.contact}")
    elif facts.contact:
        yield Text(f"Pour poser une question : {facts.contact}", f"To ask a question: {facts.contact}")


def plain_contact(facts: NoticeFacts) -> Iterator[Text]:
    """Yield the same in the plainest words."""
    if facts.contact and facts.human_path:
        yield Text(f"Vous voulez parler à une personne ? {facts.contact}", f"Want to talk to a person? {facts.contact}")
    elif facts.contact:
        yield Text(f"Vous avez une question ? {facts.contact}", f"Any question? {facts.contact}")


def as_sentence(text: Text) -> Text:
    """Return a text that ends by one full stop, whatever it ended by."""
    french, english = (text.in_(language).rstrip(" .") for language in (Language.FRENCH, Language.ENGLISH))
    return Text(f"{french}.", f"{english}.")


def notice_words(channel: Channel, facts: NoticeFacts, language: Language) -> NoticeWords:
    """Return the notice of a channel.

    Raises:
        TooLongError: no short notice fits with the address.
    """
    return longer_words(channel, facts, language)._replace(short=short_words(channel, facts, language))


def longer_words(channel: Channel, facts: NoticeFacts, language: Language) -> NoticeWords:
    """Return the notice of a channel without its short form: it always exists, however long the address is."""
    return NoticeWords(
        "",
        " ".join(part.in_(language) for part in _full(channel, facts)),
        "\n".join(part.in_(language) for part in _plain(channel, facts)),
    )


_Words = TypeVar("_Words")


def _told(
    channel: Channel, facts: NoticeFacts, usual: Mapping[Channel, _Words], alone: Mapping[Channel, _Words]
) -> _Words:
    """Return the words of a channel: of a tool that acts alone, none that have it help."""
    return alone.get(channel, usual[channel]) if facts.degree is Degree.AUTOMATIC else usual[channel]


# Short

_SHORT: Mapping[Channel, Text] = {
    Channel.LETTER: Text("Courrier préparé avec l’aide d’une IA", "Letter prepared with the help of AI"),
    Channel.EMAIL: Text("Message préparé avec l’aide d’une IA", "Message prepared with the help of AI"),
    Channel.DECISION: Text(
        "Un algorithme a contribué à cette décision : vous pouvez en demander les règles",
        "An algorithm contributed to this decision: you may ask for its rules",
    ),
    Channel.CONVERSATION: Text("Vous parlez à une IA, pas à une personne", "You are talking to an AI, not to a person"),
    Channel.PHONE: Text("Un automate vous répond, pas une personne", "A machine is answering you, not a person"),
    Channel.WEB_TEXT: Text("Texte préparé avec l’aide d’une IA", "Text prepared with the help of AI"),
    Channel.MEDIA: Text("Contenu créé ou modifié par une IA", "Content made or altered by AI"),
    Channel.MINUTES: Text(
        "Séance enregistrée, transcrite avec l’aide d’une IA", "Session recorded, transcribed with the help of AI"
    ),
    Channel.TRANSLATION: Text("Traduit ou simplifié par une IA", "Translated or simplified by AI"),
    Channel.PLACE: Text("Ici, une IA analyse ce qui se passe", "Here, AI analyses what happens"),
    Channel.STAFF: Text("Cet outil de travail contient une IA", "This working tool contains AI"),
}

_SHORT_ALONE: Mapping[Channel, Text] = {
    Channel.LETTER: Text("Courrier écrit par une IA", "Letter written by AI"),
    Channel.EMAIL: Text("Message écrit par une IA", "Message written by AI"),
    Channel.DECISION: Text(
        "Un algorithme a pris cette décision : vous pouvez en demander les règles",
        "An algorithm took this decision: you may ask for its rules",
    ),
    Channel.WEB_TEXT: Text("Texte écrit par une IA", "Text written by AI"),
    Channel.MINUTES: Text("Séance enregistrée, transcrite par une IA", "Session recorded, transcribed by AI"),
}
"""The same of a tool that acts alone, where the usual words would have it help somebody."""

_TAIL: Mapping[Channel, Text] = {
    Channel.TRANSLATION: Text(" ; le texte d’origine fait foi", "; the original text prevails")
}
"""What is said after who checked: of the text that was made, and not of the original."""

_CHECKED_SHORT: Mapping[Check, Text] = {
    Check.ALWAYS: Text("relu par un agent", "checked by staff"),
    Check.SOMETIMES: Text("relu par sondage", "checked by sampling"),
    Check.NEVER: Text("sans relecture humaine", "not checked by a person"),
}
_CHECKED = frozenset(
    {Channel.LETTER, Channel.EMAIL, Channel.WEB_TEXT, Channel.MEDIA, Channel.MINUTES, Channel.TRANSLATION}
)


def short_words(channel: Channel, facts: NoticeFacts, language: Language) -> str:
    """Return the notice of a channel in one line.

    Raises:
        TooLongError: none fits with the address.
    """
    said = _told(channel, facts, _SHORT, _SHORT_ALONE).in_(language)
    checked = _CHECKED_SHORT[facts.check].in_(language) if facts.check and channel in _CHECKED else ""
    tail = _TAIL[channel].in_(language) if channel in _TAIL else ""
    for words in (
        f"{said}, {checked}{tail}" if checked else said + tail,
        said + tail,
        Text("IA utilisée", "AI used").in_(language),
    ):
        if len(notice := f"{words}. {facts.address}") <= LONGEST_SHORT:
            return notice
    raise TooLongError(facts.address)


# Full


_What = Callable[[NoticeFacts], Text]


def _full(channel: Channel, facts: NoticeFacts) -> Iterator[Text]:
    yield _told(channel, facts, _WHAT, _WHAT_ALONE)(facts)
    yield from _degree(facts)
    yield from _check(channel, facts)
    yield from _tool(facts)
    yield from _data(facts)
    yield from _rights(channel, facts)
    yield Text(f"En savoir plus : {facts.address}.", f"Read more: {facts.address}.")
    if facts.on is not None:
        day = day_in_words(facts.on)
        yield Text(f"Mention du {day.fr}.", f"Notice of {day.en}.")


def _written_alone(what: Text) -> _What:
    return lambda facts: Text(
        f"Une intelligence artificielle (IA) de {facts.authority} a écrit {what.fr}.",
        f"An artificial intelligence (AI) of {facts.authority} wrote {what.en}.",
    )


_WHAT_ALONE: Mapping[Channel, _What] = {
    Channel.LETTER: _written_alone(Text("ce courrier", "this letter")),
    Channel.EMAIL: _written_alone(Text("ce message", "this message")),
    Channel.DECISION: lambda _: Text(
        "Cette décision a été prise par un traitement algorithmique.", "This decision was taken by an algorithm."
    ),
    Channel.WEB_TEXT: _written_alone(Text("ce texte", "this text")),
    Channel.MINUTES: lambda facts: Text(
        f"{facts.authority} enregistre cette séance, et une intelligence artificielle (IA) la transcrit.",
        f"{facts.authority} records this session, and an artificial intelligence (AI) transcribes it.",
    ),
}

_WHAT: Mapping[Channel, _What] = {
    Channel.LETTER: lambda facts: Text(
        f"{facts.authority} a préparé ce courrier avec l’aide d’une intelligence artificielle (IA).",
        f"{facts.authority} prepared this letter with the help of artificial intelligence (AI).",
    ),
    Channel.EMAIL: lambda facts: Text(
        f"{facts.authority} a préparé ce message avec l’aide d’une intelligence artificielle (IA).",
        f"{facts.authority} prepared this message with the help of artificial intelligence (AI).",
    ),
    Channel.DECISION: lambda _: Text(
        "Cette décision a été prise sur le fondement d’un traitement algorithmique.",
        "This decision was taken on the basis of an algorithm.",
    ),
    Channel.CONVERSATION: lambda facts: Text(
        f"Vous échangez avec une intelligence artificielle (IA) de {facts.authority}, pas avec une personne.",
        f"You are talking to an artificial intelligence (AI) of {facts.authority}, not to a person.",
    ),
    Channel.PHONE: lambda facts: Text(
        f"Bonjour, vous êtes en ligne avec un automate de {facts.authority}."
        + (" Dites « agent » pour parler à une personne." if facts.human_path else ""),
        f"Hello, you are on the line with a machine of {facts.authority}."
        + (" Say “agent” to speak to a person." if facts.human_path else ""),
    ),
    Channel.WEB_TEXT: lambda facts: Text(
        f"{facts.authority} a préparé ce texte avec l’aide d’une intelligence artificielle (IA).",
        f"{facts.authority} prepared this text with the help of artificial intelligence (AI).",
    ),
    Channel.MEDIA: lambda facts: Text(
        f"{facts.authority} a créé ou modifié ce contenu avec une intelligence artificielle (IA).",
        f"{facts.authority} made or altered this content with artificial intelligence (AI).",
    ),
    Channel.MINUTES: lambda facts: Text(
        f"{facts.authority} enregistre cette séance et la transcrit avec l’aide d’une intelligence artificielle (IA).",
        f"{facts.authority} records this session and transcribes it with the help of artificial intelligence (AI).",
    ),
    Channel.TRANSLATION: lambda _: Text(
        "Ce texte a été traduit ou simplifié par une intelligence artificielle (IA) ; le texte d’origine fait foi.",
        "This text was translated or simplified by artificial intelligence (AI); the original text prevails.",
    ),
    Channel.PLACE: lambda facts: Text(
        f"Ici, {facts.authority} analyse ce qui se passe avec une intelligence artificielle (IA).",
        f"Here, {facts.authority} analyses what happens with artificial intelligence (AI).",
    ),
    Channel.STAFF: lambda facts: Text(
        f"Cet outil de travail de {facts.authority} contient une intelligence artificielle (IA).",
        f"This working tool of {facts.authority} contains artificial intelligence (AI).",
    ),
}

_DEGREE: Mapping[Degree, Text] = {
    Degree.HELP: Text("L’IA aide un agent, qui garde la main.", "The AI helps a member of staff, who stays in charge."),
    Degree.SHARED: Text("L’IA propose, un agent choisit.", "The AI suggests, a member of staff chooses."),
    Degree.MOSTLY: Text(
        "L’IA fait l’essentiel du travail, sous la surveillance d’un agent.",
        "The AI does most of the work, watched over by a member of staff.",
    ),
    Degree.AUTOMATIC: Text("L’IA agit seule.", "The AI acts alone."),
}


def _degree(facts: NoticeFacts) -> Iterator[Text]:
    if facts.degree is not None:
        yield _DEGREE[facts.degree]


class _Work(NamedTuple):
    """What the tool made, one and several."""

    one: Text
    many: Text


_TEXT = _Work(Text("le texte", "the text"), Text("textes", "texts"))
_WORK: Mapping[Channel, _Work] = {
    Channel.MEDIA: _Work(Text("le contenu", "the content"), Text("contenus", "pieces of content")),
    Channel.MINUTES: _Work(Text("le compte rendu", "the record"), Text("comptes rendus", "records")),
}
_SENT = Text("l’envoi", "it leaves")
_BEFORE: Mapping[Channel, Text] = {
    Channel.WEB_TEXT: Text("sa publication", "it is published"),
    Channel.MEDIA: Text("sa publication", "it is published"),
    Channel.MINUTES: Text("sa diffusion", "it is handed out"),
    Channel.TRANSLATION: Text("sa diffusion", "it is handed out"),
}


def _check(channel: Channel, facts: NoticeFacts) -> Iterator[Text]:
    if facts.check is None or channel not in _CHECKED:
        return
    who = Text(facts.checked_by or "un agent", facts.checked_by or "a member of staff")
    what, before = _WORK.get(channel, _TEXT), _BEFORE.get(channel, _SENT)
    if facts.check is Check.ALWAYS:
        yield Text(
            f"Avant {before.fr}, {what.one.fr} est relu par {who.fr}, qui en répond.",
            f"Before {before.en}, {what.one.en} is checked by {who.en}, who answers for it.",
        )
    elif facts.check is Check.SOMETIMES:
        yield Text(
            f"Une partie seulement des {what.many.fr} est relue par {who.fr}.",
            f"Only some of the {what.many.en} are checked, by {who.en}.",
        )
    else:
        yield Text(
            f"Personne ne relit {what.one.fr} avant {before.fr}.",
            f"Nobody checks {what.one.en} before {before.en}.",
        )


_HOSTED: Mapping[str, Text] = {
    "own_premises": Text("sur les serveurs de la collectivité", "on the authority’s own servers"),
    "france": Text("en France", "in France"),
    "european_union": Text("dans l’Union européenne", "in the European Union"),
    "outside_eu": Text("hors de l’Union européenne", "outside the European Union"),
}


def _tool(facts: NoticeFacts) -> Iterator[Text]:
    where = _HOSTED.get(facts.hosting or "")
    named = Text(facts.tool or "L’outil", facts.tool or "The tool")
    if where is not None:
        yield Text(f"{named.fr} fonctionne {where.fr}.", f"{named.en} runs {where.en}.")
    elif facts.tool:
        yield Text(f"Outil : {facts.tool}.", f"Tool: {facts.tool}.")


def _data(facts: NoticeFacts) -> Iterator[Text]:
    if facts.personal_data is True:
        yield Text("Des données personnelles sont traitées.", "Personal data are processed.")
    elif facts.personal_data is False:
        yield Text("Aucune donnée personnelle n’est traitée.", "No personal data are processed.")


def _rights(channel: Channel, facts: NoticeFacts) -> Iterator[Text]:
    yield from map(as_sentence, contact_words(facts))
    if channel is Channel.DECISION or facts.decision:
        yield Text(
            "Vous pouvez demander les règles de ce traitement et ses principales caractéristiques (articles L. 311-3-1 "
            "et R. 311-3-1-1 du code des relations entre le public et l’administration). Sans réponse sous un mois, "
            "vous avez deux mois pour saisir la Commission d’accès aux documents administratifs (CADA).",
            "You may ask for the rules of this processing and its main characteristics (articles L. 311-3-1 and "
            "R. 311-3-1-1 of the code of relations between the public and the administration). Without an answer "
            "within a month, you have two months to refer to the Commission for access to administrative documents "
            "(CADA).",
        )
    if channel is Channel.MINUTES and facts.personal_data:
        yield Text(
            "Vous pouvez vous opposer à l’enregistrement de votre voix : dites-le avant le début.",
            "You may object to your voice being recorded: say so before it begins.",
        )


# Plain

_PLAIN: Mapping[Channel, Text] = {
    Channel.LETTER: Text("Une machine a aidé à écrire cette lettre.", "A machine helped to write this letter."),
    Channel.EMAIL: Text("Une machine a aidé à écrire ce message.", "A machine helped to write this message."),
    Channel.DECISION: Text(
        "Une machine a fait un calcul pour aider à décider.", "A machine made a calculation to help decide."
    ),
    Channel.CONVERSATION: Text(
        "Vous parlez à une machine. Ce n’est pas une personne.", "You are talking to a machine. It is not a person."
    ),
    Channel.PHONE: Text(
        "C’est une machine qui vous répond. Ce n’est pas une personne.",
        "A machine is answering you. It is not a person.",
    ),
    Channel.WEB_TEXT: Text("Une machine a aidé à écrire ce texte.", "A machine helped to write this text."),
    Channel.MEDIA: Text(
        "Une machine a fait ou changé ce que vous voyez ou entendez.", "A machine made or changed this."
    ),
    Channel.MINUTES: Text(
        "On enregistre ce qui est dit. Une machine aide à l’écrire.",
        "What is said is recorded. A machine helps to write it down.",
    ),
    Channel.TRANSLATION: Text(
        "Une machine a traduit ce texte, ou l’a rendu plus simple.", "A machine translated or simplified this text."
    ),
    Channel.PLACE: Text("Ici, une machine regarde ce qui se passe.", "Here, a machine watches what happens."),
    Channel.STAFF: Text("Il y a une machine qui apprend dans cet outil.", "There is AI in this tool."),
}


_PLAIN_ALONE: Mapping[Channel, Text] = {
    Channel.LETTER: Text("Une machine a écrit cette lettre.", "A machine wrote this letter."),
    Channel.EMAIL: Text("Une machine a écrit ce message.", "A machine wrote this message."),
    Channel.DECISION: Text("Une machine a pris cette décision.", "A machine took this decision."),
    Channel.WEB_TEXT: Text("Une machine a écrit ce texte.", "A machine wrote this text."),
    Channel.MINUTES: Text(
        "On enregistre ce qui est dit. Une machine l’écrit.", "What is said is recorded. A machine writes it down."
    ),
}


def _plain(channel: Channel, facts: NoticeFacts) -> Iterator[Text]:
    yield _told(channel, facts, _PLAIN, _PLAIN_ALONE)
    yield Text("Cette machine s’appelle une intelligence artificielle, ou IA.", "It is called artificial intelligence.")
    if channel in _CHECKED and facts.check is Check.ALWAYS:
        yield Text("Une personne a tout relu.", "A person read it all.")
    elif channel in _CHECKED and facts.check is Check.NEVER:
        yield Text("Personne ne l’a relu.", "Nobody read it again.")
    if facts.personal_data:
        yield Text("La machine utilise des informations sur vous.", "The machine uses information about you.")
    yield from plain_contact(facts)
    yield Text(f"Vous voulez en savoir plus ? {facts.address}", f"Want to know more? {facts.address}")
