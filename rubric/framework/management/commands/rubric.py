"""`manage.py rubric import FILE` and `manage.py rubric export FILE`: versions of the rubric as YAML files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from rubric.framework.actions import create_version, replace_content
from rubric.framework.content import framework_of
from rubric.framework.domain.content import Framework
from rubric.framework.domain.reading import NotARubric, read_framework
from rubric.framework.domain.writing import write_framework
from rubric.framework.models import RubricVersion
from rubric.framework.sentences import problem_sentence


class Command(BaseCommand):
    """Versions come in as drafts; the CMS publishes them."""

    help = "Import a version of the rubric from a YAML file as a draft, or export one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=["ja", "en"], default="ja", help="language of messages")
        ways = parser.add_subparsers(dest="way", required=True)
        reading = ways.add_parser("import", help="make a new draft from FILE, or replace what a draft says")
        reading.add_argument("file", type=Path)
        reading.add_argument("--into", type=int, metavar="NUMBER", help="the draft to replace; default: a new version")
        reading.add_argument("--check", action="store_true", help="only say whether the file can be read")
        writing = ways.add_parser("export", help="write a version to FILE")
        writing.add_argument("file", type=Path)
        writing.add_argument("--version-number", type=int, metavar="NUMBER", help="default: the version in use")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            if options["way"] == "import":
                self._read(**options)
            else:
                self._write(options["file"], options["version_number"])

    def _read(self, file: Path, into: int | None, check: bool, **options: Any) -> None:
        framework = self._framework(file)
        if check:
            self.stdout.write(_("The file can be read: %(count)s elements.") % {"count": len(framework.elements)})
            return
        if into is None:
            version = create_version(by=None, framework=framework)
        else:
            version = replace_content(by=None, version=_draft(into), framework=framework)
        self.stdout.write(_("Version %(number)s is ready as a draft.") % {"number": version.number})

    def _framework(self, file: Path) -> Framework:
        try:
            return read_framework(file.read_text(encoding="utf-8-sig"))
        except NotARubric as error:
            for problem in error.problems:
                self.stderr.write(problem_sentence(problem))
            raise CommandError(_("Nothing was imported.")) from None
        except UnicodeDecodeError:
            raise CommandError(_("The file is not UTF-8 text. Nothing was imported.")) from None
        except OSError as error:
            raise CommandError(_("The file cannot be read: %(why)s") % {"why": error.strerror}) from None

    def _write(self, file: Path, number: int | None) -> None:
        wanted = RubricVersion.objects.published() if number is None else RubricVersion.objects.filter(number=number)
        version = wanted.first()
        if version is None:
            raise CommandError(_("There is no such version."))
        file.write_text(write_framework(framework_of(version)), encoding="utf-8")
        self.stdout.write(_("Version %(number)s was written.") % {"number": version.number})


def _draft(number: int) -> RubricVersion:
    version = RubricVersion.objects.filter(number=number).first()
    if version is None:
        raise CommandError(_("There is no such version."))
    if version.is_locked:
        raise CommandError(_("A version that has been published never changes. Import without --into."))
    return version
