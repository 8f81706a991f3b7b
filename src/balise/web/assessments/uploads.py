# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Receiving files: no more of each is kept than what it takes to see that it is too large.

Django keeps on disk whatever is sent, before any page can look at it. This handler stands before its own and lets
through one piece more than the limit: the form then refuses the file in a sentence, and the disk has not been filled.
"""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUpload(FileUploadHandler):
    """Drops what comes after the limit, for the handlers that follow."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a piece on, unless the limit was already passed."""
        return raw_data if start <= settings.EVIDENCE_MAX_BYTES else None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """Leave the file to the next handler."""
        return None
