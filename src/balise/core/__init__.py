# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The domain: frozen data and pure functions, standard library only, no clock, no disk, no network."""
