# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading drafts, consultations and votes: the door of this app to those above."""

from balise.web.charters.queries.consultations import (
    consultation_of,
    consultations_held,
    consultations_of,
    contributions_to,
    public_consultation,
    public_consultations,
    who_was_consulted,
)
from balise.web.charters.queries.drafts import draft_of, drafts_of, framework_belongs_to
from balise.web.charters.queries.votes import VotedText, vote_of, voted_texts

__all__ = (
    "VotedText",
    "consultation_of",
    "consultations_held",
    "consultations_of",
    "contributions_to",
    "draft_of",
    "drafts_of",
    "framework_belongs_to",
    "public_consultation",
    "public_consultations",
    "vote_of",
    "voted_texts",
    "who_was_consulted",
)
