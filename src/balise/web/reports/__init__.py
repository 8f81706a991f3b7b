# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The annual report: what a year was, frozen, reviewed, published, and corrected aloud."""
