# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notices of a dossier, channel by channel: what is needed and why, in which words, and whether it is in place."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from balise.core.frameworks import Framework, Kind, Rule
from balise.core.language import Language, Text
from balise.core.notice_coverage import missing_channels, to_users
from balise.core.notice_formats import email_signature, known_number, phone_script, signature_lines
from balise.core.notice_forms import words_of
from balise.core.notice_texts import NoticeFacts, NoticeWords, facts_from
from balise.core.notices import DEDUCED, Channel, Ground, Layer, Need, NoticeNeed, notice_needs, without
from balise.core.register import UNDER_WAY, PublicNotice, PublicStatus
from balise.rendering.answer_words import subject_in_words
from balise.rendering.notice_snippets import notice_snippet, signature_snippet
from balise.rendering.provenance import short_title
from balise.rendering.register_words import CHANNEL_WORDS
from balise.rendering.typography import AND, date_in_words, joined
from balise.web.assessments.files import DossierFile
from balise.web.organisations.frameworks import bank_of, frameworks_of
from balise.web.transparency.hosts import origin_of
from balise.web.transparency.queries.proofs import Proof, shown_since
from balise.web.transparency.queries.unused_channels import Unused, unused_of
from balise.web.ui.languages import current_language

TONES: Mapping[Need, str] = {
    Need.REQUIRED: "fix",
    Need.UNKNOWN: "ask",
    Need.RECOMMENDED: "quiet",
    Need.NOT_NEEDED: "quiet",
}
_LAYERS: Mapping[Layer, Text] = {
    Layer.LAW: Text("La loi", "The law"),
    Layer.CHARTER: Text("La charte", "The charter"),
    Layer.PRACTICE: Text("L’usage", "Good practice"),
}


@dataclass(frozen=True, slots=True)
class LayerRow:
    """What one layer asks for on a channel, and why."""

    title: str
    need: str
    tone: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One channel of a use."""

    channel: Channel
    title: str
    need: str
    tone: str
    layers: tuple[LayerRow, ...]
    barred: str
    """The rule of the charter by which the tool may not speak there at all; empty mostly."""
    words: NoticeWords
    snippet: str
    """Accessible on its own: to be pasted in a page."""
    proofs: tuple[Proof, ...]
    required: bool = False
    deduced: bool = False
    """It follows from what the tool is used to do, and no answer names it: one may say that the use does without."""
    needs_data_sheet: bool = False
    """The GDPR is among those that ask: what it has people told is longer than a notice."""


@dataclass(frozen=True, slots=True)
class SetAsideRow:
    """A channel by which somebody said that the use does not pass."""

    title: str
    said: Unused
    holds: bool
    """Nothing is asked there any more; otherwise what led to the channel has changed, and it is to be said again."""


@dataclass(frozen=True, slots=True)
class Formats:
    """The notice of a use in the forms that no channel owns."""

    signature: str
    signature_html: str
    script: tuple[tuple[str, str, str], ...]
    """A key, when it is said, and the words."""
    lacks_number: bool = False
    """A machine takes the call, and the dossier gives no number at which a person does."""


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page of the notices shows of a dossier."""

    rows: tuple[Row, ...]
    """Every channel that the use goes through, the strictest need first."""
    set_aside: tuple[SetAsideRow, ...]
    """What was said of channels by which the use does not pass, whether it still holds or is to be read again."""
    others: tuple[tuple[str, tuple[Proof, ...]], ...]
    """The proofs of channels that the use no longer goes through, by channel."""
    formats: Formats
    too_long: str
    """The address of the site, when it leaves no room for a short notice; empty mostly."""

    @property
    def required(self) -> int:
        """Return how many notices are required."""
        return sum(row.required for row in self.rows)

    @property
    def in_place(self) -> int:
        """Return how many of those are in place."""
        return sum(row.required and bool(row.proofs) for row in self.rows)


def needs_of(file: DossierFile, on: date, unused: Iterable[Unused] | None = None) -> tuple[NoticeNeed, ...]:
    """Return what the frameworks of a dossier ask for, channel by channel, but for those that it does not use.

    ``unused`` is what was said of its channels, for whoever has read it of many dossiers at once.
    """
    said = unused_of(file.id) if unused is None else unused
    return without(all_needs_of(file, on), {each.channel for each in said if each.holds(file)})


def all_needs_of(file: DossierFile, on: date) -> tuple[NoticeNeed, ...]:
    """Return what the frameworks ask for by the answers alone, whatever was said of a channel."""
    return notice_needs(frameworks_of(file.references), file.answers, on)


