# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A chart in the words of Vega-Lite, for whoever draws it again: in the JSON annex, beside the figures."""

from collections.abc import Sequence
from typing import Any

from balise.rendering.bar_chart import Bar

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def bars_in_vega_lite(bars: Sequence[Bar], title: str) -> dict[str, Any]:
    """Return the specification of some bars."""
    values = [{"category": bar.label, "amount": bar.amount, "unknown": bar.unknown} for bar in bars]
    return {
        "$schema": SCHEMA,
        "title": title,
        "width": 420,
        "height": {"step": 28},
        "data": {"values": values},
        "encoding": {
            "y": {"field": "category", "type": "nominal", "sort": None, "axis": {"title": None}},
            "x": {"field": "amount", "type": "quantitative", "axis": None},
        },
        "layer": [
            {"mark": "bar", "encoding": {"strokeDash": {"field": "unknown", "type": "nominal", "legend": None}}},
            {"mark": {"type": "text", "align": "left", "dx": 4}, "encoding": {"text": {"field": "amount"}}},
        ],
    }
