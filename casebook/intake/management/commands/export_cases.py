"""`manage.py export_cases FILE`: all cases as a spreadsheet that can be imported again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from casebook.intake import actions
from casebook.intake.export import ENCODINGS, FORMATS, exportable_to
from casebook.intake.files.writing import NotEncodable
from casebook.pages.models import LibraryPage
from platform_site.accounts.models import User


class Command(BaseCommand):
    """Writes the cases in the columns in which they come in."""

    help = "Export cases to FILE (.xlsx or .csv)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="email", help="only what this person may take out")
        parser.add_argument("--encoding", choices=list(ENCODINGS), default="utf-8", help="of a CSV file")
        parser.add_argument("--language", choices=["ja", "en"], default="ja", help="language of headings and names")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        kind = path.suffix.removeprefix(".").lower()
        with override(options["language"]):
            if kind not in FORMATS:
                raise CommandError(_("The file's name has to end in .xlsx or .csv."))
            if not LibraryPage.objects.exists():
                raise CommandError(_("There is no library to export from yet. Run “manage.py seed” first."))
            person = _person(options["email"])
            try:
                data = actions.export(
                    by=None, seen_by=person, kind=kind, language=options["language"], encoding=options["encoding"]
                )
            except NotEncodable as error:
                told = _("Shift_JIS has no character “%(sign)s”. Use UTF-8.")
                raise CommandError(told % {"sign": error.sign}) from error
            path.write_bytes(data)
            self.stdout.write(_("Cases written: %(count)s") % {"count": exportable_to(person).count()})


def _person(email: str | None) -> User | None:
    if not email:
        return None
    try:
        return User.objects.get(email__iexact=email)
    except User.DoesNotExist:
        raise CommandError(_("There is no account with this address: %(email)s") % {"email": email}) from None
