# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise account list``: every account, where it has a role, and when it was last used."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from balise.cli.output import write_data
from balise.cli.parameters import Format, balise_command, format_option
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.core.roles import ROLE_LABELS
from balise.rendering.document import legible
from balise.rendering.typography import Counted, date_in_words

if TYPE_CHECKING:
    from balise.web.accounts.queries import Account
    from balise.web.organisations.queries.held_roles import HeldRoles

LIST_ABOUT = Text(
    "Liste les comptes du site : leurs collectivités et leurs rôles, leur dernière connexion, s’ils sont fermés.",
    "Lists the accounts of the site: their authorities and roles, their last sign-in, whether they are closed.",
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


def list_command(language: Language) -> click.Command:
    """Return the command that lists the accounts."""

    @balise_command("list", language, LIST_ABOUT, "balise account list", "balise account list --format csv")
    @format_option(language)
    def listed_accounts(form: str) -> None:
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

    return listed_accounts


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
