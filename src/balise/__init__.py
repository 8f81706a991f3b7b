# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Balise puts a local authority's AI charter into force: the voted sentence becomes data that judges."""

__version__ = "0.1.0"
