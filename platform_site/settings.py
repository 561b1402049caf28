"""All settings of Banso, from the environment (see `.env.example`).

Without any variable this is the demo: SQLite, the embedded search engine, mail kept in files.
"""

from pathlib import Path

import dj_database_url
from csp.constants import NONCE, SELF
from django.utils.translation import gettext_lazy as _

from platform_site import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
env.load_env_file(BASE_DIR / ".env")

DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))
DEBUG = env.flag("DEBUG", False)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")
BASE_URL = env.text("BASE_URL", f"http://localhost:{env.text('PORT', '8000')}" if DEBUG else None)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", BASE_URL)
# The demo makes itself a key and keeps it beside its data; production has to name one.
SECRET_KEY = env.text("SECRET_KEY", env.kept_secret(DATA_DIR / "secret-key") if DEBUG else None)

# -- rooms -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "rubric.desk",
    "rubric.matching",
    "rubric.engagement",
    "rubric.calibration",
    "rubric.supporters",
    "rubric.assessment",
    "rubric.framework",
    "casebook.api",
    "casebook.saved",
    "casebook.insight",
    "casebook.intake",
    "casebook.library",
    "casebook.similarity",
    "casebook.disclosure",
    "casebook.cases",
    "casebook.pages",
    "casebook.taxonomy",
    "search.projection",
    "search.synonyms",
    "search.backend",
    "search",
    "platform_site.operations",
    "platform_site.media",
    "platform_site.accounts",
    "platform_site",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "casebook.api.middleware.ApiManners",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "platform_site.operations.middleware.MissingPages",
]

ROOT_URLCONF = "platform_site.urls"
WSGI_APPLICATION = "platform_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "platform_site.context_processors.site",
            ],
            "builtins": ["platform_site.templatetags.banso"],
        },
    }
]
FORM_RENDERER = "platform_site.forms.DadsRenderer"

# -- data ------------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'banso.sqlite3'}"), conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Two writers at once wait for each other instead of failing (docs/decisions.md).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Counts requests. In memory each web process counts for itself; a cache that they share makes limits exact.
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
#: What the API and the files of the library give: to a token, to an address without one, and of files to each.
REQUESTS_A_MINUTE = {"token": 240, "address": 60, "files": 10}

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if env.flag("TASKS_IMMEDIATE", False)
        else "django_tasks_db.DatabaseBackend",
    }
}

# Rooms hang themselves into operations by dotted name.
DEMO_SEEDS = [
    "casebook.insight.demo.seed_questions",
    "rubric.framework.seeding.seed_examples",
    "rubric.assessment.demo.seed_history",
    "rubric.supporters.demo.seed_supporters",
    "rubric.assessment.cohort.daily.take_figures",
    "rubric.calibration.seeding.seed_vignettes",
    "rubric.engagement.demo.seed_engagements",
    "rubric.matching.demo.seed_staffing",
]
SEEDS = ["rubric.framework.seeding.seed_rubric", "rubric.assessment.seeding.seed_courses"]
HEALTH_CHECKS = ["search.operations.search_index"]
DAILY_JOBS = [
    "casebook.disclosure.daily.end_lapsed_consents",
    "search.operations.compare_and_repair",
    "casebook.saved.daily.tell_news",
    "casebook.saved.daily.forget_deleted",
    "casebook.api.daily.warn_of_ending_tokens",
    "casebook.insight.daily.forget",
    "rubric.assessment.daily.remind",
    "rubric.assessment.cohort.daily.take_figures",
    "rubric.matching.planning.daily.plan_for_the_morning",
    "rubric.matching.proposing.daily.remind_of_proposals",
]

# The cluster's nodes, user and password inside the address; none: the embedded index alone answers.
ELASTICSEARCH_URL = env.words("ELASTICSEARCH_URL")
ELASTICSEARCH_CA_FILE = env.text("ELASTICSEARCH_CA_FILE", "")
ELASTICSEARCH_PREFIX = env.text("ELASTICSEARCH_PREFIX", "banso-cases")
SEARCH_INDEX_DIR = Path(env.text("SEARCH_INDEX_DIR", str(DATA_DIR / "index")))

# What readers ask is counted in memory and written at most so often (seconds; 0: never by itself), and an editor sees
# it once it was asked so many times.
INSIGHT_WRITE_AFTER = 30
INSIGHT_LEAST_ASKED = 3

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# -- people ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# An invitation, or whoever changes it in the CMS, vouches for an address; another one is proved by a code.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_ADAPTER = "platform_site.accounts.adapters.InvitationOnlyAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
# How many proxies of ours stand before the site: without it all readers behind one share an address, and its limits.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("TRUSTED_PROXIES", "0"))
ACCOUNT_SESSION_REMEMBER = None
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Banso"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off

EMAIL_BACKEND = env.text(
    "EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend" if DEBUG else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Banso <banso@example.org>")

# -- languages -------------------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "platform_site" / "cms_locale"]
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ja", "日本語"), ("en", "English")]

# -- CMS -------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "伴走 Banso"
WAGTAILADMIN_BASE_URL = BASE_URL
# Gates of ours that lead to allauth and answer 403, not a loop, to those who may not pass (casebook/cms_urls.py).
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "wagtailcore_login"
WAGTAIL_USER_TIME_ZONES = ["Asia/Tokyo"]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "media.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "csv", "zip"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backend.database"}}
TAGGIT_CASE_INSENSITIVE = True

# -- protection ------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/cms/",),  # Wagtail's admin brings inline scripts of its own
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, "'sha256-x+mr6ZbZZCmT3HsQXYQ9o6QSaO5molJi++Wq6mOV+MQ='"],  # 500.html stands alone
        "img-src": [SELF, "data:"],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "object-src": ["'none'"],
    },
}
if not DEBUG and BASE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
    # A node that does not answer is told once, by us, and not with a traceback for each attempt.
    "loggers": {"elastic_transport": {"level": "ERROR"}},
}
