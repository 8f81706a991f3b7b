# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the gateway counts of itself, in the words of Prometheus: nothing of it names a person or repeats a word."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from balise.core.usage import UsageRecord

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds."""


@dataclass(slots=True)
class Metrics:
    """Counters since the start."""

    calls: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By fate and refusal."""
    tokens_in: int = 0
    tokens_out: int = 0
    buckets: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    seconds: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)
    open_streams: int = 0
    previews: int = 0
    """Texts that were looked at and sent nowhere: no call, hence not in the journal."""

    def count(self, record: UsageRecord) -> None:
        """Take a call into account."""
        self.calls[record.fate.value, "" if record.refusal is None else record.refusal.value] += 1
        self.tokens_in += record.tokens_in
        self.tokens_out += record.tokens_out
        seconds = record.latency_ms / 1000
        self.seconds += seconds
        self.buckets[bisect_left(BUCKETS, seconds)] += 1

    def written(self, gauges: dict[str, float]) -> bytes:
        """Return the text that Prometheus reads, with what is measured only when asked."""
        lines = ["# TYPE balise_calls_total counter"]
        for (fate, refusal), many in sorted(self.calls.items()):
            lines.append(f'balise_calls_total{{fate="{fate}",refusal="{refusal}"}} {many}')
        lines.append("# TYPE balise_faults_total counter")
        lines += [f'balise_faults_total{{code="{code}"}} {many}' for code, many in sorted(self.faults.items())]
        lines += ["# TYPE balise_previews_total counter", f"balise_previews_total {self.previews}"]
        lines += ["# TYPE balise_tokens_total counter", f'balise_tokens_total{{way="in"}} {self.tokens_in}']
        lines += [f'balise_tokens_total{{way="out"}} {self.tokens_out}', "# TYPE balise_call_seconds histogram"]
        so_far = 0
        for most, many in zip((*map(str, BUCKETS), "+Inf"), self.buckets, strict=True):
            so_far += many
            lines.append(f'balise_call_seconds_bucket{{le="{most}"}} {so_far}')
        lines += [f"balise_call_seconds_sum {self.seconds:.6f}", f"balise_call_seconds_count {so_far}"]
        for name, value in {**gauges, "open_streams": self.open_streams}.items():
            lines += [f"# TYPE balise_{name} gauge", f"balise_{name} {_written(value)}"]
        return ("\n".join(lines) + "\n").encode()


def _written(value: float) -> str:
    """Return an amount to the millisecond, or the byte: six digits in all would make a version of another one."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
