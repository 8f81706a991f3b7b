# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise gateway``: an OpenAI-compatible API that lets through what the charter allows."""

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from balise.cli.answering import refuse_a_taken_port
from balise.cli.parameters import LAST_PORT, Whole, balise_command
from balise.core.language import Language, Text

if TYPE_CHECKING:
    from balise.gateway.conversations import Conversations
    from balise.gateway.settings import Limits

ABOUT = Text(
    "Lance la passerelle : une API compatible avec celle d’OpenAI, qui ne laisse passer que ce que permettent un "
    "dossier accepté et le catalogue, selon les règles que publie le site (« balise bundle »). Les secrets des "
    "fournisseurs sont lus dans l’environnement, sous le nom que donnent les règles, ou dans le fichier que nomme "
    "NOM_FILE.",
    "Run the gateway: an API compatible with OpenAI’s that lets through only what an accepted dossier and the "
    "catalogue allow, by the rules that the site publishes (“balise bundle”). Secrets of providers are read from the "
    "environment, under the name that the rules give, or from the file that NAME_FILE names.",
)
ANSWERING = Text(
    "La passerelle répond sur {address} (Ctrl+C pour arrêter).", "The gateway answers on {address} (Ctrl+C to stop)."
)
NOT_A_NUMBER = Text(
    "{name} vaut « {value} » : donnez un nombre plus grand que zéro.",
    "{name} is “{value}”: give a number above zero.",
)
BAD_SEAL_KEY = Text(
    "{name} ne tient pas 32 octets en base64, ou son fichier n’est pas lisible : donnez ce qu’écrit "
    "« openssl rand -base64 32 ».",
    "{name} does not hold 32 bytes in base64, or its file cannot be read: give what “openssl rand -base64 32” writes.",
)
DEFAULT_PORT = 8080


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "gateway",
        language,
        ABOUT,
        "balise gateway --bundle balise-data/passerelle.json",
        "balise gateway --bundle https://ia.ville.example/passerelle/bundle.json --journal postgresql://…",
    )
    @click.option(
        "--bundle",
        required=True,
        help=Text(
            "Fichier des règles, ou adresse où le site les donne (jeton : BALISE_BUNDLE_TOKEN).",
            "File of the rules, or address where the site gives them (token: BALISE_BUNDLE_TOKEN).",
        ).in_(language),
    )
    @click.option(
        "--journal",
        default="",
        help=Text(
            "Journal d’usage (BALISE_USAGE_JOURNAL, ou un fichier du dossier de données).",
            "Usage journal (BALISE_USAGE_JOURNAL, or a file of the data folder).",
        ).in_(language),
    )
    @click.option(
        "--host",
        default="127.0.0.1",
        show_default=True,
        help=Text("Adresse sur laquelle répondre.", "Address to answer on.").in_(language),
    )
    @click.option(
        "--port",
        type=Whole(1, LAST_PORT, language),
        default=DEFAULT_PORT,
        show_default=True,
        help=Text("Port sur lequel répondre.", "Port to answer on.").in_(language),
    )
    @click.option(
        "--every",
        type=click.FloatRange(0.05, 5),
        default=1.0,
        show_default=True,
        help=Text("Secondes entre deux lectures des règles.", "Seconds between two readings of the rules.").in_(
            language
        ),
    )
    @click.option(
        "--sync",
        is_flag=True,
        help=Text(
            "Écrit chaque groupe de traces sur le disque avant de répondre (coupure de courant).",
            "Bring each group of records to the disk before answering (power cut).",
        ).in_(language),
    )
    def gateway_command(bundle: str, journal: str, host: str, port: int, every: float, *, sync: bool) -> None:
        from balise.gateway.opening import Plan, opened  # noqa: PLC0415 - the other commands need none of it
        from balise.gateway.serving import serve  # noqa: PLC0415 - idem
        from balise.loading.usage_journal.addresses import default_address, journal_address  # noqa: PLC0415 - idem
        from balise.loading.usage_journal.errors import UsageJournalError  # noqa: PLC0415 - idem

        limits = _limits(language)
        conversations = _conversations(limits, language)
        try:
            kept_in = journal or default_address(os.environ)
            journal_address(kept_in)
        except UsageJournalError as error:
            raise click.ClickException(error.sentence.in_(language)) from error
        refuse_a_taken_port(host, port, language)
        plan = Plan(
            bundle,
            kept_in,
            lambda: datetime.now(UTC),
            os.environ,
            every=every,
            sync_every_group=sync,
            limits=limits,
            conversations=conversations,
        )
        serve(
            lambda: opened(plan),
            host=host,
            port=port,
            head_seconds=limits.head_seconds,
            on_ready=lambda: click.echo(ANSWERING.in_(language).format(address=f"http://{host}:{port}/")),
        )

    return gateway_command


def _limits(language: Language) -> "Limits":
    """Return the limits that the environment gives, once what they ask for is known to be there."""
    from balise.gateway.pseudonyms.names_by_model import ModelMissingError, check_installed  # noqa: PLC0415 - lazy
    from balise.gateway.settings import SettingError, limits_of  # noqa: PLC0415 - idem

    try:
        limits = limits_of(os.environ)
        if limits.names_processes:
            check_installed()
    except SettingError as error:
        raise click.ClickException(NOT_A_NUMBER.in_(language).format(name=error.name, value=error.value)) from error
    except ModelMissingError as error:
        raise click.ClickException(str(error)) from error
    return limits


def _conversations(limits: "Limits", language: Language) -> "Conversations | None":
    """Return what seals conversations, when the environment gives a key."""
    from balise.gateway.conversations import KEY, SealKeyUnreadableError, conversations_of  # noqa: PLC0415 - lazy

    try:
        return conversations_of(os.environ, limits.seal_hours)
    except SealKeyUnreadableError:
        raise click.ClickException(BAD_SEAL_KEY.in_(language).format(name=KEY)) from None
