# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The settings of the site: environment variables, each documented, each with a sentence when wrong."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from balise.gateway.settings import AMOUNTS, PATIENCE
from balise.web.config.database import database_settings
from balise.web.config.email import email_settings
from balise.web.config.environment import ELSEWHERE, SETTINGS, MisconfiguredError, read_environment
from balise.web.config.identity import identity_settings

ROOT = Path(__file__).parents[3]
SOURCE = (ROOT / "src/balise/web/config/environment.py").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs/reference/reglages.md").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(r'given\.\w+\(\s*"([A-Z_]+)"', SOURCE)))

OIDC = {
    "BALISE_OIDC_ISSUER": "https://id.example",
    "BALISE_OIDC_CLIENT_ID": "balise",
    "BALISE_OIDC_CLIENT_SECRET": "secret",
}


def test_it_needs_no_setting_at_all(tmp_path):
    found = read_environment({"BALISE_DATA_DIR": str(tmp_path)})

    assert found.database_url == f"sqlite:///{tmp_path}/balise.sqlite3"
    assert found.hosts == ("127.0.0.1", "localhost", "[::1]")
    assert (found.https, found.debug, found.oidc) == (False, False, None)


def test_it_draws_secrets_once_and_keeps_them_to_itself(tmp_path):
    first = read_environment({"BALISE_DATA_DIR": str(tmp_path)})
    second = read_environment({"BALISE_DATA_DIR": str(tmp_path)})

    assert first.secret_key == second.secret_key != first.journal_key == second.journal_key
    assert len(first.secret_key) >= 50
    kept = list((tmp_path / "secrets").iterdir())
    assert [stat.S_IMODE(path.stat().st_mode) for path in kept] == [0o600, 0o600]


def test_it_makes_a_folder_that_nobody_else_reads(tmp_path):
    before = os.umask(0o022)
    read_environment({"BALISE_DATA_DIR": str(tmp_path / "neuf")})
    os.umask(before)

    assert stat.S_IMODE((tmp_path / "neuf").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "neuf" / "secrets").stat().st_mode) == 0o700


def test_it_is_strict_about_https_when_the_address_is(tmp_path):
    found = read_environment({"BALISE_DATA_DIR": str(tmp_path), "BALISE_ADDRESS": "https://balise.valbrise.example/"})

    assert (found.https, found.address) == (True, "https://balise.valbrise.example")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"BALISE_DEBUG": "peut-être"}, "BALISE_DEBUG vaut « peut-être » : écrivez « oui » ou « non »."),
        ({"BALISE_OIDC_ISSUER": "https://id.example"}, "BALISE_OIDC_CLIENT_ID manque"),
        ({"BALISE_OIDC_ISSUER": "id.example"}, "BALISE_OIDC_ISSUER n’est pas une adresse"),
        ({"BALISE_OIDC_CLIENT_ID": "balise"}, "BALISE_OIDC_ISSUER manque"),
        ({"BALISE_OIDC_CLIENT_SECRET": "s"}, "BALISE_OIDC_CLIENT_SECRET est réglé, mais BALISE_OIDC_ISSUER manque"),
        ({"BALISE_ADDRESS": "htps:/x"}, "BALISE_ADDRESS n’est pas l’adresse d’un site"),
        ({"BALISE_ADDRESS": "balise.valbrise.example", "BALISE_HTTPS": "oui"}, "BALISE_ADDRESS n’est pas l’adresse"),
        ({"BALISE_ADDRESS": "https://x:port"}, "BALISE_ADDRESS n’est pas l’adresse"),
        ({"BALISE_ADDRESS": "https://x/balise"}, "BALISE_ADDRESS a un chemin (« /balise »)"),
        (
            {"BALISE_ADDRESS": "https://x.example", "BALISE_HOSTS": "y.example"},
            "BALISE_HOSTS n’a pas « x.example », le nom de BALISE_ADDRESS",
        ),
        ({"BALISE_HOSTS": "y.example"}, "BALISE_HOSTS n’a pas « 127.0.0.1 »"),
        ({"BALISE_ADDRESS": "https://x.example", "BALISE_HTTPS": "non"}, "BALISE_HTTPS=non, mais BALISE_ADDRESS"),
        ({"BALISE_HTTPS": "oui"}, "BALISE_HTTPS=oui, mais BALISE_ADDRESS (http://127.0.0.1:8000) ne commence pas par"),
        ({"BALISE_HSTS_SUBDOMAINS": "oui"}, "BALISE_HSTS_SUBDOMAINS=oui, mais ce site ne répond pas en HTTPS"),
        ({"BALISE_EMAIL_FROM": "pasuneadresse"}, "BALISE_EMAIL_FROM vaut « pasuneadresse », qui n’est pas une adresse"),
        ({"BALISE_EMAIL_FROM": "Balise <@x>"}, "BALISE_EMAIL_FROM vaut « Balise <@x> »"),
        (
            {**OIDC, "BALISE_OIDC_SIGNING_ALGORITHM": "FOO"},
            "BALISE_OIDC_SIGNING_ALGORITHM vaut « FOO » : écrivez l’un de RS256, ",
        ),
        (
            {"BALISE_ADRESSE": "https://x.example"},
            "BALISE_ADRESSE n’est pas un réglage de Balise : vouliez-vous dire BALISE_ADDRESS ?",
        ),
        ({"BALISE_XYZ": "1"}, "BALISE_XYZ n’est pas un réglage de Balise : retirez-le"),
        ({**OIDC, "BALISE_OIDC_TOKEN_ENDPOINT": "jeton"}, "BALISE_OIDC_TOKEN_ENDPOINT n’est pas une adresse"),
        (
            {**OIDC, "BALISE_OIDC_ISSUER": "http://id.example", "BALISE_OIDC_SIGNING_ALGORITHM": "none"},
            "BALISE_OIDC_SIGNING_ALGORITHM=none avec une adresse sans HTTPS",
        ),
        (
            {**OIDC, "BALISE_OIDC_SIGNING_ALGORITHM": "none", "BALISE_OIDC_USER_ENDPOINT": "http://id.example/me"},
            "sans HTTPS (http://id.example/me)",
        ),
    ],
)
def test_it_says_which_variable_is_wrong_and_what_to_write(tmp_path, variables, sentence):
    with pytest.raises(MisconfiguredError) as refused:
        read_environment({"BALISE_DATA_DIR": str(tmp_path), **variables})

    assert sentence in str(refused.value).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("url", "backend"),
    [("file:///var/x", "filebased"), ("console:", "console"), ("smtp://h", "smtp")],
)
def test_it_sends_mail_where_it_is_told(url, backend):
    assert backend in email_settings(url)["EMAIL_BACKEND"]


