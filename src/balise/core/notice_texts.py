# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of a notice: short, full and plain, for each channel, from the facts of the use alone.

Always in the same order, so that people find their way: what was done, to what degree, who checked, with what tool and
where it runs, personal data, the rights of the reader, where to read more, the day. Nothing reassuring is written that
the dossier does not say: a text that nobody reads again before it leaves says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from balise.core.conditions import Answers
from balise.core.day_words import day_in_words
from balise.core.language import Language, Text
from balise.core.notices import TOLD_BY, Channel
from balise.core.tool_words import filled, in_order, is_ai, tasks_in_words

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
    ai: bool = True
    """Whether the tool is AI; a grid of points or rules that people wrote is an algorithm, and never called one."""
    tasks: tuple[str, ...] = ()
    """What the tool does, by the answers to ``use_types``."""
    purpose: str = ""
    answered_by: str = ""
    """The function that answers for what comes out of the tool, as the dossier names it."""
    records_calls: bool = False
    basis: str | None = None
    """The legal basis, on which the right to object depends (GDPR 21)."""
    of_staff_alone: bool = False
    """The tool serves staff alone: what it knows of people, it knows of them."""
    override: bool | None = None
    monitors: bool | None = None
    """Whether it measures or assesses the work of individual members of staff."""
    committee_consulted: bool = False
    channels: frozenset[Channel] | None = None
    """Those by which the use reaches people, without what was set aside; None when nobody looked."""


class NoticeWords(NamedTuple):
    """A notice in its three lengths."""

    short: str
    full: str
    plain: str


def facts_from(
    answers: Answers, *, authority: str, address: str, tool: str = "", on: date | None = None
) -> NoticeFacts:
    """Return what the answers of a dossier say for a notice."""
    hosting, basis, audience = answers.get("hosting"), answers.get("legal_basis"), _chosen(answers, "audience")
    tasks, direct = _chosen(answers, "use_types"), answers.get("interaction_mode") == "direct"
    on_the_line = direct or "conversation" in tasks or "phone" in _chosen(answers, "notice_channels")
    return NoticeFacts(
        authority=authority,
        address=address,
        degree=DEGREES.get(str(answers.get("automation_level"))),
        check=CHECKS.get(str(answers.get("human_review"))),
        tool=tool,
        hosting=hosting if isinstance(hosting, str) else None,
        personal_data=_yes(answers, "personal_data"),
        decision=answers.get("individual_decisions") == "yes",
        direct=direct,
        human_path=_yes(answers, "non_ai_path"),
        contact=str(answers.get("contact", "")),
        on=on,
        ai=is_ai(answers),
        tasks=in_order(tasks),
        purpose=_in_a_line(answers, "purpose"),
        answered_by=_in_a_line(answers, "accountable_owner") if _yes(answers, "responsible_named") else "",
        records_calls="transcription" in tasks and on_the_line,
        basis=basis if isinstance(basis, str) else None,
        of_staff_alone="staff" in audience and set(audience) <= {"staff", "councillors"},
        override=_yes(answers, "override_possible"),
        monitors=_yes(answers, "individual_monitoring"),
        committee_consulted=answers.get("staff_committee") == "consulted",
    )


def _yes(answers: Answers, question: str) -> bool | None:
    answer = answers.get(question)
    return None if answer is None else answer == "yes"


def _chosen(answers: Answers, question: str) -> tuple[str, ...]:
    chosen = answers.get(question)
    return tuple(map(str, chosen)) if isinstance(chosen, tuple | list) else ()


def _in_a_line(answers: Answers, question: str) -> str:
    """Return an answer as the end of a sentence: on one line, without the capital of its article or its full stop."""
    said = " ".join(str(answers.get(question, "")).split()).rstrip(" .")
    return said[:1].lower() + said[1:] if said[1:2].islower() or said[1:2] in {"’", "'", " "} else said


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
    staff = channel is Channel.STAFF
    full = _full_for_staff(facts) if staff else _full(channel, facts)
    plain = _plain_for_staff(facts) if staff else _plain(channel, facts)
    return NoticeWords(
        "", " ".join(part.in_(language) for part in full), "\n".join(part.in_(language) for part in plain)
    )


def _told(channel: Channel, facts: NoticeFacts, usual: Mapping[Channel, Text], alone: Mapping[Channel, Text]) -> Text:
    """Return the words of a channel: of a tool that acts alone, none that have it help."""
    template = alone.get(channel, usual[channel]) if facts.degree is Degree.AUTOMATIC else usual[channel]
    return filled(template, facts.authority, ai=facts.ai)


