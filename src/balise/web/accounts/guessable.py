# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Refusing a password that somebody would guess, long as it may be.

Twelve characters are not twelve things to guess: « motdepasse2026 » is a word and a year. What must be guessed is
counted instead: one for a common word, for a name of the person or of the place, for a run of keys, for four digits of
a number; one for each other letter. Four words that have nothing to do with each other are worth two each, common as
they may be: it is what the refusal asks to write. The words are ours and few: those that people in a town hall reach
for, in French. The lists of leaked passwords, which Django's own validator reads, are in English above all and stop
where digits are added.
"""

import re
from collections.abc import Iterable
from math import ceil

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from balise.web.accounts.models import Invitation, User
from balise.web.accounts.welcome import places_of
from balise.web.ui.folding import folded

LEAST_TO_GUESS = 8
"""How many things there must be to guess."""
LONG_ENOUGH_BLOCK = 12
"""A block shorter than a password of its own is worth itself, however often it is said."""
SHORTEST_WORD = 4
SHORTEST_RUN = 4
DIGITS_AT_ONCE = 4
"""Four digits are a year, a day or a postcode's end, and are guessed as one."""
WORDS_ASKED = 4
"""How many distinct words make a passphrase, each then worth two things to guess."""

PUBLISHED = ("une charte en vigueur",)
"""Passwords that Balise itself prints: that of its demonstration."""

_COMMON = (
    "motdepasse motpasse passe password secret sesame confidentiel admin administrateur administratrice "
    "utilisateur compte acces connexion bonjour bonsoir salut coucou bienvenue welcome merci changeme "
    "changezmoi temporaire provisoire test essai demo exemple letmein iloveyou jetaime amour soleil lune "
    "etoile chouchou doudou loulou chocolat maison famille vacances ete football rugby printemps automne "
    "hiver janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi "
    "mercredi jeudi vendredi samedi dimanche balise charte mairie commune ville village metropole agglo "
    "agglomeration collectivite departement region prefecture service services bureau accueil direction "
    "conseil municipal municipale publique public numerique informatique intelligence artificielle france "
    "francais republique liberte egalite fraternite paris lyon marseille strasbourg toulouse nantes bordeaux"
)
_WORDS = frozenset(_COMMON.split())
_SERIES = tuple(
    frozenset(words.split())
    for words in (
        "janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "printemps automne hiver",
        "liberte egalite fraternite republique",
        "deux trois quatre cinq sept huit neuf onze douze",
    )
)
"""Words that come one after the other: whoever guesses one has guessed the next."""
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "a0b1c2d3e4f5g6h7i8j9",
    "0a1b2c3d4e5f6g7h8i9j",
    "a1b2c3d4e5f6g7h8i9j0",
    "1a2b3c4d5e6f7g8h9i0j",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "aqwzsxedcrfvtgbyhn",
    "qazwsxedcrfvtgbyhnujm",
    "1a2z3e4r5t6y7u8i9o0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)
_ROWS_BOTH_WAYS = (*_ROWS, *(row[::-1] for row in _ROWS))
_LOOKALIKES = str.maketrans("013457@$€!", "oieastasei")
_BLOCK = re.compile(r"(.+?)\1+", re.DOTALL)


