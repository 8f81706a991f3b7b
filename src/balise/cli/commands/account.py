# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise account``: invite somebody from the server, when nobody on the site can."""

from collections.abc import Sequence
from datetime import UTC, datetime

import click

from balise.cli.families import family
from balise.cli.parameters import OneOf, balise_command
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.core.roles import HUMAN_ROLES, Role

ABOUT = Text("Invite quelqu’un depuis le serveur.", "Invite somebody from the server.")
INVITE_ABOUT = Text(
    "Invite quelqu’un dans une collectivité et affiche le lien, qui part aussi par courriel : pour quand plus personne "
    "ne peut inviter depuis le site. Une invitation déjà en attente est renvoyée, avec les rôles qu’elle avait.",
    "Invites somebody into an authority and shows the link, which is also e-mailed: for when nobody can invite from "
    "the site any more. An invitation already pending is sent again, with the roles it had.",
)
NO_AUTHORITY = Text(
    "Aucune collectivité n’a l’adresse « {slug} ». C’est le mot qui suit « /espace/ » dans l’adresse de ses pages.",
    "No authority has the address “{slug}”. It is the word that follows “/espace/” in the address of its pages.",
)
DONE = Text("Invitation envoyée à {email}. Le lien\u00a0:", "Invitation sent to {email}. The link:")


def command(language: Language) -> click.Command:
    """Return the command."""
    return family("account", language, ABOUT, _invite(language))


def _invite(language: Language) -> click.Command:
    @balise_command(
        "invite",
        language,
        INVITE_ABOUT,
        'balise account invite j.morel@valbrise.example --name "Jeanne Morel" --authority valbrise',
    )
    @click.argument("email", metavar=Text("COURRIEL", "EMAIL").in_(language))
    @click.option(
        "--name",
        required=True,
        metavar=Text("NOM", "NAME").in_(language),
        help=Text("Prénom et nom de la personne.", "Name of the person.").in_(language),
    )
    @click.option(
        "--authority",
        required=True,
        metavar=Text("COLLECTIVITÉ", "AUTHORITY").in_(language),
        help=Text("Le mot de son adresse : valbrise.", "The word of its address: valbrise.").in_(language),
    )
    @click.option(
        "--role",
        "roles",
        multiple=True,
        type=OneOf([role.value for role in HUMAN_ROLES], language),
        default=[Role.ADMINISTRATOR.value],
        metavar=Text("RÔLE", "ROLE").in_(language),
        help=Text(
            "Rôle à donner (administrator par défaut) ; à répéter pour plusieurs.",
            "Role to give (administrator by default); repeat for several.",
        ).in_(language),
    )
    def invite_command(email: str, name: str, authority: str, roles: Sequence[str]) -> None:
        open_site(language, existing=True)
        link = _link(email, name, authority, [Role(role) for role in roles], language, at=datetime.now(UTC))
        click.echo(DONE.in_(language).format(email=email))
        click.echo(link)

    return invite_command


def _link(email: str, name: str, slug: str, roles: Sequence[Role], language: Language, *, at: datetime) -> str:
    """Return the whole address of the invitation, a new one or the one that was pending.

    Raises:
        click.ClickException: there is no such authority, or the invitation is refused.
    """
    from django.conf import settings  # noqa: PLC0415 - Django is ready now

    from balise.web.accounts.operations.invitations import AtTheConsole, invite, resend  # noqa: PLC0415
    from balise.web.accounts.queries import pending_invitations  # noqa: PLC0415
    from balise.web.journal.operations import SYSTEM  # noqa: PLC0415
    from balise.web.organisations.queries.authorities import place_of  # noqa: PLC0415
    from balise.web.ui.refusals import RefusedError  # noqa: PLC0415

    place = place_of(slug)
    if place is None:
        raise click.ClickException(NO_AUTHORITY.in_(language).format(slug=slug))
    console = AtTheConsole(place, SYSTEM)
    try:
        for pending in pending_invitations(place.id):
            if pending.email == email.strip().lower():
                return f"{settings.SITE_ADDRESS}{resend(console, pending.id, at=at)}"
        return f"{settings.SITE_ADDRESS}{invite(console, email, name, roles, at=at)}"
    except RefusedError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
