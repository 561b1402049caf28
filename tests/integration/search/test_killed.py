"""A real process, really killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PUBLISH = """
from casebook.cases.models import CasePage
from casebook.pages.models import LibraryPage
library = LibraryPage.objects.get(locale__language_code="ja")
print("ready", flush=True)
for number in range(10_000):
    library.add_child(instance=CasePage(title=f"承継の事例{number}", source_title="試験"))
    print(number, flush=True)
"""


def manage(folder, *arguments, **options):
    environment = {
        **os.environ,
        "DEBUG": "1",
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "platform_site.settings",
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **options)  # noqa: S603 - our own command


def run(folder, *arguments):
    process = manage(folder, *arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output, _nothing = process.communicate(timeout=120)
    return process.returncode, output


def test_publisher_killed_with_sigkill_leaves_a_consistent_index(tmp_path):
    for arguments in (("migrate", "-v", "0"), ("seed",), ("search_index", "rebuild")):
        code, output = run(tmp_path, *arguments)
        assert code == 0, output
    publisher = manage(tmp_path, "shell", "-v", "0", "-c", PUBLISH, stdout=subprocess.PIPE)
    seen = [publisher.stdout.readline().strip() for _line in range(6)]
    time.sleep(0.013)
    publisher.send_signal(signal.SIGKILL)
    publisher.wait(timeout=30)
    assert seen[-1] == "4"
    assert run(tmp_path, "search_index", "drain")[0] == 0
    code, output = run(tmp_path, "search_index", "check")
    assert (code, output.splitlines()[-1]) == (0, "embedded: missing 0, stale 0, unwanted 0")
