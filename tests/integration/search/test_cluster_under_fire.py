"""The whole site on three nodes: readers search and an editor publishes while nodes die, freeze and come back."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

ROOT = Path(__file__).resolve().parents[3]
READERS = 50
#: What the tests' own settings put into the environment, or the machine's.
NOT_OURS = frozenset({"DATABASE_URL", "TASKS_IMMEDIATE", "SEARCH_INDEX_DIR"})
#: Seconds that a reader waits before she calls it a failure.
PATIENCE = 60
SEARCH = f"/cases/?q={quote('承継')}"
PUBLISH = """
import time
from casebook.cases.models import CasePage
from casebook.pages.models import LibraryPage
library = LibraryPage.objects.get(locale__language_code="ja")
for number in range(10_000):
    case = library.add_child(instance=CasePage(title=f"承継の事例{number}", source_title="試験", disclosure="public"))
    print(number, flush=True)
    time.sleep(0.5)
"""


class Site:
    """The product in a folder of its own, on the cluster at `urls`."""

    def __init__(self, folder: Path, urls: list[str]) -> None:
        self.port = _free_port()
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in NOT_OURS},
            **{"DEBUG": "1", "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "platform_site.settings"},
            **{"ELASTICSEARCH_URL": ",".join(urls), "PORT": str(self.port)},
        }

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output, _nothing = process.communicate(timeout=180)
        assert process.returncode == 0, output
        return output

    def start(self, *arguments: str, **options) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, env=self.environment, text=True, start_new_session=True, **options
        )

    @contextmanager
    def running(self, *arguments: str, **options):
        process = self.start(*arguments, **options)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def count(self) -> int:
        """How many cases a search finds; raises where it fails."""
        status, html = self.get(SEARCH)
        assert status == 200, html[:500]
        return int(re.search(r"<strong>(\d+)</strong>", html)[1])


class Readers:
    """Fifty who search without a pause, and what went wrong for them."""

    def __init__(self, site: Site, least: int) -> None:
        self.site, self.least = site, least
        self.failures: list[str] = []
        self.searches = 0
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self._read, daemon=True) for _reader in range(READERS)]

    def __enter__(self) -> "Readers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error) -> None:
        self.stopped.set()
        for thread in self.threads:
            thread.join(timeout=PATIENCE)

    def _read(self) -> None:
        while not self.stopped.is_set():
            try:
                found = self.site.count()
                if found < self.least:
                    self.failures.append(f"{found} of {self.least} cases")
            except (AssertionError, OSError, TypeError) as error:
                self.failures.append(repr(error))
            self.searches += 1


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def until(true, seconds: float = 90) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.5)
    return False


@pytest.fixture
def site(three_nodes, tmp_path):
    site = Site(tmp_path, three_nodes.urls)
    for arguments in (("migrate", "-v", "0"), ("seed",), ("search_index", "rebuild")):
        site.run(*arguments)
    with site.running("serve"):
        assert until(lambda: _answers(site), 60)
        yield site


def _answers(site: Site) -> bool:
    try:
        return site.get("/health/")[0] == 200
    except OSError:
        return False


def test_no_search_fails_and_nothing_is_lost_whatever_happens_to_the_nodes(three_nodes, site):
    with site.running("shell", "-v", "0", "-c", PUBLISH, stdout=subprocess.PIPE) as editor:
        while editor.stdout.readline().strip() != "3":
            pass
        assert until(lambda: site.count() >= 3)
        with Readers(site, least=3) as readers:
            time.sleep(2)
            three_nodes.kill(0)
            time.sleep(4)
            three_nodes.restart(0)
            three_nodes.pause(1)
            time.sleep(6)
            three_nodes.resume(1)
            for node in range(3):
                three_nodes.kill(node)
            time.sleep(4)
            assert "予備" in site.get(SEARCH)[1]
            for node in range(3):
                three_nodes.restart(node)
            three_nodes.wait(nodes=3)
            time.sleep(2)
        assert readers.failures == []
        assert readers.searches > READERS
    published = sum(1 for _line in editor.stdout) + 4
    assert until(lambda: "予備" not in site.get(SEARCH)[1]), "the cluster does not answer again by itself"
    assert until(lambda: site.count() >= published - 1)
    site.run("search_index", "drain")
    compared = site.run("search_index", "check")
    for engine in ("embedded", "elasticsearch"):
        assert f"{engine}: missing 0, stale 0, unwanted 0" in compared.splitlines()
