# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing around the figures, which nobody can edit: the words of each part, promises kept, promises made."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.annual.record import Kept, Pledge
from balise.core.digests import digest
from balise.loading.annual_annex import record_of, record_text
from balise.web.journal.operations import record as record_act
from balise.web.organisations.members import Member
from balise.web.reports.acts import WRITTEN
from balise.web.reports.models import AnnualReport
from balise.web.reports.operations.holding import held
from balise.web.reports.permissions import check_may_write
from balise.web.reports.queries.reports import subject_of
from balise.web.ui.refusals import RefusedError


class WrittenMeanwhileError(RefusedError):
    """Somebody else saved the text while this one was being written: nothing is lost, and nothing is overwritten."""


@transaction.atomic
def write(
    member: Member,
    year: int,
    seen: int,
    narrative: Mapping[str, str],
    pledges: Sequence[str],
    kept: Sequence[Kept],
    *,
    at: datetime,
) -> None:
    """Save the words of a report that is not published yet; ``kept`` says what became of each promise of last year.

    Raises:
        WrittenMeanwhileError: another revision than ``seen`` is the last one (409).
        RefusedError: it is not theirs (403), there is none (404), or it is published (409).
    """
    check_may_write(member)
    row = held(member, year)
    if row.published_at is not None:
        raise RefusedError(_("Ce bilan est publié : son texte ne change plus. Ajoutez un erratum."), status=409)
    if row.revision != seen:
        raise WrittenMeanwhileError(
            _(
                "Quelqu’un a enregistré ce texte pendant que vous écriviez. Le vôtre est encore ci-dessous : copiez ce "
                "que vous voulez garder, rechargez la page, puis recommencez."
            ),
            status=409,
        )
    row.narrative = {part: words for part, words in narrative.items() if words}
    row.pledges = list(pledges)
    row.revision += 1
    _tell_kept(row, kept)
    row.save()
    record_act(member.authority.id, WRITTEN.code, member.actor, subject_of(row.pk, row.year), at, {})


def _tell_kept(row: AnnualReport, kept: Sequence[Kept]) -> None:
    """Write what became of last year's promises among the inputs: a figure counts them."""
    record = record_of(row.inputs)
    if record.pledges is None:
        return
    pledges = tuple(Pledge(each.text, fate) for each, fate in zip(record.pledges, kept, strict=True))
    text = record_text(replace(record, pledges=pledges))
    row.inputs, row.digest = text, digest(record_of(text))
