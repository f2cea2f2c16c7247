"""Settings of `make run`: a newcomer's machine, sample content on, everything under `var/`."""

from thaibinh.settings.base import *  # noqa: F403
from thaibinh.settings.base import DATABASES, VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
SAMPLE_CONTENT = env.bool("SAMPLE_CONTENT", default=True)


def _secret_key() -> str:
    """A key of this machine alone, made once and kept beside the data it protects."""
    import secrets

    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or _secret_key()
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
WHITENOISE_USE_FINDERS = True
# Mails of a newcomer's portal are files to read: the link of an invitation stands in one of them.
if not env("EMAIL_URL", default=""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
# Passkeys need https or this machine: `*.localhost` counts as this machine for browsers.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
