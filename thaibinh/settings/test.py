"""Settings of `make test`: quick password hashes, mail in memory, files under a folder of the run's own."""

from thaibinh.settings.base import *  # noqa: F403
from thaibinh.settings.base import BASE_DIR, DATABASES, MIDDLEWARE, VAR_DIR, env

DEBUG = False
SECRET_KEY = "only-for-tests-" + "x" * 50
SAMPLE_CONTENT = False
PORTAL_DOMAIN = MAIN_HOST = "thaibinh.localhost"
PUBLIC_PORT = 80
ALLOWED_HOSTS = [".thaibinh.localhost", "127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}
# Off but in its own tests: no test commits, so nothing would be purged.
PAGE_CACHE = False
MIDDLEWARE = ["tests.cacheable.NothingPrivateIsShared", *MIDDLEWARE]
MEDIA_ROOT = str(VAR_DIR / "test" / "media")
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# A ready-migrated template database, made once by `tests/conftest.py`: a worker's own copy takes a second.
DATABASES["default"]["TEST"] = {"NAME": "test_thaibinh", "TEMPLATE": env("TEST_TEMPLATE", default="") or None}
REAL_DATA = env("REAL_DATA", default="")
TEST_DATA_DIR = BASE_DIR / "tests" / "data"
