# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the pages of authorities ask, field by field: nothing else that is sent is ever read."""
