"""Settings, read from the environment; the README lists every variable.

Outside DEBUG the settings refuse to load without SECRET_KEY, BASE_URL and ALLOWED_HOSTS: a production site that runs on a
guess is worse than one that does not start.
"""

import hashlib
import tomllib
from email.utils import formataddr
from pathlib import Path
from urllib.parse import urlsplit

import environ

from config.impersonal_logs import logging_as
from config.machine_translation import translator
from practices.limits import Limits, Periods

env = environ.Env()
NO_DEFAULT = environ.Env.NOTSET

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
SITE_VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

DEBUG = env.bool("DEBUG", default=False)
DEVELOPMENT = DEBUG  # as the environment says: Django's test runner takes DEBUG away
SECRET_KEY = env.str("SECRET_KEY", default="for development only, never in production" if DEBUG else NO_DEFAULT)
_scheme, _colon, _host = (
    env.str("BASE_URL", default="http://localhost:8000" if DEBUG else NO_DEFAULT).rstrip("/").partition(":")
)
BASE_URL = f"{_scheme.lower()}{_colon}{_host}"  # much is decided by whether it begins with https
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else NO_DEFAULT)

INSTALLED_APPS = [
    "home",
    "home.accounts",
    "search",
    "practices",
    "practices.submissions",
    "municipalities",
    "post_office",
    "wagtail_localize",
    "wagtail_localize.locales",  # in place of wagtail.locales
    "wagtail.contrib.redirects",
    "wagtail.contrib.sitemaps",
    "wagtail.sites",
    "home.accounts.apps.AccountScreensConfig",  # in place of wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp_webauthn",
    "ninja",  # its documentation from our own server
    "django.forms",  # its templates, for FORM_RENDERER
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # for its catalogue: Wagtail says “11 hours ago” by it
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "config.browser_policies.BrowserPolicies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "home.accounts.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "home.audit.middleware.AuditMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "practices.screens.answers.AnswerEditors",
    "practices.screens.only_open_pages.OnlyOpenPages",
    "practices.submissions.opening.SheetsOpened",
    "home.refusals.NoIndexYet",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie that any host could set
CSRF_FAILURE_VIEW, CSRF_COOKIE_HTTPONLY = "home.refusals.form_again", True  # no script has to read the cookie
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "django"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.site",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "jinja"],
        "OPTIONS": {
            "environment": "home.rendering.environment",
            "context_processors": ["home.context.site"],
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that `templates/django` has widgets too

# --- Database ------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url_config(env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(exist_ok=True)  # which only `make` makes otherwise
    # One writer at a time: take the lock when a transaction starts, and wait for it instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # A file, not memory: test workers share it and `--reuse-db` can keep it.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 5  # seconds; one that hangs must not keep every reader
# Seconds; opening one costs more than a page asks of it. The server of development has a new thread for each request, so it
# would leave connections behind until PostgreSQL has none left.
DATABASES["default"]["CONN_MAX_AGE"] = 0 if DEBUG else 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = not DATABASES["default"]["ENGINE"].endswith("sqlite3")  # a file does not go away
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Search --------------------------------------------------------------------------------------------------------

# An index belongs to one database: another one must not find it.
_DATABASE = hashlib.sha256("/".join(str(DATABASES["default"].get(key)) for key in ("HOST", "PORT", "NAME")).encode())
SEARCH_DATABASE = _DATABASE.hexdigest()[:12]
SEARCH_INDEX_ROOT = VAR_DIR / "index" / SEARCH_DATABASE
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")

# --- Language ------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"  # of the sources, at `/`; the others have a prefix
LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation goes on the site when somebody publishes it
WAGTAILADMIN_USER_LOGIN_FORM = "home.accounts.login.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "home.accounts.login.PasswordResetForm"  # noqa: S105 - a name
DEEPL_API_KEY = env.str("DEEPL_API_KEY", default="")
LIBRETRANSLATE_URL = env.str("LIBRETRANSLATE_URL", default="").rstrip("/")
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = translator(
    deepl_key=DEEPL_API_KEY, libre_url=LIBRETRANSLATE_URL, libre_key=env.str("LIBRETRANSLATE_API_KEY", default="")
)
FORMAT_MODULE_PATH = ["config.formats"]
# In the editors' forms, as readers see it.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

# --- Files ---------------------------------------------------------------------------------------------------------

KEEP_PAGES = not DEBUG  # whole pages, in memory (home/kept_pages.py): who writes a template wants to see it
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# What one process remembers of the sizes of a photo would outlive their files: they go when another one hides the photo.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
FILE_UPLOAD_HANDLERS = [
    "practices.photos.uploads.UploadGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "practices.photos.uploads.TemporaryFiles",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a concept with all its names is one form, of six fields a name
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # beyond LIMITS.files they are passed over; whoever sends this many chose none of them
MEDIA_URL = "/media/"
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "practices.photos.storage.SiteFiles"},
    # What was sent in and is not on the site yet: beside the files that a server gives to everybody, never among them.
    "private": {"BACKEND": "practices.photos.storage.PrivateFiles"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "config.static_files.StaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

METRICS_KEY = env.str("METRICS_KEY", default="")  # home/condition/metrics.py
BACKUP_ROOT = env.str("BACKUP_ROOT", default="")  # home/backups/shelf.py

# --- Mail: always through the queue, delivered by `manage.py worker` -------------------------------------------------

_mail = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = "practices.mail_queue.QueueBackend"
EMAIL_HOST = _mail.get("EMAIL_HOST", "")
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
POST_OFFICE = {
    "BACKENDS": {"default": _mail["EMAIL_BACKEND"]},
    "DEFAULT_PRIORITY": "medium",
    "MAX_RETRIES": 288,  # every quarter of an hour, for three days: a weekend without a mail server loses nobody a mail
    "CELERY_ENABLED": False,
    "MESSAGE_ID_ENABLED": True,  # the same one at every try, so that a mailbox knows a mail that came twice
    "MESSAGE_ID_FQDN": urlsplit(BASE_URL).hostname,
}
PERIODS = Periods()
LIMITS = Limits()
MODERATION_EMAIL = SERVER_EMAIL = env.str("MODERATION_EMAIL", default="samenleven@vvsg.be")
SITE_NAME = "Samenleven in diversiteit"
DEFAULT_FROM_EMAIL = formataddr((SITE_NAME, MODERATION_EMAIL))

# --- Wagtail -------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "practices.Photo"
WAGTAILIMAGES_IMAGE_FORM_BASE = "practices.photos.forms.CleanedPhotoForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = LIMITS.photo_bytes
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "avif": "webp", "heic": "webp"}  # half as heavy
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif", "heic"]
WAGTAILDOCS_DOCUMENT_MODEL = "practices.AttachedFile"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "practices.attachments.forms.CheckedFileForm"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "practices.editor.rich_text.TidyTextArea"}}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "practices.screens.admin_search_backend"}}
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False  # a review is approved by publishing (practices/door.py)
WAGTAIL_MODERATION_ENABLED = True
# Addresses in plain letters: “Oekraïne” becomes oekraine, also while typing a title.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# The moderators' mailbox hears of every submission (practices/workflow.py); superusers need no second mail.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # there is no other to choose
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
TAGGIT_CASE_INSENSITIVE = TAG_SPACES_ALLOWED = True

