# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What has a day, across the dossiers that somebody may read: reservations, exceptions, opinions, trials, reviews."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.core.frameworks import Framework
from balise.core.language import Language, Text
from balise.core.opinions import OF_BODY, OpinionBody
from balise.core.roles import Role
from balise.core.states import ACCEPTING, DECIDED_IN_FAVOUR, IN_SERVICE, State
from balise.web.assessments.permissions import Carried, is_carried_by
from balise.web.assessments.queries.evidence import pieces_that_end
from balise.web.assessments.queries.lists import readable_rows
from balise.web.governance.models import Decision, ExceptionGrant, OpinionRequest, Reservation
from balise.web.governance.permissions import GIVERS
from balise.web.governance.queries.adverse_opinions import adverse_rows, adverse_words, is_adverse
from balise.web.governance.queries.suspensions import uncovered_in
from balise.web.organisations.frameworks import framework_of, kept_versions
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language

_OVER = [state.value for state in (State.REFUSED, State.CLOSED, State.WITHDRAWN, State.ARCHIVED)]
_BINDING = Q(dossier__state__in=[state.value for state in DECIDED_IN_FAVOUR]) & (
    Q(dossier__submitted_at=None) | Q(decision__at__gte=F("dossier__submitted_at"))
)
"""The reservations of a decision that stands, as ``queries.instruction`` tells it of one dossier."""
_TRIED = [state.value for state in (*ACCEPTING, *IN_SERVICE)]


