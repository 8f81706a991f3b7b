# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of people: how they come into an authority. Sign-ins are logged, not journaled."""

from django.utils.translation import gettext_lazy as _

from balise.web.journal.acts import Act

ACTS = (
    Act("account.invited", _("%(actor)s a invité %(subject)s (%(roles)s).")),
    Act("account.invitation_sent_again", _("%(actor)s a renvoyé son invitation à %(subject)s.")),
    Act("account.invitation_revoked", _("%(actor)s a retiré l’invitation de %(subject)s.")),
    Act("account.joined", _("%(actor)s a accepté son invitation (%(roles)s).")),
)
