# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Starting a draft charter, and writing it, one commitment at a time."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.frameworks import Principle
from balise.core.messages import Problem
from balise.loading.drafts import (
    CRITERIA,
    Words,
    draft_files,
    empty_files,
    numbers,
    read_draft,
    with_criteria,
    with_presentation,
    with_principle,
    with_words,
    within,
    without,
    without_principle,
)
from balise.loading.identifiers import as_identifier
from balise.web.assessments.operations.standing import day_of
from balise.web.charters.acts import DRAFT_ABANDONED, DRAFT_AMENDED, DRAFT_STARTED
from balise.web.charters.models import Draft
from balise.web.charters.permissions import check_may_write
from balise.web.charters.queries.drafts import framework_belongs_to, to_record
from balise.web.charters.queries.votes import extended_by
from balise.web.charters.records import DraftRecord
from balise.web.journal.operations import record
from balise.web.organisations.frameworks import files_kept, framework_of
from balise.web.organisations.members import Member
from balise.web.organisations.operations.frameworks import keep_version, shipped_charters
from balise.web.organisations.queries import ancestors, lead_reference
from balise.web.ui.refusals import RefusedError


class UnreadableCriteriaError(RefusedError):
    """Criteria that cannot judge, with each mistake and its line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(_("Les critères contiennent des erreurs : rien n’a été enregistré."), status=422)
        self.problems = problems


def starting_points(authority_id: int) -> tuple[str, ...]:
    """Return the references of the texts from which a draft may start: one's own, those above, those shipped."""
    above = (lead_reference(place.id) for place in ancestors(authority_id))
    found = [lead_reference(authority_id), *above, *(charter.reference for charter in shipped_charters())]
    return tuple(dict.fromkeys(reference for reference in found if reference is not None))


@transaction.atomic
def start(member: Member, title: str, origin: str, *, extends: bool, at: datetime) -> int:
    """Begin a draft from a text, or from nothing; return its number.

    A charter that extends another still does once it is amended: what a council bound itself to does not lapse because
    a box was left unticked. Starting anew from the other text is the way out of it.

    Raises:
        RefusedError: it is not theirs (403), or no draft may start from that text.
    """
    check_may_write(member)
    if origin and origin not in starting_points(member.authority.id):
        raise RefusedError(_("On ne peut pas partir de ce texte : choisissez-en un dans la liste."))
    if extends and not origin:
        raise RefusedError(_("Une charte qui en prolonge une autre part de celle-ci : choisissez le texte de départ."))
    identifier = _identifier(member, origin, at)
    row = Draft.objects.create(
        authority_id=member.authority.id,
        title=title.strip(),
        framework=identifier,
        origin=origin,
        extends=origin if extends else extended_by(member.authority.id, origin),
        files=dict(_first_files(member, title.strip(), origin, identifier, at)),
        created_at=at,
        updated_at=at,
        by_id=member.user_id,
    )
    draft = to_record(row)
    record(member.authority.id, DRAFT_STARTED.code, member.actor, draft.subject, at, {"from": origin})
    return draft.id


def _first_files(member: Member, title: str, origin: str, identifier: str, at: datetime) -> Mapping[str, str]:
    if not origin:
        return empty_files(identifier, title, member.authority.name, day_of(at))
    shipped = {charter.reference: charter.id for charter in shipped_charters()}
    if origin in shipped:
        keep_version(shipped[origin], at=at)
    return draft_files(files_kept(origin), identifier, title=title, publisher=member.authority.name)


def _identifier(member: Member, origin: str, at: datetime) -> str:
    """Return what the versions of the draft will be called: an amended charter keeps the name of one's own."""
    framework = origin.partition("@")[0]
    if framework and framework_belongs_to(framework, member.authority.id):
        return framework
    taken = {reference.partition("@")[0] for reference in starting_points(member.authority.id)}
    wanted = f"{member.authority.slug}-{day_of(at).year}"[:50]
    rank = 1
    while (name := wanted if rank == 1 else f"{wanted}-{rank}") in taken:
        rank += 1
    return name


@transaction.atomic
def present(member: Member, draft_id: int, title: str, summary: str, *, seen: int, at: datetime) -> None:
    """Change the title of a draft, and what it says in two sentences.

    Raises:
        RefusedError: it is not theirs, or somebody else has written since.
    """
    row = _to_write(member, draft_id, seen)
    row.title = title.strip()
    _write(row, with_presentation(row.files, row.title, summary.strip()), member, _("sa présentation"), at)


@transaction.atomic
def write_principle(
    member: Member, draft_id: int, identifier: str, title: str, summary: str, *, seen: int, at: datetime
) -> None:
    """Write a principle; without an identifier, a new one is added.

    Raises:
        RefusedError: it is not theirs, there is no such principle, or somebody else has written since.
    """
    row = _to_write(member, draft_id, seen)
    if identifier:
        _check_principle(row.files, identifier)
    name = identifier or new_principle(row.files, title)
    files = with_principle(row.files, name, title.strip(), summary.strip())
    _write(row, files, member, _("le principe « %(title)s »") % {"title": title.strip()}, at)


