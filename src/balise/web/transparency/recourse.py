# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where to turn when an authority does not answer: public bodies, the same for every portal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address of somebody else's site, and how a page writes it."""

    url: str

    @property
    def words(self) -> str:
        """Return the address as one would type it."""
        return self.url.removeprefix("https://").rstrip("/")


DEFENDER_FORM = WebLink("https://formulaire.defenseurdesdroits.fr/")
DEFENDER_DELEGATES = WebLink("https://www.defenseurdesdroits.fr/saisir/delegues")
"""The Défenseur des droits: whoever is deprived of a content that is not accessible may refer to it."""

CADA = WebLink("https://www.cada.fr/")
"""The Commission for access to administrative documents."""

CNIL = WebLink("https://www.cnil.fr/fr/plaintes")
"""The data protection authority."""