# Short

_SHORT: Mapping[Channel, Text] = {
    Channel.LETTER: Text("Courrier préparé avec l’aide d’{one}", "Letter prepared with the help of {one}"),
    Channel.EMAIL: Text("Message préparé avec l’aide d’{one}", "Message prepared with the help of {one}"),
    Channel.DECISION: Text(
        "Un algorithme a contribué à cette décision : vous pouvez en demander les règles",
        "An algorithm contributed to this decision: you may ask for its rules",
    ),
    Channel.CONVERSATION: Text(
        "Vous parlez à {talker}, pas à une personne", "You are talking to {talker}, not to a person"
    ),
    Channel.PHONE: Text("Un automate vous répond, pas une personne", "A machine is answering you, not a person"),
    Channel.WEB_TEXT: Text("Texte préparé avec l’aide d’{one}", "Text prepared with the help of {one}"),
    Channel.MEDIA: Text("Contenu créé ou modifié par {one}", "Content made or altered by {one}"),
    Channel.MINUTES: Text(
        "Séance enregistrée ; compte rendu préparé avec l’aide d’{one}",
        "Session recorded; record prepared with the help of {one}",
    ),
    Channel.TRANSLATION: Text("Traduit ou simplifié par {one}", "Translated or simplified by {one}"),
    Channel.PLACE: Text(
        "{One} sert à repérer des objets ou des situations en ce lieu",
        "{One} is used to detect objects or situations in this place",
    ),
    Channel.STAFF: Text("Cet outil de travail {holds} {one}", "This working tool {holds} {one}"),
}

_SHORT_ALONE: Mapping[Channel, Text] = {
    Channel.LETTER: Text("Courrier écrit par {one}", "Letter written by {one}"),
    Channel.EMAIL: Text("Message écrit par {one}", "Message written by {one}"),
    Channel.DECISION: Text(
        "Un algorithme a pris cette décision : vous pouvez en demander les règles",
        "An algorithm took this decision: you may ask for its rules",
    ),
    Channel.WEB_TEXT: Text("Texte écrit par {one}", "Text written by {one}"),
    Channel.MINUTES: Text(
        "Séance enregistrée ; compte rendu écrit par {one}", "Session recorded; record written by {one}"
    ),
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
        filled(Text("{used}", "{used}"), facts.authority, ai=facts.ai).in_(language),
    ):
        if len(notice := f"{words}. {facts.address}") <= LONGEST_SHORT:
            return notice
    raise TooLongError(facts.address)


# Full


def _full(channel: Channel, facts: NoticeFacts) -> Iterator[Text]:
    yield _told(channel, facts, _WHAT, _WHAT_ALONE)
    if channel is Channel.PHONE:
        yield from _on_the_line(facts)
    if channel is Channel.DECISION or facts.decision:
        yield from _purpose(facts)
    yield from _degree(facts)
    yield from _check(channel, facts)
    yield from _tool(facts)
    yield from _data(facts)
    yield from _data_rights(channel, facts)
    yield from _rights(channel, facts)
    yield from _ending(facts)


def _ending(facts: NoticeFacts) -> Iterator[Text]:
    yield Text(f"En savoir plus : {facts.address}.", f"Read more: {facts.address}.")
    if facts.on is not None:
        day = day_in_words(facts.on)
        yield Text(f"Mention du {day.fr}.", f"Notice of {day.en}.")


def _full_for_staff(facts: NoticeFacts) -> Iterator[Text]:
    """Yield what agents are told of a tool they work with, and not the rights of the person it decides on."""
    yield _told(Channel.STAFF, facts, _WHAT, _WHAT_ALONE)
    if (tasks := tasks_in_words(facts.tasks)).fr:
        yield Text(f"Il sert {tasks.fr}.", f"It is used {tasks.en}.")
    yield from _degree(facts)
    if facts.check is not None:
        yield _RESULTS[facts.check]
    yield from _answered(facts)
    if facts.override:
        yield Text("Un agent peut s’écarter de ce qu’il propose.", "Staff may depart from what it suggests.")
    yield from _tool(facts)
    yield from _data(facts)
    if facts.personal_data and facts.of_staff_alone:
        yield Text(
            "Vous pouvez demander à voir celles qui portent sur vous, et les faire corriger.",
            "You may ask to see those about you, and have them corrected.",
        )
    if facts.monitors is not None:
        yield _MONITORS[facts.monitors]
    if facts.decision:
        yield Text(
            "Cet outil contribue à des décisions individuelles : chacune porte une mention pour la personne qu’elle "
            "concerne (article L. 311-3-1 du code des relations entre le public et l’administration).",
            "This tool contributes to individual decisions: each bears a notice for the person it concerns "
            "(article L. 311-3-1 of the code of relations between the public and the administration).",
        )
    if facts.committee_consulted:
        yield Text("Le comité social territorial a été consulté.", "The staff committee was consulted.")
    if facts.contact:
        yield as_sentence(Text(f"Pour poser une question : {facts.contact}", f"To ask a question: {facts.contact}"))
    yield from _ending(facts)


