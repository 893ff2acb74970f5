"""Django's settings, in sections; everything a host may choose is an option of nape/env.py."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from nape import __version__
from nape.env import Options

options = Options()
BASE_DIR = Path(__file__).resolve().parent.parent
PROGRAM_VERSION = __version__
DATA_DIR = options.folder("NAPE_DATA_DIR", BASE_DIR / "var")

# --- Where it is reached
HOST = options.text("NAPE_HOST", "127.0.0.1")
PORT = options.whole("NAPE_PORT", 8000, low=1, high=65535)
PUBLIC_URL = options.url(
    "NAPE_PUBLIC_URL", f"http://{HOST}:{PORT}", schemes=("http", "https")
).rstrip("/")
PUBLIC_HOST = urlsplit(PUBLIC_URL).hostname or HOST
WEB_PROCESSES = options.whole("NAPE_WEB_PROCESSES", 2, low=1, high=64)
DEBUG = options.flag("NAPE_DEBUG", default=False)
DEMO = options.flag("NAPE_DEMO", default=False)
SECRET_KEY = options.secret("NAPE_SECRET_KEY_FILE", DATA_DIR / "secret_key")
ALLOWED_HOSTS = [PUBLIC_HOST, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ROOT_URLCONF = "nape.urls"
WSGI_APPLICATION = "nape.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "nape",
    "accounts",
    "jobs",
    "diary",
    "care",
    "insights",
    "reports",
    "interchange",
    "api",
    "phone",
    "clinic",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # the sign-in library's list of sessions uses it
]
MIDDLEWARE = [
    "nape.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- Database
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "nape.sqlite3",
    "CONN_MAX_AGE": None,
    # a real file, as in use
    "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
    "OPTIONS": {
        # A transaction that reads first and writes later would fail at once under load; and a
        # write that was answered with success must survive a power cut.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "PRAGMA secure_delete=ON; PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-16000;",
    },
}


def _database() -> dict[str, object]:
    url = options.text("DATABASE_URL")
    if not url:
        return SQLITE
    if urlsplit(url).scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgres://; leave it out for SQLite in NAPE_DATA_DIR."
        )
    config: dict[str, object] = environ.Env.db_url_config(url)
    return config | {"OPTIONS": {"pool": {"min_size": 1, "max_size": 8}}}


DATABASES = {"default": _database()}
CACHES = {
    # Sign-in limits are counted over all processes; request limits in each one.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# --- People who sign in
AUTH_USER_MODEL = "accounts.User"
# The address is unique by a constraint over its lower case, which this check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "accounts.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
RATE_LIMITS = options.choice("NAPE_RATE_LIMITS", "on", known=("on", "off")) == "on"
SIGN_UP_OPEN = options.choice("NAPE_SIGN_UP", "open", known=("open", "closed")) == "open"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# A host without a mail server must stay usable, so the address is verified but never a gate.
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Nape] "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True
if not RATE_LIMITS:
    ACCOUNT_RATE_LIMITS = False
HEADLESS_CLIENTS = ("browser",)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_HOST == "localhost"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/app/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/app/"

# --- Browsers
SECURE = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_AGE = 180 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
# Not "no-referrer": with it browsers send "Origin: null" and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Limits by address must count the people behind the TLS proxy, not the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- Static files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "phone.storage.ServedFiles"},
}

# --- The phone
PHONE_WORKER = options.choice("NAPE_PHONE_WORKER", "on", known=("on", "off")) == "on"

# --- Language and time: people's zones come with their entries
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "nape.formats"
TIME_ZONE = "UTC"
USE_TZ = True

# --- Mail
EMAIL_CONFIG = environ.Env.email_url_config(options.text("NAPE_EMAIL_URL", "consolemail://"))
vars().update(EMAIL_CONFIG)
# A mail server that does not answer keeps nobody waiting for long.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = options.text("NAPE_EMAIL_FROM", f"nape@{PUBLIC_HOST}")

# --- Work after the answer
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- The JSON interface
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        # The token first, so that a revoked one is answered 401 and not 403.
        "api.authentication.TokenAuthentication",
        "api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.SignedIn"],
    "DEFAULT_THROTTLE_CLASSES": ["api.throttles.CallerThrottle"] if RATE_LIMITS else [],
    "DEFAULT_RENDERER_CLASSES": ["api.formats.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.formats.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.formats.JSONOnly",
    "DEFAULT_SCHEMA_CLASS": "api.openapi.RecordSchema",
    "EXCEPTION_HANDLER": "api.errors.answer",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Nape",
    "DESCRIPTION": "A headache and neck diary people host themselves.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "POSTPROCESSING_HOOKS": ["api.openapi.finish"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "nape.logs.Line",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # a refused request is no news; a failed one is
    "loggers": {"django.request": {"level": "ERROR"}},
}
