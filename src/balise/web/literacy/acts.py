# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of trainings.

No act names who came, nor how many: the journal is read by everybody who instructs, for ever, and four people who came
could be told apart. What somebody does for themselves alone (to register, to withdraw) is no act of the authority.
"""

from django.utils.translation import gettext_lazy as _

from balise.web.journal.acts import Act

PATH_CREATED = Act("training.path_created", _("%(actor)s a créé la formation « %(subject)s »."))
PATH_CHANGED = Act("training.path_changed", _("%(actor)s a modifié la formation « %(subject)s »."))
PATH_CLOSED = Act("training.path_closed", _("%(actor)s a fermé la formation « %(subject)s »."))
PATH_REOPENED = Act("training.path_reopened", _("%(actor)s a rouvert la formation « %(subject)s »."))
SESSION_OPENED = Act("training.session_opened", _("%(actor)s a ouvert une séance de « %(subject)s », le %(day)s."))
SESSION_CHANGED = Act("training.session_changed", _("%(actor)s a modifié la séance de « %(subject)s » du %(day)s."))
SESSION_CANCELLED = Act(
    "training.session_cancelled", _("%(actor)s a annulé la séance de « %(subject)s » du %(day)s : %(reason)s")
)
ATTENDANCE_NOTED = Act(
    "training.attendance_noted",
    _("%(actor)s a noté qui était à la séance de « %(subject)s » du %(day)s."),
)
ATTESTED = Act("training.attested", _("%(actor)s a remis les attestations de « %(subject)s », séance du %(day)s."))
OUTSIDE_RECORDED = Act(
    "training.outside_recorded",
    _("%(actor)s a consigné une formation suivie ailleurs : « %(subject)s » (%(provider)s)."),
)
ATTESTATION_WITHDRAWN = Act(
    "training.attestation_withdrawn", _("%(actor)s a retiré une attestation de « %(subject)s » : %(reason)s")
)
HEADCOUNTS_SET = Act("training.headcounts_set", _("%(actor)s a mis à jour les effectifs à former."))

ACTS = (
    PATH_CREATED,
    PATH_CHANGED,
    PATH_CLOSED,
    PATH_REOPENED,
    SESSION_OPENED,
    SESSION_CHANGED,
    SESSION_CANCELLED,
    ATTENDANCE_NOTED,
    ATTESTED,
    OUTSIDE_RECORDED,
    ATTESTATION_WITHDRAWN,
    HEADCOUNTS_SET,
)
