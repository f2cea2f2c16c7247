"""Settings of a real portal. Refuses to start half configured."""

from django.core.exceptions import ImproperlyConfigured

from thaibinh.settings.base import *  # noqa: F403
from thaibinh.settings.base import DATABASES, SAMPLE_CONTENT, STORAGES, env


def _required(name: str, why: str) -> str:
    value = env(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} must be set: {why}. See docs/operations.md.")
    return value


DEBUG = False
if env.bool("DEBUG", default=False):
    raise ImproperlyConfigured("DEBUG must be off in production: error pages would show the inside of the portal.")
if SAMPLE_CONTENT:
    raise ImproperlyConfigured("SAMPLE_CONTENT must be off in production: sample accounts have printed passwords.")

SECRET_KEY = _required("SECRET_KEY", "sessions and signed links hang on it; at least 50 random characters")
if len(SECRET_KEY) < 50 or SECRET_KEY.startswith(("only-for-tests", "django-insecure", "change-me")):
    raise ImproperlyConfigured("SECRET_KEY is a default or too short: use at least 50 random characters.")

PORTAL_DOMAIN = _required("PORTAL_DOMAIN", "the province's domain, for example thaibinh.gov.vn")
# Quy chế Điều 4.3: the main portal answers at www.[province].gov.vn; the bare domain redirects there.
MAIN_HOST = env("MAIN_HOST", default=f"www.{PORTAL_DOMAIN}")
PUBLIC_SCHEME = "https"
PUBLIC_PORT = 443
ALLOWED_HOSTS = [h.strip() for h in _required("ALLOWED_HOSTS", "hosts this portal answers for").split(",") if h.strip()]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS may not be '*': links in mails would follow a forged Host header.")
_required("DATABASE_URL", "the PostgreSQL database (15 or newer)")
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": env.int("DATABASE_POOL_SIZE", default=8),
    "timeout": 10,
}
JOBS = env("JOBS", default="worker")
MFA_COMPULSORY = env.bool("MFA_COMPULSORY", default=True)
WAGTAILADMIN_BASE_URL = f"https://{MAIN_HOST}"

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [f"https://{MAIN_HOST}"]

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
