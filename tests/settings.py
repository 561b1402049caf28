"""Settings of the tests: the product's own, with work done at once and files in a folder of their own."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DEBUG", "1")
os.environ["TASKS_IMMEDIATE"] = "1"
# The browser driver runs an event loop beside the tests' own database calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
_DATA = Path(tempfile.mkdtemp(prefix="banso-tests-"))
os.environ["DATA_DIR"] = str(_DATA)
(_DATA / "static").mkdir()

from platform_site.settings import *  # noqa: E402, F403 - the tests run on the product's settings

DEBUG = False
ELASTICSEARCH_URL = []  # a server that the environment names is for the tests that ask for one
ALLOWED_HOSTS = ["*"]
SECRET_KEY = "tests-only"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INSIGHT_WRITE_AFTER = 0  # a thread of its own would write into another test's database
