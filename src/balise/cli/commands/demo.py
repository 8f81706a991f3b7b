# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise demo``: a believable fictional authority, filled and running, with one account a role."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balise.cli.answering import ANSWERING, free_port, refuse_a_taken_port
from balise.cli.journal_key import refuse_another_key
from balise.cli.parameters import LAST_PORT, Day, Whole, balise_command, port_option
from balise.cli.progress import progress
from balise.cli.site import naming, open_site
from balise.core.language import Language, Text
from balise.loading.paths import shown

if TYPE_CHECKING:
    from balise.demo.serving import DemoDoor

HOST = "127.0.0.1"
"""Its passwords are known to all: a demonstration answers this machine only."""

DATA_DIR = "balise-demo"
DEFAULT_GATEWAY_PORT = 8080

ABOUT = Text(
    "Remplit une installation fictive (la métropole, la ville et deux communes de Valbrise, qui n’existent pas), lance "
    "le site et la passerelle, et donne un compte par rôle. Derrière la passerelle, un fournisseur de démonstration "
    "répond toujours la même chose : aucun modèle ne tourne. Relancée, elle reprend la démonstration où elle en "
    "était. Elle vit dans un dossier à part et refuse celui qui contient une vraie collectivité.",
    "Fill a fictional installation (the metropolis, city and two communes of Valbrise, which do not exist), run the "
    "site and the gateway, and give one account a role. Behind the gateway, a demonstration provider always answers "
    "the same: no model runs. Run again, it takes the demonstration up where it stood. It lives in a folder of its "
    "own and refuses one that holds a real authority.",
)
REAL = Text(
    "Une vraie collectivité est installée dans « {folder} » : la démonstration n’y touche pas. Donnez-lui un autre "
    "dossier, par exemple BALISE_DATA_DIR=balise-demo balise demo.",
    "A real authority is installed in “{folder}”: the demonstration leaves it alone. Give it another folder, for "
    "example BALISE_DATA_DIR=balise-demo balise demo.",
)
NO_EXAMPLES = Text(
    "Les dossiers d’exemple sont introuvables : réinstallez Balise, ou lancez la démonstration depuis son dépôt.",
    "The example dossiers cannot be found: install Balise again, or run the demonstration from its repository.",
)
FILLING = Text("Valbrise s’installe", "Valbrise settles in")
TAKEN_UP = Text(
    "La démonstration était déjà là : elle reprend. Pour repartir du début, effacez « {folder} ».",
    "The demonstration was already there: it goes on. To start afresh, delete “{folder}”.",
)
READY = Text("Valbrise est prête ; rien de ce qui s’y trouve n’existe.", "Valbrise is ready; nothing in it exists.")
ACCOUNTS = Text(
    "Un compte par rôle, et quelques voisins\u00a0; le mot de passe de tous\u00a0: {password}",
    "One account a role, and some neighbours; the password of all: {password}",
)
WARNING = Text(
    "Ces comptes et ce mot de passe sont publics : n’ouvrez pas cette installation à d’autres machines.",
    "These accounts and this password are public: do not open this installation to other machines.",
)
GATEWAY = Text(
    "La passerelle répond sur {address}, pour l’usage « {title} ». Derrière elle, un fournisseur de démonstration : "
    "aucun modèle ne tourne.",
    "The gateway answers on {address}, for the use “{title}”. Behind it, a demonstration provider: no model runs.",
)
PASSES = Text(
    "Un appel que la charte permet (le nom qu’il contient ne part pas chez le fournisseur) :",
    "A call that the charter allows (the name in it does not leave for the provider):",
)
IS_REFUSED = Text(
    "Un appel qu’elle refuse, avec l’engagement en cause :", "A call that it refuses, with the commitment behind:"
)
NEW_KEYS = Text(
    "Ces clés viennent d’être tirées ; celles du lancement d’avant n’ouvrent plus rien.",
    "These keys have just been drawn; those of the run before open nothing any more.",
)
PROMPT = "Résume en une phrase :\\nMme Élise Fournier demande l’ouverture de la crèche le samedi. Le conseil en débat."
NOT_STARTED = Text(
    "La passerelle de la démonstration n’a pas pu être lancée. Si le port {port} est pris, donnez-en un autre avec "
    "--gateway-port.",
    "The gateway of the demonstration could not be run. If port {port} is taken, give another one with --gateway-port.",
)
COMMANDS = Text(
    "En ligne de commande, sur ces mêmes données : {settings} {program} journal verify",
    "On the command line, on the same data: {settings} {program} journal verify",
)
USAGE = Text(
    "Ce que la passerelle a noté de ces appels, sans un mot de ce qu’ils disaient :",
    "What the gateway noted of these calls, without a word of what they said:",
)
DRILL = Text(
    "L’exercice de sortie de cet usage, chez le modèle qui remplacerait le sien :",
    "The exit drill of this use, at the model that would replace its own:",
)
SWITCH = Text(
    "Le modèle de remplacement prend la relève, sans couper personne (--back pour revenir) :",
    "The replacement takes over, and nobody is cut off (--back to return):",
)
ACTING = "instructeur@valbrise.example"
"""Who may do so: the owner of the dossier may not, nor may the councillors."""


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("demo", language, ABOUT, "balise demo", "balise demo --port 8010", "balise demo --no-serve")
    @click.option(
        "--no-serve",
        is_flag=True,
        help=Text("Remplit l’installation sans lancer le site.", "Fill the installation, do not run the site.").in_(
            language
        ),
    )
    @port_option(language)
    @click.option(
        "--gateway-port",
        type=Whole(1, LAST_PORT, language),
        default=DEFAULT_GATEWAY_PORT,
        show_default=True,
        help=Text("Port sur lequel répond la passerelle.", "Port on which the gateway answers.").in_(language),
    )
    @click.option(
        "--on",
        type=Day(language),
        metavar=Text("AAAA-MM-JJ", "YYYY-MM-DD").in_(language),
        help=Text(
            "Jour où finit l’histoire (aujourd’hui par défaut).", "Day on which the story ends (today by default)."
        ).in_(language),
    )
    def demo_command(*, no_serve: bool, port: int, gateway_port: int, on: date | None) -> None:
        address = f"http://{HOST}:{port}"
        if "BALISE_DATABASE_URL" not in os.environ:
            os.environ.setdefault("BALISE_DATA_DIR", DATA_DIR)
        os.environ.setdefault("BALISE_ADDRESS", address)
        os.environ.setdefault("BALISE_GATEWAY_ADDRESS", f"http://{HOST}:{gateway_port}")
        open_site(language)
        refuse_another_key()
        if not no_serve:
            refuse_a_taken_port(HOST, port, language)
            refuse_a_taken_port(HOST, gateway_port, language, option="--gateway-port")
        from django.utils import timezone  # noqa: PLC0415 - Django is ready now

        _fill(on or timezone.localdate(), language)
        _show(address, language)
        if not no_serve:
            from balise.web.config.serving import serve  # noqa: PLC0415 - Django is ready now

            with _gateway(gateway_port, language):
                serve(HOST, port, 2, lambda: click.echo(ANSWERING.in_(language).format(address=f"{address}/")))

    return demo_command


