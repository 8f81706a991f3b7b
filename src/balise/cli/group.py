# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The commands and their help, in the reader's language, each loaded only when it is called."""

from importlib import import_module

import click

from balise import __version__
from balise.cli.localised import BaliseCommand
from balise.cli.parameters import language_parameter
from balise.core.language import Language, Text

COMMANDS: dict[str, tuple[str, Text]] = {
    "check": (
        "check",
        Text(
            "Vérifie cadres, questions, dossiers et correspondances.",
            "Check frameworks, questions, dossiers and mappings.",
        ),
    ),
    "frameworks": (
        "frameworks",
        Text("Liste les chartes et les lois, ou en montre une.", "List the charters and laws, or show one."),
    ),
    "questions": (
        "questions",
        Text("Liste les questions d’un dossier, ou en montre une.", "List the questions of a dossier, or show one."),
    ),
    "evaluate": (
        "evaluate",
        Text(
            "Juge des dossiers au regard d’un ou plusieurs cadres.", "Judge dossiers against one or several frameworks."
        ),
    ),
    "explain": (
        "explain",
        Text("Explique un constat : règle, réponses, source.", "Explain a finding: rule, answers, source."),
    ),
    "advise": (
        "advise",
        Text(
            "Dit quoi répondre et quoi changer pour être accepté.",
            "Say what to answer and what to change to be accepted.",
        ),
    ),
    "compare": (
        "compare",
        Text("Compare deux cadres sur les mêmes dossiers.", "Compare two frameworks on the same dossiers."),
    ),
    "import": (
        "import_register",
        Text("Importe un registre (CSV, XLSX, JSON) en dossiers.", "Import a register (CSV, XLSX, JSON) as dossiers."),
    ),
    "export": (
        "export",
        Text(
            "Écrit un registre ou des dossiers au format d’un autre registre.",
            "Write a register or dossiers in the format of another register.",
        ),
    ),
    "sheet": (
        "sheet",
        Text("Écrit la fiche d’un dossier en une page HTML.", "Write the sheet of a dossier as one HTML page."),
    ),
    "notice": (
        "notice",
        Text("Vérifie qu’une page enregistrée porte sa mention.", "Check that a saved page bears its notice."),
    ),
    "detect": (
        "detect",
        Text("Dit où se trouvent les données personnelles.", "Say where personal data stands."),
    ),
    "pseudonymise": (
        "pseudonymise",
        Text("Remplace les données personnelles, puis les remet.", "Replace personal data, then put it back."),
    ),
    "schemas": (
        "schemas",
        Text("Écrit les schémas JSON que lisent les éditeurs.", "Write the JSON Schemas that editors read."),
    ),
    "demo": ("demo", Text("Ouvre le site sur une ville fictive.", "Open the site on a fictional city.")),
    "install": (
        "install",
        Text("Installe la première collectivité du site.", "Install the first local authority of the site."),
    ),
    "gateway": (
        "gateway",
        Text("Lance la passerelle vers les modèles.", "Run the gateway to the models."),
    ),
    "serve": ("serve", Text("Lance le site.", "Run the site.")),
    "account": (
        "account",
        Text("Invite quelqu’un, ferme ou liste les comptes.", "Invite somebody, close or list the accounts."),
    ),
    "journal": (
        "journal",
        Text("Vérifie ou relève le journal des actes.", "Verify the journal of acts, or note its last places."),
    ),
    "usage": (
        "usage",
        Text(
            "Montre ou exporte le journal d’usage de la passerelle.",
            "Show or export the usage journal of the gateway.",
        ),
    ),
    "annual": ("annual", Text("Recalcule un bilan annuel publié.", "Compute a published annual review again.")),
    "bundle": (
        "bundle",
        Text("Publie les règles que la passerelle applique.", "Publish the rules that the gateway applies."),
    ),
    "drill": (
        "drill",
        Text("Fait un exercice de sortie d’un modèle.", "Play a drill of leaving a model."),
    ),
    "switch": (
        "switch",
        Text("Bascule un usage vers le modèle de remplacement.", "Switch a use to its substitute model."),
    ),
    "tick": (
        "tick",
        Text("Fait ce que le jour demande, rappels compris.", "Do what the day asks, reminders included."),
    ),
    "catalogue": (
        "catalogue",
        Text("Met à jour le catalogue des outils.", "Bring the catalogue of tools up to date."),
    ),
    "backup": ("backup", Text("Sauvegarde toute l’installation.", "Back the whole installation up.")),
    "restore": ("restore", Text("Remet une sauvegarde en place.", "Put a backup back.")),
    "manage": (
        "manage",
        Text("Lance une commande de Django sur le site.", "Run one of Django’s commands on the site."),
    ),
}

ABOUT = Text(
    "Balise met en vigueur la charte d’IA d’une collectivité : la phrase votée devient une donnée qui juge les "
    "projets et donne ses raisons.",
    "Balise puts a local authority’s AI charter into force: the voted sentence becomes data that judges projects "
    "and gives its reasons.",
)
EXIT_CODES = Text(
    "Codes de sortie : 0 tout va bien ; 1 avis défavorable ou vérification en échec ; 2 commande ou données "
    "à corriger.",
    "Exit codes: 0 fine; 1 unfavourable or check failed; 2 usage or bad input.",
)
COMMANDS_TITLE = Text("Commandes", "Commands")
VERSION = Text("Affiche la version.", "Show the version.")


class BaliseGroup(BaliseCommand, click.Group):
    """The command ``balise``: knows the name of every command, imports only the one that is called."""

    def __init__(self, language: Language) -> None:
        super().__init__(
            "balise",
            language=language,
            help=ABOUT.in_(language),
            epilog=EXIT_CODES.in_(language),
            subcommand_metavar=Text("COMMANDE …", "COMMAND …").in_(language),
            params=[language_parameter(language), version_option(language)],
            no_args_is_help=True,
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"balise.cli.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command(self.language)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands, without importing any."""
        super().format_options(ctx, formatter)
        with formatter.section(self._heading(COMMANDS_TITLE)):
            formatter.write_dl([(name, about.in_(self.language)) for name, (_, about) in COMMANDS.items()])


def version_option(language: Language) -> click.Option:
    """Return ``--version``."""

    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
            click.echo(f"balise {__version__}")
            ctx.exit(0)

    return click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=VERSION.in_(language)
    )