# --- Security ------------------------------------------------------------------------------------------------------

# Proxies of ours in front: so many of the last entries of X-Forwarded-For are theirs, and can be believed.
PROXY_COUNT = env.int("PROXY_COUNT", default=0)
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    *({"NAME": f"{_validation}.{name}Validator"} for name in ("UserAttributeSimilarity", "CommonPassword", "NumericPassword")),
    {"NAME": "home.accounts.passwords.NotOfTheSite"},
]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Scrypt", "PBKDF2")]
AUTHENTICATION_BACKENDS = ["home.accounts.login.CountedBackend", "django_otp_webauthn.backends.WebAuthnBackend"]
SESSION_ENGINE = "home.accounts.sessions"
SECOND_FACTOR = not DEVELOPMENT or env.bool("SECOND_FACTOR", default=False)
OTP_TOTP_ISSUER = OTP_WEBAUTHN_RP_NAME = SITE_NAME
OTP_TOTP_THROTTLE_FACTOR = 0  # home/accounts/login.py counts what is tried, and says so
OTP_WEBAUTHN_RP_ID = urlsplit(BASE_URL).hostname
# Browsers keep passkeys for https and for localhost, and the package wants no other address named.
OTP_WEBAUTHN_ALLOWED_ORIGINS = [BASE_URL if "://localhost" in BASE_URL else f"https:{_host}"]
OTP_WEBAUTHN_HELPER_CLASS = "home.accounts.passkeys.Ceremonies"
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # older ones, by which links and seals are still read
WAGTAILUSERS_PASSWORD_ENABLED = False  # whoever is invited chooses their own (home/accounts/notices.py)
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address that gets a new password: an administrator changes it
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
if BASE_URL.startswith("https://"):
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"  # which no other host of the domain can set

LOG_FORMAT = env.str("LOG_FORMAT", default="text")
LOGGING = logging_as(LOG_FORMAT)
