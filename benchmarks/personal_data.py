# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How much personal data is found: recall by type, precision, persons seen where there are none, and the time it takes.

    python benchmarks/personal_data.py ANNOTATED_FOLDER [--clean PATH]… [--misses]

Annotated: JSON Lines of ``{"id", "text", "spans": [[start, end, label], …]}``, in code points. A piece is found when
all its characters are covered. Clean: texts that name nobody (laws, charters, documentation), files or folders: every
person seen in them is printed.
"""

import argparse
import json
import time
import timeit
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from balise.gateway.pseudonyms.detection import Detector
from balise.gateway.pseudonyms.kinds import Kind, Span

NAMES = {"NOM", "PRENOM", "Person", "PER", "person"}
NUMBERS = {"TEL", "MAIL", "SECU", "IPP", "NDA", "DATE_NAISSANCE", "ADRESSE", "ZIP", "VILLE"} | {
    kind.value for kind in Kind if kind is not Kind.PERSON
}
HARNESS = (
    "Rédige un courrier à Mme Durand au sujet de sa demande de place en crèche. "
    "Rédige un courrier à Mme Durand au sujet de sa demande de place en crèche."
)
"""What the load generator of the gateway sends."""
PROMPTS = {
    "no personal data": (
        "Peux-tu résumer en trois points le règlement intérieur de la médiathèque, avec un ton simple et clair, puis "
        "proposer deux titres accrocheurs pour la page d’accueil du site de la ville ? Merci de rester sous "
        "cent mots et "
        "d’éviter le jargon administratif, car les lecteurs sont des habitants."
    ),
    "one name": (
        "Bonjour, merci de rédiger un courrier à Mme Dupont pour lui dire que sa demande de place en crèche est "
        "acceptée "
        "à la rentrée. Le ton doit être chaleureux, et le courrier tenir en dix lignes au plus, sans formule "
        "compliquée "
        "ni jargon, avec la date du 3 septembre 2026 et le nom du service."
    ),
    "eight pieces": (
        "Bonjour, pouvez-vous rédiger une réponse à M. Jean Dupont, 12 rue Victor-Hugo, 69003 Lyon, qui demande "
        "une place "
        "en crèche pour sa fille Léa, née le 12/03/2021 ? Son numéro est le 06 12 34 56 78, son adresse "
        "jean.dupont@example.fr. Merci d’être courtois et de citer l’article 4 du règlement."
    ),
}
TEXTUAL = {".md", ".txt", ".yaml", ".yml"}
ROUNDS = 300


def covered(spans: tuple[Span, ...], text: str) -> set[int]:
    """Return the places that are masked; spaces need not be."""
    masked = {place for span in spans for place in range(span.start, span.end)}
    return masked | {place for place, each in enumerate(text) if not each.isalnum()}


@dataclass
class Tally:
    """What was found of one file."""

    seen: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    persons: int = 0
    false: int = 0
    size: int = 0

    def add(self, item: dict[str, Any], spans: tuple[Span, ...], misses: bool) -> None:
        """Count one text."""
        text, gold = item["text"], item["spans"]
        masked = covered(spans, text)
        self.size += len(text.encode())
        for start, end, label in gold:
            whole = masked.issuperset(range(start, end))
            self.seen[label] += 1
            self.hit[label] += whole
            if misses and not whole and label in NAMES | NUMBERS:
                print(
                    f"  - {label}: {text[max(0, start - 40) : start]!r} [{text[start:end]!r}] {text[end : end + 20]!r}"
                )
        for span in spans:
            if span.kind is Kind.PERSON:
                self._count_person(span, item, misses)

    def _count_person(self, span: Span, item: dict[str, Any], misses: bool) -> None:
        self.persons += 1
        if any(start < span.end and end > span.start and label in NAMES for start, end, label in item["spans"]):
            return
        self.false += 1
        if misses:
            near = item["text"][max(0, span.start - 30) : span.end + 15]
            print(f"  + person: {item['text'][span.start : span.end]!r} in {near!r}")

    def show(self, name: str) -> None:
        """Print the figures."""
        print(f"{name}: {self.size / 1000:.0f} kB")
        for label in sorted(self.seen, key=lambda each: (each not in NAMES, each)):
            if label in NAMES | NUMBERS:
                share = self.hit[label] / self.seen[label]
                print(f"  {label:<18} {self.hit[label]:>5}/{self.seen[label]:<5} {share:.3f}")
        for title, group in (("names", NAMES), ("structured", NUMBERS)):
            total = sum(self.seen[label] for label in group)
            if total:
                print(f"  {title:<18} {sum(self.hit[label] for label in group) / total:.3f}")
        if self.persons:
            share = 1 - self.false / self.persons
            print(f"  precision (person) {share:.3f} ({self.false} of {self.persons} touch no annotated name)")


def judge(detector: Detector, path: Path, misses: bool) -> None:
    """Print what is found of one annotated file."""
    tally = Tally()
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        tally.add(item, detector.find(item["text"]), misses)
    tally.show(path.name)


def judge_clean(detector: Detector, paths: list[Path]) -> None:
    """Print the persons seen in texts that name nobody."""
    files = [
        file
        for path in paths
        for file in (sorted(path.rglob("*")) if path.is_dir() else [path])
        if file.is_file() and file.suffix in TEXTUAL
    ]
    size = many = 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        size += len(text.encode())
        for span in detector.find(text):
            if span.kind is Kind.PERSON:
                many += 1
                near = text[max(0, span.start - 30) : span.end + 20]
                print(f"  + {file.name}: {text[span.start : span.end]!r} in {near!r}")
    if size:
        print(
            f"clean texts: {len(files)} files, {size / 1000:.0f} kB, {many} persons: {many / size * 1e5:.2f} per 100 kB"
        )


def time_it(detector: Detector) -> None:
    """Print how long a prompt takes, in time of processor."""
    texts = PROMPTS | {"all three, twice": " ".join(PROMPTS.values()) * 2, "the load generator’s": HARNESS}
    for name, text in texts.items():
        runs = timeit.repeat(partial(detector.find, text), timer=time.process_time, number=ROUNDS, repeat=9)
        print(f"{len(text.encode()):>5} bytes, {name}: {min(runs) / ROUNDS * 1e6:.0f} µs")


def main() -> None:
    """Judge what is asked."""
    asked = argparse.ArgumentParser(description="Recall, precision and time of the detector of personal data.")
    asked.add_argument("annotated", type=Path, nargs="?")
    asked.add_argument("--clean", type=Path, action="append", default=[])
    asked.add_argument("--misses", action="store_true")
    given = asked.parse_args()
    detector = Detector.shipped()
    for path in sorted(given.annotated.glob("*.jsonl")) if given.annotated else []:
        judge(detector, path, given.misses)
    judge_clean(detector, given.clean)
    time_it(detector)


if __name__ == "__main__":
    main()
