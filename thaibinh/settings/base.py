"""Settings that hold everywhere. Every value an operator may change is an environment variable.

The table of all variables with their meaning stands in `docs/operations.md`.
"""

from __future__ import annotations

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

# --- The province. The same code must serve another one. ---
PROVINCE_NAME = env("PROVINCE_NAME", default="Thái Bình")
PROVINCE_NAME_EN = env("PROVINCE_NAME_EN", default="Thai Binh")
PORTAL_DOMAIN = env("PORTAL_DOMAIN", default="thaibinh.localhost")
# The portal of the Office of the Provincial People's Committee: its staff keep the province's documents (Điều 12).
OFFICE_LABEL = env("OFFICE_LABEL", default="vpubnd")
MAIN_HOST = env("MAIN_HOST", default=PORTAL_DOMAIN)
PUBLIC_SCHEME = env("PUBLIC_SCHEME", default="http")
PUBLIC_PORT = env.int("PUBLIC_PORT", default=8000)
# Where citizens hand in their files: the National Public Service Portal (NĐ 224/2026 Điều 9.1.a).
ONLINE_SERVICES_URL = env("ONLINE_SERVICES_URL", default="https://dichvucong.gov.vn/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[f".{PORTAL_DOMAIN}", "127.0.0.1", "localhost", "[::1]"])

# --- What the house is built of ---
ROOMS = ["thaibinh", "home", "search", "news", "documents", "agencies", "core"]
INSTALLED_APPS = [
    *ROOMS,
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "agencies.wagtail_admin.PortalAdminConfig",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "thaibinh.middleware.HealthMiddleware",
    "thaibinh.maintenance.MaintenanceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thaibinh.public_answers.PublicAnswers",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "thaibinh.middleware.ContentPolicyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "agencies.middleware.PortalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "agencies.idle.IdleMiddleware",
    "agencies.wall.gate.AdminGate",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "home.gone.RedirectOrGone",
]
ROOT_URLCONF = "thaibinh.urls"
WSGI_APPLICATION = "thaibinh.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "agencies.context_processors.portal",
            ],
        },
    },
]

# --- Database: PostgreSQL only (docs/decisions/0001) ---
DATABASES = {"default": {**env.db_url("DATABASE_URL", default="postgresql:///thaibinh")}}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A ParentalKey that is unique: what a OneToOneField would be, where the editor needs the page's cluster.
# Wagtail shows previews in a frame of the same origin: "DENY" would close them (security.W019).
SILENCED_SYSTEM_CHECKS = ["fields.W342", "security.W019"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache: shared by all processes, files unless a Redis is named ---
CACHE_URL = env("CACHE_URL", default="")
_SOON = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}  # seconds; a Redis that hangs hangs nobody
CACHES = (
    {
        "default": {"BACKEND": "core.patient_cache.PatientRedis", "LOCATION": CACHE_URL, "OPTIONS": _SOON},
        "pages": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CACHE_URL,
            "KEY_PREFIX": "pages",
            "OPTIONS": _SOON,
        },
    }
    if CACHE_URL
    else {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR_DIR / "cache"),
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        },
        "pages": {
            "BACKEND": "core.page_files.PageFiles",
            "LOCATION": str(VAR_DIR / "pages"),
            "OPTIONS": {"MAX_ENTRIES": env.int("PAGE_CACHE_ENTRIES", default=20_000)},
        },
    }
)
# The sign that the portal is closed for planned work; every process of the portal has to see the same file.
MAINTENANCE_FILE = env("MAINTENANCE_FILE", default=str(VAR_DIR / "maintenance.json"))
# Finished answers are kept until what they show changes (core/page_cache.py).
PAGE_CACHE = env.bool("PAGE_CACHE", default=True)

# --- Jobs: "inline" runs them right after the commit in this process, "worker" leaves them to `manage.py worker`  ---
JOBS = env("JOBS", default="inline")
# Wagtail's own small tasks stay in the process that starts them.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- People  ---
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "agencies.passwords.LengthAndKinds"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "agencies.passwords.NotOneOfTheLast"},
]
ACCOUNT_ADAPTER = "agencies.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation's link has proved the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # that mail invites to sign up, and nobody does
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
# The lock of an account is ours (agencies/sign_in.py); this one slows down an address that tries many.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,20/5m/key"}
# How many proxies stand before the portal: whose X-Forwarded-For is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = f"Cổng TTĐT {PROVINCE_NAME}"
MFA_TOTP_TOLERANCE = 1
# Approvers, officers, the Board and operators have to set up a second factor before they go on.
MFA_COMPULSORY = env.bool("MFA_COMPULSORY", default=False)
BOARD_GROUP = "Ban Biên tập"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# What a browser may load for a public page: ours alone, and no script inside the page. The admin is Wagtail's and still
# has scripts in its pages: `thaibinh.middleware` loosens the policy there, and only there.
_ONLY_OURS = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _ONLY_OURS}
ADMIN_CONTENT_SECURITY_POLICY = {
    **_ONLY_OURS,
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
}
_NOBODY: list[str] = []
PERMISSIONS_POLICY = {
    **dict.fromkeys(("camera", "microphone", "geolocation", "payment", "usb", "midi", "serial"), _NOBODY),
    **dict.fromkeys(("accelerometer", "gyroscope", "magnetometer", "display-capture"), _NOBODY),
}

# --- Language and time  ---
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "upstream"]  # the first wins
USE_I18N = True
FORMAT_MODULE_PATH = ["thaibinh.formats"]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- Files  ---
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "thaibinh.stylesheet.StylesheetFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = env("MEDIA_ROOT", default=str(VAR_DIR / "media"))
# Bytes, without files. Well above the longest text of a document, so that one that is too long comes back with a word.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
STORAGES = {
    # Uploaded files are for the server alone; static files are for everybody.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o640},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- Wagtail  ---
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_SITE_NAME = "Cổng Thông tin điện tử"
WAGTAILADMIN_BASE_URL = env("WAGTAILADMIN_BASE_URL", default=f"{PUBLIC_SCHEME}://{MAIN_HOST}")
WAGTAILIMAGES_IMAGE_MODEL = "agencies.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "agencies.PortalFile"
WAGTAILDOCS_EXTENSIONS = ["csv", "doc", "docx", "mp4", "pdf", "rtf", "txt", "vtt", "webm", "xls", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024  # bytes; scans of signed documents run to 40 MB
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# One door (allauth): Wagtail's own account screen keeps the name and the appearance only.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "none"  # another agency's address stays an address
WAGTAILDOCS_DOCUMENT_FORM_BASE = "agencies.media_forms.PortalFileForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "agencies.media_forms.PortalImageForm"
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_MODERATION_ENABLED = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "agencies.workflow.publish_finished"
TAGGIT_CASE_INSENSITIVE = True

# --- Mail  ---
_mail = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_FILE_PATH = _mail.get("EMAIL_FILE_PATH") or str(VAR_DIR / "mail")  # for filemail://
EMAIL_HOST = _mail.get("EMAIL_HOST", "")
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"cong@{PORTAL_DOMAIN}")

# --- Sample content (never in production) ---
SAMPLE_CONTENT = env.bool("SAMPLE_CONTENT", default=False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
        "django.server": {"level": "WARNING"},
    },
}
