# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise account close`` and ``reopen``: nobody comes in by this account any more, or they do again."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from balise.cli.parameters import balise_command
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.core.roles import Role

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
EMAIL = Text("COURRIEL", "EMAIL")
CLOSED = Text("Le compte {email} est fermé.", "The account {email} is closed.")
REOPENED = Text("Le compte {email} est rouvert.", "The account {email} is open again.")
TOLD_IN = Text("Écrit au journal : {places}.", "Told in the journal: {places}.")
NO_ADMINISTRATOR = Text(
    "Plus personne n’administre {place} : invitez quelqu’un par « balise account invite COURRIEL --name NOM "
    "--authority {slug} ».",
    "Nobody administers {place} any more: invite somebody by “balise account invite EMAIL --name NAME --authority "
    "{slug}”.",
)


def close_command(language: Language) -> click.Command:
    """Return the command that closes an account."""

    @balise_command("close", language, CLOSE_ABOUT, "balise account close j.morel@valbrise.example")
    @click.argument("email", metavar=EMAIL.in_(language))
    def close(email: str) -> None:
        open_site(language, existing=True)
        from balise.web.accounts.operations.closing import close_account  # noqa: PLC0415 - Django is ready now

        _act(close_account, email, CLOSED, language)

    return close


def reopen_command(language: Language) -> click.Command:
    """Return the command that opens a closed account again."""

    @balise_command("reopen", language, REOPEN_ABOUT, "balise account reopen j.morel@valbrise.example")
    @click.argument("email", metavar=EMAIL.in_(language))
    def reopen(email: str) -> None:
        open_site(language, existing=True)
        from balise.web.accounts.operations.closing import reopen_account  # noqa: PLC0415 - Django is ready now

        _act(reopen_account, email, REOPENED, language)

    return reopen


def _act(operation: Callable[..., Any], email: str, done: Text, language: Language) -> None:
    """Close or open an account, and say where it was told and which authorities are left without administrator."""
    from balise.web.accounts.addresses import one_way  # noqa: PLC0415 - Django is ready now
    from balise.web.journal.operations import SYSTEM  # noqa: PLC0415
    from balise.web.organisations.queries.authorities import authority_slugs  # noqa: PLC0415
    from balise.web.organisations.queries.people import members_with  # noqa: PLC0415
    from balise.web.ui.refusals import RefusedError  # noqa: PLC0415

    try:
        places = operation(email, by=SYSTEM, at=datetime.now(UTC))
    except RefusedError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(done.in_(language).format(email=one_way(email)))
    if places:
        click.echo(TOLD_IN.in_(language).format(places=", ".join(place.name for place in places)))
    for place in places:
        if Role.ADMINISTRATOR in place.roles and not members_with(place.authority_id, Role.ADMINISTRATOR):
            slug = authority_slugs([place.authority_id])[place.authority_id]
            click.echo(NO_ADMINISTRATOR.in_(language).format(place=place.name, slug=slug))
