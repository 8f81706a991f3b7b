# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Acting from the server in the name of somebody: who may, and on which deployment.

Whoever holds the server could write anything in the database. An act has an author all the same: the rights are those
of that person, and the journal bears their name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from balise.cli.parameters import Decorator
from balise.core.language import Language, Text
from balise.core.suggestions import instead

if TYPE_CHECKING:
    from balise.web.organisations.members import Member

DEPLOYMENT = Text("DÉPLOIEMENT", "DEPLOYMENT")
AS = Text(
    "Adresse du compte au nom de qui agir : ses droits s’appliquent, et le journal porte son nom.",
    "Address of the account to act for: its rights apply, and the journal bears its name.",
)
EMAIL = Text("COURRIEL", "EMAIL")
NO_DEPLOYMENT = Text(
    "Aucun déploiement ne s’appelle « {name} ». {possible}", "No deployment is called “{name}”. {possible}"
)
NONE_YET = Text(
    "Aucun n’est ouvert : réglez d’abord la passerelle sur la page d’un dossier accepté.",
    "None is open: set the gateway up first, on the page of an accepted dossier.",
)
NOBODY = Text(
    "Le compte « {email} » n’existe pas, ou n’a aucun rôle dans la collectivité « {slug} ». « balise account list » "
    "donne les comptes.",
    "The account “{email}” does not exist, or has no role in the authority “{slug}”. “balise account list” gives "
    "the accounts.",
)


def as_option(language: Language) -> Decorator:
    """Return ``--as``, which names the author of an act."""
    return click.option("--as", "email", required=True, metavar=EMAIL.in_(language), help=AS.in_(language))


def deployment_argument(language: Language) -> Decorator:
    """Return the argument that names a deployment."""
    return click.argument("deployment", metavar=DEPLOYMENT.in_(language))


def acting(deployment: str, email: str, language: Language) -> tuple["Member", int]:
    """Return who acts, and the dossier of the deployment; the site is open.

    A deployment is named as in the usage journal (``valbrise-2026-001``), or by authority and number
    (``valbrise/2026-001``).

    Raises:
        click.ClickException: there is no such deployment, or nobody of that address in its authority.
    """
    from balise.web.deployments.queries.drills import (  # noqa: PLC0415 - Django is ready now
        authority_of_deployment,
        deployment_named,
        deployment_names,
    )
    from balise.web.organisations.queries.authorities import authority_slugs  # noqa: PLC0415

    name = deployment.replace("/", "-")
    dossier_id, authority_id = deployment_named(name), authority_of_deployment(name)
    if dossier_id is None or authority_id is None:
        known = deployment_names()
        possible = (instead(name, known) if known else NONE_YET).in_(language)
        raise click.ClickException(NO_DEPLOYMENT.in_(language).format(name=deployment, possible=possible))
    return named_member(email, authority_slugs([authority_id])[authority_id], language), dossier_id


def named_member(email: str, slug: str, language: Language) -> "Member":
    """Return the person of that address in an authority; the site is open.

    Raises:
        click.ClickException: nobody of that address is in it.
    """
    from balise.web.accounts.addresses import one_way  # noqa: PLC0415 - Django is ready now
    from balise.web.accounts.queries import known_account  # noqa: PLC0415
    from balise.web.organisations.queries import member_of  # noqa: PLC0415

    account = known_account(one_way(email))
    member = None if account is None else member_of(account.id, slug)
    if member is None:
        raise click.ClickException(NOBODY.in_(language).format(email=one_way(email), slug=slug))
    return member


@contextmanager
def refusals_told() -> Iterator[None]:
    """Say a refusal of the site as a refusal of the command.

    Raises:
        click.ClickException: the site refuses; the message is its sentence.
    """
    from balise.web.ui.refusals import RefusedError  # noqa: PLC0415 - Django is ready now

    try:
        yield
    except RefusedError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
