"""The demo: database, first tree, sample library, accounts, index, then web and worker."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from casebook.cases.models import CasePage
from casebook.intake import SAMPLE_FILE


class Command(BaseCommand):
    """`demo`: make whatever of the demo is missing and serve it. What was entered stays."""

    help = "Builds the demo and serves it; refuses when DEBUG is off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="build only")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo has known passwords. It runs with DEBUG=1 only, never in production.")
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("seed", stdout=self.stdout)
        self._sample_library()
        call_command("search_index", "rebuild", if_missing=True)
        call_command("search_index", "drain", stdout=self.stdout)
        call_command("demo_accounts", stdout=self.stdout)
        if not options["no_serve"]:
            port = os.environ.get("PORT", "8000")
            self.stdout.write(self.style.SUCCESS(f"\nhttp://localhost:{port}/  (mail: http://localhost:{port}/demo/mail/)"))
            self.stdout.write("Ctrl-C stops it.\n")
            self.stdout.flush()
            call_command("serve")

    def _sample_library(self) -> None:
        """Import the sample cases that are not there yet; cases that somebody changed are left as they are."""
        if CasePage.objects.exists() and not self._half_imported():
            return
        call_command("import_cases", str(SAMPLE_FILE), only_new=True, allow_refused=False)

    def _half_imported(self) -> bool:
        marker = Path(settings.DATA_DIR) / "sample-imported"
        return not marker.exists()
