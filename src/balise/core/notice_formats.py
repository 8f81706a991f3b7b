# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The other forms in which people meet a notice: under an e-mail, on the telephone, on a wall.

A text made to be read cannot be said aloud, and what is said aloud must answer the question that everybody asks: am I
talking to a machine? The answer is never « no » while a machine is on the line, and always names a way to a person.
"""

from collections.abc import Mapping
from typing import NamedTuple

from balise.core.language import Language, Text
from balise.core.notice_texts import Check, NoticeFacts


class PhoneScript(NamedTuple):
    """What is said on the telephone, in the order in which it is."""

    opening: str
    """In the first seconds, before anything is asked."""
    machine: str
    """To « am I talking to a machine? »."""
    person: str
    """To « I want a person »."""
    further: str
    """Where to read more: the address, as it is spelt aloud."""


class PosterWords(NamedTuple):
    """What a poster says, from the largest letters to the smallest."""

    title: str
    subject: str
    lines: tuple[str, ...]
    invitation: str
    address: str
    authority: str


SIGNATURE_MARK = "-- "
"""What begins a signature for the programs that fold them (RFC 3676)."""


def email_signature(facts: NoticeFacts, language: Language) -> str:
    """Return what stands under every message that the tool helped to write, in plain text."""
    lines = [facts.authority, *(line.in_(language) for line in _under_a_message(facts))]
    return "\n".join((SIGNATURE_MARK, *lines))


def signature_lines(facts: NoticeFacts, language: Language) -> tuple[str, ...]:
    """Return the same without the address, which a page writes as a link."""
    return (facts.authority, *(line.in_(language) for line in _under_a_message(facts)[:-1]))


def _under_a_message(facts: NoticeFacts) -> list[Text]:
    lines = [_SIGNED[facts.check]]
    if facts.contact:
        lines.append(Text(f"Pour joindre une personne : {facts.contact}", f"To reach a person: {facts.contact}"))
    return [*lines, Text(f"En savoir plus : {facts.address}", f"Read more: {facts.address}")]


_SIGNED: Mapping[Check | None, Text] = {
    Check.ALWAYS: Text(
        "Message préparé avec l’aide d’une intelligence artificielle (IA), relu par un agent.",
        "Message prepared with the help of artificial intelligence (AI), checked by staff.",
    ),
    Check.SOMETIMES: Text(
        "Message préparé avec l’aide d’une intelligence artificielle (IA) ; une partie des messages est relue.",
        "Message prepared with the help of artificial intelligence (AI); some messages are checked.",
    ),
    Check.NEVER: Text(
        "Message préparé avec une intelligence artificielle (IA), sans relecture humaine.",
        "Message prepared with artificial intelligence (AI), not checked by a person.",
    ),
    None: Text(
        "Message préparé avec l’aide d’une intelligence artificielle (IA).",
        "Message prepared with the help of artificial intelligence (AI).",
    ),
}


def phone_script(facts: NoticeFacts, language: Language) -> PhoneScript:
    """Return what the voice, or the member of staff whom the tool helps, says of it."""
    opening = (_BY_A_VOICE if facts.direct else _BY_STAFF).in_(language).format(authority=facts.authority)
    machine = (_A_MACHINE if facts.direct else _A_PERSON).in_(language)
    person = (_CALL_SOMEBODY if facts.direct else _ALREADY_SOMEBODY).in_(language)
    if not facts.direct and facts.check is Check.ALWAYS:
        machine = f"{machine} {_CHECKED_FIRST.in_(language)}"
    if facts.contact:
        elsewhere = Text(
            f"Vous pouvez aussi écrire ou appeler : {facts.contact}.", f"You may also write or call: {facts.contact}."
        )
        person = f"{person} {elsewhere.in_(language)}"
    address = spelt(facts.address).in_(language)
    further = Text(
        f"Tout est expliqué dans le registre public, à l’adresse {address}.",
        f"It is all explained in the public register, at {address}.",
    )
    return PhoneScript(opening, machine, person, further.in_(language))


_CALL_SOMEBODY = Text(
    "Dites « agent » à tout moment : une personne prend l’appel.", "Say “agent” at any time: a person takes the call."
)
_ALREADY_SOMEBODY = Text("Vous parlez déjà à une personne : moi.", "You are already talking to a person: me.")
_CHECKED_FIRST = Text("Je relis avant de vous répondre.", "I check it before I answer you.")
_BY_A_VOICE = Text(
    "Bonjour, vous êtes en ligne avec un automate de {authority}. Ce n’est pas une personne. Dites « agent » pour "
    "parler à quelqu’un.",
    "Hello, you are on the line with a machine of {authority}. It is not a person. Say “agent” to speak to somebody.",
)
_BY_STAFF = Text(
    "{authority}, bonjour. Pour vous répondre, je m’aide d’une intelligence artificielle ; c’est moi qui vous réponds.",
    "{authority}, good day. To answer you, I use artificial intelligence; I am the one who answers you.",
)
_A_MACHINE = Text(
    "Oui, vous parlez à une machine. Elle s’appelle une intelligence artificielle.",
    "Yes, you are talking to a machine. It is called artificial intelligence.",
)
_A_PERSON = Text(
    "Non, vous parlez à une personne. Une machine m’aide à chercher ou à écrire.",
    "No, you are talking to a person. A machine helps me to search or to write.",
)


def spelt(address: str) -> Text:
    """Return an address as it is said aloud: its signs have names, and its code is spelt letter by letter."""
    start, slash, code = address.partition("/r/")
    french = start.replace("-", " tiret ").replace("/", " barre oblique ").replace(".", " point ")
    english = start.replace("-", " hyphen ").replace("/", " slash ").replace(".", " dot ")
    if not slash:
        return Text(french, english)
    letters = " ".join(code.strip("/"))
    return Text(f"{french} barre oblique r barre oblique {letters}", f"{english} slash r slash {letters}")


def poster_words(facts: NoticeFacts, subject: str, language: Language) -> PosterWords:
    """Return what a poster says where the tool is used, in the plainest words."""
    title = _ANSWERS if facts.direct else _HELPS
    lines = [_FIRST[facts.direct], *_WATCHED[facts.check]]
    if facts.personal_data is True:
        lines.append(Text("Elle utilise des informations sur vous.", "It uses information about you."))
    elif facts.personal_data is False:
        lines.append(Text("Elle n’utilise aucune information sur vous.", "It uses no information about you."))
    if facts.contact:
        lines.append(
            Text(f"Vous voulez parler à une personne ? {facts.contact}", f"Want to talk to a person? {facts.contact}")
        )
    invitation = Text("Pour comprendre, ou poser une question", "To understand, or to ask a question")
    return PosterWords(
        title.in_(language),
        subject,
        tuple(line.in_(language) for line in lines),
        invitation.in_(language),
        facts.address,
        facts.authority,
    )


_HELPS = Text("Ici, une intelligence artificielle nous aide", "Here, artificial intelligence helps us")
_ANSWERS = Text("Ici, une intelligence artificielle vous répond", "Here, artificial intelligence answers you")
_FIRST: Mapping[bool, Text] = {
    False: Text("Une machine aide les agents à faire leur travail.", "A machine helps staff to do their work."),
    True: Text("C’est une machine. Ce n’est pas une personne.", "It is a machine. It is not a person."),
}
_WATCHED: Mapping[Check | None, tuple[Text, ...]] = {
    None: (),
    Check.ALWAYS: (Text("Une personne relit tout ce qu’elle fait.", "A person checks all that it does."),),
    Check.SOMETIMES: (
        Text("Une personne relit une partie de ce qu’elle fait.", "A person checks some of what it does."),
    ),
    Check.NEVER: (Text("Personne ne relit ce qu’elle fait.", "Nobody checks what it does."),),
}
