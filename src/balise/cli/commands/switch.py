# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise switch``: the substitute of the exit plan takes over, live; or the use has its models back."""

import click

from balise.cli.acting import acting, as_option, deployment_argument, refusals_told
from balise.cli.parameters import balise_command
from balise.cli.site import naming, open_site
from balise.core.language import Language, Text

ABOUT = Text(
    "Met le modèle de remplacement du plan de sortie à la place des modèles habituels d’un usage, pendant qu’il sert : "
    "les programmes gardent leurs clés et ne changent rien. Les règles sont publiées aussitôt ; une passerelle les "
    "suit dans les cinq secondes, et les réponses commencées s’achèvent. Avec --back, rend à l’usage ses modèles.",
    "Puts the substitute of the exit plan in the place of the usual models of a use, while it serves: programs keep "
    "their keys and change nothing. The rules are published at once; a gateway follows them within five seconds, and "
    "replies that have begun end. With --back, gives the use its models back.",
)
BACK = Text("Rend à l’usage ses modèles habituels.", "Gives the use its usual models back.")
SWITCHED = Text(
    "{deployment} : « {model} » sert à la place des modèles habituels depuis le {day}, {hour}.",
    "{deployment}: “{model}” has served in the place of the usual models since {day}, {hour}.",
)
SWITCHED_BACK = Text(
    "{deployment} : l’usage a de nouveau ses modèles habituels depuis le {day}, {hour}.",
    "{deployment}: the use has had its usual models back since {day}, {hour}.",
)
PUBLISHED = Text(
    "Règles n° {version} publiées : les passerelles les suivent dans les cinq secondes. Pour revenir : {command}",
    "Rules no. {version} published: gateways follow them within five seconds. To go back: {command}",
)


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "switch",
        language,
        ABOUT,
        "balise switch valbrise-2026-001 --as i.vasseur@valbrise.example",
        "balise switch valbrise-2026-001 --back --as i.vasseur@valbrise.example",
    )
    @deployment_argument(language)
    @click.option("--back", is_flag=True, help=BACK.in_(language))
    @as_option(language)
    def switch_command(deployment: str, email: str, *, back: bool) -> None:
        open_site(language, existing=True)
        from django.conf import settings  # noqa: PLC0415 - Django is ready now
        from django.utils import timezone  # noqa: PLC0415

        from balise.rendering.typography import date_in_words  # noqa: PLC0415
        from balise.web.deployments.operations.leaving import switch, switch_back  # noqa: PLC0415
        from balise.web.deployments.operations.publishing import publish_bundle  # noqa: PLC0415

        member, dossier_id = acting(deployment, email, language)
        at, model = timezone.now(), ""
        with refusals_told():
            if back:
                switch_back(member, dossier_id, at=at)
            else:
                model = switch(member, dossier_id, at=at)
        here = timezone.localtime(at)
        said = {"deployment": deployment, "model": model, "day": date_in_words(here.date(), language)}
        click.echo((SWITCHED_BACK if back else SWITCHED).in_(language).format(**said, hour=f"{here:%H:%M:%S}"))
        with naming(settings.BUNDLE_FILE):
            found = publish_bundle(at=timezone.now())
        words = ["balise", "switch", deployment, *([] if back else ["--back"]), "--as", email]
        click.echo(PUBLISHED.in_(language).format(version=found.version, command=" ".join(words)))

    return switch_command
