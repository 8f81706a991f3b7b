# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where an established answer comes from, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_ORIGINS: Mapping[str, str | Promise] = {
    "tool": _("d’après le catalogue des outils"),
    "opinion": _("d’après un avis rendu dans Balise"),
    "review": _("d’après la date de réexamen décidée"),
    "drill": _("d’après un exercice de réversibilité"),
    "training": _("d’après les formations suivies"),
    "consultation": _("d’après une consultation enregistrée"),
}
_ELSEWHERE = _("d’après un acte enregistré dans Balise")


def origin_in_words(origin: str) -> str:
    """Return what established an answer: ``tool:12`` is « d’après le catalogue des outils »."""
    return str(_ORIGINS.get(origin.partition(":")[0], _ELSEWHERE))
