# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The other forms in which people meet a notice: under an e-mail, on the telephone, on a wall.

A text made to be read cannot be said aloud, and what is said aloud must answer the question that everybody asks: am I
talking to a machine? The answer is never « no » while a machine is on the line. A person is promised only where the
dossier says that one gives the same service, and the tool is said to help only where it says that it does.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from balise.core.language import Language, Text
from balise.core.notice_texts import Check, Degree, NoticeFacts, as_sentence, contact_words, plain_contact


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
    made, checked = _MADE[_share(facts)], _CHECKED[facts.check]
    signed = Text(f"{made.fr}{checked.fr}.", f"{made.en}{checked.en}.")
    return [signed, *contact_words(facts), Text(f"En savoir plus : {facts.address}", f"Read more: {facts.address}")]


class _Share(Enum):
    """What may be said of the part that the tool takes."""

    HELPS = "helps"
    ALONE = "alone"
    UNSAID = "unsaid"
    """Most of the work, or nobody said: it is used, and no more is promised."""


def _share(facts: NoticeFacts) -> _Share:
    match facts.degree:
        case Degree.HELP | Degree.SHARED:
            return _Share.HELPS
        case Degree.AUTOMATIC:
            return _Share.ALONE
        case _:
            return _Share.UNSAID


_MADE: Mapping[_Share, Text] = {
    _Share.HELPS: Text(
        "Message préparé avec l’aide d’une intelligence artificielle (IA)",
        "Message prepared with the help of artificial intelligence (AI)",
    ),
    _Share.ALONE: Text(
        "Message écrit par une intelligence artificielle (IA)", "Message written by artificial intelligence (AI)"
    ),
    _Share.UNSAID: Text(
        "Message préparé avec une intelligence artificielle (IA)", "Message prepared with artificial intelligence (AI)"
    ),
}
_CHECKED: Mapping[Check | None, Text] = {
    Check.ALWAYS: Text(", relu par un agent", ", checked by staff"),
    Check.SOMETIMES: Text(" ; une partie des messages est relue", "; some messages are checked"),
    Check.NEVER: Text(", sans relecture humaine", ", not checked by a person"),
    None: Text("", ""),
}


def phone_script(facts: NoticeFacts, language: Language) -> PhoneScript:
    """Return what the voice, or the member of staff who uses the tool, says of it."""
    told = _told_by_a_voice(facts) if facts.direct else _told_by_staff(facts)
    opening, machine, person = (" ".join(part.in_(language) for part in parts) for parts in told)
    address = spelt(facts.address).in_(language)
    further = Text(
        f"Tout est expliqué dans le registre public, à l’adresse {address}.",
        f"It is all explained in the public register, at {address}.",
    )
    return PhoneScript(opening, machine, person, further.in_(language))


_Told = tuple[list[Text], list[Text], list[Text]]
"""What opens the call, what is said of the machine, and of a person."""


def _told_by_a_voice(facts: NoticeFacts) -> _Told:
    opening = Text(
        f"Bonjour, vous êtes en ligne avec un automate de {facts.authority}. Ce n’est pas une personne.",
        f"Hello, you are on the line with a machine of {facts.authority}. It is not a person.",
    )
    ways = [_SAY_AGENT] if facts.human_path else []
    return [opening, *ways], [_A_MACHINE], [_ON_THE_LINE[facts.human_path], *_elsewhere(facts)]


def _told_by_staff(facts: NoticeFacts) -> _Told:
    opening = Text(f"{facts.authority}, bonjour.", f"{facts.authority}, good day.")
    checks = [_CHECKED_FIRST] if facts.check is Check.ALWAYS else []
    used, made = _USED[_share(facts)], _MADE_FOR_STAFF[_share(facts)]
    return [opening, used], [_A_PERSON, made, *checks], [_ALREADY_SOMEBODY, *_elsewhere(facts)]


def _elsewhere(facts: NoticeFacts) -> Iterator[Text]:
    if facts.contact and (facts.human_path or not facts.direct):
        also = Text("Vous pouvez aussi écrire ou appeler", "You may also write or call")
    elif facts.contact:
        also = Text("Pour une question, écrivez ou appelez", "With a question, write or call")
    else:
        return
    yield as_sentence(Text(f"{also.fr} : {facts.contact}", f"{also.en}: {facts.contact}"))


