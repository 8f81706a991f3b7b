# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The cast of an instruction: those whose uses are measured."""

from tests.web.governance.conftest import cast

__all__ = ["cast"]
