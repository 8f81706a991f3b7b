# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise drill``: could one leave the model of a use? Its own tests are played on both, and the report is filed."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balise.cli.acting import acting, as_option, deployment_argument, refusals_told
from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.output import write_file
from balise.cli.parameters import FilePath, Whole, balise_command
from balise.cli.progress import progress
from balise.cli.site import open_site
from balise.core.drill import DrillReport, Side, TestSet
from balise.core.language import Language, Text

if TYPE_CHECKING:
    from balise.gateway.drilling import Contender
    from balise.web.deployments.operations.drilling import Rehearsal

ABOUT = Text(
    "Fait un exercice de sortie : rejoue les essais d’un usage chez son modèle et chez le remplaçant que nomme le plan "
    "de sortie, sous la règle de données personnelles de l’usage, puis dépose le rapport, daté, parmi les pièces du "
    "dossier. Concluant, il vaut preuve douze mois. Les secrets des fournisseurs sont lus dans l’environnement, comme "
    "par la passerelle.",
    "Plays an exit drill: puts the tests of a use to its model and to the substitute that the exit plan names, under "
    "the personal data policy of the use, then files the report, dated, among the evidence of the dossier. A "
    "conclusive one counts as proof for twelve months. Secrets of providers are read from the environment, as by the "
    "gateway.",
)
TESTS = Text(
    "Jeu d’essais, en YAML ou en JSON Lines ; à répéter pour plusieurs.",
    "Test set, as YAML or JSON Lines; repeat for several.",
)
MODEL = Text("Modèle à quitter, quand l’usage en demande plusieurs.", "Model to leave, when the use asks for several.")
AT_ONCE = Text(
    "Appels en cours à la fois, les deux modèles ensemble.", "Calls in flight at once, both models together."
)
TOLERANCE = Text(
    "Points de pourcentage de réussite que le remplaçant peut perdre.",
    "Points of percentage that the substitute may score below.",
)
OUT = Text("Écrit aussi le rapport en JSON dans ce fichier.", "Also writes the report as JSON to this file.")
DRY = Text(
    "Joue les essais et montre le résultat, sans rien déposer.", "Plays and shows the result, and files nothing."
)
PLAYING = Text("Essais", "Trials")
FILED = Text("Rapport déposé au dossier : {filename}", "Report filed in the dossier: {filename}")
NOT_FILED = Text("Rien n’est déposé (--dry-run).", "Nothing is filed (--dry-run).")
PROVES = Text("Vaut preuve jusqu’au {day} inclus.", "Counts as proof until {day} included.")
DIGEST = Text("Empreinte : {digest}", "Digest: {digest}")
NO_SECRET = Text(
    "Le secret « {name} » du fournisseur n’est pas dans l’environnement : donnez-le comme à la passerelle (variable "
    "{name}, ou fichier nommé par {name}_FILE). Rien n’a été envoyé.",
    "The secret “{name}” of the provider is not in the environment: give it as to the gateway (variable {name}, or a "
    "file named by {name}_FILE). Nothing was sent.",
)
NOT_A_NUMBER = Text(
    "{name} vaut « {value} » : donnez un nombre plus grand que zéro.",
    "{name} is “{value}”: give a number above zero.",
)
FILE = Text("FICHIER", "FILE")
MOST_AT_ONCE, FULL = 64, 100


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "drill",
        language,
        ABOUT,
        "balise drill valbrise-2026-001 --tests essais.yaml --as i.vasseur@valbrise.example",
        "balise drill valbrise/2026-001 --tests courriers.jsonl --tests delicats.yaml --dry-run --as …",
    )
    @deployment_argument(language)
    @click.option(
        "--tests",
        "paths",
        type=FilePath(),
        required=True,
        multiple=True,
        metavar=FILE.in_(language),
        help=TESTS.in_(language),
    )
    @as_option(language)
    @click.option("--model", default=None, metavar=Text("MODÈLE", "MODEL").in_(language), help=MODEL.in_(language))
    @click.option(
        "--at-once",
        type=Whole(1, MOST_AT_ONCE, language),
        default=4,
        show_default=True,
        help=AT_ONCE.in_(language),
    )
    @click.option(
        "--tolerance", type=Whole(0, FULL, language), default=10, show_default=True, help=TOLERANCE.in_(language)
    )
    @click.option("--out", type=FilePath(), metavar=FILE.in_(language), default=None, help=OUT.in_(language))
    @click.option("--dry-run", is_flag=True, help=DRY.in_(language))
    def drill_command(
        deployment: str,
        paths: tuple[Path, ...],
        email: str,
        model: str | None,
        at_once: int,
        tolerance: int,
        out: Path | None,
        *,
        dry_run: bool,
    ) -> int:
        from balise.loading.drill_sets import load_test_set  # noqa: PLC0415 - of this command alone

        test_set = load_test_set(paths)
        open_site(language, existing=True)
        from django.utils import timezone  # noqa: PLC0415 - Django is ready now

        from balise.web.deployments.operations.drilling import file_drill, rehearse  # noqa: PLC0415

        member, dossier_id = acting(deployment, email, language)
        at = timezone.localtime(timezone.now())
        with refusals_told():
            rehearsal = rehearse(member, dossier_id, model, at=at)
        current, substitute = _played(rehearsal, test_set, at_once, at.year, language)
        report = DrillReport(rehearsal.identifier, at, test_set.digest, test_set.title, current, substitute, tolerance)
        _tell(report, out, language)
        if dry_run:
            click.echo(NOT_FILED.in_(language))
        else:
            with refusals_told():
                filed = file_drill(member, dossier_id, report, at=timezone.now())
            click.echo(FILED.in_(language).format(filename=filed.filename))
        return FINE if report.conclusive else CHECK_FAILED

    return drill_command


