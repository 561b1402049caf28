"""Settings of the benchmarks: the product's own, as in production, on the folder that DATA_DIR names."""

import os

os.environ.setdefault("SECRET_KEY", "benchmarks-only")
os.environ.setdefault("BASE_URL", "http://localhost:8000")
os.environ.setdefault("TASKS_IMMEDIATE", "1")

from platform_site.settings import *  # noqa: E402, F403 - the benchmarks run on the product's settings

DEBUG = False
ALLOWED_HOSTS = ["localhost", "testserver"]
#: No collected files are needed to measure pages; looking up a hashed name costs a dictionary access.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
#: Stock search, whatever the product does behind the CMS's boxes: `stock.py` compares with it.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
