# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One command a module; each offers ``command(language)``, imported only when it is called."""
