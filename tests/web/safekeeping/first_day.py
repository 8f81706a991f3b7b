# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A program of the tests: a site as the very first version of each table left it, with a dossier and its journal."""

import os
from datetime import UTC, datetime

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "balise.web.config.settings"
django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.db import connection  # noqa: E402 - once the settings are there
from django.db.migrations.executor import MigrationExecutor  # noqa: E402 - once the settings are there

from balise.web.journal.sealing import GENESIS, Sealed, seal_of_head  # noqa: E402 - once the settings are there

FIRST_APPS = ("accounts", "organisations", "catalogue", "assessments", "governance", "journal")
"""The apps that there were that day; the later ones come with the upgrade."""

THEN = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def main() -> None:
    """Make the first tables, and put in them what a first user would have."""
    executor = MigrationExecutor(connection)
    firsts = [
        (app, next(name for name in sorted(n for a, n in executor.loader.disk_migrations if a == app)))
        for app in FIRST_APPS
    ]
    history = executor.migrate(firsts).apps
    user = history.get_model("accounts.User").objects.create(email="ines@valbrise.example", name="Inès")
    city = history.get_model("organisations.LocalAuthority").objects.create(
        slug="valbrise", name="Ville de Valbrise", kind="municipality"
    )
    history.get_model("assessments.Dossier").objects.create(
        authority=city, number="2026-001", title="Réponse aux courriers", state="draft", owner=user, frameworks=[],
        created_at=THEN, updated_at=THEN,
    )  # fmt: skip
    words = Sealed(
        city.pk, 1, THEN, "dossier.created", user.pk, "Inès", "dossier", "1", "Réponse aux courriers", "{}", GENESIS
    )
    digest = words.digest(settings.JOURNAL_KEY)
    history.get_model("journal.Entry").objects.create(
        chain=city, number=1, at=THEN, act=words.act, actor=user, actor_name=words.actor_name, details="{}",
        subject_kind=words.subject_kind, subject_id=words.subject_id, subject_title=words.subject_title,
        previous=GENESIS, digest=digest,
    )  # fmt: skip
    history.get_model("journal.Head").objects.create(
        chain=city, number=1, digest=digest, seal=seal_of_head(settings.JOURNAL_KEY, city.pk, 1, digest)
    )


if __name__ == "__main__":
    main()
