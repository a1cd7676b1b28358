"""Settings, read once from the environment; docs/running.md lists every variable.

The defaults are one machine: SQLite, the in-memory layer and one process. `DATABASE_URL` and
`REDIS_URL` are all it takes to grow.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from airtool import environment, logs
from airtool.databases import database

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(environment.text("VAR_DIR") or BASE_DIR / "var")

# --- Who we are and where we are reached -------------------------------------------------------

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret("SECRET_KEY", VAR_DIR / "secret_key")

# The address people type and scan. Links and QR codes begin with it.
PUBLIC_URL = environment.text("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
# Exact origins (scheme://host:port) whose pages may open sockets and post forms.
ORIGINS = list(dict.fromkeys([PUBLIC_URL, *environment.words("ORIGINS")]))
ALLOWED_HOSTS = [str(urlsplit(origin).hostname) for origin in ORIGINS]
CSRF_TRUSTED_ORIGINS = ORIGINS
SECURE = PUBLIC_URL.startswith("https://")

# Text tokens let load tests and tools write without a browser; never on for real sessions.
ALLOW_TEXT_TOKENS = environment.flag("ALLOW_TEXT_TOKENS")
# The addresses of proxies whose X-Forwarded-For may be believed.
TRUSTED_PROXIES = environment.words("TRUSTED_PROXIES")

# --- Parts -------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "sessions",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic.runserver_nostatic",
    "django.contrib.staticfiles",
    "channels",
    "csp",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sessions.views.language.ChosenLanguage",
    "sessions.views.gate.gate",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "airtool.urls"
ASGI_APPLICATION = "airtool.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- What is kept where ------------------------------------------------------------------------

DATABASES = {"default": database(environment.text("DATABASE_URL"), folder=VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

REDIS_URL = environment.text("REDIS_URL")
if REDIS_URL:
    # A doorbell and nothing else: the database is the truth, so that when it falls silent news
    # comes a few seconds late, nothing is lost, and people sign in, join and write as before.
    CHANNEL_LAYERS: dict[str, Any] = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {
                "hosts": [
                    {
                        "address": REDIS_URL,
                        "socket_connect_timeout": 1,
                        "socket_keepalive": True,
                        "health_check_interval": 10,
                    }
                ]
            },
        }
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "airtool_cache",
        # Above this many, counters of wrong codes would be thrown away to make room.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# --- Accounts ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "airsessions.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_DJANGO = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_DJANGO}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "sessions.access.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_DJANGO}.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "sessions.access.accounts.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# No mail to addresses we do not know: the answer on the page is the same either way.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard"
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
SESSION_COOKIE_AGE = 14 * 24 * 3600

EMAIL_URL = environment.text("EMAIL_URL")
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "AIR Discussietool <air@localhost>")
if EMAIL_URL:
    _mail = urlsplit(EMAIL_URL)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or 587
    EMAIL_HOST_USER = _mail.username or ""
    EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD") or _mail.password or ""
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_TIMEOUT = 15
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# --- Language and time -------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- Files served ------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"},
}

# --- What browsers are told --------------------------------------------------------------------

_SOCKETS = [origin.replace("http", "ws", 1) for origin in ORIGINS]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        # WebKit before 2022 does not count a websocket to the same host as 'self'.
        "connect-src": [SELF, *_SOCKETS],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
# Not "no-referrer": under that policy browsers send `Origin: null` with every form, and the exact
# origin check would refuse them all. Nothing is told to other sites either way.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if SECURE else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-air-login" if SECURE else "air-login"
CSRF_COOKIE_NAME = "__Host-air-csrf" if SECURE else "air-csrf"
LANGUAGE_COOKIE_NAME = "air-language"
CSRF_FAILURE_VIEW = "sessions.views.refusals.csrf_failure"
SECURE_SSL_REDIRECT = SECURE and environment.flag("SSL_REDIRECT")
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- What is written down ----------------------------------------------------------------------

LOGGING = logs.LOGGING
