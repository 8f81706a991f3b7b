# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The public interface for programs, version 1: what the portal shows, to read and nothing else, without a key."""
