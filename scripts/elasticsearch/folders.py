"""Folders of clusters that are nobody's but the process's that asked for them."""

import shutil
import tempfile
from pathlib import Path

from scripts.elasticsearch.processes import Process


def new_folder(cache: Path) -> Path:
    """A new folder below `cache`, which is rid of those of processes that were killed before they could tidy up."""
    parent = cache / "running"
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.iterdir():
        if not _owner(left).is_alive:
            shutil.rmtree(left, ignore_errors=True)
    owner = Process.current()
    return Path(tempfile.mkdtemp(prefix=f"{owner.pid}-{owner.started}-", dir=parent))


def _owner(folder: Path) -> Process:
    pid, started, _random = folder.name.split("-", 2)
    return Process(int(pid), int(started))