class Kind(StrEnum):
    """What kind of thing has a day; the values stand in addresses."""

    RESERVATION = "reserves"
    EXCEPTION = "exceptions"
    OPINION = "avis"
    ADVERSE = "avis-defavorables"
    EXPERIMENT = "essais"
    REVIEW = "revues"
    EVIDENCE = "pieces"


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that has a day."""

    kind: Kind
    id: int
    dossier_id: int
    number: str
    title: str
    words: str
    due_on: date
    late: bool
    who: str
    mine: bool
    """Whoever reads the list is the one expected to act."""
    note: str = ""
    """What follows, in place of the day, when it is more than being late."""


def due_lines(member: Member, on: date, kind: Kind | None = None) -> tuple[DueLine, ...]:
    """Return what has a day in the dossiers that the person may read, the most pressing first."""
    readers = {
        Kind.RESERVATION: _reservations,
        Kind.EXCEPTION: _exceptions,
        Kind.OPINION: _opinions,
        Kind.ADVERSE: _adverse,
        Kind.EXPERIMENT: _experiments,
        Kind.REVIEW: _reviews,
        Kind.EVIDENCE: _evidence,
    }
    found = (line for each, read in readers.items() if kind in {None, each} for line in read(member, on))
    return tuple(sorted(found, key=lambda line: (line.due_on, line.kind, line.id)))


def late_of(authority_id: int, on: date) -> Mapping[int, Iterable[str]]:
    """Return what is late in an authority, in sentences, by dossier: for the lists of dossiers."""
    alive = {"dossier__authority_id": authority_id}
    late: dict[int, list[str]] = {}
    overdue = Reservation.objects.filter(_BINDING, **alive, done_on=None, due_on__lt=on)
    for dossier_id, count in _counted(overdue.values_list("dossier_id", flat=True)).items():
        words = ngettext("%(count)d réserve en retard", "%(count)d réserves en retard", count) % {"count": count}
        late.setdefault(dossier_id, []).append(words)
    for opinion in OpinionRequest.objects.filter(_silent(on) | is_adverse(), **alive).order_by(
        F("given_at").asc(nulls_first=True), "pk"
    ):
        late.setdefault(opinion.dossier_id, []).append(_opinion_words(opinion, on))
    for dossier_id, uncovered in uncovered_in(authority_id, on).items():
        late.setdefault(dossier_id, []).extend(each.words for each in uncovered)
    return late


def _silent(on: date) -> Q:
    """Return the test of an opinion that is awaited past its day."""
    return Q(value="", withdrawn_at=None, deadline__lt=on) & ~Q(dossier__state__in=_OVER)


def _opinion_words(opinion: OpinionRequest, on: date) -> str:
    body = OpinionBody(opinion.body)
    if opinion.value:
        return adverse_words(body, opinion.given_on or on)
    return _("Avis %(body)s en retard") % {"body": OF_BODY[body].in_(current_language())}


def _reservations(member: Member, on: date) -> Iterator[DueLine]:
    rows = Reservation.objects.filter(_BINDING, dossier__in=readable_rows(member), done_on=None)
    for row in rows.select_related("dossier", "assignee"):
        who = row.assignee.name if row.assignee is not None else ""
        charge = row.assignee_id if row.assignee_id is not None else row.dossier.owner_id
        yield DueLine(
            Kind.RESERVATION,
            row.pk,
            row.dossier_id,
            row.dossier.number,
            row.dossier.title,
            row.text,
            row.due_on,
            row.due_on < on,
            who,
            charge == member.user_id,
        )


def _exceptions(member: Member, on: date) -> Iterator[DueLine]:
    uncovered = uncovered_in(member.authority.id, on)
    notes = {each.exception.id: each.words for found in uncovered.values() for each in found}
    revoked = {each.exception.id: each.exception.revoked_on for found in uncovered.values() for each in found}
    rows = ExceptionGrant.objects.filter(Q(revoked_at=None) | Q(pk__in=notes), dossier__in=readable_rows(member))
    for row in rows.exclude(dossier__state__in=_OVER).select_related("dossier"):
        ends_on = revoked.get(row.pk) or row.expires_on
        yield DueLine(
            Kind.EXCEPTION,
            row.pk,
            row.dossier_id,
            row.dossier.number,
            row.dossier.title,
            criterion_words(row.criterion, row.dossier.frameworks),
            ends_on,
            ends_on <= on,
            row.deciding_authority,
            row.dossier.owner_id == member.user_id,
            notes.get(row.pk, ""),
        )


def _opinions(member: Member, on: date) -> Iterator[DueLine]:
    language = current_language()
    rows = OpinionRequest.objects.filter(dossier__in=readable_rows(member), value="", withdrawn_at=None)
    for row in rows.exclude(dossier__state__in=_OVER).select_related("dossier"):
        body = OpinionBody(row.body)
        yield DueLine(
            Kind.OPINION,
            row.pk,
            row.dossier_id,
            row.dossier.number,
            row.dossier.title,
            _("Avis %(body)s") % {"body": OF_BODY[body].in_(language)},
            row.deadline,
            row.deadline < on,
            "",
            GIVERS[body] in member.roles and _is_theirs_to_judge(member, row.dossier),
        )


def _is_theirs_to_judge(member: Member, dossier: Carried) -> bool:
    """Tell whether the person may judge of a dossier: nobody judges what they carry, unless there is nobody else."""
    return member.authority.single_handed or not is_carried_by(member, dossier)


def _adverse(member: Member, on: date) -> Iterator[DueLine]:
    rows = adverse_rows().filter(dossier__in=readable_rows(member)).select_related("dossier", "given_by")
    for row in rows.order_by(F("given_at").asc(nulls_first=True), "pk"):
        body, given_on = OpinionBody(row.body), row.given_on or on
        yield DueLine(
            Kind.ADVERSE,
            row.pk,
            row.dossier_id,
            row.dossier.number,
            row.dossier.title,
            _("Avis %(body)s") % {"body": OF_BODY[body].in_(current_language())},
            given_on,
            True,
            "" if row.given_by is None else row.given_by.name,
            member.holds(Role.REVIEWER) and _is_theirs_to_judge(member, row.dossier),
            adverse_words(body, given_on),
        )


def _experiments(member: Member, on: date) -> Iterator[DueLine]:
    last = Decision.objects.filter(dossier=OuterRef("dossier")).order_by("-at", "-pk").values("pk")[:1]
    rows = Decision.objects.filter(
        dossier__in=readable_rows(member), dossier__state__in=_TRIED, ends_on__isnull=False, pk=Subquery(last)
    )
    for row in rows.select_related("dossier"):
        yield DueLine(
            Kind.EXPERIMENT,
            row.pk,
            row.dossier_id,
            row.dossier.number,
            row.dossier.title,
            _("Dernier jour de l’essai"),
            row.ends_on or on,
            row.ends_on is not None and row.ends_on < on,
            "",
            row.dossier.owner_id == member.user_id,
        )


def _reviews(member: Member, on: date) -> Iterator[DueLine]:
    served = [state.value for state in (*IN_SERVICE, State.SUSPENDED)]
    rows = readable_rows(member).filter(state__in=served, review_on__isnull=False)
    for row in rows.select_related("owner"):
        yield DueLine(
            Kind.REVIEW,
            row.pk,
            row.pk,
            row.number,
            row.title,
            _("Revue prévue"),
            row.review_on or on,
            row.review_on is not None and row.review_on < on,
            row.owner.name,
            row.owner_id == member.user_id or member.holds(Role.REVIEWER),
        )


def _evidence(member: Member, on: date) -> Iterator[DueLine]:
    for piece in pieces_that_end(member):
        if piece.state.value not in _OVER:
            yield DueLine(
                Kind.EVIDENCE,
                piece.id,
                piece.dossier_id,
                piece.number,
                piece.dossier_title,
                _("Pièce « %(title)s »") % {"title": piece.title},
                piece.expires_on,
                piece.expires_on <= on,
                piece.owner_name,
                piece.owner_id == member.user_id,
            )


def criterion_words(criterion: str, references: Iterable[str]) -> str:
    """Return a criterion in the words of its framework, in the language of whoever reads."""
    return criterion_title(criterion, references).in_(current_language())


def criterion_title(criterion: str, references: Iterable[str]) -> Text:
    """Return the title of a criterion; its id when no version of its framework was ever kept.

    A dossier judged anew by another charter keeps what was reserved or excused under the former one: the title is
    then that of the former text, which says that it is.
    """
    identifier = criterion.partition(":")[0]
    binding = (each for each in references if each.partition("@")[0] == identifier)
    if (title := _titled(criterion, map(framework_of, binding))) is not None:
        return title
    title = _titled(criterion, kept_versions(identifier))
    if title is None:
        return Text(criterion)
    return Text(*(f"{title.in_(language)} ({_FORMER.in_(language)})" for language in Language))


_FORMER = Text("critère de la charte précédente", "criterion of the former charter")


def _titled(criterion: str, frameworks: Iterable[Framework]) -> Text | None:
    return next((each.title for framework in frameworks for each in framework.criteria if each.id == criterion), None)


def _counted(ids: Iterable[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for each in ids:
        counts[each] = counts.get(each, 0) + 1
    return counts
