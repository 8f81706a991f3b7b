# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The usage journal as it is kept, and how it is read: by the site, by the command line, by whoever audits.

What writes it is the gateway, which neither of them imports; the shape of the tables stands here, for both.
"""
