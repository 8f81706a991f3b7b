# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Charters and laws as data (YAML, licence etalab-2.0). No logic lives here."""