@transaction.atomic
def remove_principle(member: Member, draft_id: int, identifier: str, *, seen: int, at: datetime) -> None:
    """Take out of a draft a principle that has no commitment.

    Raises:
        RefusedError: it is not theirs, there is no such principle, commitments are under it, it is the last one, or
            somebody else has written since.
    """
    row = _to_write(member, draft_id, seen)
    principle = _check_principle(row.files, identifier)
    read = read_draft(row.files).framework
    assert read is not None  # noqa: S101 - it has this principle
    if any(each.principle == identifier for each in read.commitments):
        raise RefusedError(_("Des engagements sont sous ce principe : rangez-les d’abord sous un autre."))
    if len(read.principles) == 1:
        raise RefusedError(_("Une charte a au moins un principe : ajoutez-en un autre avant de retirer celui-ci."))
    part = _("le principe « %(title)s », retiré") % {"title": principle.title.fr}
    _write(row, without_principle(row.files, identifier), member, part, at)


def _check_principle(files: Mapping[str, str], identifier: str) -> Principle:
    read = read_draft(files).framework
    for principle in () if read is None else read.principles:
        if principle.id == identifier:
            return principle
    raise RefusedError(_("Ce principe n’existe pas."), status=404)


def new_principle(files: Mapping[str, str], title: str) -> str:
    """Return the identifier of a principle to come, after its title: never one that was given before."""
    read = read_draft(files).framework
    if read is None:
        raise RefusedError(_("Ce projet contient des erreurs : corrigez-les d’abord."))
    taken = {*(each.id for each in read.principles), *read.retired}
    wanted = f"{read.id}:{as_identifier(title)[:40].strip('-')}"
    rank = 1
    while (name := wanted if rank == 1 else f"{wanted}-{rank}") in taken:
        rank += 1
    return name


@transaction.atomic
def write_commitment(
    member: Member, draft_id: int, number: str, words: Words, criteria: str, *, seen: int, at: datetime
) -> None:
    """Write a commitment and the criteria that judge it; a number that the draft has not yet adds one.

    Raises:
        UnreadableCriteriaError: the criteria hold a mistake.
        RefusedError: it is not theirs, or somebody else has written since.
    """
    row = _to_write(member, draft_id, seen)
    if number not in {*numbers(row.files), next_number(row.files)}:
        raise RefusedError(_("Cet engagement n’existe pas."), status=404)
    files = with_criteria(with_words(row.files, number, words, day_of(at)), number, criteria)
    mistakes = tuple(
        each for each in within(read_draft(files).problems, number) if each.place.file.startswith(CRITERIA)
    )
    if mistakes:
        raise UnreadableCriteriaError(mistakes)
    _write(row, files, member, _("l’engagement %(number)s") % {"number": number}, at)


@transaction.atomic
def remove_commitment(member: Member, draft_id: int, number: str, *, seen: int, at: datetime) -> None:
    """Take a commitment out of a draft.

    Raises:
        RefusedError: it is not theirs, there is none of that number, it comes from a text that the draft extends, or
            somebody else has written since.
    """
    row = _to_write(member, draft_id, seen)
    if number not in numbers(row.files):
        raise RefusedError(_("Cet engagement n’existe pas."), status=404)
    check_removable(to_record(row), number)
    _write(row, without(row.files, number), member, _("l’engagement %(number)s, retiré") % {"number": number}, at)


def check_removable(draft: DraftRecord, number: str) -> None:
    """Refuse to take out of a draft what it extends: it could never be published afterwards.

    Raises:
        RefusedError: the commitment comes from the text that the draft extends (409).
    """
    if draft.extends and number in {each.number for each in framework_of(draft.extends).commitments}:
        raise RefusedError(
            _(
                "Ce projet prolonge %(parent)s : il ne peut rien en retirer, seulement y ajouter. Pour retirer cet "
                "engagement, commencez un projet qui en part sans la prolonger."
            )
            % {"parent": draft.extends}
        )


@transaction.atomic
def abandon(member: Member, draft_id: int, *, at: datetime) -> None:
    """Give a draft up; it stays readable.

    Raises:
        RefusedError: it is not theirs, or it is over already.
    """
    row = _to_write(member, draft_id, None)
    row.abandoned_at = at
    row.save()
    record(member.authority.id, DRAFT_ABANDONED.code, member.actor, to_record(row).subject, at)


def next_number(files: Mapping[str, str]) -> str:
    """Return the number of the commitment to come: never one that was given before."""
    read = read_draft(files).framework
    retired = () if read is None else read.retired
    given = [*numbers(files), *(name.split(":")[1] for name in retired if ":" in name)]
    return str(max((int(number) for number in given if number.isdecimal()), default=0) + 1)


def _to_write(member: Member, draft_id: int, seen: int | None) -> Draft:
    check_may_write(member)
    rows = Draft.objects.select_for_update(of=("self",)).select_related("by", "vote")
    row = rows.filter(authority_id=member.authority.id, pk=draft_id).first()
    if row is None:
        raise RefusedError(_("Ce projet de charte n’existe pas."), status=404)
    if not to_record(row).is_open:
        raise RefusedError(_("Ce projet ne s’écrit plus : il est voté ou abandonné. Commencez-en un autre."))
    if seen is not None and seen != row.revision:
        raise RefusedError(
            _(
                "Quelqu’un a modifié ce projet depuis que cette page est ouverte. Rien n’a été enregistré : relisez-le "
                "dans un autre onglet, puis enregistrez de nouveau."
            )
        )
    return row


def _write(row: Draft, files: Mapping[str, str], member: Member, part: str, at: datetime) -> None:
    row.files, row.revision, row.updated_at, row.by_id = dict(files), row.revision + 1, at, member.user_id
    row.save()
    record(member.authority.id, DRAFT_AMENDED.code, member.actor, to_record(row).subject, at, {"part": part})
