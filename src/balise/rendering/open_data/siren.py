# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The national number of whoever publishes, when it is one: what an authority typed is doubted, and never refused.

The files promise nine digits to whoever reads them, and an address in the directory of companies is made of them.
"""

import re

from balise.core.register import PublicAuthority


def siren_of(authority: PublicAuthority) -> str:
    """Return the SIREN of an authority; empty when what it typed cannot be one."""
    return authority.siren if re.fullmatch(r"[0-9]{9}", authority.siren) else ""
