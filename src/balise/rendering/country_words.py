# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The countries whose law reaches the services of AI that are known, in words; the two letters of any other."""

from collections.abc import Mapping

from balise.core.language import Language, Text

COUNTRY_WORDS: Mapping[str, Text] = {
    "AU": Text("Australie", "Australia"),
    "BE": Text("Belgique", "Belgium"),
    "CA": Text("Canada", "Canada"),
    "CH": Text("Suisse", "Switzerland"),
    "CN": Text("Chine", "China"),
    "DE": Text("Allemagne", "Germany"),
    "ES": Text("Espagne", "Spain"),
    "FR": Text("France", "France"),
    "GB": Text("Royaume-Uni", "United Kingdom"),
    "IL": Text("Israël", "Israel"),
    "SE": Text("Suède", "Sweden"),
    "SG": Text("Singapour", "Singapore"),
    "US": Text("États-Unis", "United States"),
}


def country_in_words(code: str, language: Language) -> str:
    """Return the name of a country."""
    named = COUNTRY_WORDS.get(code)
    return code if named is None else named.in_(language)
