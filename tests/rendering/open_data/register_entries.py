# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Entries of the register: one written out, and any that the type admits."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st
from tests.strategies import any_answer_to

from balise.core.evaluation import Outcome, Result
from balise.core.notices import Channel
from balise.core.register import (
    PUBLIC_QUESTIONS,
    PublicAuthority,
    PublicDecision,
    PublicFinding,
    PublicNotice,
    PublicStatus,
    RegisterEntry,
)
from balise.loading.questions import shipped_bank

BANK = shipped_bank()
PUBLIC_NAMES = tuple(name for names in PUBLIC_QUESTIONS.values() for name in names)

VALBRISE = PublicAuthority("valbrise", "Ville de Valbrise", "commune", "217500016", "ia@valbrise.example")
ENTRY = RegisterEntry(
    id="tri-des-demandes",
    edition=2,
    authority=VALBRISE,
    title="Tri des demandes d’habitants",
    summary="L’outil propose un service à chaque demande ; un agent confirme.",
    status=PublicStatus.IN_SERVICE,
    published_on=date(2026, 11, 3),
    first_published_on=date(2026, 2, 1),
    unit="Relations avec les habitants",
    contact="relations@valbrise.example",
    in_service_on=date(2026, 3, 9),
    review_on=date(2027, 3, 9),
    answers={
        "purpose": "Orienter chaque demande vers le bon service en moins d’un jour.",
        "use_types": ("summarising", "classification"),
        "policy_area": "mobility",
        "audience": ("residents", "staff"),
        "interaction_mode": "mediated",
        "individual_decisions": "no",
        "automation_level": "recommendation",
        "decisions_per_year": 12_000,
        "human_review": "every_output",
        "data_sources": "Le formulaire du site.",
        "personal_data": "yes",
        "legal_basis": "public_task",
        "dpia": "done",
        "technique": "machine_learning",
        "developed_by": "vendor",
        "vendor": "Atelier des Données",
        "energy_kwh_low": 12.5,
        "exit_drill_on": date(2026, 9, 1),
        "users_informed": "yes",
    },
    charter="lyon-2025@1.0.0",
    charter_title="Charte de Lyon",
    outcome=Outcome.FAVOURABLE_WITH_RESERVATIONS,
    findings=(
        PublicFinding("lyon-2025:1", "Une IA utile", Result.SATISFIED),
        PublicFinding("lyon-2025:2", "Un agent entre l’outil et l’usager", Result.NOT_SATISFIED, excepted=True),
    ),
    decision=PublicDecision("Accepté sous réserves", date(2026, 2, 1), "Le maire", "Utile et réversible."),
    notices=(PublicNotice(Channel.LETTER, "Votre demande a été orientée avec l’aide d’une IA.", date(2026, 3, 9)),),
    tool="TriDoux",
    change="Le nombre de demandes par an est corrigé.",
)


def entry(**changes: Any) -> RegisterEntry:
    """Return the entry written out, but for these fields."""
    return replace(ENTRY, **changes)


_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
_SAID = _TEXT.filter(lambda text: any(map(str.isalnum, text)))
_DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
_AUTHORITIES = st.builds(
    PublicAuthority,
    st.sampled_from(("valbrise", "montclair")),
    _SAID,
    st.just("commune"),
    st.sampled_from(("217500016", "", "21750001", "en cours", "２１７５０００１６")),  # noqa: RUF001 - typed so
    _TEXT,
)
"""The number is as it was typed: the site doubts it aloud, and never refuses it."""
_FINDINGS = st.builds(
    PublicFinding, st.sampled_from(("lyon-2025:1", "lyon-2025:2")), _SAID, st.sampled_from(Result), st.booleans()
)
_NOTICES = st.builds(PublicNotice, st.sampled_from(Channel), _SAID, st.none() | _DAYS)
_DECISIONS = st.builds(PublicDecision, _SAID, _DAYS, _SAID, _TEXT)
_ANSWER_TO = {name: any_answer_to(BANK.by_id[name]) for name in PUBLIC_NAMES}
_ANSWERS = st.lists(st.sampled_from(PUBLIC_NAMES), unique=True, max_size=12).flatmap(
    lambda names: st.fixed_dictionaries({name: _ANSWER_TO[name] for name in names})
)
"""Any answers to a few of the questions at a time: drawing all of them each time takes most of the minute."""

ENTRIES = st.builds(
    RegisterEntry,
    id=st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,12})?", fullmatch=True),
    edition=st.integers(1, 40),
    authority=_AUTHORITIES,
    title=_SAID,
    summary=_TEXT,
    status=st.sampled_from(PublicStatus),
    published_on=_DAYS,
    first_published_on=_DAYS,
    unit=_TEXT,
    contact=_TEXT,
    in_service_on=st.none() | _DAYS,
    ended_on=st.none() | _DAYS,
    review_on=st.none() | _DAYS,
    answers=_ANSWERS,
    charter=st.sampled_from(("", "lyon-2025@1.0.0")),
    charter_title=_TEXT,
    outcome=st.none() | st.sampled_from(Outcome),
    findings=st.lists(_FINDINGS, max_size=2, unique_by=lambda finding: finding.commitment).map(tuple),
    decision=st.none() | _DECISIONS,
    notices=st.lists(_NOTICES, max_size=2).map(tuple),
    missing_notices=st.lists(st.sampled_from(Channel), max_size=2, unique=True).map(tuple),
    tool=_TEXT,
    change=_TEXT,
    imported_from=_TEXT,
)
"""Any entry: texts as wild as one can type, and any answers to any of the public questions."""

REGISTERS = st.lists(ENTRIES, max_size=3, unique_by=lambda item: item.id)