def missing_in_public(
    file: DossierFile, status: PublicStatus, shown: Collection[Channel], on: date
) -> tuple[Channel, ...]:
    """Return where those outside the house must be told of a use under way, and are not; one query."""
    return missing_channels(to_users(needs_of(file, on)), shown) if status in UNDER_WAY else ()


def public_address(code: str, slug: str) -> str:
    """Return where people read more, whole: the entry when there is one, the portal of the authority until then."""
    path = reverse("transparency:entry", args=[code]) if code else reverse("transparency:home", args=[slug])
    return f"{origin_of(slug)}{path}"


def facts_of(file: DossierFile, *, url: str, tool: str, on: date | None) -> NoticeFacts:
    """Return what a notice says of a dossier; the address is written as people type it."""
    address = url.partition("://")[2].rstrip("/")
    return facts_from(file.answers, authority=file.authority_name, address=address, tool=tool, on=on)


def board(file: DossierFile, facts: NoticeFacts, url: str, proofs: Sequence[Proof], on: date) -> Board:
    """Return the notices of a dossier on a day; ``url`` is where they lead."""
    language = current_language()
    order = tuple(Need)
    said = unused_of(file.id)
    needs = sorted(needs_of(file, on, said), key=lambda need: order.index(need.need))
    rows = tuple(_row(need, file, facts, url, proofs, language) for need in needs)
    return Board(
        rows,
        tuple(_set_aside({row.channel for row in rows}, said, file, on, language)),
        tuple(_others({row.channel for row in rows}, proofs, language)),
        _formats(replace(facts, channels=frozenset(row.channel for row in rows)), url, language),
        facts.address if any(not row.words.short for row in rows) else "",
    )


def published_notices(facts: NoticeFacts, proofs: Iterable[Proof]) -> tuple[PublicNotice, ...]:
    """Return the notices in place, as the public entry shows them: without what no entry gives."""
    since, facts = shown_since(proofs), replace(facts, answered_by="", monitors=None)
    return tuple(
        PublicNotice(channel, words.short or words.full, since[channel])
        for channel in Channel
        if channel in since
        for words in [words_of(channel, facts, Language.FRENCH)]
    )


def _row(
    need: NoticeNeed, file: DossierFile, facts: NoticeFacts, url: str, proofs: Iterable[Proof], language: Language
) -> Row:
    words = words_of(need.channel, facts, language)
    return Row(
        need.channel,
        CHANNEL_WORDS[need.channel].in_(language),
        need_said(need.need),
        TONES[need.need],
        tuple(_layers(need, file, language)),
        "" if need.barred_by is None else need.barred_by.criterion.title.in_(language),
        words,
        notice_snippet(words.full, facts.address, url, language),
        tuple(proof for proof in proofs if proof.channel is need.channel),
        need.need is Need.REQUIRED,
        need.channel in DEDUCED,
        _asked_by_the_gdpr(need),
    )


def _asked_by_the_gdpr(need: NoticeNeed) -> bool:
    questions = (ground.rule.criterion.expects.questions() for ground in need.grounds if ground.rule is not None)
    return any("data_subjects_informed" in asked for asked in questions)


def need_said(need: Need) -> str:
    """Return what a notice is on a channel, in words."""
    said = {
        Need.REQUIRED: _("Obligatoire"),
        Need.UNKNOWN: _("On ne peut pas encore le dire"),
        Need.RECOMMENDED: _("Conseillée"),
        Need.NOT_NEEDED: _("Pas nécessaire"),
    }
    return said[need]


def _layers(need: NoticeNeed, file: DossierFile, language: Language) -> Iterator[LayerRow]:
    """Yield what the law asks for and what the charter does, apart; good practice where neither says a word."""
    asked = False
    for layer in (Layer.LAW, Layer.CHARTER):
        wanted = need.of_layer(layer)
        asked = asked or wanted is not Need.NOT_NEEDED
        reasons = tuple(_reasons((each for each in need.grounds if each.layer is layer), file, language))
        if wanted is Need.NOT_NEEDED and not reasons:
            reasons = tuple(_not_asked(layer, need, language))
        if layer is Layer.LAW and need.channel is Channel.STAFF:
            reasons = (*reasons, *_staff_committee(file))
        yield LayerRow(_LAYERS[layer].in_(language), need_said(wanted), TONES[wanted], reasons)
    practice = need.of_layer(Layer.PRACTICE)
    if practice is not Need.NOT_NEEDED and not asked:
        reasons = (_("Aucun texte ne l’impose ; le dire évite un doute."),)
        yield LayerRow(_LAYERS[Layer.PRACTICE].in_(language), need_said(practice), TONES[practice], reasons)


