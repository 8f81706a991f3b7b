# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was published of the bundle, and whether the file follows."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from balise.web.deployments.bundle_file import version_in
from balise.web.deployments.models import Publication


@dataclass(frozen=True, slots=True)
class LastPublication:
    """The bundle that holds now."""

    version: int
    at: datetime
    digest: str
    content: str
    in_the_file: int
    """The number of the bundle in the file: a lower one is late, and the command mends it."""

    @property
    def late(self) -> bool:
        """Whether the file does not hold what was published last."""
        return self.in_the_file < self.version

    @property
    def tag(self) -> str:
        """Return what tells this document from every other, as HTTP writes it."""
        return f'"{self.version}-{self.digest[:16]}"'


def last_publication() -> LastPublication | None:
    """Return the last bundle that was published, or None."""
    row = Publication.objects.order_by("-version").first()
    if row is None:
        return None
    return LastPublication(row.version, row.at, row.digest, row.content, version_in(settings.BUNDLE_FILE))
