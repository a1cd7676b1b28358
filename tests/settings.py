"""The product's own settings, with a fast hasher and plain static files."""

import os
import tempfile

from airtool.databases import SQLITE_OPTIONS
from airtool.settings import *  # noqa: F403
from airtool.settings import CHANNEL_LAYERS, DATABASES, REDIS_URL, STATIC_ROOT, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
SECRET_KEY = "only-for-tests"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # the file server warns without it

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the product: several threads share it, which a database in memory does not
    # bear. It need not survive a power cut.
    _folder = tempfile.TemporaryDirectory(prefix="air-tests-")
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder.name}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {
        "init_command": SQLITE_OPTIONS["init_command"].replace("=FULL", "=OFF")
    }

if REDIS_URL:
    # Several test runs may share one Redis, and hear nothing of each other.
    CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"air-tests-{os.getpid()}"
