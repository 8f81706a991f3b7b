# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The forms in which the notice of a use may stand on a page: known by its dossier, or rebuilt from its public entry.

An entry gives the answers from which a notice is written, but for a few words: the function that answers for the tool
is never published, and the contact and the purpose may be worded anew for the public. Any words do in their place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from balise.core.conditions import Answers
from balise.core.language import Language
from balise.core.notice_check import ANY_WORDS, Expected, Form, expected_from
from balise.core.notice_texts import NoticeFacts, NoticeWords, TooLongError, facts_from, longer_words, notice_words
from balise.core.notices import Channel


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What an entry publishes of that from which a notice is written."""

    authority: str
    address: str
    """Written as people type it."""
    answers: Answers = field(default_factory=dict)
    tool: str = ""


def words_of(channel: Channel, facts: NoticeFacts, language: Language) -> NoticeWords:
    """Return the words of a notice; the short one is empty when the address of the site leaves no room for it."""
    try:
        return notice_words(channel, facts, language)
    except TooLongError:
        return longer_words(channel, facts, language)


def every_form(
    channels: Iterable[Channel], facts: NoticeFacts
) -> Iterator[tuple[Channel, Language, Mapping[Form, str]]]:
    """Yield the forms of the notice of each channel, in each language."""
    for channel in channels:
        for language in Language:
            words = words_of(channel, facts, language)
            yield channel, language, {Form.SHORT: words.short, Form.FULL: words.full, Form.PLAIN: words.plain}


def rebuilt_from(public: PublicFacts, channels: Iterable[Channel]) -> tuple[Expected, ...]:
    """Return the forms that an entry lets one rebuild; none of them is to be handed out."""
    listed = tuple(channels)
    forms = (form for facts in _possible(public) for form in every_form(listed, facts))
    return tuple(dict.fromkeys(replace(each, rebuilt=True) for each in expected_from(forms)))


def _possible(public: PublicFacts) -> Iterator[NoticeFacts]:
    """Yield what the dossier may say, by what the entry leaves untold of it."""
    told = facts_from(public.answers, authority=public.authority, address=public.address, tool=public.tool)
    words = ("", ANY_WORDS)
    for contact, purpose, answered_by, monitors in product(words, words, words, (None, True, False)):
        yield replace(told, contact=contact, purpose=purpose, answered_by=answered_by, monitors=monitors)
