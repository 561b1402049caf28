"""Why there is no cluster."""

from pathlib import Path


class Unavailable(RuntimeError):
    """This machine cannot run one: a program, a library or the network is missing. One line, fit for a skipped test."""


class Failed(RuntimeError):
    """It could run here but did not. The message ends with what the log said last."""

    @classmethod
    def with_log(cls, what: str, log: Path) -> "Failed":
        """An error that quotes the end of `log`."""
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        return cls("\n".join([f"{what}; see {log}", *lines[-5:]]))
