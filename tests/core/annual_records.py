# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Years that never were, drawn at random: what the figures of an annual report are tried on."""

from datetime import date, timedelta

from hypothesis import strategies as st

from balise.core.annual.record import (
    AuthorityFacts,
    CharterFacts,
    CommitmentFacts,
    DecisionTaken,
    DossierYear,
    ExceptionTaken,
    IncidentReported,
    Kept,
    MeasuredUsage,
    OpinionTaken,
    OutsideLine,
    OutsideStanding,
    Pledge,
    QuestionAsked,
    ReservationTaken,
    Service,
    TrainingLine,
    UsageLine,
    YearPeriod,
    YearRecord,
)
from balise.core.evaluation import Result
from balise.core.frameworks import Modality, Scope
from balise.core.incidents import Nature
from balise.core.language import Text
from balise.core.notice_coverage import Announcement
from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.states import DECISIONS, State

YEAR = YearPeriod.ending(2026)
BEFORE = YEAR.first_day - timedelta(days=400)
CRITERIA = ("ville:1:a", "ville:1:b", "ville:2:a")
CHARTER = CharterFacts(
    "ville@1.0.0",
    Text("Charte de la ville"),
    "sha256:0",
    date(2024, 1, 1),
    (
        CommitmentFacts("ville:1", "1", Text("Premier"), Scope.DOSSIER, Modality.REQUIRE),
        CommitmentFacts("ville:2", "2", Text("Deuxième"), Scope.DOSSIER, Modality.FORBID),
        CommitmentFacts("ville:3", "3", Text("Bilan publié"), Scope.ORGANISATION, Modality.REPORT),
    ),
)

days = st.dates(BEFORE, YEAR.last_day)
some_day = st.none() | days
amounts = st.integers(0, 10**9)
words = st.sampled_from(("Culture", "Voirie", "=SOMME(A1)", ""))
facts = st.fixed_dictionaries(
    {},
    optional={
        "audience": st.lists(st.sampled_from(("residents", "staff")), min_size=1, unique=True).map(tuple),
        "interaction_mode": st.sampled_from(("none", "mediated", "direct")),
        "policy_area": st.sampled_from(("culture", "social")),
        "personal_data": st.sampled_from(("yes", "no")),
        "dpia": st.sampled_from(("done", "not_done")),
        "annual_cost": st.integers(0, 10**6),
        "energy_kwh_low": st.integers(0, 100),
        "energy_kwh_high": st.integers(100, 1000),
    },
)
dossiers = st.builds(
    DossierYear,
    state=st.sampled_from(State),
    opened_on=days,
    number=st.integers(1, 60).map(lambda each: f"2026-{each:03d}"),
    unit=words,
    declared=st.booleans(),
    regularised_on=some_day,
    submitted_on=some_day,
    published_on=some_day,
    review_on=some_day,
    judged_on=some_day,
    results=st.dictionaries(st.sampled_from(CRITERIA), st.sampled_from(Result)),
    facts=facts,
    decisions=st.lists(st.builds(DecisionTaken, st.sampled_from(sorted(DECISIONS)), days), max_size=2).map(tuple),
    services=st.lists(st.builds(Service, days, some_day), max_size=2).map(tuple),
    exceptions=st.lists(st.builds(ExceptionTaken, st.sampled_from(CRITERIA), days, days), max_size=1).map(tuple),
    reservations=st.lists(
        st.builds(ReservationTaken, st.sampled_from(CRITERIA), days, days, some_day, st.booleans()), max_size=2
    ).map(tuple),
    opinions=st.lists(
        st.builds(OpinionTaken, st.sampled_from(OpinionBody), st.sampled_from(tuple(OpinionValue)[:3]), days),
        max_size=2,
    ).map(tuple),
    notices=st.none() | st.sampled_from((Announcement.ANNOUNCED, Announcement.LACKING, Announcement.NOT_NEEDED)),
    drilled=st.booleans(),
    exit_proved_until=some_day,
)
usage_lines = st.builds(
    lambda model, jurisdiction, served, refused, tokens, low, more: UsageLine(
        "ville-1",
        model,
        jurisdiction,
        "",
        "",
        served + refused + 1,
        served,
        refused,
        tokens,
        low,
        low + more,
        low,
        low + more,
    ),
    st.sampled_from(("petit", "grand")),
    st.sampled_from(("FR", "US", "")),
    amounts,
    amounts,
    amounts,
    amounts,
    amounts,
)
records = st.builds(
    YearRecord,
    period=st.just(YEAR),
    authority=st.just(AuthorityFacts("ville", "Ville", 60_000, 1_200)),
    charter=st.none() | st.just(CHARTER),
    dossiers=st.lists(dossiers, max_size=8, unique_by=lambda each: each.number).map(tuple),
    questions=st.lists(st.builds(QuestionAsked, days, some_day), max_size=5).map(tuple),
    usage=st.none() | st.builds(MeasuredUsage, st.lists(usage_lines, max_size=4).map(tuple)),
    outside=st.none()
    | st.lists(st.builds(OutsideLine, words, st.sampled_from(OutsideStanding), amounts), max_size=3).map(tuple),
    trainings=st.none()
    | st.lists(
        st.builds(TrainingLine, st.sampled_from(("staff", "councillors", "unions")), st.none() | st.integers(0, 40)),
        max_size=3,
        unique_by=lambda each: each.audience,
    ).map(tuple),
    incidents=st.none()
    | st.lists(
        st.builds(IncidentReported, st.sampled_from(("2026-001", "2026-002")), st.sampled_from(Nature), days),
        max_size=4,
    ).map(tuple),
    pledges=st.none() | st.lists(st.builds(Pledge, words, st.sampled_from(Kept)), max_size=3).map(tuple),
)