def test_it_reads_a_mail_server_with_its_account():
    found = email_settings("smtp+tls://moi%40ville:mot%3Ade@serveur:2525")

    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("moi@ville", "mot:de")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (2525, True, False)


@pytest.mark.parametrize(
    "url",
    [
        "pigeon://serveur",
        "memory:",
        "smtpx://moi:t0p-s3cret@serveur",
        "smtp://moi:t0p-s3cret@serveur:abc",
        "smtp://moi:t0p-s3cret@serveur:99999",
        "smtp://moi:t0p-s3cret@[::1",
        "smtps://",
        "file://relatif/t0p-s3cret",
        "file:",
    ],
)
def test_it_refuses_a_mail_address_of_no_known_kind_and_shows_no_password(url):
    with pytest.raises(MisconfiguredError, match="BALISE_EMAIL_URL") as refused:
        email_settings(url)

    assert "t0p-s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://moi:t0p-s3cret@serveur/base",
        "postgres://x",
        "postgres://moi:t0p-s3cret@serveur",
        "postgresql://moi:t0p-s3cret@serveur:abc/base",
        "postgresql://moi:t0p-s3cret@[serveur/base",
        "sqlite://",
        "t0p-s3cret",
    ],
)
def test_it_refuses_a_database_that_is_none_and_shows_no_password(url):
    with pytest.raises(MisconfiguredError, match="BALISE_DATABASE_URL") as refused:
        database_settings(url)

    assert "t0p-s3cret" not in str(refused.value)


def test_it_says_that_the_folder_of_the_data_is_a_file(tmp_path):
    file = tmp_path / "fichier"
    file.write_text("")

    for folder in (file, file / "dessous"):
        with pytest.raises(MisconfiguredError, match="BALISE_DATA_DIR") as refused:
            read_environment({"BALISE_DATA_DIR": str(folder)})
        assert "ce n’est pas un dossier" in str(refused.value)


@pytest.mark.parametrize(
    ("variables", "hosts"),
    [
        (
            {"BALISE_ADDRESS": "https://x.example"},
            ("127.0.0.1", "localhost", "[::1]", "x.example"),
        ),
        ({"BALISE_ADDRESS": "http://[::1]:8000"}, ("127.0.0.1", "localhost", "[::1]")),
        ({"BALISE_ADDRESS": "https://x.example:8443", "BALISE_HOSTS": "x.example"}, ("x.example",)),
        ({"BALISE_ADDRESS": "https://x.ville.example", "BALISE_HOSTS": ".ville.example"}, (".ville.example",)),
        ({"BALISE_ADDRESS": "https://x.ville.example", "BALISE_HOSTS": "*"}, ("*",)),
    ],
)
def test_it_answers_to_the_name_of_its_address(tmp_path, variables, hosts):
    assert read_environment({"BALISE_DATA_DIR": str(tmp_path), **variables}).hosts == hosts


