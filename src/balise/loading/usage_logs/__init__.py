# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Logs that others write, read a line at a time: which services of AI they name. One file a format."""
