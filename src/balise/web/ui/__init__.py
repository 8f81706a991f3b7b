# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The look: base pages, style sheet, words and marks shared by every app."""
