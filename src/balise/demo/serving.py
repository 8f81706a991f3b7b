# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The gateway of the story: two providers, four models, two uses served; and keys, drawn anew whenever it is opened.

A key that came with the demonstration would be known to whoever reads this file: there is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from balise.core.policy import Capability, DataPolicy
from balise.core.states import DECIDED_IN_FAVOUR
from balise.demo.calendar import Calendar
from balise.demo.settling import Cast
from balise.demo.timeline import Happening
from balise.web.accounts.queries import known_account
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.dossiers import dossiers_in_states
from balise.web.catalogue.queries.ai_models import ai_models
from balise.web.deployments.operations.assistant import open_assistant
from balise.web.deployments.operations.keys import create_key, revoke_key
from balise.web.deployments.operations.leaving import ExitPlan, plan_exit
from balise.web.deployments.operations.offering import (
    ModelWords,
    ProviderWords,
    add_model,
    add_provider,
    change_provider,
)
from balise.web.deployments.operations.opening import Opening, open_deployment
from balise.web.deployments.operations.training import hand_token, revoke_token
from balise.web.deployments.queries.deployment import deployment_of
from balise.web.deployments.queries.offered import ProviderLine, models_for, providers_for
from balise.web.deployments.queries.training import tokens_of
from balise.web.organisations.members import Member
from balise.web.organisations.queries import member_of

CITY = "valbrise"
SERVED_SINCE = date(2026, 11, 17)
LABEL = "Démonstration"
"""The name of the keys that are drawn to be shown."""
TRAINING = "Atelier de la démonstration"
"""The training behind the token that is drawn to be shown."""
WORKSHOP = "Les bases de l’IA générative (atelier de trois heures)"
TRAINED = ("porteuse", "instructeur", "dpd", "formateur", "admin")
"""Those who followed it: they may try the assistant; a councillor or a unionist sees what is asked of them first."""
VALID_DAYS = 365
SMALL, LARGE, FOREIGN = "sillage-8b", "rouet-24b", "vermillon-boreal"
HOUSE = ProviderWords(
    "Serveur de démonstration", "http://127.0.0.1:9100/v1", "FR", hosting="Cet ordinateur : il répond toujours pareil"
)
ABROAD = ProviderWords(
    "Boréal (fictif)", "https://api.boreal.example/v1", "US", hosting="Aucune machine : ce fournisseur n’existe pas"
)
MINUTES, MEALS = "Transcription des séances", "Prévision du nombre de repas"
"""How the titles of the dossiers begin that the gateway serves."""


@dataclass(frozen=True, slots=True)
class DemoDoor:
    """A use of the demonstration that one may call, with a key that has just been drawn."""

    deployment: str
    """Its name on the command line."""
    title: str
    key: str
    staff: str
    """The token of somebody who was trained, for the header ``X-Balise-Staff``."""
    served: str
    """A model that answers."""
    refused: str
    """A model that the gateway refuses, for its provider is under the law of a country that is not admitted."""


def serving(cast: Cast, calendar: Calendar) -> Iterator[Happening]:
    """Yield what the administrator and a reviewer of the city do so that the gateway serves two uses."""
    yield Happening(calendar.instant(SERVED_SINCE, 9, 30), partial(_train, cast))
    yield Happening(calendar.instant(SERVED_SINCE, 10, 0), partial(_offer, cast))
    yield Happening(calendar.instant(SERVED_SINCE, 11, 0), partial(_open, cast))


def draw_demo_doors(at: datetime) -> tuple[DemoDoor, ...]:
    """Draw keys and a token for whoever opens the demonstration; those drawn before open nothing any more."""
    administrator, reviewer = _somebody("admin"), _somebody("instructeur")
    for token in tokens_of(administrator.authority.id):
        if token.training == TRAINING:
            revoke_token(administrator, token.id, at=at)
    until = (at + timedelta(days=30)).date()
    staff = hand_token(administrator, reviewer.user_id, TRAINING, until, at=at).secret
    return tuple(_door(reviewer, title, staff, at) for title in (MINUTES, MEALS))


