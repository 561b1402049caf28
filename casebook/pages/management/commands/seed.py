"""Make the first tree of the site."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from casebook.pages.seeding import seed


class Command(BaseCommand):
    """`seed`: taxonomies, home, library, know-how and sections, in both languages. Adds only what is missing."""

    help = "Makes the first page tree and the taxonomies; what exists is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        address = urlsplit(settings.BASE_URL)
        seed(address.hostname or "localhost", address.port or (443 if address.scheme == "https" else 80))
        self.stdout.write("first page tree: ready")
