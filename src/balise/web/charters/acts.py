# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of charters being written, of consultations and of votes."""

from django.utils.translation import gettext_lazy as _

from balise.web.journal.acts import Act

DRAFT_STARTED = Act("charter.draft_started", _("%(actor)s a commencé le projet de charte « %(subject)s »."))
DRAFT_AMENDED = Act("charter.draft_amended", _("%(actor)s a modifié le projet de charte « %(subject)s » : %(part)s."))
DRAFT_ABANDONED = Act("charter.draft_abandoned", _("%(actor)s a abandonné le projet de charte « %(subject)s »."))
CHARTER_PUBLISHED = Act(
    "charter.published",
    _("%(actor)s a publié « %(subject)s », votée par %(body)s le %(day)s : %(frameworks)s."),
)
CONSULTATION_ANNOUNCED = Act(
    "consultation.announced", _("%(actor)s a annoncé la concertation « %(subject)s », du %(opens)s au %(closes)s.")
)
CONTRIBUTION_GIVEN = Act("consultation.contribution_given", _("%(actor)s a contribué à « %(subject)s »."))
CONTRIBUTION_ANSWERED = Act(
    "consultation.contribution_answered", _("%(actor)s a répondu à une contribution à « %(subject)s ».")
)
CONTRIBUTION_SET_ASIDE = Act(
    "consultation.contribution_set_aside",
    _("%(actor)s a écarté une contribution à « %(subject)s » : %(reason)s"),
)
CONTRIBUTION_SHOWN = Act(
    "consultation.contribution_shown", _("%(actor)s a rendu publique une contribution à « %(subject)s ».")
)
SYNTHESIS_WRITTEN = Act("consultation.synthesis_written", _("%(actor)s a écrit la synthèse de « %(subject)s »."))

ACTS = (
    DRAFT_STARTED,
    DRAFT_AMENDED,
    DRAFT_ABANDONED,
    CHARTER_PUBLISHED,
    CONSULTATION_ANNOUNCED,
    CONTRIBUTION_GIVEN,
    CONTRIBUTION_ANSWERED,
    CONTRIBUTION_SET_ASIDE,
    CONTRIBUTION_SHOWN,
    SYNTHESIS_WRITTEN,
)