def provider_port() -> int:
    """Return the port where the gateway looks for the provider of the demonstration."""
    return urlsplit(_house().base_url).port or 0


def move_provider(port: int, at: datetime) -> None:
    """Have the gateway look for the provider of the demonstration on another port: the usual one is taken."""
    administrator = _somebody("admin")
    change_provider(administrator, _house().id, replace(HOUSE, base_url=f"http://127.0.0.1:{port}/v1"), at=at)


def _house() -> ProviderLine:
    found = providers_for(_somebody("admin").authority.id)
    return next(line for line in found if line.name == HOUSE.name)


def _door(reviewer: Member, title: str, staff: str, at: datetime) -> DemoDoor:
    file = _dossier(reviewer, title)
    read = deployment_of(file.id, at.date(), at)
    if read is None:
        raise LookupError(f"The gateway of the demonstration does not serve {file.number}.")
    for key in read.keys:
        if key.label == LABEL and key.revoked_at is None:
            revoke_key(reviewer, file.id, key.id, at=at)
    drawn = create_key(reviewer, file.id, LABEL, at=at)
    return DemoDoor(read.identifier, file.title, drawn.secret, staff, SMALL, FOREIGN)


def _train(cast: Cast, at: datetime) -> None:
    until = (at + timedelta(days=VALID_DAYS)).date()
    for name in TRAINED:
        hand_token(cast.member("formateur", CITY), cast.member(name, CITY).user_id, WORKSHOP, until, at=at)


def _offer(cast: Cast, at: datetime) -> None:
    administrator = cast.member("admin", CITY)
    house, abroad = (add_provider(administrator, each, at=at) for each in (HOUSE, ABROAD))
    known = {model.identifier: model.id for model in ai_models()}
    for name in (SMALL, LARGE):
        chat = (Capability.CHAT, Capability.COMPLETION)
        said = ModelWords(name, house, name, chat, "FRA", known.get(name), wh_per_thousand_tokens=1.5)
        add_model(administrator, said, at=at)
    foreign = ModelWords(FOREIGN, abroad, FOREIGN, (Capability.CHAT,), "USA", active_parameters=40.0)
    add_model(administrator, foreign, at=at)
    embedding = ModelWords("index-1b", house, "index-1b", (Capability.EMBEDDING,), "FRA", active_parameters=1.0)
    add_model(administrator, embedding, at=at)


def _open(cast: Cast, at: datetime) -> None:
    reviewer = cast.member("instructeur", CITY)
    models = {line.name: line.id for line in models_for(reviewer.authority.id)}
    asked = tuple(models[name] for name in (SMALL, LARGE, FOREIGN))
    for title, policy in ((MINUTES, DataPolicy.PSEUDONYMISE), (MEALS, DataPolicy.OBSERVE)):
        file = _dossier(reviewer, title)
        said = Opening(asked, policy, models[LARGE], tokens_per_day=200_000, wh_per_month=5_000.0)
        open_deployment(reviewer, file.id, said, at=at)
        plan = ExitPlan(
            "Consignes et jeux d’essai, en JSON Lines", "Article 9", models[LARGE], 30, "Deux jours d’agent"
        )
        plan_exit(reviewer, file.id, plan, at=at)
        if title == MINUTES:
            open_assistant(reviewer, file.id, at=at)


def _dossier(member: Member, title: str) -> DossierFile:
    """Return a dossier of the city by its title: its number follows the year in which the story is played."""
    found = dossiers_in_states(DECIDED_IN_FAVOUR, member.authority.id)
    file = next((each for each in found if each.title.startswith(title)), None)
    if file is None:
        raise LookupError(f"No dossier of the demonstration that was accepted begins with “{title}”.")
    return file


def _somebody(name: str) -> Member:
    user = known_account(f"{name}@valbrise.example")
    member = None if user is None else member_of(user.id, CITY)
    if member is None:
        raise LookupError(f"{name} is not of the demonstration.")
    return member
