"""`manage.py import_cases FILE`: the import without a browser."""

import shlex
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from casebook.intake import actions
from casebook.intake.concerns import Concerns, concerns_in, concerns_of
from casebook.intake.domain.columns import COLUMNS
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.headings import column_letters
from casebook.intake.domain.problems import Problem
from casebook.intake.examine import examine
from casebook.intake.files.reading import open_table
from casebook.intake.files.sheet import WrongFile
from casebook.intake.models import ImportJob
from casebook.intake.permissions import may_import, rights_of
from casebook.intake.report import make_report
from casebook.intake.sentences import reader_language, tell, tell_wrong_file
from casebook.intake.states import JobState, Outcome
from casebook.intake.terminal import ProgressBar
from casebook.intake.vocabulary import current_grammar
from casebook.pages.models import LibraryPage
from platform_site.accounts.models import User

#: What a shell calls the end by Ctrl-C.
INTERRUPTED = 130


class Command(BaseCommand):
    """Checks a spreadsheet, tells what is wrong with it, and imports the rest."""

    job: ImportJob | None = None
    help = "Import cases from XLSX or CSV. A case is known by its id: doing it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only tell what would happen")
        parser.add_argument("--as", dest="email", help="import with the rights, and in the name, of this person")
        parser.add_argument("--report", type=Path, help="write the refused rows with reasons to this workbook")
        parser.add_argument("--resume", action="store_true", help="go on with the import of this file that broke off")
        parser.add_argument(
            "--anonymity-checked",
            action="store_true",
            help="publish also where a company could be recognised: somebody has checked that it cannot",
        )
        parser.add_argument("--allow-refused", action="store_true", help="end with 0 although rows were refused")
        parser.add_argument("--language", choices=["ja", "en"], default="ja", help="language of the messages")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            try:
                counts = self._import(options)
            except WrongFile as error:
                raise CommandError(tell_wrong_file(error)) from error
            except KeyboardInterrupt:
                raise CommandError("\n" + self._tell_interrupted(options), returncode=INTERRUPTED) from None
        if counts[Outcome.REFUSE] and not options["allow_refused"]:
            raise SystemExit(1)

    def _import(self, options: dict[str, Any]) -> dict[str, int]:
        if not LibraryPage.objects.exists():
            raise CommandError(_("There is no library to import into yet. Run “manage.py seed” first."))
        person = _person(options["email"])
        data = _read(options["file"])
        if options["dry_run"]:
            return self._dry_run(data, person)
        job = self.job = self._resumed(data) if options["resume"] else self._received(data, options, person)
        if job.state == JobState.UPLOADED:
            self._check(job, person)
            actions.approve(job=job, by=person, anonymity_checked=options["anonymity_checked"])
        actions.run(job=job, by=person, progress=ProgressBar(_("Importing")))
        counts = job.count_outcomes()
        self._tell_counts(counts)
        if options["report"]:
            options["report"].write_bytes(make_report(job, options["language"]))
        return counts

    def _received(self, data: bytes, options: dict[str, Any], person: User | None) -> ImportJob:
        job = actions.receive_file(data=data, name=options["file"].name, by=person, language=options["language"])
        self._tell_ignored(job.ignored_headings)
        return job

    def _check(self, job: ImportJob, person: User | None) -> None:
        actions.check(job=job, by=person, progress=ProgressBar(_("Checking")))
        grammar = current_grammar()
        for row in job.rows.exclude(problems=[]).iterator(200):
            self._tell_row(row.number, row.external_id, row.reasons, job.places, grammar)
        self._tell_concerns(concerns_of(job.rows.all()))

    def _resumed(self, data: bytes) -> ImportJob:
        job = ImportJob.objects.unfinished().filter(digest=actions.digest_of(data)).first()
        if job is None:
            raise CommandError(_("No import of this file was left unfinished."))
        return job

    def _dry_run(self, data: bytes, person: User | None) -> dict[str, int]:
        """Nothing is written, not even an import."""
        table, grammar = open_table(data), current_grammar()
        self._tell_ignored([*table.headings.ignored, *table.headings.repeated])
        counts = dict.fromkeys(Outcome.values, 0)
        codes: list[tuple[int, frozenset[str]]] = []
        for finding in examine(table, grammar=grammar, rights=rights_of(person)):
            counts[finding.plan.outcome] += 1
            reasons = list(finding.plan.problems)
            codes.append((finding.row.number, frozenset(reason.code for reason in reasons)))
            self._tell_row(finding.row.number, finding.row.external_id, reasons, table.headings.places, grammar)
        self._tell_concerns(concerns_in(codes))
        self._tell_counts(counts)
        return counts

    def _tell_row(
        self, number: int, external_id: str, reasons: list[Problem], places: dict[str, int], grammar: Grammar
    ) -> None:
        for reason in reasons:
            style = self.style.ERROR if reason.is_refusal else self.style.WARNING
            where = f"{column_letters(places[reason.column])}{number}" if reason.column in places else str(number)
            label = COLUMNS[reason.column].label(reader_language()) if reason.column in COLUMNS else ""
            self.stderr.write(style(f"{where} {external_id} {label}: {tell(reason, grammar)}"))

    def _tell_concerns(self, concerns: Concerns) -> None:
        count = len(concerns.recognisable)
        if count:
            told = ngettext(
                "In %(n)s row a company could be recognised", "In %(n)s rows a company could be recognised", count
            )
            self.stderr.write(self.style.WARNING(f"{told % {'n': count}}: {concerns.recognisable}"))
        if concerns.unchecked:
            told = _("These rows stay drafts unless somebody has checked them (--anonymity-checked): %(rows)s")
            self.stderr.write(self.style.WARNING(told % {"rows": concerns.unchecked}))

    def _tell_interrupted(self, options: dict[str, Any]) -> str:
        """What Ctrl-C leaves behind, and how to go on. A check that was not brought to its end is called off."""
        if self.job:
            self.job.refresh_from_db()
        if self.job is None or not self.job.started_at:
            if self.job:
                actions.cancel(job=self.job, by=self.job.uploaded_by)
            return _("Stopped. Nothing has been changed.")
        told = _("Stopped after %(done)s of %(total)s rows. Those stay, none is half done. To go on:")
        whose = f" --as {options['email']}" if options["email"] else ""
        again = f"manage.py import_cases {shlex.quote(str(options['file']))} --resume{whose}"
        return f"{told % {'done': self.job.done, 'total': self.job.total}}\n  {again}"

    def _tell_ignored(self, headings: list[str]) -> None:
        if headings:
            told = _("These columns are not part of a case and are ignored: %(columns)s")
            self.stderr.write(self.style.WARNING(told % {"columns": ", ".join(headings)}))

    def _tell_counts(self, counts: dict[str, int]) -> None:
        self.stdout.write(", ".join(f"{Outcome(outcome).label}: {count}" for outcome, count in counts.items()))


def _person(email: str | None) -> User | None:
    if not email:
        return None
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        raise CommandError(_("There is no account with this address: %(email)s") % {"email": email})
    if not may_import(person):
        raise CommandError(_("%(email)s may not import cases.") % {"email": email})
    return person


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(str(error)) from error