def _played(
    rehearsal: "Rehearsal", test_set: TestSet, at_once: int, this_year: int, language: Language
) -> tuple[Side, Side]:
    """Play the drill, with a bar that says how far it is.

    Raises:
        click.ClickException: a setting is no number, or a secret is missing; nothing was sent.
    """
    from balise.gateway.drilling import Drill, NoSecretError, play  # noqa: PLC0415 - it is heavy
    from balise.gateway.settings import SettingError, limits_of  # noqa: PLC0415

    current, substitute = (_contender(rehearsal, name) for name in (rehearsal.current, rehearsal.substitute))
    drill = Drill(test_set, rehearsal.deployment, current, substitute, at_once, this_year)
    try:
        limits = limits_of(os.environ)
        with progress(PLAYING.in_(language), 2 * len(test_set.trials)) as advance:
            return play(drill, os.environ, limits, advance)
    except SettingError as error:
        raise click.ClickException(NOT_A_NUMBER.in_(language).format(name=error.name, value=error.value)) from error
    except NoSecretError as error:
        raise click.ClickException(NO_SECRET.in_(language).format(name=error.name)) from error


def _contender(rehearsal: "Rehearsal", name: str) -> "Contender":
    from balise.gateway.drilling import Contender  # noqa: PLC0415 - it is heavy

    model = rehearsal.models[name]
    return Contender(name, model, model.provider, rehearsal.providers[model.provider])


def _tell(report: DrillReport, out: Path | None, language: Language) -> None:
    """Say what the drill came to, and write it where asked."""
    from balise.rendering.drill_report import drill_report_data, drill_report_lines  # noqa: PLC0415 - of this command
    from balise.rendering.typography import date_in_words  # noqa: PLC0415

    for line in drill_report_lines(report, language):
        click.echo(line)
    if report.conclusive:
        click.echo(PROVES.in_(language).format(day=date_in_words(report.valid_until, language)))
    click.echo(DIGEST.in_(language).format(digest=report.digest))
    if out is not None:
        data: Mapping[str, object] = drill_report_data(report)
        write_file(out, json.dumps(data, ensure_ascii=False, indent=2) + "\n", language)
