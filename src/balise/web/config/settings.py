# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Django's settings, all drawn from the environment (``environment.py``): nothing to edit here to run a site."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from balise.web.config.database import database_settings
from balise.web.config.email import email_settings
from balise.web.config.environment import read_environment
from balise.web.config.identity import BACKEND, identity_settings

ENVIRONMENT = read_environment()
HERE = Path(__file__).parent

SECRET_KEY = ENVIRONMENT.secret_key
JOURNAL_KEY = ENVIRONMENT.journal_key
JOURNAL_WITNESS = ENVIRONMENT.data_dir / "places.jsonl"
USAGE_JOURNAL = ENVIRONMENT.usage_journal
DEBUG = ENVIRONMENT.debug
PORTAL_HOSTS = dict(ENVIRONMENT.portal_hosts)
ALLOWED_HOSTS = [*ENVIRONMENT.hosts, *PORTAL_HOSTS]
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.address, *map("https://{}".format, PORTAL_HOSTS)] if ENVIRONMENT.https else []
SITE_ADDRESS = ENVIRONMENT.address
BUNDLE_FILE = ENVIRONMENT.bundle_file
BUNDLE_TOKEN = ENVIRONMENT.bundle_token
GATEWAY_ADDRESS = ENVIRONMENT.gateway_address

INSTALLED_APPS = [
    "balise.web.ui",
    "balise.web.journal",
    "balise.web.accounts",
    "balise.web.organisations",
    "balise.web.catalogue",
    "balise.web.assessments",
    "balise.web.governance",
    "balise.web.incidents",
    "balise.web.charters",
    "balise.web.literacy",
    "balise.web.transparency",
    "balise.web.deployments",
    "balise.web.measures",
    "balise.web.reports",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "mozilla_django_oidc",
    "axes",
]

MIDDLEWARE = [
    "balise.web.ui.head_requests.HeadRequestsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "balise.web.ui.caching.OpenPagesMiddleware",
    "balise.web.transparency.hosts.PortalHostMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "balise.web.ui.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "balise.web.ui.wrong_method.FormsAloneMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "balise.web.ui.caching.PrivatePagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "balise.web.ui.wrong_method.WrongMethodMiddleware",
    "balise.web.ui.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "balise.web.config.urls"
WSGI_APPLICATION = "balise.web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "balise.web.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "balise.web.ui.context.page",
                "balise.web.organisations.context.membership",
            ],
        },
    }
]

FORM_RENDERER = "balise.web.ui.forms.SiteFormRenderer"

DATABASES: dict[str, Any] = {"default": database_settings(ENVIRONMENT.database_url)}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "balise.web.accounts.guessable.GuessableValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "organisations:authorities"
LOGOUT_REDIRECT_URL = "organisations:home"
PASSWORD_RESET_TIMEOUT = 24 * 3600
INVITATION_DAYS = 14

# Ten wrong passwords on one account from one address: a pause of fifteen minutes. Never a whole building locked
# out because one person mistypes: the address alone is not enough.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_CLIENT_IP_CALLABLE = "balise.web.accounts.visitors.home_of"
AXES_LOCKOUT_CALLABLE = "balise.web.accounts.views.sign_in.locked"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

OIDC = ENVIRONMENT.oidc
if OIDC is not None:
    AUTHENTICATION_BACKENDS.append(BACKEND)
    PROVIDER = identity_settings(OIDC)
    OIDC_RP_CLIENT_ID = PROVIDER["OIDC_RP_CLIENT_ID"]
    OIDC_RP_CLIENT_SECRET = PROVIDER["OIDC_RP_CLIENT_SECRET"]
    OIDC_RP_SIGN_ALGO = PROVIDER["OIDC_RP_SIGN_ALGO"]
    OIDC_RP_SCOPES = PROVIDER["OIDC_RP_SCOPES"]
    OIDC_OP_AUTHORIZATION_ENDPOINT = PROVIDER["OIDC_OP_AUTHORIZATION_ENDPOINT"]
    OIDC_OP_TOKEN_ENDPOINT = PROVIDER["OIDC_OP_TOKEN_ENDPOINT"]
    OIDC_OP_USER_ENDPOINT = PROVIDER["OIDC_OP_USER_ENDPOINT"]
    OIDC_OP_JWKS_ENDPOINT = PROVIDER["OIDC_OP_JWKS_ENDPOINT"]
    OIDC_AUTHENTICATION_CALLBACK_URL = PROVIDER["OIDC_AUTHENTICATION_CALLBACK_URL"]
    OIDC_USE_PKCE = PROVIDER["OIDC_USE_PKCE"]
    OIDC_STORE_ID_TOKEN = PROVIDER["OIDC_STORE_ID_TOKEN"]
    OIDC_TIMEOUT = PROVIDER["OIDC_TIMEOUT"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.https and ENVIRONMENT.hsts_subdomains
SECURE_HSTS_PRELOAD = False  # a domain enters the lists of browsers at its owner's own asking, and leaves after months
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "balise.web.ui.error_pages.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [HERE.parent / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data_dir / "static"
STATICFILES_FINDERS = [
    "balise.web.ui.style_sheet.PageStyleFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_ROOT = ENVIRONMENT.data_dir / "pieces"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
EVIDENCE_MAX_BYTES = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "balise.web.assessments.uploads.BoundedUpload",  # before the others: what is too large never fills the disk
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from
EMAIL = email_settings(ENVIRONMENT.email_url)
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_FILE_PATH = EMAIL["EMAIL_FILE_PATH"]
EMAIL_HOST = EMAIL["EMAIL_HOST"]
EMAIL_PORT = EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_SSL = EMAIL["EMAIL_USE_SSL"]
EMAIL_USE_TLS = EMAIL["EMAIL_USE_TLS"]
EMAIL_TIMEOUT = EMAIL["EMAIL_TIMEOUT"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "balise.web.config.log_lines.LineFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"balise.web.accounts.sign_in_log": {"level": "INFO"}},
}
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: others may live under this name, see BALISE_HSTS_SUBDOMAINS
    "security.W021",  # HSTS preload: it would bind the whole domain of an authority for the sake of one site
]
