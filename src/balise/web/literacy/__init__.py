# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Trainings about AI: paths, sessions, who came, what they hold, and how many were trained."""
