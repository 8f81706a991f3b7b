# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of a roundup: plain text, in French, each line with the page where something can be done."""

from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.core.roundups import Rhythm
from balise.web.governance.queries.follow_up import Kind
from balise.web.governance.queries.roundups import Roundup
from balise.web.organisations.members import Member


def roundup_subject(member: Member, roundup: Roundup) -> str:
    """Return a subject that already says what matters: most people read no further."""
    said = ", ".join(_counts(roundup)) or _("ce qui a changé")
    return _("%(authority)s : %(said)s") % {"authority": member.authority.name, "said": said}


def roundup_body(member: Member, roundup: Roundup, rhythm: Rhythm) -> str:
    """Return the text of the e-mail."""
    context = {"member": member, "roundup": roundup, "rhythm": rhythm.value, "site": settings.SITE_ADDRESS}
    return render_to_string("governance/letters/roundup.txt", context).strip() + "\n"


def _counts(roundup: Roundup) -> Iterator[str]:
    opinions = sum(line.kind is Kind.OPINION for line in roundup.awaited)
    reservations = len(roundup.awaited) - opinions
    if opinions:
        yield ngettext("%(n)d avis à rendre", "%(n)d avis à rendre", opinions) % {"n": opinions}
    if reservations:
        yield ngettext("%(n)d réserve à lever", "%(n)d réserves à lever", reservations) % {"n": reservations}
    if count := len(roundup.to_review):
        yield ngettext("%(n)d dossier à instruire", "%(n)d dossiers à instruire", count) % {"n": count}
    yield from (line.short for line in roundup.told)
    if count := len(roundup.late):
        yield ngettext("%(n)d dossier en retard", "%(n)d dossiers en retard", count) % {"n": count}
