# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A believable fictional installation, filled by the real acts of the site, to be looked at and played with."""