_RESULTS: Mapping[Check, Text] = {
    Check.ALWAYS: Text("Un agent vérifie chaque résultat.", "A member of staff checks every result."),
    Check.SOMETIMES: Text(
        "Un agent ne vérifie qu’une partie des résultats.", "A member of staff checks only some of the results."
    ),
    Check.NEVER: Text("Personne ne vérifie les résultats.", "Nobody checks the results."),
}
_MONITORS: Mapping[bool, Text] = {
    True: Text("Il mesure ou évalue le travail d’agents.", "It measures or assesses the work of members of staff."),
    False: Text("Il ne mesure ni n’évalue le travail d’aucun agent.", "It does not measure or assess anybody’s work."),
}


def _purpose(facts: NoticeFacts) -> Iterator[Text]:
    if facts.purpose:
        yield Text(f"But de ce traitement : {facts.purpose}.", f"Purpose of this processing: {facts.purpose}.")


def _answered(facts: NoticeFacts) -> Iterator[Text]:
    if facts.answered_by:
        yield Text(f"En répond : {facts.answered_by}.", f"Who answers for it: {facts.answered_by}.")


def _on_the_line(facts: NoticeFacts) -> Iterator[Text]:
    if facts.human_path:
        yield Text("Dites « agent » pour parler à une personne.", "Say “agent” to speak to a person.")
    yield from recording(facts)


def recording(facts: NoticeFacts) -> Iterator[Text]:
    """Yield what is said of a call that is recorded, before it is, with the right to refuse that its basis gives."""
    if facts.records_calls:
        yield Text("Cet appel est enregistré et transcrit.", "This call is recorded and transcribed.")
        if facts.basis in _REFUSED:
            yield Text(
                f"{_REFUSED[facts.basis].fr} : dites-le tout de suite.", f"{_REFUSED[facts.basis].en}: say so now."
            )


_REFUSED: Mapping[str | None, Text] = {
    "public_task": Text(
        "Vous pouvez vous opposer à l’enregistrement de votre voix", "You may object to your voice being recorded"
    ),
    "consent": Text(
        "Vous pouvez refuser que votre voix soit enregistrée", "You may refuse to have your voice recorded"
    ),
}
"""By the legal basis: one objects to a public task (GDPR 21) and refuses one’s consent, not a legal obligation."""

_WHAT_ALONE: Mapping[Channel, Text] = {
    Channel.LETTER: Text("{Long} {of} a écrit ce courrier.", "{Long} {of} wrote this letter."),
    Channel.EMAIL: Text("{Long} {of} a écrit ce message.", "{Long} {of} wrote this message."),
    Channel.DECISION: Text(
        "Cette décision a été prise par un traitement algorithmique.", "This decision was taken by an algorithm."
    ),
    Channel.WEB_TEXT: Text("{Long} {of} a écrit ce texte.", "{Long} {of} wrote this text."),
    Channel.MINUTES: Text(
        "{who} enregistre cette séance, et {long} la transcrit.",
        "{who} records this session, and {long} transcribes it.",
    ),
}

