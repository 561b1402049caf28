"""Make the first tree of the site."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from casebook.pages.seeding import seed
from platform_site.operations.registered import registered


class Command(BaseCommand):
    """`seed`: taxonomies, home, library, know-how and sections, in both languages; then what other rooms have.

    Adds only what is missing. `settings.SEEDS` names further functions; each says in a line what it did.
    """

    help = "Makes the first page tree, the taxonomies and the rubric; what exists is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        address = urlsplit(settings.BASE_URL)
        seed(address.hostname or "localhost", address.port or (443 if address.scheme == "https" else 80))
        self.stdout.write("first page tree: ready")
        for sow in registered("SEEDS", []).values():
            self.stdout.write(sow())
