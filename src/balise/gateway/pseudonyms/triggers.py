# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One pass over a text tells which detectors have something to look for: most texts hold nothing for most of them.

The words that announce data and the terms of article 9 are in one Aho-Corasick automaton; a pattern runs only when one
of its words is there, or digits enough.
"""

import string
from dataclasses import dataclass
from functools import cache

import ahocorasick

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind
from balise.gateway.pseudonyms.patterns import digits_of, pattern
from balise.gateway.pseudonyms.sensitive_terms import terms


class Trigger:
    """What words announce: bits as plain numbers, since an enumeration costs a microsecond each time it is asked."""

    SOCIAL = 1
    TAX = 2
    COMPANY = 4
    ACCOUNT = 8
    VEHICLE = 16
    DOCUMENT = 32
    PHONE = 64
    HOME = 128
    BOX = 256
    POSTCODE = 512
    LABEL = 1024
    SIGNATURE = 2048
    AGE = 4096
    NIGHT = 8192
    BIRTH = 16384
    WORDED = 32768
    NUMBERED = 65536
    MISREAD = 131072
    """A digit beside a letter that scans take for one, or tens in words."""


_WORDS = {
    Trigger.SOCIAL: "secu, nir, \x01ss, \x01 ss, immatric, assure, vitale, insee, inscription",
    Trigger.TAX: "fiscal, spi, impot, contribuable, nif, declarant",
    Trigger.COMPANY: "siren, siret, rcs, tva, immatric, naf, entreprise, association, societe, rna",
    Trigger.ACCOUNT: "rib, iban, compte, bancaire",
    Trigger.VEHICLE: "immatric, plaque, vehicule, voiture, scooter, moto, camion, remorque, bus ",
    Trigger.DOCUMENT: "passeport, passport, cni, identite, permis, sejour, resident, recepisse, visa, agdref, "
    "etranger, piece, titre,  ci ",
    Trigger.PHONE: "tel, phone, portable, mobile, gsm, fax, telecopie, poste, bip, dect, ligne directe, standard, "
    "joignable, "
    "appele, contacte, rappele",
    Trigger.HOME: "habit, resid, domicil, demeur, adresse :, adresse:, adresse postale, l'adresse, sis , vit , "
    "terrain :, vivant, vivons, loge, natif, native, demenag, ville, "
    "commune, localite, naissance, ne a, nee a, ne le, nee le, hez lui, hez elle, hez moi, hez eux",
    Trigger.BOX: "grande rue, grande-rue, street, road, lane, drive, strasse, derb, de la rue, "
    "de l'avenue, du boulevard, de l'impasse, du chemin, "
    "de l'allee, de la route, du quai, "
    " r de,  r du,  r d', grand'rue, grand-rue, grand rue, bp, "
    "b.p, cs, c.s, tsa, dit, stra, appt, app, apt",
    Trigger.POSTCODE: "postal, cp, postcode",
    Trigger.LABEL: "nom, famille |, famille;, _name, tname, llname, yname, "
    "identite, patronyme, patient, allocataire, eleve, enfant, demandeu, assure, beneficiaire",
    Trigger.SIGNATURE: "cordial, distingue, respectueu, sinceres, salutation, devoue, consideration, sentiment, bien "
    "a vous, "
    "bonne journee, avance, reception",
    Trigger.AGE: " ans, |, sexe",
    Trigger.NIGHT: "nuit, entre le, et le",
    Trigger.WORDED: "vingt, trente, quarante, soixante, treize, quatorze, quinze, seize, deux, "
    "trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, un rue, un avenue, "
    "un boulevard, un bd, un place, un chemin, un impasse, un allee, un quai, un route",
    Trigger.NUMBERED: "\x01, numero, num, ref, identifiant, matricule, dossier, allocataire, adherent, titre, "
    "carte, contrat, permis, passeport, cni, usager, compte, fps, avis, sinistre, caf, mdph, apa, abonne, etudiant",
    Trigger.MISREAD: "1er/, 1er., vingt, trente, quarante, cinquante, soixante, septante, nonante, "
    + ", ".join(f"{letter}{digit}, {digit}{letter}" for letter in "lio" for digit in string.digits),
    Trigger.BIRTH: "birth, born, dob, "
    "ne , nee, ne(, ne., ne-, ne/, nes, naiss, ddn, d.d.n, dn, d.n, jour, anniversaire, natif, suis du, "
    "native, monde, pere, mere, fils, fille, garcon, bebe, mari, femme, epou, conjoint, enfant",
}
_RUN = pattern(r"[0-9](?:[ .\-/_()\n]{0,3}[0-9abo]){7,}")


@dataclass(frozen=True, slots=True)
class Survey:
    """What a text announces."""

    triggers: int
    terms: list[tuple[int, int, Kind]]
    """Last place, length and kind of each term of article 9 that may be there."""
    digits: int
    """How many digits the text holds."""
    longest: int
    """How many stand in a row, whatever separates them; 0 under eight."""
    shape: bytes
    """The text with 0 for each digit and A or a for each letter, where it holds digits enough: a number whose shape is
    not in it is not looked for."""


def survey(folded: Folded) -> Survey:
    """Return what a text announces, in one pass."""
    triggers = 0
    found: list[tuple[int, int, Kind]] = []
    for end, (bits, length, kind) in _automaton().iter(folded.plain.decode("ascii")):
        triggers |= bits
        if kind is not None:
            found.append((end, length, kind))
    digits = len(digits_of(folded.plain))
    longest = 0
    if digits >= _LONG:
        longest = max((len(digits_of(each.group())) for each in _RUN.finditer(folded.plain)), default=0)
    shape = folded.cased.translate(_SHAPES) if digits > 1 else b""
    return Survey(triggers, found, digits, longest, shape)


_LONG = 8
_SHAPES = bytes.maketrans(
    (string.digits + string.ascii_uppercase + string.ascii_lowercase).encode(), b"0" * 10 + b"A" * 26 + b"a" * 26
)


@cache
def _automaton() -> ahocorasick.Automaton:
    values: dict[str, tuple[int, int, Kind | None]] = {term: (0, len(term), kind) for term, kind in terms()}
    for trigger, words in _WORDS.items():
        for word in words.split(", "):
            bits, length, kind = values.get(word, (0, len(word), None))
            values[word] = (bits | trigger, length, kind)
    automaton = ahocorasick.Automaton()
    for word, value in values.items():
        automaton.add_word(word, value)
    automaton.make_automaton()
    return automaton
