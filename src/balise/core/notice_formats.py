# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The other forms in which people meet a notice: under an e-mail, on the telephone, on a wall.

A text made to be read cannot be said aloud, and what is said aloud must answer the question that everybody asks: am I
talking to a machine? The answer is never « no » while a machine is on the line. A person is promised only where the
dossier says that one gives the same service, and the tool is said to help only where it says that it does.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from balise.core.language import Language, Text
from balise.core.notice_texts import (
    Check,
    Degree,
    NoticeFacts,
    about_whom,
    as_sentence,
    contact_words,
    plain_answered,
    plain_contact,
    recording,
)
from balise.core.notices import Channel
from balise.core.tool_words import ANSWERS_PEOPLE, SERVES_TO_ANSWER, filled, tasks_in_words


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
    if _has_a_part_in_messages(facts):
        made, checked = _MADE[_share(facts)], _CHECKED[facts.check]
    else:
        made, checked = _used_for(facts), _RESULTS[facts.check]
    signed = _filled(Text(f"{made.fr}{checked.fr}.", f"{made.en}{checked.en}."), facts)
    return [signed, *contact_words(facts), Text(f"En savoir plus : {facts.address}", f"Read more: {facts.address}")]


def _has_a_part_in_messages(facts: NoticeFacts) -> bool:
    """Tell whether the tool may have a part in the messages sent: so it is, unless the dossier says otherwise."""
    return _may_do(SERVES_TO_ANSWER, facts) and _passes_by(frozenset({Channel.EMAIL}), facts)


def _has_a_part_in_answers(facts: NoticeFacts) -> bool:
    """Tell whether the tool may help whoever answers people aloud: so it is, unless the dossier says otherwise."""
    return _may_do(ANSWERS_PEOPLE, facts) and _passes_by(_ANSWERED_BY, facts)


def _may_do(tasks: frozenset[str], facts: NoticeFacts) -> bool:
    return not facts.tasks or not tasks.isdisjoint(facts.tasks)


def _passes_by(channels: frozenset[Channel], facts: NoticeFacts) -> bool:
    return facts.channels is None or not channels.isdisjoint(facts.channels)


_ANSWERED_BY = frozenset({Channel.LETTER, Channel.EMAIL, Channel.CONVERSATION, Channel.PHONE})
"""Where people are answered: a use that passes by none of them answers nobody."""


def _used_for(facts: NoticeFacts) -> Text:
    """Return what a tool is used for that has no part in what one reads or hears."""
    tasks = tasks_in_words(facts.tasks, "pour")
    return Text(
        f"Notre service se sert d’{{spoken}} {tasks.fr}".rstrip(), f"Our unit uses {{spoken}} {tasks.en}".rstrip()
    )


def _filled(template: Text, facts: NoticeFacts) -> Text:
    return filled(template, facts.authority, ai=facts.ai)


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
        "Message préparé avec l’aide d’{long}",
        "Message prepared with the help of {long}",
    ),
    _Share.ALONE: Text("Message écrit par {long}", "Message written by {long}"),
    _Share.UNSAID: Text("Message préparé avec {long}", "Message prepared with {long}"),
}
_CHECKED: Mapping[Check | None, Text] = {
    Check.ALWAYS: Text(", relu par un agent", ", checked by staff"),
    Check.SOMETIMES: Text(" ; une partie des messages est relue", "; some messages are checked"),
    Check.NEVER: Text(", sans relecture humaine", ", not checked by a person"),
    None: Text("", ""),
}
_RESULTS: Mapping[Check | None, Text] = {
    Check.ALWAYS: Text(" ; un agent vérifie chaque résultat", "; staff check every result"),
    Check.SOMETIMES: Text(" ; une partie des résultats est vérifiée", "; some results are checked"),
    Check.NEVER: Text(" ; personne ne vérifie les résultats", "; nobody checks the results"),
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
        "Bonjour, vous êtes en ligne avec un automate {of}. Ce n’est pas une personne.",
        "Hello, you are on the line with a machine {of}. It is not a person.",
    )
    ways = [_SAY_AGENT] if facts.human_path else []
    named = [_CALLED] if facts.ai else []
    return (
        [_filled(opening, facts), *recording(facts), *ways],
        [_A_MACHINE, *named],
        [_ON_THE_LINE[facts.human_path], *_way_out(facts)],
    )


def _told_by_staff(facts: NoticeFacts) -> _Told:
    opening = Text(f"{facts.authority}, bonjour.", f"{facts.authority}, good day.")
    if _has_a_part_in_answers(facts):
        used, checks = _USED[_share(facts)], [_CHECKED_FIRST] if facts.check is Check.ALWAYS else []
    else:
        does = _used_for(facts)
        used = Text(f"{does.fr} ; c’est moi qui vous réponds.", f"{does.en}; I am the one who answers you.")
        checks = [] if facts.check is None else [_RESULTS_ALOUD[facts.check]]
    return (
        [opening, *recording(facts), _filled(used, facts)],
        [_A_PERSON, _made_for_staff(facts), *checks],
        [_ALREADY_SOMEBODY, *_elsewhere(facts)],
    )


def _made_for_staff(facts: NoticeFacts) -> Text:
    """Return what a member of staff says of the machine: what it does, when the dossier says it."""
    share, tasks = _share(facts), tasks_in_words(facts.tasks, "à")
    if share is _Share.HELPS and tasks.fr:
        return Text(f"Une machine m’aide {tasks.fr}.", f"A machine helps me {tasks.en}.")
    if share is _Share.ALONE and not _has_a_part_in_answers(facts):
        return Text("Une machine fait seule ce travail.", "A machine does this work alone.")
    return _MADE_FOR_STAFF[share]


