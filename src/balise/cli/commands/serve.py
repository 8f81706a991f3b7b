# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise serve``: the site, ready for a reverse proxy or for a browser on this machine."""

import click

from balise.cli.answering import ANSWERING, refuse_a_taken_port
from balise.cli.journal_key import refuse_another_key
from balise.cli.parameters import Whole, balise_command, port_option
from balise.cli.site import open_site
from balise.core.language import Language, Text

ABOUT = Text(
    "Lance le site. Les réglages sont des variables d’environnement (BALISE_DATABASE_URL, BALISE_ADDRESS…) ; sans "
    "aucun réglage, le site vit dans un dossier « balise-data » et répond à cette machine seulement.",
    "Run the site. Settings are environment variables (BALISE_DATABASE_URL, BALISE_ADDRESS…); with none, the site "
    "lives in a folder named “balise-data” and answers this machine only.",
)
NOBODY = Text(
    "Aucune collectivité n’est encore installée : dans un autre terminal, « balise install --help » dit comment créer "
    "la première et inviter la personne qui l’administrera.",
    "No local authority is installed yet: in another terminal, “balise install --help” tells how to create the first "
    "and invite the person who will administer it.",
)


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("serve", language, ABOUT, "balise serve", "balise serve --host 0.0.0.0 --port 8080 --workers 4")
    @click.option(
        "--host",
        default="127.0.0.1",
        show_default=True,
        help=Text("Adresse sur laquelle répondre.", "Address to answer on.").in_(language),
    )
    @port_option(language)
    @click.option(
        "--workers",
        type=Whole(1, 64, language),
        default=2,
        show_default=True,
        help=Text("Nombre de processus.", "Number of processes.").in_(language),
    )
    def serve_command(host: str, port: int, workers: int) -> None:
        open_site(language)
        from balise.web.config.schema import NotReadyError  # noqa: PLC0415 - Django is ready now
        from balise.web.config.serving import prepare, serve  # noqa: PLC0415

        try:
            installed = prepare()
        except NotReadyError as error:
            raise click.ClickException(error.sentence.in_(language)) from error
        refuse_another_key()
        refuse_a_taken_port(host, port, language)
        serve(host, port, workers, lambda: _announce(host, port, language, installed=installed))

    return serve_command


def _announce(host: str, port: int, language: Language, *, installed: bool) -> None:
    click.echo(ANSWERING.in_(language).format(address=f"http://{host}:{port}/"))
    if not installed:
        click.echo(NOBODY.in_(language))
