# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Backup and restore, whatever the engine: a file that any installation of Balise can read again."""
