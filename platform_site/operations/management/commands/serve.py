"""Web, worker and index keeper together, until one is told to stop."""

import os
import signal
import subprocess
import sys
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

#: A question of 500 Japanese characters with filters is a line of some 5,000 bytes; gunicorn takes 4,094 by default.
LIMITS = ("--limit-request-line", "8190")


class Command(BaseCommand):
    """`serve`: gunicorn on PORT (8000), the task worker, and `search_index follow`."""

    help = "Runs the web server, the task worker and the index keeper."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: stopped.set())
        processes = [self._start(*command) for command in self._commands(options)]
        try:
            self._watch(processes, stopped)
        finally:
            self._stop(processes)

    def _commands(self, options: dict[str, Any]) -> list[tuple[str, ...]]:
        manage = (sys.executable, "manage.py")
        web = ("gunicorn", "platform_site.wsgi", "--bind", f"{options['host']}:{options['port']}")
        return [
            (sys.executable, "-m", *web, *LIMITS, "--workers", "2", "--threads", "4", "--log-level", "warning"),
            (*manage, "db_worker", "--no-reload", "--verbosity", "0"),
            (*manage, "search_index", "follow"),
        ]

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own fixed commands

    def _watch(self, processes: list[subprocess.Popen[bytes]], stopped: threading.Event) -> None:
        while not stopped.wait(0.5):
            ended = next((process for process in processes if process.poll() is not None), None)
            if ended is not None:
                raise CommandError(f"{' '.join(map(str, ended.args[:4]))} ended with {ended.returncode}")

    def _stop(self, processes: list[subprocess.Popen[bytes]]) -> None:
        for process in processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
