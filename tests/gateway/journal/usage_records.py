# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Records for the tests of the usage journal: any that a gateway may write."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from balise.core.refusals import RefusalCode
from balise.core.usage import Fate, FootprintRange, UsageRecord

NAMES = st.sampled_from(["", "valbrise", "dsi", "l’été « 2026 »", 'it\'s "quoted" \\', "日本", "a,b;c\td"])
SHORT = st.sampled_from(["a", "b"])
AMOUNTS = st.integers(0, 10**12)
OLDEST = datetime(1999, 12, 31, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=36_000)).map(lambda since: OLDEST + since) | st.sampled_from(
    [datetime(2026, 11, 30, 23, 59, 59, 999_999, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)]
)


@st.composite
def footprints(draw: st.DrawFn) -> FootprintRange:
    energy, carbon = draw(AMOUNTS), draw(AMOUNTS)
    return FootprintRange(
        energy, energy + draw(AMOUNTS), carbon, carbon + draw(AMOUNTS), draw(st.sampled_from(["", "x 1"]))
    )


@st.composite
def usage_records(draw: st.DrawFn) -> UsageRecord:
    refusal = draw(st.none() | st.sampled_from(RefusalCode))
    return UsageRecord(
        id=draw(st.uuids()).hex,
        at=draw(INSTANTS),
        deployment=draw(SHORT),
        authority=draw(NAMES),
        unit=draw(NAMES),
        model=draw(st.sampled_from(["", "mistral-small", "mock-model"])),
        provider=draw(NAMES),
        jurisdiction=draw(st.sampled_from(["FR", "US"])),
        fate=draw(st.sampled_from(Fate)) if refusal is None else Fate.REFUSED,
        refusal=refusal,
        commitments=tuple(draw(st.lists(NAMES.filter(bool), max_size=3))) if refusal else (),
        tokens_in=draw(AMOUNTS),
        tokens_out=draw(AMOUNTS),
        tokens_estimated=draw(st.booleans()),
        latency_ms=draw(AMOUNTS),
        first_token_ms=draw(st.none() | AMOUNTS),
        footprint=draw(footprints()),
        personal_data=draw(
            st.dictionaries(st.sampled_from(["person", "iban", "e-mail"]), st.integers(0, 9), max_size=3)
        ),
    )


def record(number: int = 0, **changes: object) -> UsageRecord:
    """Return one plain record; another number, another call."""
    plain = {
        "id": f"{number:024x}",
        "at": datetime(2026, 11, 22, 8, tzinfo=UTC),
        "deployment": "accueil",
        "authority": "valbrise",
        "unit": "dsi",
        "model": "mistral-small",
        "provider": "mistral",
        "jurisdiction": "FR",
        "fate": Fate.SERVED,
        "tokens_in": 300,
        "tokens_out": 40,
        "footprint": FootprintRange(100, 200, 30, 60, "ecologits 0.11.3"),
    }
    return UsageRecord(**{**plain, **changes})  # type: ignore[arg-type]  # fields of a record, all of them
