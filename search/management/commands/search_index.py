"""Keep the search index: rebuild, check, drain, follow."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from search.engines import engine, fed_engines
from search.engines.base import EngineError, Fed
from search.projection.drain import drain
from search.projection.models import DirtyDocument
from search.projection.rebuild import differences, rebuild, repair


def _is_built(one: Fed) -> bool:
    """Whether an engine has an index. One that does not answer is not waited for: the other serves meanwhile."""
    try:
        return bool(one.live_generation)
    except EngineError:
        return True


class Command(BaseCommand):
    """`search_index rebuild | check [--repair] | drain | follow | status`."""

    help = "Keeps the search index in step with the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["rebuild", "check", "drain", "follow", "status"])
        parser.add_argument("--repair", action="store_true", help="check: index again what differs")
        parser.add_argument("--every", type=float, default=1.0, help="follow: seconds between looks")
        parser.add_argument("--if-missing", action="store_true", help="rebuild: only where there is no index yet")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"_{options['verb']}")(options)

    def _rebuild(self, options: dict[str, Any]) -> None:
        if options["if_missing"] and all(_is_built(one) for one in fed_engines()):
            return
        try:
            done = rebuild(progress=lambda count: self.stderr.write(f"  {count} documents"))
        except EngineError as error:
            raise CommandError(f"not every index was rebuilt: {error}") from error
        self.stdout.write(f"index rebuilt: {done} documents")

    def _check(self, options: dict[str, Any]) -> None:
        differ = False
        for one in fed_engines():
            try:
                found = differences(one, progress=lambda count: self.stderr.write(f"  {count} documents compared"))
            except EngineError as error:
                raise CommandError(f"{one.name}: {error}") from error
            differ = differ or bool(found.keys)
            counts = f"missing {len(found.missing)}, stale {len(found.stale)}, unwanted {len(found.unwanted)}"
            self.stdout.write(f"{one.name}: {counts}")
            if options["repair"]:
                self.stdout.write(f"{one.name}: repaired {repair(found)} documents")
        if differ and not options["repair"]:
            raise CommandError("an index differs from the database; run with --repair")

    def _drain(self, options: dict[str, Any]) -> None:
        self.stdout.write(f"{drain()} documents written")

    def _follow(self, options: dict[str, Any]) -> None:
        """Drain what a killed process left behind, until told to stop."""
        stopped = threading.Event()
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: stopped.set())
        while not stopped.wait(options["every"]):
            drain()
            connection.close_if_unusable_or_obsolete()

    def _status(self, options: dict[str, Any]) -> None:
        for name, value in engine().health().items():
            self.stdout.write(f"{name}: {value}")
        self.stdout.write(f"waiting: {DirtyDocument.objects.count()}")
