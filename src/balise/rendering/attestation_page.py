# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An attestation of training on one page, for its PDF: who, what, when, until when, and how to check it."""

from collections.abc import Iterator

from balise.core.attestations import AttestationWords
from balise.core.language import Language, Text
from balise.core.training import AUDIENCE_LABELS, VALIDITY_LABELS, Validity
from balise.rendering.document import (
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Document,
    Link,
    Manner,
    Paragraph,
    Section,
    Strong,
)
from balise.rendering.typography import capitalised, date_in_words

MASTHEAD = Text("Attestation de formation", "Attestation of training")
TITLE = Text("{name} a suivi «\u00a0{training}\u00a0»", "{name} followed “{training}”")
BY = Text(
    "{authority} l’atteste\u00a0: {name} a suivi cette formation le {day}.",
    "{authority} attests that {name} followed this training on {day}.",
)
AUDIENCE = Text("Public", "Audience")
HOURS = Text("Durée", "Length")
HOURS_SAID = Text("{n} h", "{n} h")
PROVIDER = Text("Organisme", "Provider")
REFERENCE = Text("Référence", "Reference")
ISSUED = Text("Remise le", "Issued on")
UNTIL = Text("Compte jusqu’au", "Counts until")
FOR_EVER = Text("sans limite", "without limit")
CODE = Text("Code", "Code")
STATE = Text("État", "State")
CONTENT = Text("Ce qui a été vu", "What was covered")
CHECK = Text("Vérifier", "Check")
CHECK_SAID = Text(
    "Cette adresse dit si l’attestation compte encore\u00a0: ",
    "This address tells whether the attestation still counts: ",
)


def attestation_document(words: AttestationWords, language: Language) -> Document:
    """Return the attestation as a document."""
    said = {"name": words.name, "training": words.training, "authority": words.authority}
    opening = BY.in_(language).format(**said, day=date_in_words(words.followed_on, language))
    body = (*_content(words, language), _check(words, language))
    return Document(
        title=TITLE.in_(language).format(**said),
        language=language,
        masthead=MASTHEAD.in_(language),
        opening=(Paragraph((opening,), Manner.LEDE), DefinitionList(tuple(_facts(words, language)))),
        body=body,
    )


def _facts(words: AttestationWords, language: Language) -> Iterator[Definition]:
    until = FOR_EVER.in_(language) if words.expires_on is None else date_in_words(words.expires_on, language)
    facts = (
        (AUDIENCE, capitalised(AUDIENCE_LABELS[words.audience].in_(language))),
        (HOURS, HOURS_SAID.in_(language).format(n=words.hours) if words.hours else ""),
        (PROVIDER, words.provider or words.authority),
        (REFERENCE, words.reference),
        (ISSUED, date_in_words(words.issued_on, language)),
        (UNTIL, until),
        (STATE, "" if words.validity is Validity.VALID else VALIDITY_LABELS[words.validity].in_(language)),
    )
    for term, value in facts:
        if value:
            yield Definition(term.in_(language), ((value,),))
    yield Definition(CODE.in_(language), ((Code(words.code),),))


def _content(words: AttestationWords, language: Language) -> Iterator[Section]:
    if words.content:
        yield Section(CONTENT.in_(language), (BulletList(tuple((line,) for line in words.content)),))


def _check(words: AttestationWords, language: Language) -> Section:
    line = Paragraph((CHECK_SAID.in_(language), Link(words.address, words.address)))
    return Section(CHECK.in_(language), (line, Paragraph((Strong(words.authority),))))
