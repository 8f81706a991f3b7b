# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise bundle``: the rules that the gateway applies, published from the site, or checked in a file."""

from pathlib import Path

import click

from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.parameters import FilePath, balise_command
from balise.cli.site import naming, open_site
from balise.core.language import Language, Text
from balise.core.policy import PolicyBundle
from balise.rendering.typography import Counted

ABOUT = Text(
    "Publie les règles que la passerelle applique (qui peut appeler quel modèle, sous quels engagements), telles que "
    "le site les dit maintenant. Le site le fait après chaque acte : cette commande répare un fichier perdu ou en "
    "retard. Sans option, elle écrit le fichier que lit la passerelle (BALISE_BUNDLE_FILE). Avec --check, elle ne "
    "publie rien et dit si un fichier serait accepté.",
    "Publishes the rules that the gateway applies (who may call which model, under which commitments), as the site "
    "says them now. The site does it after every act: this command mends a file that is lost or late. Without an "
    "option, it writes the file that the gateway reads (BALISE_BUNDLE_FILE). With --check, it publishes nothing and "
    "says whether a file would be taken.",
)
OUT = Text(
    "Fichier à écrire, remplacé d’un coup ; « - » pour la sortie standard.",
    "File to write, replaced at once; “-” for standard output.",
)
CHECK = Text("Vérifier ce fichier, sans rien publier.", "Check this file, and publish nothing.")
BOTH = Text(
    "--out et --check ne vont pas ensemble : publiez d’abord, vérifiez ensuite.",
    "--out and --check do not go together: publish first, then check.",
)
PUBLISHED = Text("règles n° {version}", "rules no. {version}")
UNCHANGED = Text("règles n° {version}, déjà publiées", "rules no. {version}, published already")
LATER = Text(
    "Ce fichier porte des règles plus récentes que celles de cette installation : il n’a pas été remplacé.",
    "This file holds later rules than those of this installation: it was not replaced.",
)
SOUND = Text("règles n° {version}, lisibles et cohérentes", "rules no. {version}, readable and consistent")
NO_FILE = Text("« {file} » n’existe pas.", "“{file}” does not exist.")
UNSOUND = Text(
    "La passerelle refuserait ces règles : {reason}. Publiez-les de nouveau avec « balise bundle ».",
    "The gateway would refuse these rules: {reason}. Publish them again with “balise bundle”.",
)
DEPLOYMENTS = Counted(
    Text("{n} déploiement", "{n} deployment"),
    Text("{n} déploiements", "{n} deployments"),
)
KEYS = Counted(Text("{n} clé", "{n} key"), Text("{n} clés", "{n} keys"))
MODELS = Counted(Text("{n} modèle", "{n} model"), Text("{n} modèles", "{n} models"))
STANDARD_OUTPUT = Path("-")


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "bundle",
        language,
        ABOUT,
        "balise bundle",
        "balise bundle --out passerelle.json",
        "balise bundle --check passerelle.json",
    )
    @click.option(
        "--out", type=FilePath(), metavar=Text("FICHIER", "FILE").in_(language), help=OUT.in_(language), default=None
    )
    @click.option(
        "--check",
        "checked",
        type=FilePath(),
        metavar=Text("FICHIER", "FILE").in_(language),
        help=CHECK.in_(language),
        default=None,
    )
    def bundle_command(out: Path | None, checked: Path | None) -> int:
        if out is not None and checked is not None:
            raise click.UsageError(BOTH.in_(language))
        return _publish(out, language) if checked is None else _check(checked, language)

    return bundle_command


def _publish(out: Path | None, language: Language) -> int:
    open_site(language, existing=True)
    from django.conf import settings  # noqa: PLC0415 - Django is ready now
    from django.utils import timezone  # noqa: PLC0415

    from balise.gateway.bundle import read_bundle  # noqa: PLC0415 - it is heavy, and of this command alone
    from balise.web.deployments.bundle_file import version_in  # noqa: PLC0415
    from balise.web.deployments.operations.publishing import publish_bundle, publish_to_nobody  # noqa: PLC0415

    if out == STANDARD_OUTPUT:
        click.echo(publish_to_nobody(at=timezone.now()).content, nl=False)
        return FINE
    path = out or settings.BUNDLE_FILE
    with naming(path):
        found = publish_bundle(path, at=timezone.now())
    if version_in(path) > found.version:
        click.echo(LATER.in_(language), err=True)
        return CHECK_FAILED
    said = (PUBLISHED if found.is_new else UNCHANGED).in_(language).format(version=found.version)
    click.echo(f"{path}\u00a0: {said} ({_counted(read_bundle(found.content.encode()), language)}).")
    return FINE


def _check(path: Path, language: Language) -> int:
    from balise.gateway.bundle import BundleError, read_bundle  # noqa: PLC0415 - it is heavy, and of this command alone

    try:
        with naming(path):
            bundle = read_bundle(path.read_bytes())
    except FileNotFoundError as error:
        raise click.ClickException(NO_FILE.in_(language).format(file=path)) from error
    except BundleError as error:
        click.echo(UNSOUND.in_(language).format(reason=error.reason.in_(language)))
        return CHECK_FAILED
    said = SOUND.in_(language).format(version=bundle.version)
    click.echo(f"{path}\u00a0: {said} ({_counted(bundle, language)}).")
    return FINE


def _counted(bundle: PolicyBundle, language: Language) -> str:
    counts = ((DEPLOYMENTS, bundle.deployments), (MODELS, bundle.models), (KEYS, bundle.keys))
    return ", ".join(words.of(len(things), language) for words, things in counts)
