# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""axe-core run in a page as a person sees it: same browser, same content security policy, sentences in French."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from playwright.sync_api import Page
from tests.servers.tools import package_file

TAGS = ("RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass(frozen=True)
class Violation:
    """One rule that a page breaks, and everywhere it does."""

    rule: str
    impact: str
    said: str
    tags: tuple[str, ...]
    where: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}) : {self.said} → {' | '.join(self.where)}"


def violations(page: Page, rule: str | None = None) -> list[Violation]:
    """Return what axe-core holds against the page as it is now, under every rule or under one.

    The script goes in through the debugger, not through the page: the policy that forbids foreign scripts stays in
    force, and need not be bypassed.
    """
    source, locale = _axe()
    if not page.evaluate("'axe' in window"):  # half a megabyte, once for each page and not for each question
        page.evaluate(source)
    found = page.evaluate(
        """async ([locale, tags, rule]) => {
            axe.configure({ locale });
            const only = rule ? { type: "rule", values: [rule] } : { type: "tag", values: tags };
            return (await axe.run(document, { runOnly: only, resultTypes: ["violations"] })).violations;
        }""",
        [locale, list(TAGS), rule],
    )
    return [_violation(one) for one in found]


@cache
def _axe() -> tuple[str, Any]:
    source = package_file("axe-core/axe.min.js").read_text(encoding="utf-8")
    return source, json.loads(package_file("axe-core/locales/fr.json").read_text(encoding="utf-8"))


def _violation(found: dict[str, Any]) -> Violation:
    return Violation(
        rule=found["id"],
        impact=found["impact"],
        said=found["help"],
        tags=tuple(found["tags"]),
        where=tuple(" ".join(str(step) for step in node["target"]) for node in found["nodes"]),
    )
