# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise install``: the first local authority of a site, and the invitation of whoever will administer it."""

from dataclasses import dataclass
from datetime import UTC, datetime

import click

from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.journal_key import refuse_another_key
from balise.cli.lost_letter import NOT_SENT
from balise.cli.parameters import OneOf, balise_command
from balise.cli.site import naming, open_site
from balise.core.language import Language, Text

KINDS = ("municipality", "metropolis", "intermunicipal_body", "departement", "region", "public_body")
"""What an authority can be; a test keeps these words those of the site."""

ABOUT = Text(
    "Crée la première collectivité du site et invite la personne qui l’administrera : c’est elle qui invitera les "
    "autres. Les communes d’une métropole se créent ensuite depuis le site. Code de sortie 1 "
    "si le courriel n’est pas parti : l’installation et l’invitation tiennent, et le lien affiché est à remettre.",
    "Create the first local authority of the site and invite the person who will administer it: they invite the "
    "others. The communes of a metropolis are then created from the site. Exit code 1 when the e-mail did not leave: "
    "the installation and the invitation stand, and the link shown is to be handed over.",
)
ALREADY = Text(
    "Une collectivité est déjà installée ici : c’est son administrateur qui en crée d’autres, depuis le site. S’il n’y "
    "en a plus, « balise account invite » en invite un.",
    "A local authority is installed here already: its administrator creates others, from the site. If there is none "
    "left, “balise account invite” invites one.",
)
NO_CHARTER = Text(
    "Aucune charte livrée ne s’appelle « {charter} ». Choisissez-en une : {known}.",
    "No shipped charter is named “{charter}”. Choose one: {known}.",
)
NO_ADDRESS = Text(
    "Ce nom ne donne aucune adresse : ajoutez --slug, en lettres sans accent, par exemple --slug valbrise.",
    "This name gives no address: add --slug, in plain letters, for example --slug valbrise.",
)
DONE = Text("{name} est installée.", "{name} is installed.")
TO_ACCEPT = Text(
    "{admin} peut accepter son invitation à cette adresse, qui ne sera plus montrée :",
    "{admin} can accept the invitation at this address, which will not be shown again:",
)
NEXT = Text("Le site se lance par « balise serve ».", "“balise serve” runs the site.")


@dataclass(frozen=True, slots=True)
class _Asked:
    name: str
    slug: str
    siren: str
    kind: str
    charter: str
    admin: str
    admin_name: str


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "install",
        language,
        ABOUT,
        'balise install --name "Ville de Valbrise" --siren 001100023 --kind municipality --charter lyon-2025 '
        '--admin admin@valbrise.example --admin-name "Odile Ferrand"',
    )
    @click.option(
        "--name",
        required=True,
        metavar=Text("NOM", "NAME").in_(language),
        help=Text("Nom de la collectivité.", "Name of the authority.").in_(language),
    )
    @click.option(
        "--slug",
        default="",
        metavar=Text("MOT", "WORD").in_(language),
        help=Text(
            "Le mot de son adresse (tiré du nom par défaut).", "The word of its address (drawn from the name)."
        ).in_(language),
    )
    @click.option(
        "--siren",
        default="",
        metavar="SIREN",
        help=Text("Son numéro SIREN ; vérifié, jamais bloquant.", "Its SIREN number; checked, never blocking.").in_(
            language
        ),
    )
    @click.option(
        "--kind",
        required=True,
        type=OneOf(KINDS, language),
        metavar="|".join(KINDS),
        help=Text("Ce qu’elle est.", "What it is.").in_(language),
    )
    @click.option(
        "--charter",
        required=True,
        metavar=Text("CHARTE", "CHARTER").in_(language),
        help=Text("La charte qui jugera ses dossiers.", "The charter by which its dossiers are judged.").in_(language),
    )
    @click.option(
        "--admin",
        required=True,
        metavar=Text("COURRIEL", "EMAIL").in_(language),
        help=Text("L’adresse de la personne à inviter.", "The address of the person to invite.").in_(language),
    )
    @click.option(
        "--admin-name",
        required=True,
        metavar=Text("NOM", "NAME").in_(language),
        help=Text("Son prénom et son nom.", "Their name.").in_(language),
    )
    def install_command(name: str, slug: str, siren: str, kind: str, charter: str, admin: str, admin_name: str) -> int:
        open_site(language)
        refuse_another_key()
        asked = _Asked(name, slug, siren, kind, charter, admin, admin_name)
        sent = _install(asked, language, at=datetime.now(UTC))
        return FINE if sent else CHECK_FAILED

    return install_command


def _install(asked: _Asked, language: Language, *, at: datetime) -> bool:
    """Make the site ready, found the authority and show the link; tell whether the invitation left by e-mail.

    Raises:
        click.ClickException: the site is not ready, something is installed, or the site refuses; the message says so.
    """
    from django.conf import settings  # noqa: PLC0415 - Django is ready now
    from django.utils.text import slugify  # noqa: PLC0415

    from balise.web.accounts.addresses import one_way  # noqa: PLC0415
    from balise.web.config.schema import NotReadyError  # noqa: PLC0415
    from balise.web.config.serving import prepare  # noqa: PLC0415
    from balise.web.organisations.operations.founding import found_installation  # noqa: PLC0415
    from balise.web.organisations.siren import doubt_about, normalised  # noqa: PLC0415
    from balise.web.ui.names import clean_name  # noqa: PLC0415
    from balise.web.ui.posting import lost_letters  # noqa: PLC0415
    from balise.web.ui.refusals import RefusedError  # noqa: PLC0415

    slug = slugify(asked.slug or asked.name)[:60]
    if not slug:
        raise click.ClickException(NO_ADDRESS.in_(language))
    _check_charter(asked.charter, language)
    try:
        with naming(settings.ENVIRONMENT.data_dir):
            there_already = prepare()
        if there_already:
            raise click.ClickException(ALREADY.in_(language))
        with lost_letters() as lost:
            founded = found_installation(
                asked.name, slug, asked.kind, asked.siren, asked.charter, asked.admin, asked.admin_name, at
            )
    except NotReadyError as error:
        raise click.ClickException(error.sentence.in_(language)) from error
    except RefusedError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    if doubt := doubt_about(normalised(asked.siren)):
        click.echo(doubt, err=True)
    click.echo(DONE.in_(language).format(name=founded.authority.name))
    if lost:
        click.echo(NOT_SENT.in_(language).format(email=one_way(asked.admin), reason=lost[0]))
    else:
        click.echo(TO_ACCEPT.in_(language).format(admin=clean_name(asked.admin_name)))
    click.echo(f"{settings.SITE_ADDRESS}{founded.link}")
    click.echo(NEXT.in_(language))
    return not lost


def _check_charter(charter: str, language: Language) -> None:
    from balise.web.organisations.operations.frameworks import shipped_charters  # noqa: PLC0415 - Django is ready now

    known = [framework.id for framework in shipped_charters()]
    if charter not in known:
        raise click.ClickException(NO_CHARTER.in_(language).format(charter=charter, known=", ".join(known)))
