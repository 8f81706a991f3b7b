# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an authority says of its portal, and what the law still waits for: contacts, publisher, accessibility.

Nothing is guessed in its place. Refused: model sentences filled with the name of the authority, which would declare in
its name an accessibility that nobody has measured.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from balise.core.language import Text


class AccessibilityState(StrEnum):
    """What a declaration says of the whole site, in the three words of the RGAA."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


ACCESSIBILITY_WORDS: Mapping[AccessibilityState, Text] = {
    AccessibilityState.NONE: Text("non conforme", "not compliant"),
    AccessibilityState.PARTIAL: Text("partiellement conforme", "partially compliant"),
    AccessibilityState.FULL: Text("totalement conforme", "fully compliant"),
}


@dataclass(frozen=True, slots=True)
class PortalDescription:
    """The portal as its authority describes it; as it stands here, that of an authority that has said nothing."""

    is_open: bool = True
    publishes_refusals: bool = False
    publishes_tools: bool = False
    welcome: str = ""
    data_protection_contact: str = ""
    mediator_contact: str = ""
    seat: str = ""
    phone: str = ""
    publication_director: str = ""
    host_name: str = ""
    host_address: str = ""
    host_phone: str = ""
    accessibility_state: AccessibilityState | None = None
    accessibility_on: date | None = None
    accessibility_checks: str = ""
    accessibility_faults: str = ""
    accessibility_exempt: str = ""
    accessibility_contact: str = ""
    accessibility_plan: str = ""

    def changed_since(self, before: "PortalDescription") -> tuple[str, ...]:
        """Return the names of what is not as it was."""
        return tuple(each.name for each in fields(self) if getattr(self, each.name) != getattr(before, each.name))

    def missing(self) -> tuple[str, ...]:
        """Return the names of what the law asks of a public site and nobody has written yet, in the order of the form.

        A site that is not fully compliant has faults to name; one that is has none.
        """
        asked = list(REQUIRED)
        if self.accessibility_state is AccessibilityState.FULL:
            asked.remove("accessibility_faults")
        return tuple(name for name in asked if not getattr(self, name))


DESCRIBED: Mapping[str, Text] = {
    "is_open": Text("l’ouverture du portail", "whether the portal is open"),
    "publishes_refusals": Text("la publication des refus", "whether refusals are published"),
    "publishes_tools": Text("la publication du catalogue d’outils", "whether the catalogue of tools is published"),
    "welcome": Text("le texte d’accueil", "the words of welcome"),
    "data_protection_contact": Text(
        "comment joindre le délégué à la protection des données", "how to reach the data protection officer"
    ),
    "mediator_contact": Text("comment joindre le médiateur", "how to reach the mediator"),
    "seat": Text("l’adresse du siège", "the address of the seat"),
    "phone": Text("le téléphone", "the telephone number"),
    "publication_director": Text("le directeur de la publication", "the publishing director"),
    "host_name": Text("le nom de l’hébergeur", "the name of the host"),
    "host_address": Text("l’adresse de l’hébergeur", "the address of the host"),
    "host_phone": Text("le téléphone de l’hébergeur", "the telephone number of the host"),
    "accessibility_state": Text("l’état de conformité au RGAA", "the state of compliance with the RGAA"),
    "accessibility_on": Text("la date de la déclaration d’accessibilité", "the day of the accessibility statement"),
    "accessibility_checks": Text("les contrôles d’accessibilité faits", "the accessibility checks done"),
    "accessibility_faults": Text("les non-conformités connues", "the known faults"),
    "accessibility_exempt": Text("les dérogations et contenus exemptés", "the exempt contents"),
    "accessibility_contact": Text(
        "à qui signaler un défaut d’accessibilité", "to whom a fault of accessibility is reported"
    ),
    "accessibility_plan": Text("le schéma pluriannuel d’accessibilité", "the multi-year accessibility plan"),
}
"""Each field in words: for the journal, and for the list of what is missing."""

REQUIRED = (
    "data_protection_contact",
    "seat",
    "phone",
    "publication_director",
    "host_name",
    "host_address",
    "host_phone",
    "accessibility_state",
    "accessibility_on",
    "accessibility_checks",
    "accessibility_faults",
    "accessibility_contact",
    "accessibility_plan",
)
"""What legal notices and an accessibility statement must say."""
