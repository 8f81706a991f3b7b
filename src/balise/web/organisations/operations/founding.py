# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The first authority of an installation, and the invitation of its first administrator."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.web.accounts.operations.invitations import AtTheConsole, invite
from balise.web.journal.operations import SYSTEM
from balise.web.organisations.members import Place
from balise.web.organisations.operations.authorities import Description, create_authority
from balise.web.organisations.queries.authorities import place_of
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Founded:
    """What an installation begins with."""

    authority: Place
    link: str
    """The path where the first administrator accepts the invitation: shown once, and sent by e-mail."""


@transaction.atomic
def found_installation(
    name: str,
    slug: str,
    kind: str,
    siren: str,
    charter: str,
    admin_email: str,
    admin_name: str,
    at: datetime,
) -> Founded:
    """Create an authority that stands under no other, and invite whoever will administer it.

    Two acts, and two entries in its journal. Nobody is signed in yet: the command line calls this.

    Raises:
        RefusedError: an authority has this address already.
    """
    if place_of(slug) is not None:
        raise RefusedError(_("La collectivité « %(slug)s » existe déjà : il n’y a rien à fonder.") % {"slug": slug})
    authority = create_authority(slug, Description(name=name, kind=kind, siren=siren), charter=charter, at=at)
    link = invite(AtTheConsole(authority, SYSTEM), admin_email, admin_name, [Role.ADMINISTRATOR], at=at)
    return Founded(authority, link)
