"""`manage.py backup FILE`: database and media in one file, while the site runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from platform_site.operations.archive import ArchiveError, write_backup


class Command(BaseCommand):
    help = "Writes the SQLite database and the media to a new .tar.gz file. The search index is not in it: rebuild it."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, **options) -> None:
        target: Path = options["file"]
        try:
            write_backup(target.absolute())
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{target}: {target.stat().st_size / 1_000_000:.1f} MB")
