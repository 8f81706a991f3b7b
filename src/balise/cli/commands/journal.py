# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise journal``: check that nobody has rewritten the past, and note its last places elsewhere."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from balise.cli.families import family
from balise.cli.output import write_data
from balise.cli.parameters import FilePath, Format, balise_command, format_option
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.rendering.typography import Counted

if TYPE_CHECKING:
    from balise.web.journal.verification import Finding, HeadPlace

ABOUT = Text(
    "Vérifie ou relève le journal des actes.",
    "Verify the journal of acts, or note its last places.",
)
VERIFY_ABOUT = Text(
    "Rescelle chaque entrée du journal et signale toute modification, suppression, insertion ou permutation faite sans "
    "passer par Balise. Code de sortie 1 si quelque chose ne va pas.",
    "Seals every entry of the journal again and reports anything edited, deleted, inserted or reordered without going "
    "through Balise. Exit code 1 when something is wrong.",
)
HEADS_ABOUT = Text(
    "Écrit la dernière place de chaque journal. Gardez cette sortie hors du serveur : « balise journal verify "
    "--against » saura alors qu’une base entière a été remise à une date antérieure.",
    "Writes the last place of every journal. Keep this output away from the server: “balise journal verify --against” "
    "will then know that a whole database was put back to an earlier day.",
)
OTHER_KEY = Text(
    "Aucune entrée ne répond à cette clé : ce n’est sans doute pas celle qui a scellé ce journal. Remettez le dossier "
    "« secrets » de l’installation d’origine (ou BALISE_JOURNAL_KEY), puis recommencez.",
    "No entry answers to this key: it is probably not the one that sealed this journal. Put back the “secrets” folder "
    "of the original installation (or BALISE_JOURNAL_KEY), then try again.",
)
ENTRIES = Counted(Text("{n} entrée", "{n} entry"), Text("{n} entrées", "{n} entries"))
JOURNALS = Counted(Text("{n} journal", "{n} journal"), Text("{n} journaux", "{n} journals"))
FAULTS = Counted(Text("{n} anomalie", "{n} fault"), Text("{n} anomalies", "{n} faults"))
COLUMNS = ("authority", "number", "fault", "meaning")


def command(language: Language) -> click.Command:
    """Return the command."""
    return family("journal", language, ABOUT, _verify(language), _heads(language))


def _verify(language: Language) -> click.Command:
    @balise_command(
        "verify", language, VERIFY_ABOUT, "balise journal verify", "balise journal verify --against places.jsonl"
    )
    @click.option(
        "--against",
        type=FilePath(),
        help=Text(
            "Places relevées auparavant par « balise journal heads ».",
            "Places noted earlier by “balise journal heads”.",
        ).in_(language),
    )
    @format_option(language)
    def verify_command(against: Path | None, form: str) -> int:
        open_site(language, existing=True)
        from django.conf import settings  # noqa: PLC0415 - Django is ready now

        from balise.web.journal.verification import verify  # noqa: PLC0415

        found = verify(settings.JOURNAL_KEY, _places(against, language) if against else ())
        rows = _rows(found.findings, language)
        if form != Format.TEXT:
            whole = {"journals": found.chains, "entries": found.entries, "faults": rows}
            write_data(form, whole, rows, COLUMNS, rows)
        else:
            if found.entries and sum(row["fault"] == "altered" for row in rows) == found.entries:
                click.echo(OTHER_KEY.in_(language))
                return 1
            for row in rows:
                click.echo(f"■ {row['authority']}, n° {row['number']}\u00a0: {row['meaning']}.")
            click.echo(
                f"{JOURNALS.of(found.chains, language)}, {ENTRIES.of(found.entries, language)}, "
                f"{FAULTS.of(len(rows), language)}."
            )
        return 1 if rows else 0

    return verify_command


def _heads(language: Language) -> click.Command:
    @balise_command("heads", language, HEADS_ABOUT, "balise journal heads > places.jsonl")
    def heads_command() -> None:
        open_site(language, existing=True)
        from balise.web.journal.verification import heads  # noqa: PLC0415 - Django is ready now

        for place in heads():
            click.echo(json.dumps({"chain": place.chain, "number": place.number, "digest": place.digest}))

    return heads_command


def _places(path: Path, language: Language) -> "tuple[HeadPlace, ...]":
    """Read places noted earlier.

    Raises:
        click.ClickException: the file is not one of them.
    """
    from balise.web.journal.verification import HeadPlace  # noqa: PLC0415 - Django is ready now

    try:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return tuple(HeadPlace(int(it["chain"]), int(it["number"]), str(it["digest"])) for it in records)
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException(
            Text(
                f"« {path} » n’est pas une liste de places : donnez le fichier écrit par « balise journal heads ».",
                f"“{path}” is not a list of places: give the file written by “balise journal heads”.",
            ).in_(language)
        ) from error


def _rows(findings: "tuple[Finding, ...]", language: Language) -> list[dict[str, Any]]:
    from balise.web.journal.verification import FAULT_WORDS  # noqa: PLC0415 - Django is ready now
    from balise.web.organisations.queries.authorities import authority_names  # noqa: PLC0415

    names = authority_names({finding.chain for finding in findings})
    return [
        {
            "authority": names.get(finding.chain, str(finding.chain)),
            "number": finding.number,
            "fault": finding.fault.value,
            "meaning": FAULT_WORDS[finding.fault].in_(language),
        }
        for finding in findings
    ]
