"""Processes of ours: started so that they end with us, and signalled only while they are certainly the same."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from scripts.elasticsearch import debian

#: The kernel ends our processes with the *thread* that started them, so one thread that lasts as long as we do starts
#: them all.
_STARTER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="starter")
#: A program starts only while its parent is still there: the kernel tells of no death before it is asked to.
_GUARD = '[ "$PPID" = "$0" ] && exec "$@"'


@dataclass(frozen=True)
class Process:
    """A process by number and time of start (the kernel's ticks since boot), since numbers are given again."""

    pid: int
    started: int

    @classmethod
    def start(cls, command: Sequence[str], log: Path, *, lasting: bool = False) -> Self:
        """Run `command` with its output in `log`. It ends with this process, unless it is to be `lasting`."""
        whole = list(command) if lasting else _ending_with_us(command)
        pid = _STARTER.submit(_spawn, whole, log).result()
        _wait(lambda: _runs_itself(pid), 10)
        return cls(pid, _started(pid))

    @classmethod
    def current(cls) -> Self:
        """This very process."""
        return cls(os.getpid(), _started(os.getpid()))

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended; a child of ours that has is cleared away."""
        if _started(self.pid) != self.started:
            return False
        try:
            return os.waitpid(self.pid, os.WNOHANG) == (0, 0)
        except ChildProcessError:
            return _state(self.pid) not in ("", "Z", "X")

    @property
    def is_running(self) -> bool:
        """Whether it is alive and not paused."""
        return self.is_alive and _state(self.pid) != "T"

    def pause(self) -> None:
        """Freeze it; returns once it is frozen."""
        self.send(signal.SIGSTOP)
        _wait(lambda: not self.is_running, 10)

    def resume(self) -> None:
        """Let it go on."""
        self.send(signal.SIGCONT)

    def send(self, signum: signal.Signals) -> None:
        """Send a signal, if this very process is still there."""
        with contextlib.suppress(ProcessLookupError):
            handle = os.pidfd_open(self.pid)
            try:
                if _started(self.pid) == self.started:
                    signal.pidfd_send_signal(handle, signum)
            finally:
                os.close(handle)

    def end(self, patience: float = 0) -> None:
        """Ask it to end, wait `patience` seconds, then kill it and wait until it is gone."""
        if patience:
            self.send(signal.SIGTERM)
            self.resume()
            _wait(lambda: not self.is_alive, patience)
        self.send(signal.SIGKILL)
        _wait(lambda: not self.is_alive, 10)


def _wait(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)


def _ending_with_us(command: Sequence[str]) -> list[str]:
    """`command`, killed by the kernel when we end: even while it is paused, and however we end."""
    return ["setpriv", "--pdeathsig", "KILL", "--", "sh", "-c", _GUARD, str(os.getpid()), *command]


def _spawn(command: list[str], log: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    files: list[tuple[int, int, str, int, int] | tuple[int, int, int]] = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(log), flags, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    program = debian.find(command[0]) or command[0]
    return os.posix_spawn(program, command, os.environ, file_actions=files, setsid=True)  # noqa: S606 - our own commands


def _stat(pid: int) -> list[str]:
    """The fields of the kernel's line about a process that follow its name: the state is the first of them."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _runs_itself(pid: int) -> bool:
    """Whether the program proper runs, or has ended. A process that is just changing programs shows no command."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return True
    return _state(pid) == "Z" or (command != b"" and _GUARD.encode() not in command)


def _state(pid: int) -> str:
    return next(iter(_stat(pid)), "")


def _started(pid: int) -> int:
    """Ticks from the machine's start to the process's; -1 if there is no such process."""
    fields = _stat(pid)
    return int(fields[19]) if fields else -1
