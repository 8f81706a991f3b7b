# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""From files to core objects, with a French sentence, a line and a column for every mistake."""