_WHAT: Mapping[Channel, Text] = {
    Channel.LETTER: Text(
        "{who} a préparé ce courrier avec l’aide d’{long}.", "{who} prepared this letter with the help of {long}."
    ),
    Channel.EMAIL: Text(
        "{who} a préparé ce message avec l’aide d’{long}.", "{who} prepared this message with the help of {long}."
    ),
    Channel.DECISION: Text(
        "Cette décision a été prise sur le fondement d’un traitement algorithmique.",
        "This decision was taken on the basis of an algorithm.",
    ),
    Channel.CONVERSATION: Text(
        "Vous échangez avec {talker_long} {of}, pas avec une personne.",
        "You are talking to {talker_long} {of}, not to a person.",
    ),
    Channel.PHONE: Text(
        "Bonjour, vous êtes en ligne avec un automate {of}.", "Hello, you are on the line with a machine {of}."
    ),
    Channel.WEB_TEXT: Text(
        "{who} a préparé ce texte avec l’aide d’{long}.", "{who} prepared this text with the help of {long}."
    ),
    Channel.MEDIA: Text(
        "{who} a créé ou modifié ce contenu avec {long}.", "{who} made or altered this content with {long}."
    ),
    Channel.MINUTES: Text(
        "{who} enregistre cette séance et la transcrit avec l’aide d’{long}.",
        "{who} records this session and transcribes it with the help of {long}.",
    ),
    Channel.TRANSLATION: Text(
        "Ce texte a été traduit ou simplifié par {long} ; le texte d’origine fait foi.",
        "This text was translated or simplified by {long}; the original text prevails.",
    ),
    Channel.PLACE: Text(
        "{who} se sert d’{long} pour repérer des objets ou des situations en ce lieu.",
        "{who} uses {long} to detect objects or situations in this place.",
    ),
    Channel.STAFF: Text("Cet outil de travail {of} {holds} {long}.", "This working tool {of} {holds} {long}."),
}

_DEGREE: Mapping[Degree, Text] = {
    Degree.HELP: Text("{the} aide un agent, qui garde la main.", "{the} helps a member of staff, who stays in charge."),
    Degree.SHARED: Text("{the} propose, un agent choisit.", "{the} suggests, a member of staff chooses."),
    Degree.MOSTLY: Text(
        "{the} fait l’essentiel du travail, sous la surveillance d’un agent.",
        "{the} does most of the work, watched over by a member of staff.",
    ),
    Degree.AUTOMATIC: Text("{the} agit seule.", "{the} acts alone."),
}


