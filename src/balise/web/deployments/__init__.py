# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The uses that the gateway serves: what each may ask of which model, with which key, and how one leaves it."""
