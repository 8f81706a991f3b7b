# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notices of a published entry, read from the open data of a register: one entry, or the whole file."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from balise.core.conditions import Answers
from balise.core.language import Text
from balise.core.notices import Channel
from balise.loading.errors import LoadingError


@dataclass(frozen=True, slots=True)
class PublishedNotices:
    """What an entry says people read, its permanent address, and that from which the longer forms are written."""

    address: str
    notices: tuple[tuple[Channel, str], ...]
    authority: str = ""
    """Empty when the file does not name it: the longer forms cannot be rebuilt."""
    tool: str = ""
    answers: Answers = field(default_factory=dict)


class UnusableEntryError(LoadingError):
    """The file gives no notice to look for; ``sentence`` says why and what to do."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.fr)
        self.sentence = sentence


def read_published_notices(path: Path, wanted: str = "") -> PublishedNotices:
    """Return the notices of an entry; ``wanted`` is its code, when the file holds several.

    Raises:
        OSError: the file cannot be read.
        UnusableEntryError: it is no published entry, or not the one wanted, or no notice of it is in place.
    """
    entry = _chosen(_entries(path), wanted)
    address, notices = entry.get("address"), tuple(_notices(entry))
    if not isinstance(address, str) or not notices:
        raise UnusableEntryError(_NO_NOTICE)
    return PublishedNotices(address, notices, _authority(entry), _said(entry.get("tool")), _answers(entry))


def _authority(entry: dict[str, Any]) -> str:
    authority = entry.get("authority")
    return _said(authority.get("name")) if isinstance(authority, dict) else ""


def _said(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _answers(entry: dict[str, Any]) -> Answers:
    answers = entry.get("answers")
    said = answers if isinstance(answers, dict) else {}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise UnusableEntryError(_NO_ENTRY) from error
    listed = found if isinstance(found, list) else [found]
    entries = [each for each in listed if isinstance(each, dict) and "id" in each and "notices" in each]
    if not entries:
        raise UnusableEntryError(_NO_ENTRY)
    return entries


def _chosen(entries: list[dict[str, Any]], wanted: str) -> dict[str, Any]:
    chosen = [each for each in entries if not wanted or each["id"] == wanted]
    if len(chosen) != 1:
        raise UnusableEntryError(_NOT_THERE if wanted else _SEVERAL)
    return chosen[0]


def _notices(entry: dict[str, Any]) -> list[tuple[Channel, str]]:
    channels = {channel.value: channel for channel in Channel}
    listed = entry["notices"] if isinstance(entry["notices"], list) else []
    return [
        (channels[each["channel"]], each["text"])
        for each in listed
        if isinstance(each, dict) and _is_readable(each) and each["channel"] in channels
    ]


def _is_readable(notice: dict[str, Any]) -> bool:
    return isinstance(notice.get("channel"), str) and isinstance(notice.get("text"), str)


_NO_ENTRY = Text(
    "Ce fichier n’est pas une fiche publiée par Balise : prenez le JSON des données ouvertes du portail.",
    "This file is not an entry published by Balise: take the JSON of the open data of the portal.",
)
_SEVERAL = Text(
    "Ce fichier contient plusieurs fiches : dites laquelle, par son code (--id).",
    "This file holds several entries: say which one, by its code (--id).",
)
_NOT_THERE = Text(
    "Ce fichier ne contient aucune fiche de ce code : vérifiez-le, il est dans l’adresse de la fiche.",
    "This file holds no entry of this code: check it, it stands in the address of the entry.",
)
_NO_NOTICE = Text(
    "Aucune mention de cette fiche n’est en place : donnez le texte attendu avec --text.",
    "No notice of this entry is in place: give the words expected with --text.",
)
