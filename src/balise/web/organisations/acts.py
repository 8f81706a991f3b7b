# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of local authorities.

What a detail says of a role or of a field is sealed in French, as it was said that day, with its code beside: for
whoever reads English, the words are made of the codes.
"""

from django.utils.translation import gettext_lazy as _

from balise.web.accounts.told_roles import roles_as_read
from balise.web.journal.acts import Act
from balise.web.organisations.told_settings import settings_as_read

_ROLE = roles_as_read("role", "role_said")
_ROLES = roles_as_read("roles", "roles_said")

ACTS = (
    Act("authority.created", _("%(actor)s a créé la collectivité « %(subject)s ».")),
    Act(
        "authority.settings_changed",
        _("%(actor)s a modifié les réglages de la collectivité : %(changed)s."),
        settings_as_read,
    ),
    Act("authority.frameworks_adopted", _("%(actor)s a mis en vigueur : %(frameworks)s.")),
    Act("membership.role_given", _("%(actor)s a confié à %(subject)s le rôle « %(role_said)s »."), _ROLE),
    Act("membership.role_taken", _("%(actor)s a retiré à %(subject)s le rôle « %(role_said)s »."), _ROLE),
    Act("membership.ended", _("%(actor)s a mis fin à tous les rôles que tenait %(subject)s : %(roles_said)s."), _ROLES),
    Act("membership.moved", _("%(actor)s a rattaché %(subject)s au service « %(unit)s ».")),
    Act("membership.detached", _("%(actor)s a détaché %(subject)s de son service.")),
    Act("unit.added", _("%(actor)s a ajouté le service « %(subject)s ».")),
    Act("unit.changed", _("%(actor)s a modifié le service « %(before)s », désormais « %(subject)s ».")),
    Act("unit.closed", _("%(actor)s a fermé le service « %(subject)s ».")),
    Act("unit.reopened", _("%(actor)s a rouvert le service « %(subject)s ».")),
)
