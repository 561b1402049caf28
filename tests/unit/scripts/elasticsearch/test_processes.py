import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.elasticsearch.processes import Process

ROOT = Path(__file__).resolve().parents[4]
SLEEP = ["sleep", "600"]
#: Starts a process, freezes it, tells who it is and waits.
PARENT = """
import sys, threading, time
from pathlib import Path
from scripts.elasticsearch.processes import Process

found = []
thread = threading.Thread(target=lambda: found.append(Process.start(["sleep", "600"], Path(sys.argv[1]))))
thread.start()
thread.join()
found[0].pause()
print(found[0].pid, found[0].started, flush=True)
time.sleep(600)
"""


def comes_true(question: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not question() and time.monotonic() < deadline:
        time.sleep(0.02)
    return question()


@pytest.fixture
def sleeper(tmp_path):
    process = Process.start(SLEEP, tmp_path / "log")
    yield process
    process.end()


def test_process_is_paused_and_resumed(sleeper):
    assert sleeper.is_running
    sleeper.pause()
    assert sleeper.is_alive and not sleeper.is_running
    sleeper.resume()
    assert comes_true(lambda: sleeper.is_running)


@pytest.mark.parametrize("patience", [0, 5])
def test_paused_process_ends(sleeper, patience):
    sleeper.pause()
    sleeper.end(patience)
    assert not sleeper.is_alive
    assert not Path(f"/proc/{sleeper.pid}").exists()


def test_process_that_ignores_the_request_is_killed(tmp_path):
    process = Process.start(["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"], tmp_path / "log")
    assert comes_true(lambda: (tmp_path / "log").read_text() == "ready\n")
    process.end(patience=0.2)
    assert not process.is_alive


def test_number_given_again_is_not_signalled(sleeper):
    earlier = Process(sleeper.pid, sleeper.started - 1)
    assert not earlier.is_alive
    earlier.end(patience=0.1)
    assert sleeper.is_running


def test_output_is_kept(tmp_path):
    process = Process.start(["sh", "-c", "echo out; echo err >&2"], tmp_path / "log")
    assert comes_true(lambda: not process.is_alive)
    assert (tmp_path / "log").read_text() == "out\nerr\n"


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_paused_process_ends_with_its_parent_however_that_ends(tmp_path, signum):
    command = [sys.executable, "-c", PARENT, str(tmp_path / "log")]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:  # noqa: S603 - our own
        child = Process(*map(int, parent.stdout.readline().split()))
        assert child.is_alive
        os.kill(parent.pid, signum)
    assert comes_true(lambda: not child.is_alive)


def test_lasting_process_outlives_its_parent(tmp_path):
    parent = PARENT.replace("Path(sys.argv[1])", "Path(sys.argv[1]), lasting=True").replace("time.sleep(600)", "")
    command = [sys.executable, "-c", parent, str(tmp_path / "log")]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True)  # noqa: S603 - our own
    child = Process(*map(int, done.stdout.split()))
    assert child.is_alive
    child.end()
    assert not child.is_alive
