"""Typed reading of environment variables, and of an `.env` file beside `manage.py`.

A missing variable fails at start with the line to add, not later with a riddle.
"""

import os
import secrets
from pathlib import Path


class MissingSetting(RuntimeError):
    """A required environment variable is not set; the message holds the line to add to `.env`."""


def load_env_file(path: Path) -> None:
    """Put the `NAME=value` lines of `path` into the environment; what is set already wins."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.strip().partition("=")
        if separator and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def text(name: str, default: str | None = None) -> str:
    """The variable `name`; raises MissingSetting where there is neither value nor default."""
    value = os.environ.get(name) or default
    if value is None:
        raise MissingSetting(f"{name} is not set. Add a line such as {name}=… to .env or to the environment.")
    return value


def flag(name: str, default: bool) -> bool:
    """The variable `name` as yes or no (1, true, yes, on)."""
    value = os.environ.get(name, "")
    return default if value == "" else value.lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """The variable `name` as a comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def kept_secret(path: Path) -> str:
    """A random secret that is made once and kept in `path`, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    secret = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret)
    return secret