class GuessableValidator:
    """Refuses what is made of common words, of names, of runs of keys and of repeats."""

    def validate(self, password: str, user: object = None) -> None:
        """Refuse a password with too little to guess.

        Raises:
            ValidationError: with what to choose instead.
        """
        if is_published(password):
            raise ValidationError(
                _(
                    "Ce mot de passe est celui de la démonstration de Balise : tout le monde le connaît. "
                    "Écrivez-en un autre."
                ),
                code="password_published",
            )
        names = _names_around(user) if isinstance(user, User) else ()
        if to_guess(password, names) < LEAST_TO_GUESS:
            raise ValidationError(
                _(
                    "Ce mot de passe se devine : il est fait d’un mot courant, d’un nom de personne ou de lieu, d’une "
                    "suite de touches ou d’une répétition. Écrivez plutôt quatre mots sans rapport entre eux, ni avec "
                    "vous."
                ),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        """Return what is asked, before anything is typed."""
        return _("Quatre mots sans rapport entre eux se retiennent bien et se devinent mal.")


def is_published(password: str) -> bool:
    """Tell whether Balise itself prints this password, whatever its capitals, its spaces and its signs."""
    return _letters(folded(password)) in {_letters(folded(printed)) for printed in PUBLISHED}


def to_guess(password: str, names: Iterable[str] = ()) -> int:
    """Return how many things somebody must guess of a password, knowing these names."""
    plain = folded(password)
    repeated = _BLOCK.fullmatch(plain)
    if repeated is not None and len(repeated[1]) < LONG_ENOUGH_BLOCK:
        plain = repeated[1]
    named = frozenset(_words_of(names))
    words = sorted(_WORDS | named, key=len, reverse=True)
    found = min(_count(plain, words), _count(plain.translate(_LOOKALIKES), words))
    apart = _words_apart(plain, named)
    return max(found, 2 * apart) if apart >= WORDS_ASKED else found


def _count(plain: str, words: list[str]) -> int:
    """Count word by word and run by run, the longest first, then letter by letter; a sign between them is nothing."""
    found = at = 0
    while at < len(plain):
        piece = max(_word_at(plain, at, words), _run_at(plain, at), _same_at(plain, at))
        number = _number_at(plain, at)
        if piece:
            found, at = found + 1, at + piece
        elif number:
            found, at = found + ceil(number / DIGITS_AT_ONCE), at + number
        else:
            found, at = found + plain[at].isalpha(), at + 1
    return found


def _words_apart(plain: str, named: frozenset[str]) -> int:
    """Return how many distinct words are set apart; neither a name, nor a run of keys, nor the next of a series."""
    told = {
        word
        for word in re.findall(r"[^\W\d_]+", plain)
        if len(word) >= SHORTEST_WORD
        and word not in named
        and max(_run_at(word, 0), _same_at(word, 0)) < len(word)
        and _BLOCK.fullmatch(word) is None
    }
    series = sum(1 for one in _SERIES if told & one)
    return len(told.difference(*_SERIES)) + series


def _word_at(plain: str, at: int, words: list[str]) -> int:
    return next((len(word) for word in words if plain.startswith(word, at)), 0)


def _run_at(plain: str, at: int) -> int:
    """Return how many keys in a row begin here, in one direction or the other."""
    longest = 0
    for row in _ROWS_BOTH_WAYS:
        length = SHORTEST_RUN
        while at + length <= len(plain) and plain[at : at + length] in row:
            longest = max(longest, length)
            length += 1
    return longest


def _same_at(plain: str, at: int) -> int:
    """Return how many times the character that stands here is said, from three times on."""
    same = re.match(r"(.)\1{2,}", plain[at:], re.DOTALL)
    return 0 if same is None else len(same[0])


def _number_at(plain: str, at: int) -> int:
    """Return how many digits stand here before a run of them, or before something else."""
    end = at
    while end < len(plain) and plain[end].isdecimal() and not _run_at(plain, end):
        end += 1
    return end - at


def _names_around(user: User) -> tuple[str, ...]:
    """Return the names that whoever knows the person would try: theirs, their address, their authorities."""
    invited = Invitation.objects.filter(email=user.email, accepted_at=None, revoked_at=None)
    to_join = invited.values_list("authority__name", flat=True)
    held = (place.name for place in places_of(user.pk))  # nowhere yet, for an account about to be opened
    return (user.name, user.email, *to_join, *held)


def _words_of(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        words = re.findall(r"[^\W\d_]+", folded(name))
        yield from (word for word in words if len(word) >= SHORTEST_WORD)
        whole = "".join(words)
        if len(whole) >= SHORTEST_WORD:
            yield whole


def _letters(plain: str) -> str:
    """Return the letters alone: neither a space nor a sign hides a sentence that is known."""
    return "".join(character for character in plain if character.isalpha())
