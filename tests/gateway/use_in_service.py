# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A whole installation for the commands: a use in service, its two models at two providers, an exit plan, a key.

Made in a process of its own by the operations of the site (``python -m tests.gateway.use_in_service HERE THERE``):
Django reads its settings once, and the tests of the gateway know nothing of Django.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECRET_NAME = "PASSERELLE_VALBRISE__ESSAI"  # noqa: S105 - the name of a variable, not what it holds
HERE, THERE = "grand", "petit"


@dataclass(frozen=True)
class UseInService:
    """The installation, and what it takes to act on it and to call it."""

    folder: Path
    identifier: str
    key: str
    token: str
    owner: str
    councillor: str

    def balise(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the installation."""
        return _run("-m", "balise", *words, environment=_environment(self.folder) | settings)


def use_in_service(folder: Path, here: str, there: str) -> UseInService:
    """Make the installation in a folder; its models are at these two addresses."""
    environment = _environment(folder)
    migrated = _run("-m", "balise", "manage", "migrate", "--verbosity", "0", environment=environment)
    assert migrated.returncode == 0, migrated.stderr
    made = _run("-m", "tests.gateway.use_in_service", here, there, environment=environment)
    assert made.returncode == 0, made.stderr
    return UseInService(folder, **json.loads(made.stdout.splitlines()[-1]))


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))}
    return {
        **kept,
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "BALISE_DATA_DIR": str(folder / "donnees"),
        "BALISE_BUNDLE_FILE": str(folder / "regles.json"),
        SECRET_NAME: "secret-du-remplacant",
    }


def _run(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _make(here: str, there: str) -> dict[str, str]:
    """Make the authority, its people, its models and its use; return what calls and acts need."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balise.web.config.settings")
    import django  # noqa: PLC0415 - in this process alone

    django.setup()
    from django.conf import settings  # noqa: PLC0415 - Django is ready now
    from tests.web.conftest import NOW, make_authority, make_member  # noqa: PLC0415
    from tests.web.deployments.conftest import CHAT, Gateway  # noqa: PLC0415
    from tests.web.governance.conftest import Cast  # noqa: PLC0415

    from balise.core.roles import Role  # noqa: PLC0415
    from balise.web.assessments.models import Dossier, EvidenceFile  # noqa: PLC0415
    from balise.web.assessments.queries.dossiers import file_of  # noqa: PLC0415
    from balise.web.catalogue.operations.deciding import Decision, decide  # noqa: PLC0415
    from balise.web.catalogue.operations.describing import Description, propose  # noqa: PLC0415
    from balise.web.catalogue.vocabulary import Kind, Permission  # noqa: PLC0415
    from balise.web.deployments.operations.leaving import ExitPlan, plan_exit  # noqa: PLC0415
    from balise.web.deployments.operations.offering import (  # noqa: PLC0415
        ModelWords,
        ProviderWords,
        add_model,
        add_provider,
    )

    authority = make_authority("valbrise", "Ville de Valbrise")
    roles = (Role.OWNER, Role.REVIEWER, Role.REVIEWER, Role.DPO, Role.CISO, Role.COUNCILLOR, Role.ADMINISTRATOR)
    *people, keeper = (make_member(authority, role) for role in roles)
    cast = Cast(*people)
    gateway = Gateway(cast, keeper, settings.BUNDLE_FILE)
    for name, address, secret in ((HERE, here, ""), (THERE, there, SECRET_NAME)):
        provider = add_provider(keeper, ProviderWords(f"Serveur {name}", address, "FR", secret), at=NOW)
        words = ModelWords(name, provider, f"{name}-1", CHAT, "FRA", active_parameters=8.0, total_parameters=8.0)
        gateway.models[name] = add_model(keeper, words, at=NOW)
    gateway.tool = propose(cast.owner, Description("Trémie-Courrier", Kind.STANDALONE), at=NOW)
    said = Decision(Permission.AUTHORISED, explanation="Essayé.", alternatives="Aucune.")
    decide(cast.reviewer, gateway.tool, said, at=NOW)
    gateway.allow()
    file = cast.deployed()
    EvidenceFile.objects.all().delete()
    Dossier.objects.filter(pk=file.id).update(tool_id=gateway.tool)
    opened = gateway.opened(file_of(file.id), HERE)
    plan_exit(cast.owner, file.id, ExitPlan(substitute=gateway.models[THERE]), at=NOW)
    return {
        "identifier": "valbrise-2026-001",
        "key": gateway.key(opened).secret,
        "token": gateway.token(),
        "owner": cast.owner.email,
        "councillor": cast.councillor.email,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_make(*sys.argv[1:])) + "\n")
