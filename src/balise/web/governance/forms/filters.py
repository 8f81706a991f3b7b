# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What can be looked for in the journal and in the list of actions; what nobody understands filters nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.governance.forms.fields import day_field
from balise.web.governance.queries.follow_up import Kind

JOURNAL_KINDS = (
    ("", _("Tous les actes")),
    ("dossier", _("Dossiers")),
    ("opinion", _("Avis")),
    ("exception", _("Exceptions")),
    ("reservation", _("Réserves")),
    ("incident", _("Incidents")),
    ("evidence", _("Pièces")),
    ("comment", _("Échanges")),
    ("tool", _("Outils")),
    ("membership", _("Rôles")),
    ("unit", _("Services")),
    ("authority", _("Collectivité")),
)
"""How the codes of acts begin, in words."""

FOLLOW_UP_KINDS = (
    ("", _("Tout")),
    (Kind.RESERVATION.value, _("Réserves")),
    (Kind.EXCEPTION.value, _("Exceptions")),
    (Kind.OPINION.value, _("Avis attendus")),
    (Kind.ADVERSE.value, _("Avis défavorables depuis la décision")),
    (Kind.EXPERIMENT.value, _("Fins d’essai")),
    (Kind.REVIEW.value, _("Revues")),
    (Kind.EVIDENCE.value, _("Pièces")),
)


class JournalFilter(forms.Form):
    """The filters of the journal, in its address."""

    actes = forms.ChoiceField(label=_("Actes"), choices=JOURNAL_KINDS, required=False)
    du = day_field(_("Du"), required=False)
    au = day_field(_("Au"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()


class FollowUpFilter(forms.Form):
    """The filters of what is to be done, in its address."""

    quoi = forms.ChoiceField(label=_("Quoi"), choices=FOLLOW_UP_KINDS, required=False)
    retard = forms.BooleanField(label=_("En retard seulement"), required=False)
    miens = forms.BooleanField(label=_("À ma charge seulement"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()
