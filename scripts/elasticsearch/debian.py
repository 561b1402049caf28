"""Programs that Debian has: found, or installed where we may."""

import fcntl
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts.elasticsearch.errors import Unavailable

#: Program → Debian package, installed in the manner of `scripts/system-packages`.
NODE = {"java": "default-jdk-headless", "javac": "default-jdk-headless", "mvn": "maven", "setpriv": "util-linux"}
FRONT = {"nginx": "nginx", "openssl": "openssl", "setpriv": "util-linux"}
#: What Maven writes even where nobody can see colours.
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
#: Seconds for a package manager on a slow line.
PATIENCE = 900


def ensure(programs: Mapping[str, str]) -> None:
    """Install what is missing of `programs` when we are root on Debian; else raise `Unavailable` with the packages."""
    missing = sorted({package for program, package in programs.items() if not find(program)})
    if not missing:
        return
    if os.geteuid() != 0 or not find("apt-get"):
        raise Unavailable(f"not installed: {', '.join(missing)} (Debian packages)")
    run(["apt-get", "update", "-q"], otherwise="apt-get could not read Debian's lists of packages")
    install = ["apt-get", "install", "-qy", "--no-install-recommends", *missing]
    run(install, otherwise=f"apt-get could not install {', '.join(missing)}")


def find(program: str) -> str | None:
    """The path of `program`, servers' folders included: they are not on every user's PATH."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def run(command: Sequence[str], *, otherwise: str, text: str = "") -> str:
    """Run `command` to its end with `text` as its input; where it fails, raise `Unavailable(otherwise: why)`."""
    try:
        done = subprocess.run(  # noqa: S603 - our own commands
            [find(command[0]) or command[0], *command[1:]],
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"{otherwise}: {error}") from error
    if done.returncode:
        raise Unavailable(f"{otherwise}: {_reason(done.stdout)}")
    return done.stdout


def _reason(output: str) -> str:
    """The first line that calls itself an error, or the last one."""
    plain = COLOURS.sub("", output)
    lines = [line.strip() for line in plain.splitlines() if line.strip()] or ["no reason was given"]
    return next((line for line in lines if "error" in line.lower()), lines[-1])[:500]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One process at a time in `folder`, which is made: test workers start together."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
