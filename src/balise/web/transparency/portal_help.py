# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What each state of the register means, for whoever reads it for the first time."""

from collections.abc import Mapping

from balise.core.language import Text
from balise.core.register import PublicStatus

STATUS_MEANINGS: Mapping[PublicStatus, Text] = {
    PublicStatus.DECLARED: Text(
        "Un service a dit qu’il s’en sert. Personne n’a encore jugé cet usage au regard de la charte.",
        "A department has said that it uses it. Nobody has judged this use against the charter yet.",
    ),
    PublicStatus.UNDER_REVIEW: Text(
        "Le projet est décrit et déposé. La collectivité l’examine ; rien n’est décidé.",
        "The project is described and filed. The authority is examining it; nothing is decided.",
    ),
    PublicStatus.ACCEPTED: Text(
        "La collectivité a dit oui, parfois sous réserves. L’outil ne sert pas encore.",
        "The authority has said yes, sometimes with reservations. The tool is not used yet.",
    ),
    PublicStatus.TRIAL: Text(
        "L’outil sert, sur peu de cas et pour un temps limité.",
        "The tool is used, on few cases and for a limited time.",
    ),
    PublicStatus.IN_SERVICE: Text("L’outil sert aujourd’hui.", "The tool is used today."),
    PublicStatus.SUSPENDED: Text(
        "L’outil a servi et ne sert plus pour l’instant : quelque chose est à corriger.",
        "The tool was used and is not for now: something is to be put right.",
    ),
    PublicStatus.WITHDRAWN: Text(
        "L’outil a servi et ne sert plus. La fiche reste, pour mémoire.",
        "The tool was used and is no longer. The entry stays, for the record.",
    ),
    PublicStatus.REFUSED: Text(
        "La collectivité a examiné cet usage et a dit non.", "The authority has examined this use and has said no."
    ),
    PublicStatus.GIVEN_UP: Text(
        "Le service a renoncé à son projet avant de s’en servir.", "The department gave its project up before using it."
    ),
}