@contextmanager
def _gateway(port: int, language: Language) -> Iterator[None]:
    """Run the provider of the demonstration and the gateway while the site answers, and say how to call them.

    Raises:
        click.ClickException: one of them could not be run.
    """
    from django.conf import settings  # noqa: PLC0415 - Django is ready now
    from django.utils import timezone  # noqa: PLC0415

    from balise.demo.beside import NotStartedError, gateway_running, provider_running  # noqa: PLC0415
    from balise.demo.serving import draw_demo_doors, move_provider, provider_port  # noqa: PLC0415
    from balise.web.deployments.operations.publishing import publish_bundle  # noqa: PLC0415

    now, provided = timezone.now(), free_port(HOST, provider_port())
    if provided != provider_port():
        move_provider(provided, now)
    door = draw_demo_doors(now)[0]
    with naming(settings.BUNDLE_FILE):
        publish_bundle(at=now)
    try:
        with (
            provider_running(provided),
            gateway_running(settings.BUNDLE_FILE, settings.USAGE_JOURNAL, port),
        ):
            _show_door(door, settings.GATEWAY_ADDRESS, language)
            _show_what_next(door, language)
            yield
    except NotStartedError as error:
        raise click.ClickException(NOT_STARTED.in_(language).format(port=port)) from error


def _show_door(door: "DemoDoor", address: str, language: Language) -> None:
    """Print a call that passes and one that is refused, to be pasted in a terminal."""
    click.echo(GATEWAY.in_(language).format(address=address, title=door.title))
    for words, model in ((PASSES, door.served), (IS_REFUSED, door.refused)):
        click.echo(f"\n{words.in_(language)}\n")
        click.echo(_curl(door, address, model))
    click.echo(f"\n{NEW_KEYS.in_(language)}\n")


