# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The usage journal, written: one record a call, in groups, before the last byte of its reply leaves."""
