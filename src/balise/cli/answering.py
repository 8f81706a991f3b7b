# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a command that serves the site answers, and why it could not answer there."""

import errno
import socket

import click

from balise.cli.parameters import DEFAULT_PORT, LAST_PORT
from balise.core.language import Language, Text

ANSWERING = Text("Balise répond sur {address} (Ctrl+C pour arrêter).", "Balise answers on {address} (Ctrl+C to stop).")
"""What a command that serves the site says once the address is held."""
PORT_TAKEN = Text(
    "Le port {port} est déjà pris par un autre programme : arrêtez-le, ou donnez-en un autre, par exemple {option} "
    "{next}.",
    "Port {port} is taken by another program already: stop it, or give another one, for example {option} {next}.",
)
PORT_CLOSED = Text(
    "Le port {port} ne s’ouvre pas sans droits d’administrateur : donnez-en un au-dessus de 1023, par exemple {option} "
    "{default}, derrière votre serveur mandataire.",
    "Port {port} takes the rights of an administrator: give one above 1023, for example {option} {default}, behind "
    "your reverse proxy.",
)
NOT_OURS = Text(
    "« {host} » n’est pas une adresse de cette machine : donnez --host 127.0.0.1 pour elle seule, ou --host 0.0.0.0 "
    "pour le réseau.",
    "“{host}” is not an address of this machine: give --host 127.0.0.1 for it alone, or --host 0.0.0.0 for the "
    "network.",
)


def refuse_a_taken_port(host: str, port: int, language: Language, *, option: str = "--port") -> None:
    """Refuse an address on which the site could not answer, before its server tries for seconds and says so at length.

    Raises:
        click.ClickException: the address is not of this machine, or its port is taken or closed.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(address)
            door.listen()
    except OSError as error:
        sentence = {errno.EADDRINUSE: PORT_TAKEN, errno.EACCES: PORT_CLOSED}.get(error.errno or 0, NOT_OURS)
        following = port + 1 if port < LAST_PORT else DEFAULT_PORT
        given = {"option": option, "host": host, "port": port, "next": following, "default": DEFAULT_PORT}
        raise click.ClickException(sentence.in_(language).format(**given)) from error


def free_port(host: str, wished: int) -> int:
    """Return a port on which a program may answer: the one that is wished for, another when it is taken."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, wished))
        except OSError:
            door.bind((host, 0))
        return int(door.getsockname()[1])
