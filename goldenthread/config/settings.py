"""Settings of the Django project. What an installation may change comes from the environment.

docs/reference/settings.md lists it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent.parent


def _flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    return default if not value else value in {"1", "true", "yes", "on"}


def _secret_key(folder: Path) -> str:
    """Return the installation's secret: from the environment, else kept in a file only its owner can read."""
    given = os.environ.get("GOLDENTHREAD_SECRET_KEY")
    if given:
        return given
    kept = folder / "secret-key"
    if kept.exists():
        return kept.read_text(encoding="utf-8").strip()
    made = secrets.token_urlsafe(64)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text(encoding="utf-8").strip()
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(made)
    return made


DATA_FOLDER = Path(os.environ.get("GOLDENTHREAD_DATA", "goldenthread-data")).resolve()
SECRET_KEY = _secret_key(DATA_FOLDER)
DEBUG = _flag("GOLDENTHREAD_DEBUG", default=False)
IS_HTTPS = _flag("GOLDENTHREAD_HTTPS", default=False)
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("GOLDENTHREAD_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
    if host.strip()
]
CSRF_TRUSTED_ORIGINS = [
    origin.strip() for origin in os.environ.get("GOLDENTHREAD_ORIGINS", "").split(",") if origin.strip()
]

INSTALLED_APPS = [
    "goldenthread.ui",
    "goldenthread.access",
    "goldenthread.audit",
    "goldenthread.jobs",
    "goldenthread.organisation",
    "goldenthread.search",
    "goldenthread.people",
    "goldenthread.notices",
    "goldenthread.thread",
    "goldenthread.lead.direction",
    "goldenthread.manage.objectives",
    "goldenthread.manage.plans",
    "goldenthread.together.sight",
    "goldenthread.together.findings",
    "goldenthread.office",
    "goldenthread.desk",
    "goldenthread.exchange",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "goldenthread.config.urls"
WSGI_APPLICATION = "goldenthread.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goldenthread.desk.shell.shell",
            ],
            "builtins": ["goldenthread.ui.templatetags.addresses", "goldenthread.organisation.templatetags.words"],
        },
    },
]

_SQLITE_OPTIONS = {
    # A writer takes its lock when its transaction begins, so that two writers queue instead of one of them failing.
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    # FULL: what was acknowledged survives a power cut, at the price of one sync a commit.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
    " PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456;",
}

_database_url = os.environ.get("DATABASE_URL", "")
if _database_url:
    DATABASES = {"default": dj_database_url.parse(_database_url, conn_max_age=600, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA_FOLDER / "goldenthread.sqlite3"),
            "CONN_MAX_AGE": None,
        }
    }
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Compiling a statement takes PostgreSQL a tenth of a second; a page's own take a few thousandths each.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "goldenthread_cache"},
}

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "goldenthread.access.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "goldenthread.access.adapters.SocialAccountAdapter"
MFA_ADAPTER = "goldenthread.access.adapters.SecondStepAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# A whole organisation may stand behind one network address; guessing at one account is limited by its own.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/5m/key", "login": "300/m/ip"}
ACCOUNT_SIGNUP_BY_CODE_ENABLED = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_AUTO_SIGNUP = False
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Goldenthread"
MFA_TOTP_TOLERANCE = 1  # one code before and after: telephones' clocks differ

_oidc_server = os.environ.get("GOLDENTHREAD_OIDC_SERVER", "")
_oidc_origin = "{0.scheme}://{0.netloc}".format(urlsplit(_oidc_server)) if _oidc_server else ""
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": os.environ.get("GOLDENTHREAD_OIDC_NAME", "your organisation’s account"),
                "client_id": os.environ.get("GOLDENTHREAD_OIDC_CLIENT", ""),
                "secret": os.environ.get("GOLDENTHREAD_OIDC_SECRET", ""),
                "settings": {"server_url": _oidc_server},
            }
        ]
        if _oidc_server
        else [],
    }
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_NAME = "goldenthread_session"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "goldenthread_csrf"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
if _flag("GOLDENTHREAD_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *([_oidc_origin] if _oidc_origin else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = os.environ.get("GOLDENTHREAD_TIME_ZONE", "Europe/London")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = DATA_FOLDER / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_BACKEND = os.environ.get("GOLDENTHREAD_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
if os.environ.get("GOLDENTHREAD_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["GOLDENTHREAD_SMTP_HOST"]
    EMAIL_PORT = int(os.environ.get("GOLDENTHREAD_SMTP_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("GOLDENTHREAD_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("GOLDENTHREAD_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = _flag("GOLDENTHREAD_SMTP_TLS", default=True)
    EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("GOLDENTHREAD_FROM", "goldenthread@localhost")

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["terminal"], "level": os.environ.get("GOLDENTHREAD_LOG_LEVEL", "WARNING")},
}
