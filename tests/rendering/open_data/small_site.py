# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of a site that does not exist."""

from balise.rendering.open_data.addresses import Addresses, Download

SITE = "https://ia.valbrise.example"


def _register(slug: str | None) -> str:
    return f"{SITE}/{slug}" if slug is not None else f"{SITE}/"


def _download(download: Download, slug: str | None) -> str:
    return f"{SITE}/{f'{slug}/' if slug is not None else ''}open-data/{download.value}"


ADDRESSES = Addresses(
    entry=lambda entry: f"{SITE}/r/{entry.id}",
    register=_register,
    download=_download,
    naming="ia.valbrise.example,2026",
)
