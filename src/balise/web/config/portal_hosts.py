# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The names under which portals are served, as a setting gives them: ``ia.ville.example=ville``.

A closed list, without stars: what a request says of its host is believed only when it stands there word for word.
"""

import re
from collections.abc import Sequence

EXAMPLE = "ia.valbrise.example=valbrise"
LONGEST = 253
_HOST = re.compile(r"(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")


class MisnamedError(Exception):
    """A name cannot serve a portal; the sentence says which, and what to write."""


def named_portals(given: Sequence[str], site_hosts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return each name with the authority whose portal it serves.

    Raises:
        MisnamedError: it is not written as a name and an authority, is given twice, or is one of the whole site.
    """
    found: dict[str, str] = {}
    for pair in given:
        host, slug = _read(pair)
        if host in {each.casefold() for each in site_hosts}:
            raise MisnamedError(f"« {host} » est aussi un nom du site entier. Donnez au portal un nom à lui.")
        if host in found:
            raise MisnamedError(f"« {host} » est écrit deux fois. Un nom ne mène qu’à un portail.")
        if slug in found.values():
            raise MisnamedError(
                f"« {slug} » a deux noms. Gardez-en un, et redirigez l’autre dans le serveur mandataire."
            )
        found[host] = slug
    return tuple(found.items())


def _read(pair: str) -> tuple[str, str]:
    host, _equals, slug = (part.strip() for part in pair.partition("="))
    host = host.casefold().rstrip(".")
    if len(host) > LONGEST or not _HOST.fullmatch(host) or not _SLUG.fullmatch(slug):
        raise MisnamedError(
            f"« {pair} » ne se comprend pas. Écrivez un nom de machine, « = », puis l’adresse de la "
            f"collectivité dans Balise, par exemple {EXAMPLE}. Ni étoile, ni port, ni https://."
        )
    return host, slug
