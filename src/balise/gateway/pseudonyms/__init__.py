# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Personal data on the way to a model: found, replaced by placeholders, put back into the reply.

The result is pseudonymised, never anonymised: whoever holds the mapping can go back, and that is the point.
"""
