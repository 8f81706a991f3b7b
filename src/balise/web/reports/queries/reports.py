# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Annual reports, read whole: their inputs, their figures, their words and what was corrected since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from balise.core.annual.figure import Figure
from balise.core.annual.record import PreviousYear, PublishedReport, YearPeriod, YearRecord
from balise.core.annual.report import by_name, compute, without_rows
from balise.loading.annual_annex import record_of
from balise.web.journal.operations import Subject
from balise.web.reports.models import AnnualReport, Erratum, Reading
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class ErratumRead:
    """What is to be known of a report since it was published."""

    at: datetime
    text: str
    figure: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The figures and the words that somebody had before their eyes."""

    digest: str
    revision: int


@dataclass(frozen=True, slots=True)
class ReadingRead:
    """What somebody said of a report before it was published."""

    at: datetime
    by: str
    by_id: int
    agrees: bool
    remark: str
    current: bool
    """Nothing was changed since."""


@dataclass(frozen=True)
class Report:
    """One report; its figures are computed from its inputs each time, and are the same each time."""

    id: int
    year: int
    inputs: str
    digest: str
    usage_unread: str
    frozen_at: datetime
    frozen_by: str
    frozen_by_id: int
    narrative: Mapping[str, str]
    pledges: tuple[str, ...]
    revision: int
    published_at: datetime | None
    errata: tuple[ErratumRead, ...] = field(default=())
    readings: tuple[ReadingRead, ...] = field(default=())
    """The last first; of each person, what they said last."""

    @cached_property
    def record(self) -> YearRecord:
        """Return what the year was."""
        return record_of(self.inputs)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Return every figure."""
        return compute(self.record)

    @cached_property
    def named(self) -> Mapping[str, Figure]:
        """Return the figures by name."""
        return by_name(self.figures)

    @property
    def seen(self) -> Seen:
        """Return what a reader has before their eyes."""
        return Seen(self.digest, self.revision)

    @property
    def to_redo(self) -> tuple[ReadingRead, ...]:
        """Return what readers ask to be changed, and that is not known to be."""
        return tuple(each for each in self.readings if not each.agrees)

    @property
    def is_agreed(self) -> bool:
        """Tell whether somebody read it as it stands and found nothing to change, and nobody asks for a change."""
        return any(each.current and each.agrees for each in self.readings) and not self.to_redo

    @property
    def subject(self) -> Subject:
        """Return the report as the journal names it."""
        return subject_of(self.id, self.year)

    @property
    def title(self) -> str:
        """Return what it is called, in the language of the page."""
        return title_of(self.year)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list."""

    year: int
    first_day: date
    last_day: date
    published_at: datetime | None
    frozen_at: datetime
    digest: str


def title_of(year: int) -> str:
    """Return what the report of a year is called, in the language of the page."""
    return _("Bilan annuel %(year)s") % {"year": year}


def subject_of(report_id: int, year: int) -> Subject:
    """Return a report as the journal names it: a document of the authority, in French."""
    return Subject("report", str(report_id), f"Bilan annuel {year}")


def reports_of(authority_id: int, *, published: bool = False) -> Sequence[ReportLine]:
    """Return the reports of an authority, the last year first; given ``published``, what the public reads."""
    rows = AnnualReport.objects.filter(authority_id=authority_id).order_by("-year").defer("inputs")
    if published:
        rows = rows.exclude(published_at=None)
    return [
        ReportLine(row.year, row.first_day, row.last_day, row.published_at, row.frozen_at, row.digest) for row in rows
    ]


def any_published(authority_id: int) -> bool:
    """Tell whether the public has a report to read."""
    return AnnualReport.objects.filter(authority_id=authority_id, published_at__isnull=False).exists()


def report_of(authority_id: int, year: int) -> Report:
    """Return the report of a year, published or not.

    Raises:
        RefusedError: there is none (404).
    """
    row = _whole(authority_id, year)
    if row is None:
        raise RefusedError(_("Aucun bilan n’est arrêté pour cette année."), status=404)
    return report_read(row)


def published_report(authority_id: int, year: int) -> Report | None:
    """Return the report of a year as the public reads it, None when there is none."""
    row = _whole(authority_id, year)
    return None if row is None or row.published_at is None else report_read(row)


def _published_before(authority_id: int, period: YearPeriod) -> tuple[PublishedReport, ...]:
    """Return the published reports of the periods before one, the oldest first: when each came out."""
    rows = AnnualReport.objects.filter(authority_id=authority_id, last_day__lt=period.first_day)
    published = rows.exclude(published_at=None).order_by("last_day").defer("inputs")
    return tuple(
        PublishedReport(row.first_day, row.last_day, timezone.localdate(row.published_at))
        for row in published
        if row.published_at is not None
    )


def last_reported(authority_id: int) -> date | None:
    """Return the last day of the last published report; None when there is none."""
    published = AnnualReport.objects.filter(authority_id=authority_id, published_at__isnull=False)
    return published.order_by("-last_day").values_list("last_day", flat=True).first()


def beside_earlier_reports(record: YearRecord, authority_id: int) -> YearRecord:
    """Return a record with the reports published before it, and the figures of the one of the year before."""
    row = _of_the_year_before(authority_id, record.period)
    previous = None
    if row is not None:
        figures = without_rows(compute(record_of(row.inputs)))
        previous = PreviousYear(row.first_day, row.last_day, row.digest, figures)
    return replace(record, published=_published_before(authority_id, record.period), previous=previous)


def promised_before(authority_id: int, period: YearPeriod) -> tuple[str, ...] | None:
    """Return what the published report of the twelve months before promised; None when there is none."""
    row = _of_the_year_before(authority_id, period)
    return None if row is None else tuple(row.pledges)


def _of_the_year_before(authority_id: int, period: YearPeriod) -> AnnualReport | None:
    days = {"first_day": period.before.first_day, "last_day": period.before.last_day}
    return AnnualReport.objects.filter(authority_id=authority_id, published_at__isnull=False, **days).first()


def _whole(authority_id: int, year: int) -> AnnualReport | None:
    rows = AnnualReport.objects.select_related("frozen_by").prefetch_related("errata", "readings__by")
    return rows.filter(authority_id=authority_id, year=year).first()


def report_read(row: AnnualReport) -> Report:
    """Return what a row holds."""
    errata = sorted(row.errata.all(), key=lambda each: (each.at, each.pk))
    return Report(
        row.pk,
        row.year,
        row.inputs,
        row.digest,
        row.usage_unread,
        row.frozen_at,
        row.frozen_by.name,
        row.frozen_by_id,
        row.narrative,
        tuple(row.pledges),
        row.revision,
        row.published_at,
        tuple(_erratum(each) for each in errata),
        _readings(row),
    )


def _readings(row: AnnualReport) -> tuple[ReadingRead, ...]:
    last = {each.by_id: each for each in sorted(row.readings.all(), key=lambda each: (each.at, each.pk))}
    return tuple(
        ReadingRead(
            each.at,
            each.by.name,
            each.by_id,
            each.agrees,
            each.remark,
            (each.digest, each.revision) == (row.digest, row.revision),
        )
        for each in sorted(last.values(), key=lambda each: (each.at, each.pk), reverse=True)
    )


def unread_by(member_id: int, authority_id: int) -> tuple[int, ...]:
    """Return the years of the reports, not published yet, that somebody neither froze nor has read as they stand."""
    rows = AnnualReport.objects.filter(authority_id=authority_id, published_at=None).exclude(frozen_by_id=member_id)
    read = Reading.objects.filter(
        report=OuterRef("pk"), by_id=member_id, digest=OuterRef("digest"), revision=OuterRef("revision")
    )
    return tuple(rows.exclude(Exists(read)).order_by("-year").values_list("year", flat=True))


def _erratum(row: Erratum) -> ErratumRead:
    return ErratumRead(row.at, row.text, row.figure)
