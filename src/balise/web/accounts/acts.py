# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of people: how they come into an authority, the names they take, their account closed.

Sign-ins are logged, not journaled.
"""

from django.utils.translation import gettext_lazy as _

from balise.web.accounts.told_roles import roles_as_read
from balise.web.journal.acts import Act

_ROLES = roles_as_read("role_codes", "roles")

ACTS = (
    Act("account.invited", _("%(actor)s a invité %(subject)s (%(roles)s)."), _ROLES),
    Act("account.invitation_sent_again", _("%(actor)s a renvoyé son invitation à %(subject)s.")),
    Act("account.invitation_revoked", _("%(actor)s a retiré l’invitation faite à %(subject)s.")),
    Act("account.joined", _("%(actor)s a accepté son invitation (%(roles)s)."), _ROLES),
    Act("account.renamed", _("%(before)s change de nom et s’appelle désormais %(subject)s.")),
    Act("account.closed", _("%(actor)s a fermé un compte : celui que portait %(subject)s.")),
    Act("account.reopened", _("%(actor)s a rouvert un compte : celui que porte %(subject)s.")),
)