def _degree(facts: NoticeFacts) -> Iterator[Text]:
    if facts.degree is not None:
        yield filled(_DEGREE[facts.degree], facts.authority, ai=facts.ai)


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
    if channel is Channel.DECISION:
        if facts.check is not None:
            yield _RESULTS[facts.check]
        yield from _answered(facts)
        return
    if facts.check is None or channel not in _CHECKED:
        return
    who = Text(facts.checked_by or "un agent", facts.checked_by or "a member of staff")
    what, before = _WORK.get(channel, _TEXT), _BEFORE.get(channel, _SENT)
    if facts.check is Check.ALWAYS:
        alone = Text("", "") if facts.answered_by else Text(", qui en répond", ", who answers for it")
        yield Text(
            f"Avant {before.fr}, {what.one.fr} est relu par {who.fr}{alone.fr}.",
            f"Before {before.en}, {what.one.en} is checked by {who.en}{alone.en}.",
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
    yield from _answered(facts)


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
        comma = "," if "," in facts.tool else ""
        yield Text(f"{named.fr}{comma} fonctionne {where.fr}.", f"{named.en}{comma} runs {where.en}.")
    elif facts.tool:
        yield Text(f"Outil : {facts.tool}.", f"Tool: {facts.tool}.")


def _data(facts: NoticeFacts) -> Iterator[Text]:
    if facts.personal_data is True:
        yield Text("Des données personnelles sont traitées.", "Personal data are processed.")
    elif facts.personal_data is False:
        yield Text("Aucune donnée personnelle n’est traitée.", "No personal data are processed.")


_SPEAKS_OF_DATA = frozenset(TOLD_BY["data_subjects_informed"])


def _data_rights(channel: Channel, facts: NoticeFacts) -> Iterator[Text]:
    """Yield where people read what becomes of their data, where the GDPR has them told (13 and 14): it is longer."""
    if facts.personal_data and channel in _SPEAKS_OF_DATA:
        yield Text(
            "Vous pouvez demander à les voir, les faire corriger ou vous opposer à leur usage. La fiche ci-dessous dit "
            "pourquoi elles servent et qui répond. Vous pouvez aussi saisir la CNIL.",
            "You may ask to see them, have them corrected or object to their use. The entry below says why they are "
            "used and who answers. You may also refer to the CNIL.",
        )


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
        if facts.contact:
            asked = facts.contact
            yield as_sentence(Text(f"Demande à adresser à : {asked}", f"Send this request to: {asked}"))
    if channel is Channel.MINUTES and facts.personal_data and facts.basis in _REFUSED:
        refused = _REFUSED[facts.basis]
        yield Text(f"{refused.fr} : dites-le avant le début.", f"{refused.en}: say so before it begins.")


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
    Channel.PLACE: Text(
        "Une machine sert à repérer des choses dans ce lieu.", "A machine is used to detect things in this place."
    ),
    Channel.STAFF: Text("Cet outil {holds} {one}.", "This tool {holds} {one}."),
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
    if facts.ai or channel is not Channel.DECISION:
        yield from _called(facts)
    decided = channel is Channel.DECISION or facts.decision
    if decided and facts.purpose:
        goal = f"{facts.purpose[:1].upper()}{facts.purpose[1:]}."
        yield Text(f"Pourquoi ce calcul ? {goal}", f"Why this calculation? {goal}")
    if channel is Channel.DECISION and facts.check is not None:
        yield _PLAIN_RESULTS[facts.check]
    elif channel in _CHECKED and facts.check is Check.ALWAYS:
        yield Text("Une personne a tout relu.", "A person read it all.")
    elif channel in _CHECKED and facts.check is Check.NEVER:
        yield Text("Personne ne l’a relu.", "Nobody read it again.")
    if channel in _CHECKED or channel is Channel.DECISION:
        yield from plain_answered(facts)
    if facts.personal_data:
        yield about_whom(facts)
    if channel is Channel.PHONE:
        yield from recording(facts)
    if decided:
        yield from _PLAIN_RIGHTS
    yield from plain_contact(facts)
    yield Text(f"Vous voulez en savoir plus ? {facts.address}", f"Want to know more? {facts.address}")


def about_whom(facts: NoticeFacts) -> Text:
    """Return whose data the tool uses: not those of the reader, of a tool that serves staff alone."""
    if facts.of_staff_alone:
        return Text("La machine utilise des informations sur des personnes.", "The machine uses information on people.")
    return Text("La machine utilise des informations sur vous.", "The machine uses information about you.")


def _called(facts: NoticeFacts) -> Iterator[Text]:
    if facts.ai:
        yield Text(
            "Cette machine s’appelle une intelligence artificielle, ou IA.", "It is called artificial intelligence."
        )
    else:
        yield Text("Cette machine fait un calcul automatique.", "This machine makes an automatic calculation.")


def plain_answered(facts: NoticeFacts) -> Iterator[Text]:
    """Yield the function that answers for the tool, in the plainest words."""
    if facts.answered_by:
        who = f"{facts.answered_by[:1].upper()}{facts.answered_by[1:]}."
        yield Text(f"Qui est responsable ? {who}", f"Who is responsible? {who}")


_PLAIN_RESULTS: Mapping[Check, Text] = {
    Check.ALWAYS: Text("Une personne vérifie chaque résultat.", "A person checks every result."),
    Check.SOMETIMES: Text(
        "Une personne ne vérifie qu’une partie des résultats.", "A person checks only some of the results."
    ),
    Check.NEVER: Text("Personne ne vérifie les résultats.", "Nobody checks the results."),
}
_PLAIN_RIGHTS = (
    Text(
        "Vous avez le droit de demander les règles de ce calcul.",
        "You have the right to ask for the rules of this calculation.",
    ),
    Text(
        "Vous n’avez pas de réponse après un mois ? Vous avez deux mois pour écrire à la CADA.",
        "No answer after a month? You have two months to write to the CADA.",
    ),
    Text(
        "La CADA fait respecter le droit de lire les documents des administrations.",
        "The CADA sees that people may read the documents of the administration.",
    ),
)


def _plain_for_staff(facts: NoticeFacts) -> Iterator[Text]:
    yield _told(Channel.STAFF, facts, _PLAIN, _PLAIN_ALONE)
    if facts.ai:
        yield Text("IA veut dire intelligence artificielle.", "AI means artificial intelligence.")
    if facts.check is not None:
        yield _PLAIN_RESULTS[facts.check]
    yield from plain_answered(facts)
    if facts.personal_data and facts.of_staff_alone:
        yield Text("L’outil utilise des informations sur vous.", "The tool uses information about you.")
    elif facts.personal_data:
        yield Text("L’outil utilise des informations sur des personnes.", "The tool uses information about people.")
    if facts.contact:
        yield Text(f"Vous avez une question ? {facts.contact}", f"Any question? {facts.contact}")
    yield Text(f"Vous voulez en savoir plus ? {facts.address}", f"Want to know more? {facts.address}")