def _show_what_next(door: "DemoDoor", language: Language) -> None:
    """Print what to try once a call has passed, to be pasted in another terminal."""
    from balise.demo.examples import replayed_trials  # noqa: PLC0415 - Django is ready now

    commands = (
        (USAGE, "usage --exact"),
        (DRILL, f"drill {door.deployment} --tests {shown(replayed_trials())} --as {ACTING}"),
        (SWITCH, f"switch {door.deployment} --as {ACTING}"),
    )
    for words, typed in commands:
        click.echo(f"{words.in_(language)}\n\n  {_settings()} {_program()} {typed}\n")


def _curl(door: "DemoDoor", address: str, model: str) -> str:
    body = f'{{"model": "{model}", "messages": [{{"role": "user", "content": "{PROMPT}"}}]}}'
    return (
        f"  curl {address}/v1/chat/completions \\\n"
        f"    -H 'Authorization: Bearer {door.key}' \\\n"
        f"    -H 'X-Balise-Staff: {door.staff}' \\\n"
        "    -H 'Content-Type: application/json' \\\n"
        f"    -d '{body}'"
    )


def _fill(today: date, language: Language) -> None:
    """Fill an empty installation with the story, or take up the one that is there.

    Raises:
        click.ClickException: the installation is a real one, is older than this version, or the examples are missing.
    """
    from django.conf import settings  # noqa: PLC0415 - Django is ready now

    from balise.demo.examples import NoExamplesError, examples_folder  # noqa: PLC0415
    from balise.demo.installation import Installed, fill, installed, story  # noqa: PLC0415
    from balise.web.config.schema import NotReadyError  # noqa: PLC0415
    from balise.web.config.serving import prepare  # noqa: PLC0415
    from balise.web.journal.noting import NOT_NOTED, note_places  # noqa: PLC0415

    folder = settings.ENVIRONMENT.data_dir
    try:
        examples_folder()
        prepare()
    except NoExamplesError as error:
        raise click.ClickException(NO_EXAMPLES.in_(language)) from error
    except NotReadyError as error:
        raise click.ClickException(error.sentence.in_(language)) from error
    match installed():
        case Installed.SOMETHING_REAL:
            raise click.ClickException(REAL.in_(language).format(folder=folder))
        case Installed.DEMONSTRATION:
            click.echo(TAKEN_UP.in_(language).format(folder=folder))
        case _:
            happenings = story(today)
            with progress(FILLING.in_(language), len(happenings)) as advance:
                fill(happenings, advance)
            if not note_places(today):  # the story ends with its own night; only its witness is to be written
                click.echo(NOT_NOTED.in_(language))


def _show(address: str, language: Language) -> None:
    """Say where to go, and as whom."""
    from balise.demo.installation import PASSWORD, accounts, places  # noqa: PLC0415 - Django is ready now

    found = accounts(language)
    wide = max(len(place.name) for place in places()) + 2
    emails = max(len(account.email) for account in found) + 2
    click.echo(f"\n{READY.in_(language)}\n")
    for place in places():
        click.echo(f"  {place.name:<{wide}}{address}/espace/{place.id}/")
    click.echo(f"\n{ACCOUNTS.in_(language).format(password=PASSWORD)}")
    where = ""
    for account in found:
        if account.place != where:
            where = account.place
            click.echo(f"\n  {where}")
        click.echo(f"    {account.email:<{emails}}{account.name}, {account.roles}")
    click.echo(f"\n{WARNING.in_(language)}")
    click.echo(f"{COMMANDS.in_(language).format(settings=_settings(), program=_program())}\n")


def _settings() -> str:
    """Return the settings without which a command would speak of another installation, or of another address."""
    from django.conf import settings  # noqa: PLC0415 - Django is ready now

    from balise.web.config.environment import LOCAL_ADDRESS  # noqa: PLC0415

    address = os.environ["BALISE_ADDRESS"]
    given = f"BALISE_DATA_DIR={shown(settings.ENVIRONMENT.data_dir)}"
    return given if address == LOCAL_ADDRESS else f"{given} BALISE_ADDRESS={address}"


def _program() -> str:
    """Return what to type to run this program again: its bare name only when the shell would find it."""
    called = Path(sys.argv[0])
    return shown(called) if called.name == "balise" and not shutil.which("balise") else "balise"
