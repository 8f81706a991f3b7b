# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The site: server-rendered Django, one app an idea, ignorant of the gateway."""