def test_it_lets_a_provider_of_this_machine_sign_nothing(tmp_path):
    variables = {**OIDC, "BALISE_OIDC_ISSUER": "http://127.0.0.1:9000", "BALISE_OIDC_SIGNING_ALGORITHM": "none"}

    assert read_environment({"BALISE_DATA_DIR": str(tmp_path), **variables}).oidc is not None


@pytest.mark.parametrize(
    "variables",
    [
        {"BALISE_LANG": "en", "BALISE_TEST_DATABASE_URL": "postgresql://h/b", "BALISE_ADRESSE": ""},
        {"BALISE_EMAIL_FROM": "Balise de Valbrise <balise@valbrise.example>"},
        {**OIDC, "BALISE_OIDC_SIGNING_ALGORITHM": "es256"},
    ],
    ids=["of others", "with a name", "small letters"],
)
def test_it_takes_what_is_right(tmp_path, variables):
    assert read_environment({"BALISE_DATA_DIR": str(tmp_path), **variables}).data_dir == tmp_path


def test_it_knows_the_name_of_every_setting_that_it_reads():
    assert set(NAMES) == SETTINGS


@pytest.mark.parametrize("name", NAMES)
def test_it_documents_every_setting(name):
    assert f"`BALISE_{name}`" in REFERENCE


@pytest.mark.parametrize("limit", sorted(AMOUNTS | PATIENCE))
def test_it_leaves_the_limits_of_the_gateway_to_the_gateway_and_documents_each(tmp_path, limit):
    name = f"BALISE_GATEWAY_{limit}"

    read_environment({"BALISE_DATA_DIR": str(tmp_path), name: "7"})

    assert f"`{name}`" in REFERENCE


def test_it_documents_no_setting_that_does_not_exist():
    assert set(re.findall(r"`BALISE_([A-Z_]+)`", REFERENCE)) <= set(NAMES) | ELSEWHERE


@pytest.mark.parametrize(
    ("variables", "promised"),
    [
        ({"BALISE_ADDRESS": "https://balise.valbrise.example"}, (31536000, False, False)),
        (
            {"BALISE_ADDRESS": "https://balise.valbrise.example", "BALISE_HSTS_SUBDOMAINS": "oui"},
            (31536000, True, False),
        ),
        ({}, (0, False, False)),
    ],
    ids=["https", "subdomains", "http"],
)
def test_it_promises_https_for_other_names_only_when_told_to(tmp_path, variables, promised):
    found = settings_under(tmp_path, variables)

    names = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    assert tuple(found[name] for name in names) == promised


def test_it_hands_every_setting_of_mail_and_of_the_identity_provider_to_django(tmp_path):
    variables = {
        "BALISE_DATA_DIR": str(tmp_path),
        "BALISE_EMAIL_URL": "smtp+tls://moi%40ville:mot%3Ade@serveur:2525",
        "BALISE_OIDC_ISSUER": "https://id.example",
        "BALISE_OIDC_CLIENT_ID": "balise",
        "BALISE_OIDC_CLIENT_SECRET": "secret",
    }
    oidc = read_environment(variables).oidc
    assert oidc is not None

    found = settings_under(tmp_path, variables)

    expected = email_settings(variables["BALISE_EMAIL_URL"]) | identity_settings(oidc)
    assert {name: found[name] for name in expected} == expected


def settings_under(folder: Path, variables: dict[str, str]) -> dict[str, Any]:
    """Return the settings of Django in a process of its own."""
    program = (
        "import json; from balise.web.config import settings as it; "
        "print(json.dumps({name: getattr(it, name) for name in dir(it) if name.isupper()}, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))},
            "BALISE_DATA_DIR": str(folder),
            **variables,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_passes_the_deployment_checks_of_django(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "balise", "manage", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))},
            "BALISE_DATA_DIR": str(tmp_path),
            "BALISE_ADDRESS": "https://balise.valbrise.example",
            "BALISE_HOSTS": "balise.valbrise.example",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"BALISE_ADDRESS": "balise.valbrise.example", "BALISE_HTTPS": "oui"}, "BALISE_ADDRESS"),
        ({"BALISE_EMAIL_URL": "smtp://moi:t0p-s3cret@serveur:abc"}, "BALISE_EMAIL_URL"),
        ({"BALISE_DATABASE_URL": "postgres://moi:t0p-s3cret@serveur"}, "BALISE_DATABASE_URL"),
    ],
)
def test_it_finds_what_is_wrong_when_the_deployment_is_checked(tmp_path, variables, named):
    done = subprocess.run(
        [sys.executable, "-m", "balise", "manage", "check", "--deploy"],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))},
            "BALISE_DATA_DIR": str(tmp_path),
            **variables,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    (said,) = done.stderr.splitlines()
    assert done.returncode == 2
    assert said.startswith(named)
    assert "t0p-s3cret" not in said
