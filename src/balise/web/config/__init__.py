# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What makes the apps one site: settings read from the environment, addresses, the WSGI door."""
