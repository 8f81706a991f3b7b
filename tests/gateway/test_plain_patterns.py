# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a client writes is read by patterns whose time grows with the text, and by no others."""

import ast
from pathlib import Path

GATEWAY = Path(__file__).parents[2] / "src/balise/gateway"
BACKTRACKING = {"re", "regex", "sre_compile"}


def imported(path: Path) -> set[str]:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    names = set()
    for node in tree:
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_no_module_of_the_gateway_has_patterns_that_can_backtrack():
    modules = sorted(GATEWAY.rglob("*.py"))

    assert len(modules) > 40
    assert [path.name for path in modules if imported(path) & BACKTRACKING] == []
