# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The unfavourable opinions given since the decision that a tool serves on: nobody has weighed them yet.

Nothing is suspended for that, since the decision stands; but those who review are told, for it is theirs to look at.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from balise.core.opinions import OF_BODY, OpinionBody, OpinionValue
from balise.core.states import DECIDED_IN_FAVOUR, IN_FAVOUR
from balise.rendering.typography import date_in_words
from balise.web.governance.models import Decision, OpinionRequest
from balise.web.ui.languages import current_language


def is_adverse() -> Q:
    """Return the test of an opinion that says no to what was decided before; one replaced by its body since is not."""
    given = OpinionRequest.objects.filter(withdrawn_at=None).exclude(value="")
    later = given.filter(dossier=OuterRef("dossier"), body=OuterRef("body"), given_at__gt=OuterRef("given_at"))
    weighed = Decision.objects.filter(
        dossier=OuterRef("dossier"), at__gte=OuterRef("given_at"), act__in=[act.value for act in IN_FAVOUR]
    )
    states = [state.value for state in DECIDED_IN_FAVOUR]
    unfavourable = Q(value=OpinionValue.UNFAVOURABLE.value, withdrawn_at=None, dossier__state__in=states)
    return unfavourable & ~Q(Exists(later)) & ~Q(Exists(weighed))


def adverse_rows() -> QuerySet[OpinionRequest]:
    """Return the opinions that say no to what was decided before."""
    return OpinionRequest.objects.filter(is_adverse())


def adverse_words(body: OpinionBody, given_on: date) -> str:
    """Return what such an opinion is, in a line."""
    language = current_language()
    return _("Avis défavorable rendu depuis la décision : l’avis %(body)s, le %(day)s") % {
        "body": OF_BODY[body].in_(language),
        "day": date_in_words(given_on, language),
    }
