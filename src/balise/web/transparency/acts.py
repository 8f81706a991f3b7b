# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of the public register."""

from django.utils.translation import gettext_lazy as _

from balise.web.journal.acts import Act
from balise.web.transparency.told_channels import channel_as_read
from balise.web.transparency.told_portal import portal_as_read

ENTRY_PUBLISHED = Act(
    "entry.published",
    _("%(actor)s a publié « %(subject)s » au registre (édition %(edition)s)."),
    here=_("%(actor)s a publié ce dossier au registre (édition %(edition)s)."),
)
ENTRY_FOLLOWED = Act(
    "entry.followed",
    _("La fiche de « %(subject)s » au registre suit le dossier (édition %(edition)s)."),
    here=_("La fiche au registre suit le dossier (édition %(edition)s)."),
)
ENTRY_WITHDRAWN = Act(
    "entry.withdrawn",
    _("%(actor)s a retiré « %(subject)s » du registre : %(reason)s"),
    here=_("%(actor)s a retiré ce dossier du registre : %(reason)s"),
)
QUESTION_ANSWERED = Act(
    "entry.question_answered",
    _("%(actor)s a répondu à une question du public sur « %(subject)s »."),
    here=_("%(actor)s a répondu à une question du public."),
)

NOTICE_SHOWN = Act(
    "notice.shown",
    _("%(actor)s a vu en place une mention de « %(subject)s » : %(seen_at)s."),
    here=_("%(actor)s a vu une mention en place : %(seen_at)s."),
)
NOTICE_NO_LONGER_SHOWN = Act(
    "notice.no_longer_shown",
    _("%(actor)s a retiré la preuve d’une mention de « %(subject)s » : %(seen_at)s."),
    here=_("%(actor)s a retiré la preuve d’une mention : %(seen_at)s."),
)
CHANNEL_UNUSED = Act(
    "notice.channel_unused",
    _("%(actor)s a dit que « %(subject)s » ne passe pas par « %(channel)s » : %(reason)s"),
    channel_as_read,
    here=_("%(actor)s a dit que l’usage ne passe pas par « %(channel)s » : %(reason)s"),
)
CHANNEL_USED_AGAIN = Act(
    "notice.channel_used_again",
    _("%(actor)s est revenu sur ce qui était dit de « %(subject)s » : l’usage passe par « %(channel)s »."),
    channel_as_read,
    here=_("%(actor)s est revenu sur ce qui était dit : l’usage passe par « %(channel)s »."),
)
PORTAL_CHANGED = Act("portal.changed", _("%(actor)s a modifié le portail : %(changed)s."), portal_as_read)
PORTAL_RESTORED = Act(
    "portal.restored",
    _("%(actor)s a remis le portail comme le décrivait sa version %(restored)s : %(changed)s."),
    portal_as_read,
)

ACTS = (
    ENTRY_PUBLISHED,
    ENTRY_FOLLOWED,
    ENTRY_WITHDRAWN,
    QUESTION_ANSWERED,
    NOTICE_SHOWN,
    NOTICE_NO_LONGER_SHOWN,
    CHANNEL_UNUSED,
    CHANNEL_USED_AGAIN,
    PORTAL_CHANGED,
    PORTAL_RESTORED,
)
