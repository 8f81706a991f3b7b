# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A session as a diary keeps it."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from balise.core.training import FORM_LABELS, Form
from balise.rendering.calendar_event import CalendarEvent, Person
from balise.web.literacy.models import Session
from balise.web.ui.site_address import site_address, site_host


def event_behind(session_id: int) -> CalendarEvent:
    """Return the event of a session that is known to be there."""
    return event_of(Session.objects.select_related("path", "path__authority").get(pk=session_id))


def event_of(row: Session) -> CalendarEvent:
    """Return a session as an event; its identifier never changes."""
    form = FORM_LABELS[Form(row.form)].fr
    authority = row.path.authority
    sender = authority.contact or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return CalendarEvent(
        uid=f"seance-{row.pk}@{site_host()}",
        sequence=row.changes,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        title=row.path.title,
        place=row.place or form,
        description=f"{row.path.title} ({form})\n{row.path.content}",
        address=site_address(page_of(row)),
        cancelled=row.cancelled_at is not None,
        any_time=row.form == Form.SELF_PACED,
        organiser=Person(authority.name, sender),
    )


def page_of(row: Session) -> str:
    """Return the path of the page of a session."""
    return reverse("literacy:session", args=(row.path.authority.slug, row.pk))
