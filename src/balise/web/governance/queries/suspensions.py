# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The exceptions that no longer cover a tool in service: the next periodic work suspends it, pages say so before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from balise.core.follow_up import ended_exceptions
from balise.core.situation import Judgement, Situation
from balise.core.states import IN_SERVICE
from balise.rendering.typography import date_in_words
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import to_file
from balise.web.assessments.queries.dossiers import whole_rows
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.models import ExceptionGrant
from balise.web.governance.queries.instruction import exception_record
from balise.web.governance.records import ExceptionRecord
from balise.web.ui.languages import current_language


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A commitment not kept by a tool in service, whose exception has ended."""

    file: DossierFile
    exception: ExceptionRecord
    """The last one to have ended."""

    @property
    def words(self) -> str:
        """Return what happened, and what follows."""
        day = date_in_words(self.exception.core.ends_on, current_language())
        if self.exception.revoked_early:
            return _("Exception retirée le %(day)s : suspension à la prochaine échéance") % {"day": day}
        return _("Exception expirée le %(day)s : suspension à la prochaine échéance") % {"day": day}


def uncovered_of(file: DossierFile, exceptions: Iterable[ExceptionRecord], on: date) -> tuple[Uncovered, ...]:
    """Return what is about to suspend a tool, for want of an exception; nothing when it does not serve."""
    listed = tuple(exceptions)
    if file.state not in IN_SERVICE or not any(each.core.has_ended(on) for each in listed):
        return ()
    judgements = tuple(Judgement.of(evaluation) for evaluation in judged(file, on).all)
    situation = Situation(on, judgements, tuple(each.core for each in listed))
    return tuple(Uncovered(file, _last(listed, obstacle.about[0], on)) for obstacle in ended_exceptions(situation))


def uncovered_in(authority_id: int, on: date) -> Mapping[int, tuple[Uncovered, ...]]:
    """Return the same for every dossier of an authority; only those where an exception has ended are judged."""
    ended = ExceptionGrant.objects.filter(
        Q(revoked_at__isnull=False) | Q(expires_on__lte=on),
        dossier__authority_id=authority_id,
        dossier__state__in=[state.value for state in IN_SERVICE],
    )
    ids = set(ended.values_list("dossier_id", flat=True))
    if not ids:
        return {}
    exceptions: dict[int, list[ExceptionRecord]] = {}
    for row in ExceptionGrant.objects.filter(dossier_id__in=ids).select_related("by").order_by("at", "pk"):
        exceptions.setdefault(row.dossier_id, []).append(exception_record(row, row.by.name))
    return dict(_found(ids, exceptions, on))


def _found(
    ids: Iterable[int], exceptions: Mapping[int, list[ExceptionRecord]], on: date
) -> Iterator[tuple[int, tuple[Uncovered, ...]]]:
    for row in whole_rows().filter(pk__in=ids).order_by("pk"):
        if found := uncovered_of(to_file(row), exceptions[row.pk], on):
            yield row.pk, found


def _last(exceptions: Iterable[ExceptionRecord], criterion: str, on: date) -> ExceptionRecord:
    ended = [each for each in exceptions if each.criterion == criterion and each.core.has_ended(on)]
    return max(ended, key=lambda each: (each.core.ends_on, each.id))
