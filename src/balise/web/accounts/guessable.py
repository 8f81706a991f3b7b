# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Refusing a password that somebody would guess, long as it may be.

Twelve characters are not twelve things to guess: « motdepasse2026 » is a word and a year. What must be guessed is
counted instead: one for a common word, for a name of the person or of the place, for a run of keys, for a number; one
for each other letter. The words are ours and few: those that people in a town hall reach for, in French. The lists of
leaked passwords, which Django's own validator reads, are in English above all and stop where digits are added.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from balise.web.accounts.models import Invitation, User
from balise.web.accounts.welcome import places_of

LEAST = 8
"""How many things there must be to guess."""
LEAST_BLOCK = 12
"""A block shorter than a password of its own is worth itself, however often it is said."""
SHORTEST_WORD = 4
SHORTEST_RUN = 4
LONGEST_NUMBER = 4
"""Up to four digits are a year, a day or a postcode's end, and are guessed as one."""

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
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
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
_LOOKALIKES = str.maketrans("013457@$€!", "oieastasei")
_BLOCK = re.compile(r"(.+?)\1+", re.DOTALL)


class GuessableValidator:
    """Refuses what is made of common words, of names, of runs of keys and of repeats."""

    def validate(self, password: str, user: object = None) -> None:
        """Refuse a password with too little to guess.

        Raises:
            ValidationError: with what to choose instead.
        """
        names = _names_around(user) if isinstance(user, User) else ()
        if to_guess(password, names) < LEAST:
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


def to_guess(password: str, names: Iterable[str] = ()) -> int:
    """Return how many things somebody must guess of a password, knowing these names."""
    plain = _folded(password)
    repeated = _BLOCK.fullmatch(plain)
    if repeated is not None and len(repeated[1]) < LEAST_BLOCK:
        plain = repeated[1]
    words = sorted({*_WORDS, *_words_of(names)}, key=len, reverse=True)
    return min(_count(plain, words), _count(plain.translate(_LOOKALIKES), words))


def _count(plain: str, words: list[str]) -> int:
    """Count word by word and run by run, the longest first, then letter by letter; a sign between them is nothing."""
    found = at = 0
    while at < len(plain):
        piece = max(_word_at(plain, at, words), _run_at(plain, at), _same_at(plain, at))
        number = _number_at(plain, at)
        if piece:
            found, at = found + 1, at + piece
        elif number:
            found, at = found + (1 if number <= LONGEST_NUMBER else number), at + number
        else:
            found, at = found + plain[at].isalpha(), at + 1
    return found


def _word_at(plain: str, at: int, words: list[str]) -> int:
    return next((len(word) for word in words if plain.startswith(word, at)), 0)


def _run_at(plain: str, at: int) -> int:
    """Return how many keys in a row begin here, in one direction or the other."""
    longest = 0
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
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
    number = re.match(r"\d+", plain[at:])
    return 0 if number is None else len(number[0])


def _names_around(user: User) -> tuple[str, ...]:
    """Return the names that whoever knows the person would try: theirs, their address, their authorities."""
    invited = Invitation.objects.filter(email=user.email, accepted_at=None, revoked_at=None)
    to_join = invited.values_list("authority__name", flat=True)
    held = (place.name for place in places_of(user.pk))  # nowhere yet, for an account about to be opened
    return (user.name, user.email, *to_join, *held)


def _words_of(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        words = re.findall(r"[^\W\d_]+", _folded(name))
        yield from (word for word in words if len(word) >= SHORTEST_WORD)
        whole = "".join(words)
        if len(whole) >= SHORTEST_WORD:
            yield whole


def _folded(text: str) -> str:
    """Return the text without accents or capitals: nobody is stopped by them."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
