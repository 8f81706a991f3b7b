# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Keeping what a log came to, once; and erasing it. Whole or not at all."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balise.core.outside_usage import MonthLine, told_requests
from balise.loading.usage_logs.reading import LogRead
from balise.rendering.typography import date_in_words
from balise.web.journal.operations import Subject, record
from balise.web.measures.acts import DISCARDED, IMPORTED
from balise.web.measures.models import MeasuredMonth, UsageImport
from balise.web.measures.permissions import check_imports
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

BATCH = 500


@transaction.atomic
def keep_log(member: Member, source: str, read: LogRead, lines: Sequence[MonthLine], *, at: datetime) -> bool:
    """Keep what a log came to; return False when that very file was imported already.

    Raises:
        RefusedError: it is not theirs (403), or a log that begins alike was imported: it is longer now, or was cut.
    """
    check_imports(member)
    _refuse_the_same_log(member.authority.id, read)
    told = told_requests(lines)
    row, created = UsageImport.objects.get_or_create(
        authority_id=member.authority.id,
        digest=read.digest,
        defaults={
            "source": source,
            "lines": read.lines,
            "matched": told,
            "beginning": read.beginning,
            "refused": read.refused.total(),
            "imported_at": at,
            "imported_by_id": member.user_id,
        },
    )
    if not created:
        return False
    MeasuredMonth.objects.bulk_create(
        (
            MeasuredMonth(
                source=row,
                month=line.month,
                unit=line.unit[:200],
                service=line.service,
                requests=line.requests,
                tokens=line.tokens,
                few=line.few,
            )
            for line in lines
        ),
        batch_size=BATCH,
    )
    details = {"source": source, "lines": str(read.lines), "matched": str(told), "digest": read.digest}
    record(member.authority.id, IMPORTED.code, member.actor, _subject(row), at, details)
    return True


def _refuse_the_same_log(authority_id: int, read: LogRead) -> None:
    rows = UsageImport.objects.filter(authority_id=authority_id, beginning=read.beginning).exclude(digest=read.digest)
    alike = rows.order_by("-imported_at").first() if read.beginning else None
    if alike is not None:
        raise RefusedError(
            _(
                "Ce journal commence comme celui importé le %(day)s : c’est le même, plus long ou plus court, et ses "
                "lignes compteraient deux fois. Effacez ce relevé sur la page « Approuvé, déclaré, mesuré », puis "
                "importez celui-ci."
            )
            % {"day": date_in_words(timezone.localtime(alike.imported_at).date(), current_language())},
            status=409,
        )


@transaction.atomic
def discard_log(member: Member, import_id: int, *, at: datetime) -> None:
    """Erase what a log came to: it was that of another place, or of another day.

    Raises:
        RefusedError: it is not theirs (403), or there is none (404).
    """
    check_imports(member)
    row = UsageImport.objects.select_for_update().filter(authority_id=member.authority.id, pk=import_id).first()
    if row is None:
        raise RefusedError(_("Ce relevé n’existe pas ici, ou il est déjà effacé."), status=404)
    subject, source = _subject(row), row.source
    row.delete()
    record(member.authority.id, DISCARDED.code, member.actor, subject, at, {"source": source})


def _subject(row: UsageImport) -> Subject:
    return Subject("usage_import", str(row.pk), row.source)
