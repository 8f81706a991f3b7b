# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A register made long: copies of what was published, for the tests of lists and histories that grow."""

from datetime import timedelta

from balise.web.assessments.models import Dossier
from balise.web.transparency.models import Edition, Entry


def copy_entry(code: str, times: int, *, first: int = 1) -> list[str]:
    """Publish the same entry again under other codes, each an hour older than the one before; return the codes."""
    return [_copied(code, number) for number in range(first, first + times)]


def _copied(code: str, number: int) -> str:
    row = Entry.objects.select_related("dossier").get(code=code)
    dossier: Dossier = row.dossier
    edition = Edition.objects.get(entry=row, number=row.edition)
    dossier.pk, dossier.number = None, f"2025-{number:03d}"
    dossier.save()
    row.pk, row.dossier, row.code = None, dossier, f"{number:02d}zzzzzz"
    row.title = f"{row.title} {number}"
    row.updated_at -= timedelta(hours=number)
    row.save()
    edition.pk, edition.entry, edition.content = None, row, {**edition.content, "id": row.code, "title": row.title}
    edition.save()
    return row.code


def copy_edition(code: str, times: int) -> None:
    """Publish an entry again and again, each time under another title."""
    row = Entry.objects.get(code=code)
    first = Edition.objects.get(entry=row, number=row.edition)
    for number in range(row.edition + 1, row.edition + times + 1):
        Edition.objects.create(
            entry=row,
            number=number,
            content={**first.content, "edition": number, "title": f"Titre de l’édition {number}"},
            digest=first.digest,
            change=f"Changement {number}.",
            published_at=first.published_at + timedelta(days=number),
            by_id=first.by_id,
        )
        row.edition, row.title = number, f"Titre de l’édition {number}"
    row.save()
