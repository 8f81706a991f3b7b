# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Publishing the bundle: after every act that changes it, by the command that repairs, and by the work of each day."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils import timezone

from balise.web.deployments.bundle import bundle_now
from balise.web.deployments.bundle_file import put, version_in
from balise.web.deployments.models import Deployment, Provider, Publication, StaffToken
from balise.web.deployments.written import digest_of, written
from balise.web.journal.operations import Subject

logger = logging.getLogger(__name__)

TRIES = 3
"""How often a number that another process has just taken is asked again."""


@dataclass(frozen=True, slots=True)
class Published:
    """The bundle that holds now."""

    version: int
    at: datetime
    content: str
    is_new: bool


def publish_bundle(path: Path | None = None, *, at: datetime) -> Published:
    """Publish what the rows say, under the next number if it differs from the last; write the file in any case.

    Raises:
        OSError: the file cannot be written; what is published is kept, and the address of the site gives it.
    """
    found = _kept(path or settings.BUNDLE_FILE, at)
    put(path or settings.BUNDLE_FILE, found.content, found.version)
    return found


def publish_to_nobody(*, at: datetime) -> Published:
    """Return the bundle under its number, as ``publish_bundle`` does, and write no file."""
    return _kept(settings.BUNDLE_FILE, at)


def publish_daily() -> None:
    """Publish what a day changes by itself: a cell of the catalogue that ends, a law that comes into force.

    An installation without a gateway publishes nothing. What goes wrong is told to the log, and stops nothing else.
    """
    if _serves_something():
        _publish_quietly()


def publish_after(chain: int, act: str, subject: Subject, at: datetime) -> None:  # noqa: ARG001 - what an act is
    """Publish once the transaction of an act has ended, if the act may change what is published.

    Most acts are about dossiers that the gateway does not know: one query tells.
    """
    if _publish_quietly not in [each[1] for each in connection.run_on_commit] and _may_change(subject):
        transaction.on_commit(_publish_quietly)


def _may_change(subject: Subject) -> bool:
    if subject.kind == "dossier":
        return Deployment.objects.filter(dossier_id=int(subject.id)).exists()
    return _serves_something()


def _serves_something() -> bool:
    return Deployment.objects.exists() or Provider.objects.exists() or StaffToken.objects.exists()


def _publish_quietly() -> None:
    """Publish, and tell the log of what went wrong: the act is done, and the daily work or the command will repair."""
    try:
        publish_bundle(at=timezone.now())
    except OSError as error:
        logger.error("The policy bundle could not be written (%s): run « balise bundle ».", error.strerror)  # noqa: TRY400
    except Exception:
        logger.exception("The policy bundle could not be made: run « balise bundle ».")


def _kept(path: Path, at: datetime) -> Published:
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return _next(path, at)
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("Every try either returns or raises.")


def _next(path: Path, at: datetime) -> Published:
    last = Publication.objects.select_for_update().order_by("-version").first()
    bundle = bundle_now(at)
    digest = digest_of(bundle)
    before = version_in(path)
    if last is not None and last.digest == digest and last.version >= before:
        return Published(last.version, last.at, last.content, is_new=False)
    highest = Publication.objects.aggregate(highest=Max("version"))["highest"] or 0
    version = max(highest, before) + 1  # a backup put back must not go back in numbers that a gateway has seen
    content = written(replace(bundle, version=version))
    Publication.objects.exclude(content="").update(content="")
    row = Publication.objects.create(version=version, at=at, digest=digest, content=content)
    return Published(row.version, row.at, row.content, is_new=True)