def _reasons(grounds: Iterable[Ground], file: DossierFile, language: Language) -> Iterator[str]:
    for ground in grounds:
        if ground.rule is None or ground.framework is None:
            continue
        cited = _cited(ground.rule, ground.framework, language)
        said = {"cited": cited, "rule": ground.rule.criterion.title.in_(language)}
        if ground.spared_by:
            yield _("%(cited)s : dispensé, gardez-en la preuve (%(rule)s).") % said
        elif ground.missing:
            bank = bank_of(file.references)
            missing = joined([subject_in_words(name, bank, language) for name in ground.missing], AND, language)
            yield _("%(cited)s : %(rule)s. Il manque au dossier : %(missing)s.") % {**said, "missing": missing}
        else:
            yield _("%(cited)s : %(rule)s.") % said


def _cited(rule: Rule, framework: Framework, language: Language) -> str:
    articles = ", ".join(str(reference.article) for reference in rule.references if reference.article)
    title = short_title(framework, language)
    return f"{title}, {articles}" if articles and framework.kind is Kind.LAW else title


def _not_asked(layer: Layer, need: NoticeNeed, language: Language) -> Iterator[str]:
    """Yield why a layer needs no notice: what it says that is yet to apply or concerns another use, or its silence."""
    aside = [each for each in need.set_aside if each.layer is layer]
    for each in aside:
        said = {"cited": _cited(each.rule, each.framework, language), "rule": each.rule.criterion.title.in_(language)}
        if each.of_others:
            yield _("%(cited)s : ne concerne pas les personnes à qui cette mention s’adresse (%(rule)s).") % said
        elif each.not_before is None:
            yield _("%(cited)s : d’après les réponses, cet usage n’est pas concerné (%(rule)s).") % said
        else:
            day = date_in_words(each.not_before, language)
            yield _("%(cited)s : ne s’applique qu’à partir du %(day)s (%(rule)s).") % {**said, "day": day}
    if not aside and layer is Layer.LAW:
        yield _("Aucune des lois que Balise suit ne demande de mention à cet endroit.")
    elif not aside:
        yield _("Aucune règle de la charte ne demande de mention à cet endroit.")


def _staff_committee(file: DossierFile) -> Iterator[str]:
    """Yield what the staff committee is to a tool of staff: a consultation that no notice replaces."""
    if file.answers.get("staff_committee") in {"consulted", "not_needed_reasoned"}:
        return
    yield _(
        "Code général de la fonction publique, article L. 253-5 (référence à confirmer) : le comité social territorial "
        "est consulté sur les projets importants qui introduisent de nouvelles technologies. Aucune mention ne "
        "remplace son avis, que le dossier ne donne pas."
    )


def _others(
    reached: set[Channel], proofs: Sequence[Proof], language: Language
) -> Iterator[tuple[str, tuple[Proof, ...]]]:
    for channel in Channel:
        kept = tuple(proof for proof in proofs if proof.channel is channel)
        if kept and channel not in reached:
            yield CHANNEL_WORDS[channel].in_(language), kept


def _set_aside(
    shown: set[Channel], said: Iterable[Unused], file: DossierFile, on: date, language: Language
) -> Iterator[SetAsideRow]:
    """Yield what was said of the channels that the answers still lead to; of the others there is nothing to say."""
    led_to = {need.channel for need in all_needs_of(file, on)}
    for each in said:
        if each.channel in led_to:
            yield SetAsideRow(CHANNEL_WORDS[each.channel].in_(language), each, each.channel not in shown)


def _formats(facts: NoticeFacts, url: str, language: Language) -> Formats:
    script = phone_script(facts, language)
    return Formats(
        email_signature(facts, language),
        signature_snippet(signature_lines(facts, language), facts.address, url, language),
        (
            ("ouverture", _("D’abord"), script.opening),
            ("machine", _("À « Est-ce que je parle à une machine ? »"), script.machine),
            ("personne", _("À « Je veux parler à quelqu’un »"), script.person),
            ("adresse", _("À « Où puis-je en savoir plus ? »"), script.further),
        ),
        facts.direct and not known_number(facts),
    )
