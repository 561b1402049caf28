"""The demo: database, first tree, sample library, accounts, index, then web and worker."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from casebook.intake.models import ImportJob
from casebook.intake.states import JobState
from casebook.pages.collection_seeding import seed_collection
from platform_site.accounts.demo import make_accounts
from platform_site.operations.registered import registered
from search.backend.models import IndexedText

#: Real, public cases, each retold with its source.
SAMPLE_FILE = Path(__file__).resolve().parents[3] / "intake" / "sample" / "cases.csv"


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
        seed_collection()
        make_accounts()
        for sow in registered("DEMO_SEEDS", []).values():
            self.stdout.write(sow())
        call_command("search_index", "rebuild", if_missing=True)
        call_command("search_index", "drain", stdout=self.stdout)
        call_command("demo_accounts", stdout=self.stdout)
        if not IndexedText.objects.exists():
            call_command("update_index", verbosity=0)  # the CMS's search boxes; each save keeps them from then on
        if not options["no_serve"]:
            port = os.environ.get("PORT", "8000")
            self.stdout.write(
                self.style.SUCCESS(f"\nhttp://localhost:{port}/  (mail: http://localhost:{port}/demo/mail/)")
            )
            self.stdout.write("Ctrl-C stops it.\n")
            self.stdout.flush()
            call_command("serve")

    def _sample_library(self) -> None:
        """Bring the sample library in once; an import that was interrupted goes on where it stopped."""
        imports = ImportJob.objects.filter(file_name=SAMPLE_FILE.name, uploaded_by=None)
        if imports.filter(state=JobState.FINISHED).exists():
            return
        self.stdout.write("sample library …")
        call_command("import_cases", SAMPLE_FILE, resume=imports.unfinished().exists())
