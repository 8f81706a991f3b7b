# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of incidents. What happened is told by the register: the journal seals the digest of its words.

A word written in haste about somebody would stay in the journal for ever; its digest proves as much.
"""

from django.utils.translation import gettext_lazy as _

from balise.core.incidents import Step
from balise.web.journal.acts import Act
from balise.web.journal.told import as_read

REPORTED = Act(
    "incident.reported",
    _("%(actor)s a signalé un incident avec « %(subject)s », survenu le %(day)s : %(nature)s."),
    say=as_read,
    here=_("%(actor)s a signalé un incident, survenu le %(day)s : %(nature)s."),
)
STEPS = {
    Step.MEASURE: Act(
        "incident.measure_taken",
        _("%(actor)s a consigné une mesure sur un incident avec « %(subject)s » (%(nature)s, %(day)s)."),
        say=as_read,
        here=_("%(actor)s a consigné une mesure sur un incident (%(nature)s, %(day)s)."),
    ),
    Step.CLOSURE: Act(
        "incident.closed",
        _("%(actor)s a clos un incident avec « %(subject)s » (%(nature)s, %(day)s)."),
        say=as_read,
        here=_("%(actor)s a clos un incident (%(nature)s, %(day)s)."),
    ),
    Step.REOPENING: Act(
        "incident.reopened",
        _("%(actor)s a rouvert un incident avec « %(subject)s » (%(nature)s, %(day)s)."),
        say=as_read,
        here=_("%(actor)s a rouvert un incident (%(nature)s, %(day)s)."),
    ),
}

ACTS = (REPORTED, *STEPS.values())
