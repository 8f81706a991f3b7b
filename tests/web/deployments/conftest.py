# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A use in service that the gateway serves: its tool in the catalogue, a provider, two models, a deployment."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from tests.web.conftest import NOW, Hire
from tests.web.governance.conftest import Cast, cast

from balise.core.policy import Asked, Capability, DataPolicy, Decision, PolicyBundle, decide
from balise.core.roles import Role
from balise.gateway.bundle import read_bundle
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import Dossier
from balise.web.assessments.queries.dossiers import file_of
from balise.web.catalogue.operations.deciding import CellChoice, save_matrix
from balise.web.catalogue.operations.deciding import Decision as ToolDecision
from balise.web.catalogue.operations.deciding import decide as decide_on_tool
from balise.web.catalogue.operations.describing import Description, propose
from balise.web.catalogue.vocabulary import EVERY_OTHER_TASK, Kind, Permission, data_classes
from balise.web.deployments.operations.keys import NewKey, create_key
from balise.web.deployments.operations.offering import ModelWords, ProviderWords, add_model, add_provider
from balise.web.deployments.operations.opening import Opening, open_deployment
from balise.web.deployments.operations.publishing import publish_bundle
from balise.web.deployments.operations.training import hand_token
from balise.web.organisations.members import Member

__all__ = ["cast"]

SMALL, LARGE, FOREIGN = "petit", "grand", "lointain"
CHAT = (Capability.CHAT,)


@dataclass
class Gateway:
    """Who keeps the gateway, what it offers, and what it publishes."""

    cast: Cast
    administrator: Member
    path: Path
    models: dict[str, int] = field(default_factory=dict)
    providers: dict[str, int] = field(default_factory=dict)
    tool: int = 0

    def allow(self, permission: Permission = Permission.AUTHORISED, *, at: datetime = NOW) -> None:
        """Say of the tool, for any task with any data, what the catalogue permits."""
        choice = CellChoice(permission, "" if permission is Permission.AUTHORISED else "À revoir.")
        cells = {(EVERY_OTHER_TASK, data_class): choice for data_class in data_classes()}
        save_matrix(self.cast.reviewer, self.tool, cells, at=at)

    def opened(self, file: DossierFile, *names: str, at: datetime = NOW, **said: object) -> DossierFile:
        """Open the gateway to a dossier."""
        chosen = tuple(self.models[name] for name in names or (SMALL, LARGE))
        wanted = {"data_policy": DataPolicy.PSEUDONYMISE, **said}
        open_deployment(self.cast.reviewer, file.id, Opening(chosen, **wanted), at=at)  # type: ignore[arg-type]
        return file_of(file.id)

    def key(self, file: DossierFile, label: str = "Serveur de courriers", *, at: datetime = NOW) -> NewKey:
        """Make a key."""
        return create_key(self.cast.owner, file.id, label, at=at)

    def token(self) -> str:
        """Return the token of somebody who was trained."""
        until = NOW.date().replace(year=2100)
        return hand_token(self.administrator, self.cast.owner.user_id, "Atelier du 3 mars", until, at=NOW).secret

    def published(self, at: datetime = NOW) -> PolicyBundle:
        """Return what a gateway reads in the file."""
        publish_bundle(at=at)
        return self.read()

    def read(self) -> PolicyBundle:
        """Return what is in the file, as a gateway reads it."""
        return read_bundle(self.path.read_bytes())

    def decided(self, key: str, model: str = SMALL, *, staff: str = "", at: datetime = NOW) -> Decision:
        """Return what a gateway would answer, with what is published now."""
        return decide(Asked(key, model, Capability.CHAT, at, staff), self.published(at))


@pytest.fixture
def gateway(cast: Cast, member_with: Hire, settings: LazySettings, tmp_path: Path) -> Gateway:
    """Return a gateway that offers three models, and a tool that the catalogue permits for everything."""
    settings.BUNDLE_FILE = tmp_path / "passerelle.json"
    made = Gateway(cast, member_with(Role.ADMINISTRATOR, name="Zoé Kern"), settings.BUNDLE_FILE)
    keeper = made.administrator
    house = ProviderWords("Serveur de la ville", "http://127.0.0.1:9100/v1", "FR", "PASSERELLE_VALBRISE__VILLE")
    made.providers["house"] = add_provider(keeper, house, at=NOW)
    abroad = ProviderWords("Lointain", "https://api.lointain.example/v1", "US")
    made.providers["abroad"] = add_provider(keeper, abroad, at=NOW)
    for name, provider, size in ((SMALL, "house", 3.0), (LARGE, "house", 70.0), (FOREIGN, "abroad", 3.0)):
        model = ModelWords(name, made.providers[provider], f"{name}-1", CHAT, "FRA", active_parameters=size)
        made.models[name] = add_model(keeper, model, at=NOW)
    made.tool = propose(cast.owner, Description("Trémie-Courrier", Kind.STANDALONE), at=NOW)
    said = ToolDecision(Permission.AUTHORISED, explanation="Essayé.", alternatives="Aucune.")
    decide_on_tool(cast.reviewer, made.tool, said, at=NOW)
    made.allow()
    _over()
    return made


@pytest.fixture
def served(gateway: Gateway) -> DossierFile:
    """Return the mail-drafting dossier, in service, its tool in the catalogue, the gateway open to it."""
    file = gateway.cast.deployed()
    Dossier.objects.filter(pk=file.id).update(tool_id=gateway.tool)
    opened = gateway.opened(file_of(file.id))
    _over()
    return opened


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Callable[[], AbstractContextManager[list[Any]]]:
    """Return what does the acts within it as a request would: what waits for their end is done."""

    def ending() -> AbstractContextManager[list[Any]]:
        _over()
        found: AbstractContextManager[list[Any]] = django_capture_on_commit_callbacks(execute=True)
        return found

    return ending


def _over() -> None:
    """Forget what waits for the end of the transaction of the test, which never comes: these acts are of the past."""
    connection.run_on_commit = []
