# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise account``: the accounts of the site, from the server: invite, close, open again, list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from balise.cli.families import family
from balise.cli.output import write_data
from balise.cli.parameters import Format, OneOf, balise_command, format_option
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.core.roles import HUMAN_ROLES, ROLE_LABELS, Role
from balise.rendering.document import legible
from balise.rendering.typography import Counted, date_in_words

if TYPE_CHECKING:
    from balise.web.accounts.queries import Account
    from balise.web.organisations.members import Place
    from balise.web.organisations.queries.held_roles import HeldRoles

ABOUT = Text("Invite quelqu’un, ferme ou liste les comptes.", "Invite somebody, close or list the accounts.")
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
CLOSE_ABOUT = Text(
    "Ferme un compte : ses sessions ouvertes prennent fin, ses liens de mot de passe ne servent plus, plus personne "
    "n’entre par lui, ni par mot de passe ni par le fournisseur d’identité. Rien n’est effacé : ce que la personne a "
    "fait reste à son nom, et ses rôles reviennent si le compte est rouvert. Le journal de chacune de ses "
    "collectivités le dit.",
    "Closes an account: its open sessions end, its password links open nothing any more, nobody comes in by it, by "
    "password or by the identity provider. Nothing is deleted: what the person did stays under their name, and their "
    "roles come back if the account is opened again. The journal of each of their authorities tells it.",
)
REOPEN_ABOUT = Text(
    "Rouvre un compte fermé, avec les rôles qu’il tient encore. Les sessions d’avant ne reviennent pas.",
    "Opens a closed account again, with the roles it still holds. The sessions of before do not come back.",
)
LIST_ABOUT = Text(
    "Liste les comptes du site : leurs collectivités et leurs rôles, leur dernière connexion, s’ils sont fermés.",
    "Lists the accounts of the site: their authorities and roles, their last sign-in, whether they are closed.",
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
NOT_SENT = Text(
    "L’invitation de {email} est prête, mais le courriel n’est pas parti ({reason}) ; remettez ce lien vous-même :",
    "The invitation of {email} is ready, but the e-mail did not leave ({reason}); hand this link over yourself:",
)
CLOSED = Text("Le compte {email} est fermé.", "The account {email} is closed.")
REOPENED = Text("Le compte {email} est rouvert.", "The account {email} is open again.")
TOLD_IN = Text("Écrit au journal : {places}.", "Told in the journal: {places}.")
NO_ADMINISTRATOR = Text(
    "Plus personne n’administre {place} : invitez quelqu’un par « balise account invite COURRIEL --name NOM "
    "--authority {slug} ».",
    "Nobody administers {place} any more: invite somebody by “balise account invite EMAIL --name NAME --authority "
    "{slug}”.",
)
ACCOUNTS = Counted(Text("{n} compte.", "{n} account."), Text("{n} comptes.", "{n} accounts."))
NO_ROLE = Text("aucun rôle", "no role")
IS_CLOSED = Text("compte fermé", "closed account")
NEVER = Text("jamais connecté", "never signed in")
LAST_SIGN_IN = Text("dernière connexion le {day}", "last signed in on {day}")
BY_PROVIDER = Text("par le fournisseur d’identité", "by the identity provider")
BY_PASSWORD = Text("par mot de passe", "by password")
SEPARATOR = Text(" ; ", "; ")
COLUMNS = ("email", "name", "state", "sign_in", "last_sign_in", "authorities", "roles")


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


def command(language: Language) -> click.Command:
    """Return the command."""
    return family("account", language, ABOUT, _invite(language), _close(language), _reopen(language), _list(language))


def _invite(language: Language) -> click.Command:
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
    def invite_command(email: str, name: str, authority: str, roles: Sequence[str]) -> int:
        open_site(language, existing=True)
        invited = _offer(email, name, authority, [Role(role) for role in roles], language, at=datetime.now(UTC))
        _tell_invited(invited, email, language)
        return 1 if invited.lost else 0

    return invite_command


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

    from balise.web.accounts.operations.invitations import AtTheConsole, invite, replace  # noqa: PLC0415
    from balise.web.accounts.queries import pending_invitations  # noqa: PLC0415
    from balise.web.journal.operations import SYSTEM  # noqa: PLC0415
    from balise.web.organisations.queries.people import person_at  # noqa: PLC0415
    from balise.web.ui.names import clean_name  # noqa: PLC0415
    from balise.web.ui.posting import lost_letters  # noqa: PLC0415
    from balise.web.ui.refusals import RefusedError  # noqa: PLC0415

    place = _place(slug, language)
    console = AtTheConsole(place, SYSTEM)
    waiting = [found for found in pending_invitations(place.id) if found.email == email.strip().lower()]
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
    from balise.web.accounts.queries import known_account, names_of  # noqa: PLC0415 - Django is ready now

    known = known_account(email.strip().lower())
    return "" if known is None else names_of([known.id])[known.id]


def _place(slug: str, language: Language) -> "Place":
    from balise.web.organisations.queries.authorities import place_of  # noqa: PLC0415 - Django is ready now

    place = place_of(slug)
    if place is None:
        raise click.ClickException(NO_AUTHORITY.in_(language).format(slug=slug))
    return place


def _close(language: Language) -> click.Command:
    @balise_command("close", language, CLOSE_ABOUT, "balise account close j.morel@valbrise.example")
    @click.argument("email", metavar=EMAIL.in_(language))
    def close_command(email: str) -> None:
        open_site(language, existing=True)
        from balise.web.accounts.operations.closing import close_account  # noqa: PLC0415 - Django is ready now

        _act(close_account, email, CLOSED, language)

    return close_command


def _reopen(language: Language) -> click.Command:
    @balise_command("reopen", language, REOPEN_ABOUT, "balise account reopen j.morel@valbrise.example")
    @click.argument("email", metavar=EMAIL.in_(language))
    def reopen_command(email: str) -> None:
        open_site(language, existing=True)
        from balise.web.accounts.operations.closing import reopen_account  # noqa: PLC0415 - Django is ready now

        _act(reopen_account, email, REOPENED, language)

    return reopen_command


def _act(operation: Callable[..., Any], email: str, done: Text, language: Language) -> None:
    """Close or open an account, and say where it was told and which authorities are left without administrator."""
    from balise.web.journal.operations import SYSTEM  # noqa: PLC0415 - Django is ready now
    from balise.web.organisations.queries.authorities import authority_slugs  # noqa: PLC0415
    from balise.web.organisations.queries.people import members_with  # noqa: PLC0415
    from balise.web.ui.refusals import RefusedError  # noqa: PLC0415

    try:
        places = operation(email, by=SYSTEM, at=datetime.now(UTC))
    except RefusedError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(done.in_(language).format(email=email.strip().lower()))
    if places:
        click.echo(TOLD_IN.in_(language).format(places=", ".join(place.name for place in places)))
    for place in places:
        if Role.ADMINISTRATOR in place.roles and not members_with(place.authority_id, Role.ADMINISTRATOR):
            slug = authority_slugs([place.authority_id])[place.authority_id]
            click.echo(NO_ADMINISTRATOR.in_(language).format(place=place.name, slug=slug))


def _list(language: Language) -> click.Command:
    @balise_command("list", language, LIST_ABOUT, "balise account list", "balise account list --format csv")
    @format_option(language)
    def list_command(form: str) -> None:
        open_site(language, existing=True)
        from balise.web.accounts.queries import every_account  # noqa: PLC0415 - Django is ready now
        from balise.web.organisations.queries.held_roles import held_roles  # noqa: PLC0415

        held = held_roles()
        listed = [(account, held.get(account.id, ())) for account in every_account()]
        if form == Format.TEXT:
            for account, places in listed:
                click.echo(_in_words(account, places, language))
            click.echo(ACCOUNTS.of(len(listed), language))
            return
        whole = [_as_data(account, places) for account, places in listed]
        write_data(form, whole, whole, COLUMNS, [_as_row(account, places) for account, places in listed])

    return list_command


def _in_words(account: "Account", places: "Sequence[HeldRoles]", language: Language) -> str:
    state = [IS_CLOSED.in_(language)] if not account.open else []
    state.append((BY_PROVIDER if account.by_provider else BY_PASSWORD).in_(language))
    if account.last_sign_in is None:
        state.append(NEVER.in_(language))
    else:
        day = date_in_words(account.last_sign_in.astimezone().date(), language)
        state.append(LAST_SIGN_IN.in_(language).format(day=day))
    lines = [
        f"{'□' if account.open else '■'} {legible(account.name)} <{account.email}>",
        f"  {SEPARATOR.in_(language).join(state)}",
    ]
    for place in places:
        roles = ", ".join(ROLE_LABELS[role].in_(language) for role in place.roles)
        lines.append(
            Text(f"  {place.authority_name}\u00a0: {roles}", f"  {place.authority_name}: {roles}").in_(language)
        )
    return "\n".join(lines if places else [*lines, f"  {NO_ROLE.in_(language)}"])


def _as_data(account: "Account", places: "Sequence[HeldRoles]") -> dict[str, Any]:
    return {
        "email": account.email,
        "name": account.name,
        "state": "open" if account.open else "closed",
        "sign_in": "provider" if account.by_provider else "password",
        "last_sign_in": account.last_sign_in.isoformat() if account.last_sign_in else None,
        "authorities": [
            {"authority": place.authority_slug, "roles": [role.value for role in place.roles]} for place in places
        ],
    }


def _as_row(account: "Account", places: "Sequence[HeldRoles]") -> dict[str, Any]:
    """Return a line of a table: the authorities separated by spaces, the roles as ``authority:role``."""
    return _as_data(account, places) | {
        "authorities": " ".join(place.authority_slug for place in places),
        "roles": " ".join(f"{place.authority_slug}:{role.value}" for place in places for role in place.roles),
    }
