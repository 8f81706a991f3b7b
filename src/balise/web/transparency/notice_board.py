# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notices of a dossier, channel by channel: what is needed and why, in which words, and whether it is in place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balise.core.language import Language
from balise.core.notice_texts import NoticeFacts, NoticeWords, facts_from, notice_words
from balise.core.notices import Channel, Ground, Layer, Need, NoticeNeed, notice_needs
from balise.core.register import PublicNotice
from balise.rendering.provenance import short_title
from balise.rendering.register_words import CHANNEL_WORDS
from balise.web.assessments.files import DossierFile
from balise.web.catalogue.queries.names import tool_name
from balise.web.organisations.frameworks import frameworks_of
from balise.web.transparency.queries.proofs import Proof, shown_since
from balise.web.ui.languages import current_language

TONES = {Need.REQUIRED: "fix", Need.UNKNOWN: "ask", Need.RECOMMENDED: "quiet", Need.NOT_NEEDED: "quiet"}


@dataclass(frozen=True, slots=True)
class Row:
    """One channel of a use."""

    channel: Channel
    title: str
    need: str
    tone: str
    reasons: tuple[str, ...]
    barred: str
    """The rule of the charter by which the tool may not speak there at all; empty mostly."""
    words: NoticeWords
    snippet: SafeString
    """Accessible on its own: to be pasted in a page or a signature."""
    proofs: tuple[Proof, ...]
    required: bool = False


def needs_of(file: DossierFile, on: date) -> tuple[NoticeNeed, ...]:
    """Return what the frameworks of a dossier ask for, channel by channel."""
    return notice_needs(frameworks_of(file.references), file.answers, on)


def board(file: DossierFile, proofs: Sequence[Proof], code: str, on: date) -> tuple[Row, ...]:
    """Return every channel that the use goes through, the strictest need first."""
    language = current_language()
    order = tuple(Need)
    needs = sorted(needs_of(file, on), key=lambda need: order.index(need.need))
    facts = _facts(file, code, on)
    return tuple(_row(need, facts, proofs, language) for need in needs)


def published_notices(file: DossierFile, proofs: Iterable[Proof], code: str, on: date) -> tuple[PublicNotice, ...]:
    """Return the notices in place, as the public entry shows them."""
    since = shown_since(proofs)
    facts = _facts(file, code, on)
    return tuple(
        PublicNotice(channel, notice_words(channel, facts, Language.FRENCH).short, since[channel])
        for channel in Channel
        if channel in since
    )


def _facts(file: DossierFile, code: str, on: date) -> NoticeFacts:
    host = settings.SITE_ADDRESS.partition("://")[2]
    path = reverse("transparency:entry", args=[code]) if code else "/portail/"
    tool = "" if file.tool_id is None else tool_name(file.tool_id)
    address = f"{host}{path}".rstrip("/")
    return facts_from(file.answers, authority=file.authority_name, address=address, tool=tool, on=on)


def _row(need: NoticeNeed, facts: NoticeFacts, proofs: Iterable[Proof], language: Language) -> Row:
    words = notice_words(need.channel, facts, language)
    said = {
        Need.REQUIRED: _("Obligatoire"),
        Need.UNKNOWN: _("On ne peut pas encore le dire"),
        Need.RECOMMENDED: _("Conseillée"),
        Need.NOT_NEEDED: _("Pas nécessaire"),
    }
    return Row(
        need.channel,
        CHANNEL_WORDS[need.channel].in_(language),
        said[need.need],
        TONES[need.need],
        tuple(_reasons(need.grounds, language)),
        "" if need.barred_by is None else need.barred_by.criterion.title.in_(language),
        words,
        format_html('<p lang="{}">{}</p>', language.value, words.full),
        tuple(proof for proof in proofs if proof.channel is need.channel),
        need.need is Need.REQUIRED,
    )


def _reasons(grounds: Iterable[Ground], language: Language) -> Iterator[str]:
    listed = tuple(grounds)
    for ground in listed:
        if ground.rule is None or ground.framework is None:
            if len(listed) == 1:
                yield _("Aucun texte ne l’impose ; le dire évite un doute.")
            continue
        articles = ", ".join(str(each.article) for each in ground.references if each.article)
        title = short_title(ground.framework, language)
        cited = f"{title}, {articles}" if articles and ground.layer is Layer.LAW else title
        rule = ground.rule.criterion.title.in_(language)
        if ground.spared_by:
            yield _("%(cited)s : dispensé, gardez-en la preuve (%(rule)s).") % {"cited": cited, "rule": rule}
        else:
            yield _("%(cited)s : %(rule)s.") % {"cited": cited, "rule": rule}
