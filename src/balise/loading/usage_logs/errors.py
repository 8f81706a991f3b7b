# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What makes a whole file useless, and what to do about it: a line that is wrong is only counted.

::

    UnreadFileError
    ├── UnreadColumnsError   a column that was named is not in the header
    ├── UnreadUnitsError     a line of the file of units is not two columns
    ├── MonthFirstError      a table writes the month of a day before the day
    ├── OneArrayError        a log in JSON is one array, and not one object a line
    └── CutFileError         a compressed file lacks its end
"""

from collections.abc import Iterable

from balise.core.language import Text
from balise.loading.errors import LoadingError


class UnreadFileError(LoadingError):
    """A file that cannot be used as it is."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.fr)


class UnreadColumnsError(UnreadFileError):
    """A column that was named is not in the header: every line would be left out."""

    def __init__(self, lacking: Iterable[str], header: Iterable[str]) -> None:
        named, there = ", ".join(lacking), ", ".join(header)
        super().__init__(
            Text(
                f"Pas de colonne «\u00a0{named}\u00a0». Celles de ce fichier\u00a0: {there}.",
                f"No column “{named}”. Those of this file: {there}.",
            )
        )


class UnreadUnitsError(UnreadFileError):
    """A line of the file of units is not two columns, each filled."""

    def __init__(self, line: int) -> None:
        super().__init__(
            Text(
                f"Ligne {line}\u00a0: il faut deux colonnes, un réseau (10.2.0.0/16) ou un compte, puis le nom du "
                "service.",
                f"Line {line}: two columns are needed, a network (10.2.0.0/16) or an account, then the name of the "
                "unit.",
            )
        )


class MonthFirstError(UnreadFileError):
    """A table writes the month before the day: in half of its lines nobody could tell one from the other."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Les dates de ce fichier mettent le mois avant le jour (11/23/2026)\u00a0: rien n’en est gardé. "
                "Exportez-le de nouveau avec des dates comme 2026-11-23 ou 23/11/2026.",
                "The dates of this file put the month before the day (11/23/2026): nothing of it is kept. Export it "
                "again with dates such as 2026-11-23 or 23/11/2026.",
            )
        )


class OneArrayError(UnreadFileError):
    """A log in JSON is one array: it would have to be held whole in memory."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Ce fichier JSON est un seul tableau\u00a0: il faut un objet par ligne. La commande "
                "«\u00a0jq -c '.[]' fichier.json > lignes.jsonl\u00a0» le récrit ainsi.",
                "This JSON file is one array: one object a line is needed. The command "
                "“jq -c '.[]' file.json > lines.jsonl” rewrites it so.",
            )
        )


class CutFileError(UnreadFileError):
    """A compressed file lacks its end: what is missing would be missing from the totals, and nobody would know."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Ce fichier compressé est coupé ou abîmé\u00a0: rien n’en est gardé. Copiez-le de nouveau, puis "
                "recommencez.",
                "This compressed file is cut or damaged: nothing of it is kept. Copy it again, then start over.",
            )
        )
