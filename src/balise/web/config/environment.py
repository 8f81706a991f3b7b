# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The settings a person can make, all of them environment variables, read once and checked aloud.

Refused: a configuration file of our own. Every process manager, container and cron knows environment variables.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PREFIX = "BALISE_"


class MisconfiguredError(Exception):
    """A setting cannot be used; the sentence says which and what to do."""


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """What an identity provider gave when this site was declared to it."""

    issuer: str
    client_id: str
    client_secret: str
    authorization_endpoint: str
    token_endpoint: str
    user_endpoint: str
    jwks_endpoint: str
    end_session_endpoint: str
    label: str
    """The name on the button: « ProConnect », « compte de la métropole »…"""
    scopes: str
    userinfo_signed: bool
    """The provider answers with a signed JWT, as ProConnect does."""
    signing_algorithm: str
    acr_values: str
    """The levels of certainty that will do, asked and then checked; empty: whatever the provider does."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Every setting, with what it is when nobody sets it."""

    data_dir: Path
    """Where the database file, the evidence and the generated secrets live."""
    database_url: str
    secret_key: str
    journal_key: str
    """Seals the journal: who writes to the database without it is found out."""
    hosts: tuple[str, ...]
    address: str
    """The public address of the site, without a trailing slash: the links of its e-mails."""
    https: bool
    hsts_subdomains: bool
    """Every name under that of the site answers in HTTPS alone, for a year: only its owner can promise it."""
    debug: bool
    email_url: str
    email_from: str
    oidc: OidcSettings | None


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Return the settings found in ``variables``, by default those of the process.

    Raises:
        MisconfiguredError: a variable cannot be understood.
    """
    given = _Given(os.environ if variables is None else variables)
    data_dir = Path(given.text("DATA_DIR", "balise-data")).absolute()
    # Before anything is written there: what a folder made on the way would let others read.
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    address = given.text("ADDRESS", "http://127.0.0.1:8000").rstrip("/")
    return Environment(
        data_dir=data_dir,
        database_url=given.text("DATABASE_URL", f"sqlite:///{data_dir / 'balise.sqlite3'}"),
        secret_key=given.secret("SECRET_KEY", data_dir),
        journal_key=given.secret("JOURNAL_KEY", data_dir),
        hosts=given.words("HOSTS", ("127.0.0.1", "localhost", "[::1]")),
        address=address,
        https=given.boolean("HTTPS", default=address.startswith("https://")),
        hsts_subdomains=given.boolean("HSTS_SUBDOMAINS", default=False),
        debug=given.boolean("DEBUG", default=False),
        email_url=given.text("EMAIL_URL", f"file://{data_dir / 'courriels'}"),
        email_from=given.text("EMAIL_FROM", "balise@localhost"),
        oidc=_oidc(given),
    )


def _oidc(given: "_Given") -> OidcSettings | None:
    issuer = given.text("OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    return OidcSettings(
        issuer=issuer,
        client_id=given.required("OIDC_CLIENT_ID", "OIDC_ISSUER"),
        client_secret=given.required("OIDC_CLIENT_SECRET", "OIDC_ISSUER"),
        authorization_endpoint=given.text("OIDC_AUTHORIZATION_ENDPOINT", f"{issuer}/auth"),
        token_endpoint=given.text("OIDC_TOKEN_ENDPOINT", f"{issuer}/token"),
        user_endpoint=given.text("OIDC_USER_ENDPOINT", f"{issuer}/me"),
        jwks_endpoint=given.text("OIDC_JWKS_ENDPOINT", f"{issuer}/jwks"),
        end_session_endpoint=given.text("OIDC_END_SESSION_ENDPOINT", f"{issuer}/session/end"),
        label=given.text("OIDC_LABEL", "ProConnect"),
        scopes=given.text("OIDC_SCOPES", "openid given_name usual_name email"),
        userinfo_signed=given.boolean("OIDC_USERINFO_SIGNED", default=False),
        signing_algorithm=given.text("OIDC_SIGNING_ALGORITHM", "RS256"),
        acr_values=given.text("OIDC_ACR_VALUES", ""),
    )


class _Given:
    """The variables of the process, read with their prefix."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def text(self, name: str, default: str) -> str:
        return self._variables.get(PREFIX + name, "").strip() or default

    def required(self, name: str, because: str) -> str:
        found = self.text(name, "")
        if not found:
            raise MisconfiguredError(
                f"{PREFIX}{because} est réglé, mais {PREFIX}{name} manque : donnez-lui la valeur fournie avec lui."
            )
        return found

    def words(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        found = self.text(name, "")
        return tuple(word.strip() for word in found.split(",") if word.strip()) if found else default

    def boolean(self, name: str, *, default: bool) -> bool:
        found = self.text(name, "").casefold()
        if not found:
            return default
        if found in {"1", "true", "yes", "oui"}:
            return True
        if found in {"0", "false", "no", "non"}:
            return False
        raise MisconfiguredError(f"{PREFIX}{name} vaut « {found} » : écrivez « oui » ou « non ».")

    def secret(self, name: str, data_dir: Path) -> str:
        """Return a secret, drawn once and kept beside the data when nobody gives one."""
        found = self.text(name, "")
        if found:
            return found
        kept = data_dir / "secrets" / name.lower()
        if kept.is_file():
            return kept.read_text(encoding="ascii").strip()
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        drawn = secrets.token_urlsafe(48)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(drawn + "\n")
        return drawn
