"""The settings of a deployment. Those read from the environment are listed in docs/settings.md."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from homelands.foundation import languages
from homelands.web import environment

HOME = environment.home()
PACKAGE = Path(__file__).parent.parent
_SECRETS = environment.load_secrets()

SECRET_KEY = _SECRETS.session
HOMELANDS_KEYS = _SECRETS.keys
HOMELANDS_BLIND_KEY = _SECRETS.blind

DEBUG = False
HTTPS = environment.flag("HOMELANDS_HTTPS")
ALLOWED_HOSTS = os.environ.get("HOMELANDS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]
# What these say of the client, in X-Forwarded-For, is believed: homelands.foundation.clients.
HOMELANDS_PROXIES = environment.networks(os.environ.get("HOMELANDS_PROXIES", ""))
BASE_URL = os.environ.get("HOMELANDS_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")

# The country of origin that this deployment serves, and what its pages are called.
COUNTRY = environment.country()
SERVICE_NAME = os.environ.get("HOMELANDS_NAME", "Homelands")
EXAMPLE = environment.flag("HOMELANDS_EXAMPLE")

# How many people an officer takes out alone in a file, and how many at most with a second officer.
HOMELANDS_PEOPLE_ALONE = int(os.environ.get("HOMELANDS_PEOPLE_ALONE", "100"))
HOMELANDS_PEOPLE_MOST = int(os.environ.get("HOMELANDS_PEOPLE_MOST", "5000"))

INSTALLED_APPS = [
    "homelands.command",
    "homelands.web",
    "homelands.policy",
    "homelands.results",
    "homelands.outreach.campaigns",
    "homelands.outreach.dialogue",
    "homelands.outreach.events",
    "homelands.programmes.payments",
    "homelands.programmes.placements",
    "homelands.programmes.selection",
    "homelands.programmes.needs",
    "homelands.mapping.findings",
    "homelands.mapping.statistics",
    "homelands.mapping.stocks",
    "homelands.surveys.datasets",
    "homelands.surveys.recruitment",
    "homelands.surveys.conversations",
    "homelands.surveys.collection",
    "homelands.surveys.questionnaires",
    "homelands.organisations",
    "homelands.people.register",
    "homelands.foundation",
    "homelands.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "homelands.foundation.middleware.PrivatePagesMiddleware",
    "homelands.foundation.middleware.ZeroByteMiddleware",
    "homelands.foundation.middleware.AccountLanguageMiddleware",
    "homelands.foundation.middleware.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
    "homelands.foundation.middleware.ActorMiddleware",
]

ROOT_URLCONF = "homelands.web.urls"
WSGI_APPLICATION = "homelands.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "homelands.ui.templatetags.ui",
                "homelands.foundation.templatetags.words",
                "homelands.people.register.templatetags.profiles",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "homelands.web.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "homelands.ui.renderer.FormRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The app's role never owns a table. Migrations run as the owner: see homelands.command.cli.
_ROLE = os.environ.get("HOMELANDS_DATABASE_ROLE", "app")
_URLS = {
    "app": os.environ.get("DATABASE_URL", ""),
    "owner": os.environ.get("DATABASE_OWNER_URL", ""),
}
HOMELANDS_OWNER_URL = _URLS["owner"]
_SESSION = {"app": "-c statement_timeout=60000", "owner": ""}
# A statement that a connection runs for the sixth time is planned no more, row policies and all.
# The owner's are not kept: migrations change the tables under them.
_KEEPS_PLANS = _ROLE == "app" and environment.flag("HOMELANDS_KEEP_PLANS", True)
_PREPARED: dict[str, Any] = (
    {"server_side_binding": True, "prepare_threshold": 5} if _KEEPS_PLANS else {}
)
_KEEPS_CONNECTIONS = environment.flag("HOMELANDS_KEEP_CONNECTIONS", True)
_POOLED = int(os.environ.get("HOMELANDS_POOL", "0")) if _KEEPS_CONNECTIONS else 0
_POOL: dict[str, Any] = (
    {"pool": {"min_size": 1, "max_size": _POOLED, "timeout": 10}} if _POOLED else {}
)
DATABASES = {
    "default": {
        **environment.database(_URLS[_ROLE]),
        "CONN_MAX_AGE": None if _KEEPS_CONNECTIONS and not _POOLED else 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": _SESSION[_ROLE], **_PREPARED, **_POOL},
    }
}

AUTH_USER_MODEL = "foundation.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "homelands.foundation.sessions.AccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "homelands.web.accounts.OfficerAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # past the second factor
PASSWORD_RESET_TIMEOUT = 24 * 3600
MFA_ADAPTER = "homelands.web.accounts.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody opens an account with another's address
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SERVICE_NAME
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "homelands.web.accounts.login_of"
AXES_CLIENT_IP_CALLABLE = "homelands.foundation.clients.client_of"
AXES_LOCKOUT_CALLABLE = "homelands.web.accounts.locked_out"
AXES_DISABLE_ACCESS_LOG = True

SESSION_ENGINE = "homelands.web.session_store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# A form may come with many pictures beside it. What field apps send is read by a reader of its
# own (forms/odk/openrosa/batches.py), with limits of its own.
DATA_UPLOAD_MAX_NUMBER_FILES = 200
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20

LANGUAGE_CODE = languages.SOURCE
LANGUAGES = list(languages.LANGUAGES.items())
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "homelands.web.formats"
TIME_ZONE = os.environ.get("HOMELANDS_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "homelands.ui.fonts.Fonts",
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "TIMEOUT": 30 * 86400,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}

EMAIL_BACKEND = os.environ.get(
    "HOMELANDS_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = os.environ.get("HOMELANDS_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("HOMELANDS_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("HOMELANDS_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("HOMELANDS_EMAIL_PASSWORD", "")
# Seconds that a mail server may be silent: a letter is tried again, and holds up no other.
EMAIL_TIMEOUT = 10
EMAIL_USE_TLS = environment.flag("HOMELANDS_EMAIL_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("HOMELANDS_EMAIL_FROM", "no-reply@localhost")

PGHISTORY_CONTEXT_FIELD = None
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"secrets": {"()": "homelands.web.logs.WithoutSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("HOMELANDS_LOG", "WARNING")},
}
