# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The gateway: an OpenAI-compatible API that lets through what the charter allows, and keeps no word of it.

It knows the domain (``balise.core``) and nothing of the site: a bundle comes in, a usage journal goes out.
"""
