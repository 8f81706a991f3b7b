# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the page of title, unit and tool was opened with, and what two people wrote there differently."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.presentation import PresentationForm
from balise.web.assessments.presented import Presented
from balise.web.journal.queries import Told, entries_about
from balise.web.ui.refusals import RefusedError

FIELDS = {"title": "title", "unit": "unit_id", "tool": "tool_id"}
"""What each field of the form says of the dossier."""
SEEN = "seen-"
PICK = "pick-"
THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class FieldDispute:
    """A field that two people filled in differently, with both in words."""

    label: str
    pick: str
    """The name of the field by which one of the two is picked."""
    mine: str
    theirs: str
    by: str
    at: datetime


def presented(file: DossierFile) -> Presented:
    """Return how the dossier is presented as it stands."""
    return Presented(file.title, file.unit_id, file.tool_id)


def seen_in(data: QueryDict) -> Presented:
    """Return what the page was opened with.

    Raises:
        RefusedError: the page does not say it; what it holds cannot be merged safely (400).
    """
    try:
        written = {name: str(data[f"{SEEN}{name}"]) for name in FIELDS}
        return Presented(written["title"], _identifier(written["unit"]), _identifier(written["tool"]))
    except (KeyError, ValueError) as error:
        raise RefusedError(
            _(
                "Cette page ne dit pas de quelles réponses elle partait. Rien n’a été enregistré : revenez à la page "
                "précédente, rechargez-la et recommencez."
            ),
            status=400,
        ) from error


def asked_by(form: PresentationForm, data: QueryDict, seen: Presented) -> Presented:
    """Return what the person asks for: a field not on their page, or left to the other person, is not touched."""
    values = {
        said: getattr(seen, said)
        if name not in form.fields or data.get(f"{PICK}{name}") == THEIRS
        else form.cleaned_data[name]
        for name, said in FIELDS.items()
    }
    return Presented(**values)


def disputes(form: PresentationForm, file: DossierFile, disputed: Iterable[str]) -> tuple[FieldDispute, ...]:
    """Return both answers to what somebody else had just changed otherwise."""
    entries = entries_about("dossier", str(file.id))
    opening = entries[-1]
    now = presented(file)
    found = set(disputed)
    return tuple(
        FieldDispute(
            label=str(form.fields[name].label),
            pick=f"{PICK}{name}",
            mine=form.in_words(name, form.cleaned_data[name]),
            theirs=form.in_words(name, getattr(now, said)),
            by=last.actor_name,
            at=last.at,
        )
        for name, said in FIELDS.items()
        if said in found
        for last in (next((entry for entry in entries if said in _changed(entry)), opening),)
    )


def _changed(entry: Told) -> Iterable[str]:
    """Return what an entry of the journal says was changed of the presentation."""
    if entry.act not in {"dossier.renamed", "dossier.described"}:
        return ()
    changed = entry.details.get("changed", ["title"])
    return changed if isinstance(changed, list) else ()


def _identifier(written: str) -> int | None:
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 18):  # noqa: PLR2004 - fits any database
        raise ValueError(written)
    return int(written)