_NUMBER = re.compile(r"(?<![\w@.-])(?:\+?\d(?:[\s.()-]?\d){8,}|3\d(?: ?\d){2})(?![\w@])")
"""A telephone number, or one of four figures that begins by 3, as public services have."""


def known_number(facts: NoticeFacts) -> bool:
    """Tell whether the dossier gives a telephone number to whoever has a question."""
    return _NUMBER.search(facts.contact) is not None


def _to_reach(facts: NoticeFacts) -> Text:
    """Return how one reaches the contact of a dossier: nobody calls an address."""
    called, written = known_number(facts), "@" in facts.contact
    if called and written:
        return Text("écrire ou appeler", "write or call")
    if called:
        return Text("appeler", "call")
    return Text("écrire", "write to") if written else Text("vous adresser à", "turn to")


def _way_out(facts: NoticeFacts) -> Iterator[Text]:
    """Yield a way out of a call that a machine takes: a number, or else somebody calls back."""
    if not known_number(facts):
        yield Text(
            "Donnez votre nom et votre numéro : nous vous rappelons.",
            "Give your name and your number: we will call you back.",
        )
    yield from _elsewhere(facts)


def _elsewhere(facts: NoticeFacts) -> Iterator[Text]:
    if not facts.contact:
        return
    reach = _to_reach(facts)
    if facts.human_path or not facts.direct:
        also = Text(f"Vous pouvez aussi {reach.fr}", f"You may also {reach.en}")
    else:
        also = Text(f"Pour une question, vous pouvez {reach.fr}", f"With a question, you may {reach.en}")
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
_A_MACHINE = Text("Oui, vous parlez à une machine.", "Yes, you are talking to a machine.")
_CALLED = Text("Elle s’appelle une intelligence artificielle.", "It is called artificial intelligence.")
_RESULTS_ALOUD: Mapping[Check, Text] = {
    Check.ALWAYS: Text("Un agent vérifie chaque résultat.", "A member of staff checks every result."),
    Check.SOMETIMES: Text("Une partie des résultats est vérifiée.", "Some of the results are checked."),
    Check.NEVER: Text("Personne ne vérifie les résultats.", "Nobody checks the results."),
}
_ALREADY_SOMEBODY = Text("Vous parlez déjà à une personne : moi.", "You are already talking to a person: me.")
_CHECKED_FIRST = Text("Je relis avant de vous répondre.", "I check it before I answer you.")
_A_PERSON = Text("Non, vous parlez à une personne.", "No, you are talking to a person.")
_USED: Mapping[_Share, Text] = {
    _Share.HELPS: Text(
        "Pour vous répondre, je m’aide d’{spoken} ; c’est moi qui vous réponds.",
        "To answer you, I use the help of {spoken}; I am the one who answers you.",
    ),
    _Share.ALONE: Text(
        "Je vous lis ce qu’{spoken} a fait {alone}.",
        "I read you what {spoken} did alone.",
    ),
    _Share.UNSAID: Text(
        "Pour vous répondre, je me sers d’{spoken} ; c’est moi qui vous réponds.",
        "To answer you, I use {spoken}; I am the one who answers you.",
    ),
}
_MADE_FOR_STAFF: Mapping[_Share, Text] = {
    _Share.HELPS: Text("Une machine m’aide dans mon travail.", "A machine helps me in my work."),
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
    lines = [_NOT_A_PERSON if facts.direct else _does(facts), *_WATCHED[facts.check], *plain_answered(facts)]
    lines.extend(recording(facts))
    if facts.personal_data is True:
        lines.append(about_whom(facts))
    elif facts.personal_data is False:
        lines.append(
            Text("La machine n’utilise aucune information sur vous.", "The machine uses no information about you.")
        )
    lines.extend(plain_contact(facts))
    invitation = Text("Pour comprendre, ou poser une question", "To understand, or to ask a question")
    return PosterWords(
        _filled(title, facts).in_(language),
        subject,
        tuple(line.in_(language) for line in lines),
        invitation.in_(language),
        facts.address,
        facts.authority,
    )


def _does(facts: NoticeFacts) -> Text:
    tasks = tasks_in_words(facts.tasks, "à")
    if _share(facts) is _Share.HELPS and tasks.fr:
        return Text(f"Une machine aide les agents {tasks.fr}.", f"A machine helps staff {tasks.en}.")
    return _DOES[_share(facts)]


_ANSWERS = Text("Ici, {spoken} vous répond", "Here, {spoken} answers you")
_NOT_A_PERSON = Text("C’est une machine. Ce n’est pas une personne.", "It is a machine. It is not a person.")
_HERE: Mapping[_Share, Text] = {
    _Share.HELPS: Text("Ici, {spoken} nous aide", "Here, {spoken} helps us"),
    _Share.ALONE: Text("Ici, {spoken} agit {alone}", "Here, {spoken} acts alone"),
    _Share.UNSAID: Text("Ici, nous utilisons {spoken}", "Here, we use {spoken}"),
}
_DOES: Mapping[_Share, Text] = {
    _Share.HELPS: Text("Une machine aide les agents à faire leur travail.", "A machine helps staff to do their work."),
    _Share.ALONE: Text("Une machine fait ce travail seule.", "A machine does this work alone."),
    _Share.UNSAID: Text("Une machine sert à faire ce travail.", "A machine is used for this work."),
}
_WATCHED: Mapping[Check | None, tuple[Text, ...]] = {
    None: (),
    Check.ALWAYS: (
        Text("Une personne vérifie tout ce que fait la machine.", "A person checks all that the machine does."),
    ),
    Check.SOMETIMES: (
        Text("Une personne vérifie une partie de ce que fait la machine.", "A person checks some of it."),
    ),
    Check.NEVER: (Text("Personne ne vérifie ce que fait la machine.", "Nobody checks what it does."),),
}
