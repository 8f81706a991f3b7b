# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise account invite``: let somebody in, for when nobody can from the site any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.lost_letter import NOT_SENT
from balise.cli.parameters import OneOf, balise_command
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.core.roles import HUMAN_ROLES, ROLE_LABELS, Role

if TYPE_CHECKING:
    from balise.web.organisations.members import Place

INVITE_ABOUT = Text(
    "Invite quelqu’un dans une collectivité et affiche le lien, qui part aussi par courriel : pour quand plus personne "
    "ne peut inviter depuis le site. Une invitation déjà en attente à cette adresse est remplacée : le nom donné, les "
    "rôles donnés (ceux qu’elle avait si aucun ne l’est), un nouveau lien. Code de sortie 1 si le courriel n’est pas "
    "parti : l’invitation tient, et le lien affiché est à remettre.",
    "Invites somebody into an authority and shows the link, which is also e-mailed: for when nobody can invite from "
    "the site any more. An invitation already pending at this address is replaced: the name given, the roles given "
    "(those it had when none is), a new link. Exit code 1 when the e-mail did not leave: the invitation stands, and "
    "the link shown is to be handed over.",
)
EMAIL = Text("COURRIEL", "EMAIL")
NO_AUTHORITY = Text(
    "Aucune collectivité n’a l’adresse « {slug} ». C’est le mot qui suit « /espace/ » dans l’adresse de ses pages.",
    "No authority has the address “{slug}”. It is the word that follows “/espace/” in the address of its pages.",
)
DONE = Text("Invitation envoyée à {email}.", "Invitation sent to {email}.")
REPLACED = Text(
    "Invitation remplacée, et renvoyée à {email} : l’ancien lien n’ouvre plus rien.",
    "Invitation replaced, and sent again to {email}: the former link opens nothing any more.",
)
KNOWN = Text(
    "Cette adresse a déjà un compte, au nom de {name} : l’invitation porte ce nom.",
    "This address has an account already, in the name of {name}: the invitation bears that name.",
)
ALREADY_HELD = Text(
    "{name} est déjà membre de cette collectivité, avec ces rôles : rien n’a été envoyé. Il lui suffit de se "
    "connecter ; « Mot de passe oublié » donne un nouveau mot de passe.",
    "{name} is a member of this authority already, with these roles: nothing was sent. They need only sign in; "
    "“Forgotten password” gives a new password.",
)
OFFERED = Text("{name}, {authority} : {roles}.", "{name}, {authority}: {roles}.")
LINK = Text("Le lien :", "The link:")


@dataclass(frozen=True, slots=True)
class _Invited:
    """What an invitation came to."""

    link: str
    name: str
    authority: str
    roles: tuple[Role, ...]
    known: bool
    """An account bears the address under another name than was typed, and that name was kept."""
    replaced: bool
    lost: Sequence[str]


def invite_command(language: Language) -> click.Command:
    """Return the command that invites somebody."""

    @balise_command(
        "invite",
        language,
        INVITE_ABOUT,
        'balise account invite j.morel@valbrise.example --name "Jeanne Morel" --authority valbrise',
    )
    @click.argument("email", metavar=EMAIL.in_(language))
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
        metavar=Text("RÔLE", "ROLE").in_(language),
        help=Text(
            "Rôle à donner ; à répéter pour plusieurs. Sans lui : administrator, ou les rôles de l’invitation en "
            "attente.",
            "Role to give; repeat for several. Without it: administrator, or the roles of the pending invitation.",
        ).in_(language),
    )
    def invite(email: str, name: str, authority: str, roles: Sequence[str]) -> int:
        open_site(language, existing=True)
        invited = _offer(email, name, authority, [Role(role) for role in roles], language, at=datetime.now(UTC))
        _tell_invited(invited, email, language)
        return CHECK_FAILED if invited.lost else FINE

    return invite


def _tell_invited(invited: _Invited, email: str, language: Language) -> None:
    roles = ", ".join(ROLE_LABELS[role].in_(language) for role in invited.roles)
    offered = OFFERED.in_(language).format(name=invited.name, authority=invited.authority, roles=roles)
    if invited.known:
        click.echo(KNOWN.in_(language).format(name=invited.name))
    if invited.lost:
        click.echo(offered)
        click.echo(NOT_SENT.in_(language).format(email=email, reason=invited.lost[0]))
    else:
        click.echo((REPLACED if invited.replaced else DONE).in_(language).format(email=email))
        click.echo(offered)
        click.echo(LINK.in_(language))
    click.echo(invited.link)


def _offer(email: str, name: str, slug: str, roles: Sequence[Role], language: Language, *, at: datetime) -> _Invited:
    """Invite somebody, in the place of the invitation that was pending if there was one.

    Raises:
        click.ClickException: there is no such authority, the person holds these roles there already, or the
            invitation is refused.
    """
    from django.conf import settings  # noqa: PLC0415 - Django is ready now

    from balise.web.accounts.addresses import one_way  # noqa: PLC0415
    from balise.web.accounts.operations.invitations import AtTheConsole, invite, replace  # noqa: PLC0415
    from balise.web.accounts.queries import pending_invitations  # noqa: PLC0415
    from balise.web.journal.operations import SYSTEM  # noqa: PLC0415
    from balise.web.organisations.queries.people import person_at  # noqa: PLC0415
    from balise.web.ui.names import clean_name  # noqa: PLC0415
    from balise.web.ui.posting import lost_letters  # noqa: PLC0415
    from balise.web.ui.refusals import RefusedError  # noqa: PLC0415

    place = _place(slug, language)
    console = AtTheConsole(place, SYSTEM)
    waiting = [found for found in pending_invitations(place.id) if found.email == one_way(email)]
    offered = tuple(roles) or (waiting[0].roles if waiting else (Role.ADMINISTRATOR,))
    member = person_at(place.id, email)
    if member is not None and set(offered) <= set(member.roles):
        raise click.ClickException(ALREADY_HELD.in_(language).format(name=member.name))
    typed, bears = clean_name(name), _name_known(email)
    name = bears or typed
    try:
        with lost_letters() as lost:
            path = (
                replace(console, waiting[0].id, name, offered, at=at)
                if waiting
                else invite(console, email, name, offered, at=at)
            )
    except RefusedError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    in_order = tuple(role for role in HUMAN_ROLES if role in offered)
    return _Invited(
        link=f"{settings.SITE_ADDRESS}{path}",
        name=name,
        authority=place.name,
        roles=in_order,
        known=bool(bears) and bears != typed,
        replaced=bool(waiting),
        lost=lost,
    )


def _name_known(email: str) -> str:
    """Return the name of the account that bears this address, empty when there is none."""
    from balise.web.accounts.addresses import one_way  # noqa: PLC0415 - Django is ready now
    from balise.web.accounts.queries import known_account, names_of  # noqa: PLC0415

    known = known_account(one_way(email))
    return "" if known is None else names_of([known.id])[known.id]


def _place(slug: str, language: Language) -> "Place":
    from balise.web.organisations.queries.authorities import place_of  # noqa: PLC0415 - Django is ready now

    place = place_of(slug)
    if place is None:
        raise click.ClickException(NO_AUTHORITY.in_(language).format(slug=slug))
    return place
