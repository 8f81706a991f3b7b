# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""French and European first: the order of tools, computed from facts, with the reason that the page shows.

What counts first is the weaker of the vendor and the hosting: a French vendor that hosts overseas does not pass before
a European one that hosts at home. An unknown stands after what is European, and before what is known not to be.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balise.core.language import Language
from balise.core.questions import NO, YES
from balise.loading.questions import shipped_bank

NO_VENDOR = "no_vendor"
EUROPEAN_VENDORS = frozenset({"france", "european_union", NO_VENDOR})
EUROPEAN_HOSTING = frozenset({"own_premises", "france", "european_union"})
OUTSIDE = "outside_eu"

_VENDOR_RANKS = {"france": 0, NO_VENDOR: 0, "european_union": 1, OUTSIDE: 3}
_HOSTING_RANKS = {"own_premises": 0, "france": 0, "european_union": 1, OUTSIDE: 3}
_EXPOSURE_RANKS = {NO: 0, YES: 3}
_LICENCE_RANKS = {"free_software": 0, "open_weights": 1, "proprietary": 3}
_UNKNOWN = 2
_FRENCH = 0


@dataclass(frozen=True, slots=True)
class Preference:
    """How much a tool is preferred, from what is known of it."""

    vendor: str | None
    hosting: str | None
    exposure: str | None
    licence: str | None

    @classmethod
    def from_facts(cls, facts: Mapping[str, str]) -> "Preference":
        """Return the preference that these facts give, by the questions of the bank."""
        return cls(
            facts.get("vendor_country"),
            facts.get("hosting"),
            facts.get("extraterritorial_exposure"),
            facts.get("licence"),
        )

    @property
    def rank(self) -> tuple[int, ...]:
        """Return the place of the tool: the smaller, the sooner."""
        vendor = _VENDOR_RANKS.get(self.vendor or "", _UNKNOWN)
        hosting = _HOSTING_RANKS.get(self.hosting or "", _UNKNOWN)
        exposure = _EXPOSURE_RANKS.get(self.exposure or "", _UNKNOWN)
        licence = _LICENCE_RANKS.get(self.licence or "", _UNKNOWN)
        return (max(vendor, hosting), vendor, hosting, exposure, licence)

    @property
    def french(self) -> bool:
        """Tell whether vendor and hosting are known to be French."""
        return self.rank[0] == _FRENCH

    @property
    def european(self) -> bool | None:
        """Tell whether vendor and hosting are European; None when nobody has established it."""
        if OUTSIDE in {self.vendor, self.hosting}:
            return False
        return True if self.vendor in EUROPEAN_VENDORS and self.hosting in EUROPEAN_HOSTING else None

    def reasons(self, language: Language) -> tuple[str, ...]:
        """Return the reasons of the place, in words: « fournisseur français, hébergé en France, logiciel libre »."""
        found = [
            self._vendor_in_words(language),
            _("hébergé %(where)s") % {"where": _choice("hosting", self.hosting, language)}
            if self.hosting
            else _("hébergement non établi"),
        ]
        if self.licence:
            found.append(_choice("licence", self.licence, language))
        if self.exposure == YES:
            found.append(_("exposé à une loi étrangère"))
        return tuple(found)

    def _vendor_in_words(self, language: Language) -> str:
        if self.vendor == NO_VENDOR:
            return _("modèle exploité par la collectivité, sans fournisseur")
        return _choice("vendor_country", self.vendor, language) or _("pays du fournisseur non établi")


def _choice(question: str, answer: str | None, language: Language) -> str:
    return "" if not answer else shipped_bank().by_id[question].sentence_of(answer).in_(language)
