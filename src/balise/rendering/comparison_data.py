# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A comparison as plain data: the outcome table and the flips, each with its causes."""

from typing import Any

from balise.core.amendment import Comparison


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Return the outcome table and the flips, each with the criteria that caused it."""
    return {
        "before": comparison.before.reference,
        "after": comparison.after.reference,
        "on": comparison.on.isoformat(),
        "dossiers": len(comparison.pairs),
        "table": [
            {"before": before.value, "after": after.value, "count": count}
            for (before, after), count in sorted(comparison.table.items())
        ],
        "flips": [
            {
                "dossier": flip.dossier.id,
                "before": flip.before.outcome.value,
                "after": flip.after.outcome.value,
                "causes": [
                    {
                        "framework": cause.framework.reference,
                        "criterion": cause.criterion,
                        "result": cause.finding.result.value,
                    }
                    for cause in flip.causes
                ],
            }
            for flip in comparison.flips
        ],
    }
