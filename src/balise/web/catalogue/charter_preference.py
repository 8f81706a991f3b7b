# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether a charter asks to explain oneself for leaving Europe, read in the charter itself.

A charter does when one of its criteria accepts either a European vendor or a written justification: that is what
« comply or explain » is, once put into rules. A charter that says nothing of it asks nothing here.
"""

from balise.core.frameworks import Commitment, Framework

_COMPLY = "vendor_country"
_EXPLAIN = "sovereignty_justification"


def european_preference(framework: Framework) -> Commitment | None:
    """Return the commitment by which the charter prefers European tools or asks why not, or None."""
    for criterion in framework.criteria:
        if {_COMPLY, _EXPLAIN} <= {*criterion.expects.questions()}:
            return framework.commitments_by_id[criterion.commitment]
    return None
