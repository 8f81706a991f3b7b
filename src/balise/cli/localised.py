# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A click command whose help speaks the reader's language."""

from typing import Any

import click

from balise.core.language import Language, Text

OPTIONS = Text("Options", "Options")
USAGE = Text("Usage\u00a0: ", "Usage: ")
HELP = Text("Affiche cette aide.", "Show this help.")
REQUIRED = Text("(obligatoire)", "(required)")
EXAMPLES = Text("Exemples", "Examples")


class BaliseCommand(click.Command):
    """A command whose help speaks the reader's language throughout."""

    def __init__(self, *args: Any, language: Language, examples: tuple[str, ...] = (), **settings: Any) -> None:
        self.language = language
        self.examples = examples
        self.members: dict[str, click.Command] = {}
        """Commands that go under this one, which does something by itself; a family does nothing alone."""
        super().__init__(*args, **settings)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Give way to a member that is named first: ``balise usage`` shows, ``balise usage import`` imports."""
        member = self.members.get(args[0]) if args else None
        if member is None:
            return super().make_context(info_name, args, parent, **extra)
        return member.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the usage line's pieces, the arguments by their own names."""
        return [
            piece.replace("OPTIONS", OPTIONS.in_(self.language).upper()) for piece in super().collect_usage_pieces(ctx)
        ]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), USAGE.in_(self.language))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then examples to copy."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [self._record(option, ctx) for option in options]
        with formatter.section(self._heading(OPTIONS)):
            formatter.write_dl([record for record in records if record is not None])
        if self.examples:
            with formatter.section(self._heading(EXAMPLES)):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")

    def _record(self, option: click.Option, ctx: click.Context) -> tuple[str, str] | None:
        """Return an option and what it is for, click's own remark in the reader's language."""
        record = option.get_help_record(ctx)
        if record is None:
            return None
        return record[0], record[1].replace("[required]", REQUIRED.in_(self.language))

    def _heading(self, title: Text) -> str:
        """Return a heading; click sets its colon, French the space before it."""
        return title.in_(self.language) + ("\u00a0" if self.language is Language.FRENCH else "")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, described in the reader's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP.in_(self.language)
        return option
