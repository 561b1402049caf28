"""`manage.py restore FILE`: puts a backup into place."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from platform_site.operations.archive import ArchiveError, read_backup


class Command(BaseCommand):
    help = (
        "Puts a backup's database and media into place. Stop the site first; afterwards migrate and rebuild the index."
    )
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="also where there is a database already; that one is kept"
        )

    def handle(self, *args, **options) -> None:
        try:
            kept = read_backup(options["file"].absolute(), replace=options["replace"])
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        for path in kept:
            self.stdout.write(f"What was there is kept at {path}")
        self.stdout.write("Restored. Now run: manage.py migrate && manage.py search_index rebuild")
