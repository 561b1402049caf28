"""`manage.py daily`: what is done once a day, for cron or a timer."""

from django.core.management.base import BaseCommand, CommandError

from platform_site.operations.daily import run_jobs


class Command(BaseCommand):
    help = "Runs the daily jobs, each on its own. Ends with an error if one of them failed."

    def handle(self, *args, **options) -> None:
        outcomes = list(run_jobs())
        for outcome in outcomes:
            word = "done" if outcome.ok else "FAILED"
            self.stdout.write(f"{word:6} {outcome.job} ({outcome.seconds:.1f} s) {outcome.said}".rstrip())
        failed = [outcome.job for outcome in outcomes if not outcome.ok]
        if failed:
            raise CommandError(f"{len(failed)} of {len(outcomes)} daily jobs failed: {', '.join(failed)}")
