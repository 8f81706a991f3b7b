# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Noting the last places of the journals in the witness of this installation, at the end of a day's work."""

from datetime import date

from django.conf import settings

from balise.core.language import Text
from balise.web.journal.operations import witness_noted
from balise.web.journal.verification import heads
from balise.web.journal.witness import note

NOT_NOTED = Text(
    "La dernière place des journaux n’a pas pu être relevée : le fichier « places.jsonl » du dossier de données ne "
    "s’écrit pas. Vérifiez ses droits et la place sur le disque, puis relancez « balise tick ».",
    "The last places of the journals could not be noted: the file “places.jsonl” of the data folder cannot be written. "
    "Check its permissions and the room on the disk, then run “balise tick” again.",
)
"""What is said to whoever runs the site when the file cannot be written."""


def note_places(on: date) -> bool:
    """Note how far every journal goes, outside the database; tell whether it could be done."""
    places = heads()
    try:
        note(settings.JOURNAL_WITNESS, places, on)
    except OSError:
        return False
    witness_noted(place.chain for place in places)
    return True
