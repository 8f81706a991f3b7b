# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise tick``: what each day asks of the site, from cron or a systemd timer; twice a day does no harm."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.journal_key import refuse_another_key
from balise.cli.output import write_data
from balise.cli.parameters import Day, Format, balise_command, format_option
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.rendering.typography import Counted, date_in_words

if TYPE_CHECKING:
    from balise.web.governance.operations.tick import Done, TickReport

ABOUT = Text(
    "Fait ce que le jour demande : suspend ce qui est en retard, ouvre les réexamens, note les avis qui ne sont pas "
    "venus, rappelle les échéances par courriel, écrit les récapitulatifs de la semaine, publie les règles de la "
    "passerelle si le jour les change, relève la "
    "dernière place des journaux. À lancer chaque jour ; deux "
    "fois le même jour ne fait rien de plus. Code de sortie 0, ou 1 si les places "
    "n’ont pas pu être relevées ; un dossier qui échoue est écrit, et repris le lendemain.",
    "Does what the day asks: suspends what is overdue, opens reassessments, notes the opinions that did not come, "
    "recalls what falls due by e-mail, writes the round-ups of the week, publishes the rules of the gateway if the day "
    "changes them, notes the last "
    "places of the journals. To be run every day; twice on the same day does nothing more. Exit code 0, or 1 when the "
    "places could not be noted; a dossier that fails is written, "
    "and tried again the next day.",
)
ON = Text("Jour à considérer (AAAA-MM-JJ) ; aujourd’hui par défaut.", "Day to consider (YYYY-MM-DD); today by default.")
WATCHED = Counted(
    Text("{n} dossier regardé", "{n} dossier watched"), Text("{n} dossiers regardés", "{n} dossiers watched")
)
ACTS = Counted(Text("{n} acte", "{n} act"), Text("{n} actes", "{n} acts"))
REMINDERS = Counted(Text("{n} rappel", "{n} reminder"), Text("{n} rappels", "{n} reminders"))
ROUNDUPS = Counted(Text("{n} récapitulatif", "{n} round-up"), Text("{n} récapitulatifs", "{n} round-ups"))
SENT = Counted(Text("{n} courriel envoyé", "{n} e-mail sent"), Text("{n} courriels envoyés", "{n} e-mails sent"))
WAITING = Counted(
    Text("{n} courriel n’a pas pu partir et sera repris", "{n} e-mail could not leave and will be tried again"),
    Text("{n} courriels n’ont pas pu partir et seront repris", "{n} e-mails could not leave and will be tried again"),
)
WHAT = {
    "suspended": Text("suspendu", "suspended"),
    "reassessment_started": Text("réexamen ouvert", "reassessment opened"),
    "opinion_lapsed": Text("avis non rendu dans le délai", "opinion not given in time"),
    "exception_expired": Text("exception expirée", "exception expired"),
    "tool_review_due": Text("outil à revoir", "tool to be reviewed"),
    "failed": Text("ÉCHEC", "FAILED"),
}
COLUMNS = ("authority", "number", "title", "what", "because")


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("tick", language, ABOUT, "balise tick", "balise tick --on 2027-01-15 --format json")
    @click.option(
        "--on", type=Day(language), metavar=Text("AAAA-MM-JJ", "YYYY-MM-DD").in_(language), help=ON.in_(language)
    )
    @format_option(language)
    def tick_command(on: date | None, form: str) -> int:
        open_site(language, existing=True)
        refuse_another_key()
        from django.utils import timezone  # noqa: PLC0415 - Django is ready now

        from balise.web.deployments.operations.publishing import publish_daily  # noqa: PLC0415
        from balise.web.governance.operations.tick import tick  # noqa: PLC0415
        from balise.web.journal.noting import NOT_NOTED, note_places  # noqa: PLC0415
        from balise.web.literacy.operations.messages import deliver_letters, remind  # noqa: PLC0415

        day = on or timezone.localdate()
        report = tick(day, at=timezone.now())
        report.reminders += remind(day, at=timezone.now())
        report.sent += deliver_letters(at=timezone.now())
        publish_daily()
        noted = note_places(timezone.localdate())
        rows = [_row(each) for each in (*report.done, *report.failed)]
        if form != Format.TEXT:
            write_data(form, _whole(report, rows) | {"places_noted": noted}, rows, COLUMNS, rows)
            return FINE if noted else CHECK_FAILED
        for each in (*report.done, *report.failed):
            said = WHAT[each.what].in_(language)
            named = f"{each.number} {each.title}".strip()
            click.echo(f"{each.authority}, {named} – {said}. {each.because}")
        click.echo(_summary(report, language))
        if not noted:
            click.echo(NOT_NOTED.in_(language))
        return FINE if noted else CHECK_FAILED

    return tick_command


def _row(done: "Done") -> dict[str, Any]:
    return {name: getattr(done, name) for name in COLUMNS}


def _whole(report: "TickReport", rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "on": report.on.isoformat(),
        "watched": report.watched,
        "acts": rows,
        "failures": len(report.failed),
        "reminders": report.reminders,
        "roundups": report.roundups,
        "sent": report.sent,
        "waiting": report.waiting,
    }


def _summary(report: "TickReport", language: Language) -> str:
    parts = [
        WATCHED.of(report.watched, language),
        ACTS.of(len(report.done), language),
        REMINDERS.of(report.reminders, language),
        ROUNDUPS.of(report.roundups, language),
        SENT.of(report.sent, language),
    ]
    if report.waiting:
        parts.append(WAITING.of(report.waiting, language))
    return f"{date_in_words(report.on, language)}\u00a0: {', '.join(parts)}."
