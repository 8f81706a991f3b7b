# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A file that somebody sends, looked at before it is kept: not empty, not too large, of a kind that an office reads.

The same rule for every file of a dossier, be it a document that supports an answer or the photograph of a notice.
"""

import hashlib
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from balise.web.assessments.file_kinds import kind_of, safe_name
from balise.web.ui.refusals import RefusedError

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """What is kept of a file beside its content: never what the browser says of it."""

    filename: str
    media_type: str
    size: int
    sha256: str


def received(upload: "UploadedFile[bytes]") -> ReceivedFile:
    """Return what is kept of the name, the kind and the content of a file.

    Raises:
        RefusedError: it is empty, too large, or of a kind that is not accepted (400).
    """
    filename = safe_name(upload.name or "")
    if not upload.size:
        raise RefusedError(_("Ce fichier est vide. Vérifiez-le, puis joignez-le de nouveau."), status=400)
    if upload.size > settings.EVIDENCE_MAX_BYTES:
        raise RefusedError(
            _(
                "Ce fichier est trop lourd : %(limit)d Mo au plus. Allégez-le, par exemple en réduisant ses images, ou "
                "joignez-le en plusieurs parties."
            )
            % {"limit": settings.EVIDENCE_MAX_BYTES // MEGABYTE},
            status=400,
        )
    kind = kind_of(filename, cast("BinaryIO", upload))
    if kind is None:
        raise RefusedError(
            _(
                "Ce fichier n’est pas d’une sorte acceptée, ou son contenu n’est pas ce que dit son nom. Joignez un "
                "PDF, un document ODT, ODS, ODP, DOCX ou XLSX, une image PNG ou JPEG, un texte TXT ou CSV, ou un "
                "courriel EML."
            ),
            status=400,
        )
    return ReceivedFile(filename, kind.media_type, upload.size, _sha256(upload))


def _sha256(upload: "UploadedFile[bytes]") -> str:
    digest = hashlib.sha256()
    chunks: Any = upload.chunks()
    for chunk in chunks:
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