_SAY_AGENT = Text("Dites « agent » pour parler à quelqu’un.", "Say “agent” to speak to somebody.")
_ON_THE_LINE: Mapping[bool | None, Text] = {
    True: Text(
        "Dites « agent » à tout moment : une personne prend l’appel.",
        "Say “agent” at any time: a person takes the call.",
    ),
    False: Text("Aucune personne ne prend cet appel.", "No person takes this call."),
    None: Text("C’est une machine qui prend cet appel.", "A machine takes this call."),
}
_A_MACHINE = Text(
    "Oui, vous parlez à une machine. Elle s’appelle une intelligence artificielle.",
    "Yes, you are talking to a machine. It is called artificial intelligence.",
)
_ALREADY_SOMEBODY = Text("Vous parlez déjà à une personne : moi.", "You are already talking to a person: me.")
_CHECKED_FIRST = Text("Je relis avant de vous répondre.", "I check it before I answer you.")
_A_PERSON = Text("Non, vous parlez à une personne.", "No, you are talking to a person.")
_USED: Mapping[_Share, Text] = {
    _Share.HELPS: Text(
        "Pour vous répondre, je m’aide d’une intelligence artificielle ; c’est moi qui vous réponds.",
        "To answer you, I use the help of artificial intelligence; I am the one who answers you.",
    ),
    _Share.ALONE: Text(
        "Je vous lis ce qu’une intelligence artificielle a fait seule.",
        "I read you what artificial intelligence did alone.",
    ),
    _Share.UNSAID: Text(
        "Pour vous répondre, je me sers d’une intelligence artificielle ; c’est moi qui vous réponds.",
        "To answer you, I use artificial intelligence; I am the one who answers you.",
    ),
}
_MADE_FOR_STAFF: Mapping[_Share, Text] = {
    _Share.HELPS: Text("Une machine m’aide à chercher ou à écrire.", "A machine helps me to search or to write."),
    _Share.ALONE: Text("Une machine a fait seule ce que je vous dis.", "A machine did alone what I tell you."),
    _Share.UNSAID: Text("Je me sers d’une machine.", "I use a machine."),
}
_NAMED_ALOUD: Mapping[str, Text] = {
    "-": Text("tiret", "hyphen"),
    "_": Text("tiret bas", "underscore"),
    ".": Text("point", "dot"),
    ":": Text("deux points", "colon"),
    "/": Text("barre oblique", "slash"),
}


def spelt(address: str) -> Text:
    """Return an address as it is said aloud: its signs have names, and its code is spelt letter by letter."""
    start, slash, code = address.partition("/r/")
    said = [*start, *("/r/" if slash else "")]
    letters = " ".join(code.strip("/")).split() if slash else []
    return Text(
        *(
            " ".join(f"{_aloud(said, language)} {' '.join(_aloud([sign], language) for sign in letters)}".split())
            for language in (Language.FRENCH, Language.ENGLISH)
        )
    )


def _aloud(signs: Iterable[str], language: Language) -> str:
    return "".join(f" {_NAMED_ALOUD[sign].in_(language)} " if sign in _NAMED_ALOUD else sign for sign in signs)


def poster_words(facts: NoticeFacts, subject: str, language: Language) -> PosterWords:
    """Return what a poster says where the tool is used, in the plainest words."""
    title = _ANSWERS if facts.direct else _HERE[_share(facts)]
    lines = [_NOT_A_PERSON if facts.direct else _DOES[_share(facts)], *_WATCHED[facts.check]]
    if facts.personal_data is True:
        lines.append(Text("Elle utilise des informations sur vous.", "It uses information about you."))
    elif facts.personal_data is False:
        lines.append(Text("Elle n’utilise aucune information sur vous.", "It uses no information about you."))
    lines.extend(plain_contact(facts))
    invitation = Text("Pour comprendre, ou poser une question", "To understand, or to ask a question")
    return PosterWords(
        title.in_(language),
        subject,
        tuple(line.in_(language) for line in lines),
        invitation.in_(language),
        facts.address,
        facts.authority,
    )


_ANSWERS = Text("Ici, une intelligence artificielle vous répond", "Here, artificial intelligence answers you")
_NOT_A_PERSON = Text("C’est une machine. Ce n’est pas une personne.", "It is a machine. It is not a person.")
_HERE: Mapping[_Share, Text] = {
    _Share.HELPS: Text("Ici, une intelligence artificielle nous aide", "Here, artificial intelligence helps us"),
    _Share.ALONE: Text("Ici, une intelligence artificielle agit seule", "Here, artificial intelligence acts alone"),
    _Share.UNSAID: Text("Ici, nous utilisons une intelligence artificielle", "Here, we use artificial intelligence"),
}
_DOES: Mapping[_Share, Text] = {
    _Share.HELPS: Text("Une machine aide les agents à faire leur travail.", "A machine helps staff to do their work."),
    _Share.ALONE: Text("Une machine fait ce travail seule.", "A machine does this work alone."),
    _Share.UNSAID: Text("Une machine sert à faire ce travail.", "A machine is used for this work."),
}
_WATCHED: Mapping[Check | None, tuple[Text, ...]] = {
    None: (),
    Check.ALWAYS: (Text("Une personne relit tout ce qu’elle fait.", "A person checks all that it does."),),
    Check.SOMETIMES: (
        Text("Une personne relit une partie de ce qu’elle fait.", "A person checks some of what it does."),
    ),
    Check.NEVER: (Text("Personne ne relit ce qu’elle fait.", "Nobody checks what it does."),),
}
