# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of local authorities.

What a detail says of a role or of a field is kept in French, as it was said that day: the journal is a document of
the authority, and only the sentence around it is translated.
"""

from django.utils.translation import gettext_lazy as _

from balise.web.journal.acts import Act

ACTS = (
    Act("authority.created", _("%(actor)s a créé la collectivité « %(subject)s ».")),
    Act("authority.settings_changed", _("%(actor)s a modifié les réglages de la collectivité : %(changed)s.")),
    Act("authority.frameworks_adopted", _("%(actor)s a mis en vigueur : %(frameworks)s.")),
    Act("membership.role_given", _("%(actor)s a confié à %(subject)s le rôle « %(role_said)s ».")),
    Act("membership.role_taken", _("%(actor)s a retiré à %(subject)s le rôle « %(role_said)s ».")),
    Act("membership.ended", _("%(actor)s a mis fin à tous les rôles de %(subject)s : %(roles_said)s.")),
    Act("membership.moved", _("%(actor)s a rattaché %(subject)s au service « %(unit)s ».")),
    Act("membership.detached", _("%(actor)s a détaché %(subject)s de son service.")),
    Act("unit.added", _("%(actor)s a ajouté le service « %(subject)s ».")),
    Act("unit.changed", _("%(actor)s a modifié le service « %(before)s », désormais « %(subject)s ».")),
    Act("unit.closed", _("%(actor)s a fermé le service « %(subject)s ».")),
    Act("unit.reopened", _("%(actor)s a rouvert le service « %(subject)s ».")),
)
