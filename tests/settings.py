"""The product's own settings, with a fast hasher and plain static files."""

from airtool.settings import *  # noqa: F403
from airtool.settings import STATIC_ROOT, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
SECRET_KEY = "only-for-tests"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # the file server warns without it
