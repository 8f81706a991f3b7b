# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reporting an incident, and saying what is done about it. One act, one transaction, one entry of the journal."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balise.core.day_words import day_in_words
from balise.core.digests import digest_of_text
from balise.core.incidents import NATURE_LABELS, Duty, Nature, Step, duties_of, is_high_risk, may_follow
from balise.rendering.typography import NO_BREAK
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.governance.letters import Words
from balise.web.governance.operations.letters import write
from balise.web.incidents.acts import REPORTED, STEPS
from balise.web.incidents.models import Incident, IncidentStep
from balise.web.incidents.permissions import TOLD, check_may_answer, check_may_report
from balise.web.incidents.records import Telling
from balise.web.incidents.service_days import began_on
from balise.web.journal.operations import record
from balise.web.journal.told import in_both
from balise.web.organisations.members import Member
from balise.web.organisations.queries import members_with
from balise.web.ui.days import in_words
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def report(member: Member, dossier_id: int, telling: Telling, *, at: datetime) -> int:
    """Report an incident with a use that serves or has served; return its id. Who must know at once is written to.

    Raises:
        RefusedError: no such dossier, it never served, nothing is said, the day is impossible, or it was just reported.
    """
    file = standing.lock(dossier_id)
    check_may_report(member, file)
    on = standing.day_of(at)
    text = telling.text.strip()
    if not text:
        raise RefusedError(_("Dites ce qui s’est passé, en une phrase au moins."))
    _check_day(telling.happened_on, file, on)
    said = {
        "nature": telling.nature.value,
        "happened_on": telling.happened_on,
        "text": text,
        "affected": telling.affected.value,
    }
    if Incident.objects.filter(dossier_id=dossier_id, reported_by_id=member.user_id, **said).exists():
        raise RefusedError(_("Vous avez déjà signalé cet incident, dans les mêmes mots."))
    row = Incident.objects.create(
        dossier_id=dossier_id, reported_by_id=member.user_id, reported_at=at, reported_on=on, **said
    )
    _record(member, file, REPORTED.code, row, text, at)
    _tell(member, file, row, at)
    return row.pk


@transaction.atomic
def follow(member: Member, dossier_id: int, incident_id: int, step: Step, text: str, *, at: datetime) -> None:
    """Say what was done about an incident: a measure, what closes it, why it is reopened. Nothing is ever taken back.

    Raises:
        RefusedError: no such incident, it is not theirs, nothing is said, or it is closed (open, to reopen it).
    """
    file = standing.lock(dossier_id)
    check_may_answer(member, file)
    row = Incident.objects.filter(pk=incident_id, dossier_id=dossier_id).first()
    if row is None:
        raise RefusedError(_("Cet incident n’existe pas dans ce dossier."), status=404)
    if not may_follow(step, still_open=row.closed_on is None):
        raise RefusedError(_already(step))
    words = text.strip()
    if not words:
        raise RefusedError(_("Dites ce qui a été fait, en une phrase : c’est ce que lira qui contrôle."))
    IncidentStep.objects.create(incident=row, step=step.value, text=words, by_id=member.user_id, at=at)
    if step is not Step.MEASURE:
        row.closed_on = standing.day_of(at) if step is Step.CLOSURE else None
        row.save(update_fields=["closed_on"])
    _record(member, file, STEPS[step].code, row, words, at)


def _check_day(day: date, file: DossierFile, on: date) -> None:
    began = began_on(file)
    if day > on:
        raise RefusedError(_("Ce jour n’est pas encore venu : donnez celui où l’incident a eu lieu."))
    if began is not None and day < began:
        raise RefusedError(
            _("L’outil est en service depuis le %(day)s : l’incident ne peut pas être plus ancien.")
            % {"day": in_words(began)}
        )


def _already(step: Step) -> str:
    if step is Step.REOPENING:
        return _("Cet incident est ouvert : il n’y a pas à le rouvrir.")
    return _("Cet incident est clos. Pour y revenir, rouvrez-le en disant pourquoi.")


def _record(member: Member, file: DossierFile, act: str, row: Incident, text: str, at: datetime) -> None:
    told = in_both(nature=NATURE_LABELS[Nature(row.nature)], day=day_in_words(row.happened_on))
    details = {"number": file.number, "incident": row.pk, "digest": digest_of_text(text), **told}
    record(file.authority_id, act, member.actor, file.subject, at, details)


def _tell(member: Member, file: DossierFile, row: Incident, at: datetime) -> None:
    """Write to those who answer for data and for security; what happened is read on the site, not in an e-mail."""
    nature = Nature(row.nature)
    with translation.override("fr"):
        sentences = [
            _("%(name)s signale un incident, survenu le %(day)s : %(nature)s.")
            % {"name": member.name, "day": day_in_words(row.happened_on).fr, "nature": NATURE_LABELS[nature].fr},
            *(_owed(duty) for duty in duties_of(nature, at, is_high_risk(file.answers), standing.day_of(at))),
        ]
        subject = _("Incident signalé – %(title)s") % {"title": file.title}
    words = Words(f"incident-reported:{row.pk}", subject, tuple(sentences), "incidents:incident", row.pk, "incident_id")
    told = [each for each in members_with(file.authority_id, *TOLD) if each.user_id != member.user_id]
    write(file, member.authority.slug, told, words, at=at)


def _owed(duty: Duty) -> str:
    """Return what the law asks, with the last hour to do it."""
    said = f"{duty.article.fr}{NO_BREAK}: {duty.says.fr}"
    if duty.deadline is None:
        return said
    local = timezone.localtime(duty.deadline)
    last = _("Au plus tard le %(day)s à %(hour)s.") % {
        "day": day_in_words(local.date()).fr,
        "hour": f"{local.hour}{NO_BREAK}h{NO_BREAK}{local.minute:02}",
    }
    return f"{said} {last}"
