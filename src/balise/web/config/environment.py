# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The settings a person can make, all of them environment variables, read once and checked aloud.

Refused: a configuration file of our own. Every process manager, container and cron knows environment variables.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from tempfile import mkstemp

from balise.core.messages import UNLIKE
from balise.core.suggestions import likely
from balise.loading.usage_journal.addresses import FILE_NAME
from balise.web.config.addresses import answers_to, web_address
from balise.web.config.portal_hosts import MisnamedError, named_portals
from balise.web.config.sealed_journal import DamagedError, UnreachableError, holds_a_journal

PREFIX = "BALISE_"
OIDC_ENDPOINTS = ("AUTHORIZATION_ENDPOINT", "TOKEN_ENDPOINT", "USER_ENDPOINT", "JWKS_ENDPOINT", "END_SESSION_ENDPOINT")
OIDC_WORDS = (
    *("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "LABEL", "SCOPES"),
    *("USERINFO_SIGNED", "SIGNING_ALGORITHM", "ACR_VALUES"),
)
SETTINGS = frozenset(
    {
        *("DATA_DIR", "DATABASE_URL", "USAGE_JOURNAL", "SECRET_KEY", "JOURNAL_KEY"),
        *("ADDRESS", "HOSTS", "PORTAL_HOSTS", "HTTPS", "HSTS_SUBDOMAINS", "DEBUG", "EMAIL_URL", "EMAIL_FROM"),
        *(f"OIDC_{word}" for word in (*OIDC_WORDS, *OIDC_ENDPOINTS)),
        *("BUNDLE_FILE", "BUNDLE_TOKEN", "GATEWAY_ADDRESS"),
    }
)
"""Every setting of the site; another name under the same prefix is mistyped, and would otherwise be ignored."""
ELSEWHERE = frozenset(
    {
        "LANG",
        "TEST_DATABASE_URL",
        "GATEWAY_SEAL_KEY",
        "GATEWAY_SEAL_KEY_FILE",
        "GATEWAY_SEAL_HOURS",
        "GATEWAY_NAMES_PROCESSES",
        "GATEWAY_BODY_BYTES",
        "GATEWAY_REPLY_BYTES",
        "GATEWAY_HEAD_SECONDS",
        "GATEWAY_BODY_SECONDS",
        "GATEWAY_STALLED_SECONDS",
        "GATEWAY_SEARCH_SECONDS",
        "GATEWAY_CONNECT_SECONDS",
        "GATEWAY_FIRST_BYTE_SECONDS",
        "GATEWAY_BETWEEN_SECONDS",
    }
    | {f"GATEWAY_{name}_BYTES" for name in ("BODY", "REPLY")}
    | {f"GATEWAY_{name}_SECONDS" for name in ("BODY", "HEAD", "STALLED", "SEARCH", "CONNECT", "FIRST_BYTE", "BETWEEN")}
)
"""What the command line, the gateway and the tests read under the same prefix."""
ALGORITHMS = ("RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "HS256", "HS384", "HS512", "none")
"""The signatures of a provider that can be checked; the last says that it signs nothing."""
SHORTEST = {"SECRET_KEY": 32, "JOURNAL_KEY": 16}
SHORTEST_TOKEN = 32
"""In bytes, the shortest that each secret may be."""
LOCAL_ADDRESS = "http://127.0.0.1:8000"
LOCAL_GATEWAY = "http://127.0.0.1:8080"
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
EXAMPLE = "https://balise.valbrise.example"


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
    """The name on the button: « ProConnect », « compte de la métropole »…"""
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
    usage_journal: str
    """Where the gateway writes what went through it: the site reads it there."""
    secret_key: str
    journal_key: str
    """Seals the journal: who writes to the database without it is found out."""
    hosts: tuple[str, ...]
    portal_hosts: tuple[tuple[str, str], ...]
    """The names that are those of a portal, each with the authority whose portal it serves, and nothing else."""
    address: str
    """The public address of the site, without a trailing slash: the links of its e-mails."""
    https: bool
    hsts_subdomains: bool
    """Every name under that of the site answers in HTTPS alone, for a year: only its owner can promise it."""
    debug: bool
    email_url: str
    email_from: str
    bundle_file: Path
    """Where the policy bundle is written, for the gateway to read."""
    bundle_token: str
    """What a gateway of another machine says to be given the bundle; empty: it is given to nobody."""
    gateway_address: str
    """Where programs call the gateway, without a trailing slash: what the pages tell them."""
    oidc: OidcSettings | None


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Return the settings found in ``variables``, by default those of the process.

    Raises:
        MisconfiguredError: a variable cannot be understood.
    """
    given = _Given(os.environ if variables is None else variables)
    given.refuse_unknown()
    data_dir = _data_dir(given)
    # Before anything is written there: what a folder made on the way would let others read.
    _make(data_dir)
    address = given.web_address("ADDRESS", LOCAL_ADDRESS)
    https = _https(given, address)
    database_url = given.text("DATABASE_URL", f"sqlite:///{data_dir / 'balise.sqlite3'}")
    return Environment(
        data_dir=data_dir,
        database_url=database_url,
        usage_journal=given.text("USAGE_JOURNAL", str(data_dir / FILE_NAME)),
        secret_key=given.secret("SECRET_KEY", data_dir),
        journal_key=given.secret("JOURNAL_KEY", data_dir, of_database=database_url),
        hosts=_hosts(given.words("HOSTS", ()), address),
        portal_hosts=_portal_hosts(given.words("PORTAL_HOSTS", ()), given.words("HOSTS", ()), address),
        address=address,
        https=https,
        hsts_subdomains=_hsts_subdomains(given, https=https),
        debug=given.boolean("DEBUG", default=False),
        email_url=given.text("EMAIL_URL", f"file://{data_dir / 'courriels'}"),
        email_from=given.sender("EMAIL_FROM", "balise@localhost"),
        bundle_file=Path(given.text("BUNDLE_FILE", str(data_dir / "passerelle.json"))).absolute(),
        bundle_token=_bundle_token(given),
        gateway_address=given.web_address("GATEWAY_ADDRESS", LOCAL_GATEWAY),
        oidc=_oidc(given),
    )


def known_journal_key(variables: Mapping[str, str] | None = None) -> str:
    """Return the key of the journal when there is one already, empty otherwise; nothing is drawn nor made.

    Raises:
        MisconfiguredError: it is too short to protect anything.
    """
    given = _Given(os.environ if variables is None else variables)
    return given.known_secret("JOURNAL_KEY", _data_dir(given))


def _data_dir(given: "_Given") -> Path:
    return Path(given.text("DATA_DIR", "balise-data")).absolute()


def _make(data_dir: Path) -> None:
    """Make the folder of the data, for its owner alone.

    Raises:
        MisconfiguredError: a file stands there, or on the way.
        OSError: the system will not.
    """
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise MisconfiguredError(
            f"{PREFIX}DATA_DIR vaut « {data_dir} », et ce n’est pas un dossier : un fichier est à cette place, ou sur "
            "le chemin. Donnez un dossier, par exemple /var/lib/balise."
        ) from error


def _hosts(given: tuple[str, ...], address: str) -> tuple[str, ...]:
    """Return the names to which the site answers; that of its address is one of them unless others are given.

    Raises:
        MisconfiguredError: the names given leave out that of the address, to which every e-mail leads.
    """
    found = web_address(address)
    host = found.host if found else ""
    if given and not answers_to(host, given):
        raise MisconfiguredError(
            f"{PREFIX}HOSTS n’a pas « {host} », le nom de {PREFIX}ADDRESS ({address}) : les liens des courriels ne "
            f"mèneraient nulle part. Donnez le même nom aux deux, par exemple {PREFIX}ADDRESS={EXAMPLE} et "
            f"{PREFIX}HOSTS=balise.valbrise.example."
        )
    if given or answers_to(host, LOCAL_HOSTS):
        return given or LOCAL_HOSTS
    return (*LOCAL_HOSTS, f"[{host}]" if ":" in host else host)


def _portal_hosts(given: tuple[str, ...], hosts: tuple[str, ...], address: str) -> tuple[tuple[str, str], ...]:
    """Return the names that serve a portal alone.

    Raises:
        MisconfiguredError: one is no name, is said twice, or is that of the whole site.
    """
    found = web_address(address)
    try:
        return named_portals(given, (*hosts, found.host if found else ""))
    except MisnamedError as error:
        raise MisconfiguredError(f"{PREFIX}PORTAL_HOSTS : {error}") from error


def _https(given: "_Given", address: str) -> bool:
    """Tell whether the site answers in HTTPS alone, as its address says.

    Raises:
        MisconfiguredError: the setting says one thing and the address the other; links, cookies or redirections would
            lead nowhere.
    """
    by_address = address.startswith("https://")
    https = given.boolean("HTTPS", default=by_address)
    if https and not by_address:
        raise MisconfiguredError(
            f"{PREFIX}HTTPS=oui, mais {PREFIX}ADDRESS ({address}) ne commence pas par https:// : les liens des "
            f"courriels le contrediraient. Donnez l’adresse du site, par exemple {PREFIX}ADDRESS={EXAMPLE}."
        )
    if by_address and not https:
        raise MisconfiguredError(
            f"{PREFIX}HTTPS=non, mais {PREFIX}ADDRESS ({address}) commence par https:// : les cookies partiraient en "
            f"clair. Retirez {PREFIX}HTTPS, ou donnez une adresse en http://."
        )
    return https


def _hsts_subdomains(given: "_Given", *, https: bool) -> bool:
    """Tell whether the promise of HTTPS extends to every name under that of the site.

    Raises:
        MisconfiguredError: the site itself does not make it.
    """
    extended = given.boolean("HSTS_SUBDOMAINS", default=False)
    if extended and not https:
        raise MisconfiguredError(
            f"{PREFIX}HSTS_SUBDOMAINS=oui, mais ce site ne répond pas en HTTPS : la promesse ne serait jamais faite. "
            f"Donnez une adresse en https://, par exemple {PREFIX}ADDRESS={EXAMPLE}, ou retirez ce réglage."
        )
    return extended


def _bundle_token(given: "_Given") -> str:
    """Return what a gateway says to be given the bundle; empty when nobody gave any.

    Raises:
        MisconfiguredError: it is too short, and would be guessed.
    """
    token = given.text("BUNDLE_TOKEN", "")
    if token and len(token) < SHORTEST_TOKEN:
        raise MisconfiguredError(
            f"{PREFIX}BUNDLE_TOKEN est trop court : il ouvre tout ce que la passerelle sait. Donnez-lui "
            f"{SHORTEST_TOKEN} caractères au moins, tirés au hasard (« openssl rand -hex 32 »)."
        )
    return token


def _oidc(given: "_Given") -> OidcSettings | None:
    issuer = given.provider_address("OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
            given.refuse_alone(name, "OIDC_ISSUER", "https://sso.valbrise.example/realms/valbrise")
        return None
    found = OidcSettings(
        issuer=issuer,
        client_id=given.required("OIDC_CLIENT_ID", "OIDC_ISSUER"),
        client_secret=given.required("OIDC_CLIENT_SECRET", "OIDC_ISSUER"),
        authorization_endpoint=given.provider_address("OIDC_AUTHORIZATION_ENDPOINT", f"{issuer}/auth"),
        token_endpoint=given.provider_address("OIDC_TOKEN_ENDPOINT", f"{issuer}/token"),
        user_endpoint=given.provider_address("OIDC_USER_ENDPOINT", f"{issuer}/me"),
        jwks_endpoint=given.provider_address("OIDC_JWKS_ENDPOINT", f"{issuer}/jwks"),
        end_session_endpoint=given.provider_address("OIDC_END_SESSION_ENDPOINT", f"{issuer}/session/end"),
        label=given.text("OIDC_LABEL", "ProConnect"),
        scopes=given.text("OIDC_SCOPES", "openid given_name usual_name email"),
        userinfo_signed=given.boolean("OIDC_USERINFO_SIGNED", default=False),
        signing_algorithm=given.one_of("OIDC_SIGNING_ALGORITHM", ALGORITHMS),
        acr_values=given.text("OIDC_ACR_VALUES", ""),
    )
    _refuse_forgery(found)
    return found


def _refuse_forgery(oidc: OidcSettings) -> None:
    """Refuse what would let whoever is on the network say who somebody is: neither a signature, nor HTTPS.

    Raises:
        MisconfiguredError: the provider does not sign, and answers in plain HTTP from another machine.
    """
    if oidc.signing_algorithm != "none":
        return
    for address in (oidc.issuer, oidc.token_endpoint, oidc.user_endpoint):
        found = web_address(address)
        if found is None or not (found.secure or found.is_here()):
            raise MisconfiguredError(
                f"{PREFIX}OIDC_SIGNING_ALGORITHM=none avec une adresse sans HTTPS ({address}) : n’importe qui sur le "
                f"réseau pourrait se faire passer pour un autre. Choisissez un algorithme, par exemple "
                f"{PREFIX}OIDC_SIGNING_ALGORITHM=RS256, ou une adresse en https://."
            )


class _Given:
    """The variables of the process, read with their prefix."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def text(self, name: str, default: str) -> str:
        return self._variables.get(PREFIX + name, "").strip() or default

    def refuse_unknown(self) -> None:
        """Refuse a name that is no setting: mistyped, it would be ignored and nobody told.

        Raises:
            MisconfiguredError: one is; the sentence says which it looks like.
        """
        for variable, value in sorted(self._variables.items()):
            name = variable.removeprefix(PREFIX)
            if name == variable or not value.strip() or name in SETTINGS | ELSEWHERE:
                continue
            near = likely(name.lower(), [each.lower() for each in sorted(SETTINGS)])
            meant = f"vouliez-vous dire {PREFIX}{near.upper()} ?"
            remedy = meant if near != UNLIKE else "retirez-le, ou corrigez son nom."
            raise MisconfiguredError(f"{variable} n’est pas un réglage de Balise : {remedy}")

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        """Return one of some words, the first when nothing is given, whatever its capitals."""
        written = self.text(name, allowed[0])
        for each in allowed:
            if written.casefold() == each.casefold():
                return each
        raise MisconfiguredError(f"{PREFIX}{name} vaut « {written} » : écrivez l’un de {', '.join(allowed)}.")

    def sender(self, name: str, default: str) -> str:
        """Return the address from which letters are sent, with or without a name before it."""
        written = self.text(name, default)
        mailbox, at, domain = parseaddr(written)[1].partition("@")
        if not (mailbox and at and domain) or " " in mailbox + domain or "@" in domain:
            raise MisconfiguredError(
                f"{PREFIX}{name} vaut « {written} », qui n’est pas une adresse de courriel : écrivez-la entière, par "
                f"exemple {PREFIX}{name}=balise@valbrise.example."
            )
        return written

    def required(self, name: str, because: str) -> str:
        found = self.text(name, "")
        if not found:
            raise MisconfiguredError(
                f"{PREFIX}{because} est réglé, mais {PREFIX}{name} manque : donnez-lui la valeur fournie avec lui."
            )
        return found

    def refuse_alone(self, name: str, without: str, example: str) -> None:
        """Refuse a setting that serves nothing without another: one of them was forgotten or mistyped."""
        if self.text(name, ""):
            raise MisconfiguredError(
                f"{PREFIX}{name} est réglé, mais {PREFIX}{without} manque : donnez-le aussi, par exemple "
                f"{PREFIX}{without}={example}, ou retirez les deux."
            )

    def web_address(self, name: str, default: str) -> str:
        """Return the address of a whole site, without a trailing slash."""
        written = self.text(name, default).rstrip("/")
        found = web_address(written)
        if found is None:
            raise MisconfiguredError(
                f"{PREFIX}{name} n’est pas l’adresse d’un site : écrivez-la entière, par exemple "
                f"{PREFIX}{name}={EXAMPLE}."
            )
        if found.path:
            raise MisconfiguredError(
                f"{PREFIX}{name} a un chemin (« {found.path} »), et Balise répond à la racine d’un nom : donnez-lui le "
                f"sien, par exemple {PREFIX}{name}={EXAMPLE}."
            )
        return written

    def provider_address(self, name: str, default: str) -> str:
        """Return an address of the identity provider, as it gave it."""
        written = self.text(name, default)
        if written and web_address(written) is None:
            raise MisconfiguredError(
                f"{PREFIX}{name} n’est pas une adresse : recopiez celle du fournisseur, qui commence par https://, par "
                f"exemple {PREFIX}{name}=https://sso.valbrise.example/realms/valbrise."
            )
        return written

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

    def known_secret(self, name: str, data_dir: Path) -> str:
        """Return a secret given or drawn earlier; empty when there is none.

        Raises:
            MisconfiguredError: it is too short to protect anything, or is no text.
        """
        if given := self.text(name, ""):
            return _long_enough(given, name, f"{PREFIX}{name}")
        kept = _kept(name, data_dir)
        try:
            return _long_enough(kept.read_text(encoding="utf-8").strip(), name, str(kept))
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except UnicodeDecodeError as error:
            raise MisconfiguredError(_spoilt(name, str(kept))) from error

    def secret(self, name: str, data_dir: Path, *, of_database: str = "") -> str:
        """Return a secret, drawn once and kept beside the data when nobody gives one.

        ``of_database``: the address of the database whose journal this key seals; one that is sealed already asks
        for the key that sealed it, and for no other.

        Raises:
            MisconfiguredError: it is too short, or was lost, or cannot be kept.
        """
        if known := self.known_secret(name, data_dir):
            return known
        if of_database:
            _refuse_a_second_key(of_database, _kept(name, data_dir))
        return _keep(secrets.token_urlsafe(48), _kept(name, data_dir)) or self.known_secret(name, data_dir)


def _kept(name: str, data_dir: Path) -> Path:
    """Return where a secret that nobody gives is kept."""
    return data_dir / "secrets" / name.lower()


def _long_enough(secret: str, name: str, where: str) -> str:
    """Return a secret that protects something.

    Raises:
        MisconfiguredError: it is too short: a file that a full disk left empty, or a word typed by hand.
    """
    if len(secret.encode()) < SHORTEST[name]:
        raise MisconfiguredError(_spoilt(name, where))
    return secret


def _spoilt(name: str, where: str) -> str:
    if name == "JOURNAL_KEY":
        remedy = (
            "Remettez la clé d’origine, que vous gardez à part. Si aucun journal n’a encore été écrit, retirez-la : "
            "Balise en tirera une autre."
        )
    else:
        remedy = (
            "Donnez-en une autre, ou retirez-la : Balise en tirera une. Les personnes connectées devront se "
            "reconnecter."
        )
    return f"« {where} » est vide, illisible ou trop court : il y faut au moins {SHORTEST[name]} octets. {remedy}"


def _refuse_a_second_key(database_url: str, kept: Path) -> None:
    """Refuse to draw a key for a journal that another one sealed.

    Raises:
        MisconfiguredError: the database holds a journal, or cannot say whether it does.
    """
    try:
        sealed = holds_a_journal(database_url)
    except DamagedError as error:
        raise MisconfiguredError(
            f"La base de données « {error} » ne se lit pas : elle est abîmée, retenue par un autre programme, ou n’est "
            f"pas une base SQLite. Remettez-la depuis une copie, ou corrigez {PREFIX}DATABASE_URL. Aucune clé de "
            "journal n’est tirée avant de savoir si elle en a déjà une."
        ) from error
    except UnreachableError as error:
        raise MisconfiguredError(
            f"La base de données ne répond pas : vérifiez {PREFIX}DATABASE_URL, et que son serveur est démarré. Aucune "
            "clé de journal n’est tirée avant de savoir si elle en a déjà une."
        ) from error
    if sealed:
        raise MisconfiguredError(
            f"Le journal de cette base est scellé, et sa clé n’est plus là : remettez « {kept} » depuis la copie que "
            f"vous en gardez (ou {PREFIX}JOURNAL_KEY), puis recommencez. Aucune autre clé n’a été tirée. Si elle est "
            f"perdue pour de bon : donnez une nouvelle clé dans {PREFIX}JOURNAL_KEY, lancez "
            "« balise backup FICHIER », puis « balise restore --key-lost FICHIER » dans une installation vide."
        )


def _keep(drawn: str, kept: Path) -> str:
    """Write a secret whole or not at all, and return it; empty when another process has just written its own.

    Raises:
        MisconfiguredError: it cannot be written.
    """
    try:
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor, name = mkstemp(prefix=f".{kept.name}-", dir=kept.parent)
        written = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(drawn + "\n")
                file.flush()
                os.fsync(descriptor)
            return drawn if _published(written, kept) else ""
        finally:
            written.unlink(missing_ok=True)
    except OSError as error:
        raise MisconfiguredError(
            f"« {kept} » n’a pas pu être écrit ({error.strerror}) : vérifiez les droits et la place sur le disque, "
            "puis recommencez. Rien n’a été gardé à moitié."
        ) from error


def _published(written: Path, kept: Path) -> bool:
    """Give a file its name, and tell whether nobody had taken it; a disk without second names gives it the only one.

    Raises:
        OSError: the system will not.
    """
    try:
        kept.hardlink_to(written)
    except FileExistsError:
        return False
    except OSError:
        written.rename(kept)
    return True
