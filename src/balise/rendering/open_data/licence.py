# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The licence of what is published, by the address that catalogues and search engines recognise."""

LICENCE = "https://spdx.org/licenses/etalab-2.0.html"
"""Licence Ouverte 2.0, by its SPDX address, which French portals already use."""
