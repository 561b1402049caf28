"""Times, percentiles and memory."""

import gzip
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from math import ceil
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from typing import TypeVar

T = TypeVar("T")
MEGABYTE = 1_000_000
#: How often each question is asked: other work on the machine disturbs one round, seldom two.
ROUNDS = 3


@dataclass
class Stopwatch:
    """How long something took; still 0 inside of it."""

    seconds: float = 0.0

    @property
    def milliseconds(self) -> float:
        """The same in thousandths."""
        return self.seconds * 1000


@contextmanager
def stopwatch() -> Iterator[Stopwatch]:
    """Time a block."""
    watch, start = Stopwatch(), time.perf_counter()
    try:
        yield watch
    finally:
        watch.seconds = time.perf_counter() - start


def timed(work: Callable[[T], object], things: Sequence[T], rounds: int = ROUNDS) -> list[float]:
    """Milliseconds of `work` for each thing: the median of several rounds, after one that warms the caches."""
    for thing in things:
        work(thing)
    took = [[_took(work, thing) for thing in things] for _round in range(rounds)]
    return [median(of_thing) for of_thing in zip(*took, strict=True)]


def _took(work: Callable[[T], object], thing: T) -> float:
    with stopwatch() as watch:
        work(thing)
    return watch.milliseconds


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of `values` do not exceed, by nearest rank. Raises ValueError without values."""
    if not values:
        raise ValueError("no values to rank")
    ranked = sorted(values)
    return ranked[max(0, ceil(len(ranked) * share) - 1)]


def summary(name: str, values: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile under `name_p50` and `name_p95`; nothing where nothing was measured."""
    if not values:
        return {}
    return {f"{name}_p50": percentile(values, 0.50), f"{name}_p95": percentile(values, 0.95)}


def resident_mb() -> dict[str, float]:
    """This process's resident memory now: all of it, and the part that is its own (not mapped from files)."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    kilobytes = {name: int(lines[name].split()[0]) for name in ("VmRSS", "RssAnon")}
    return {"resident_mb": kilobytes["VmRSS"] / 1000, "own_mb": kilobytes["RssAnon"] / 1000}


def peak_mb(who: int = RUSAGE_SELF) -> float:
    """The most that this process has held; for RUSAGE_CHILDREN the most of any one that it has waited for."""
    return getrusage(who).ru_maxrss / 1000


def processor_seconds() -> float:
    """Processor time of this process and of its finished children so far."""
    used = (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def largest_child_mb() -> float:
    """The most that any finished child of this process has held."""
    return peak_mb(RUSAGE_CHILDREN)


def folder_mb(path: Path) -> float:
    """What lies in a folder."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / MEGABYTE


def transferred(body: bytes, *, is_compressed: bool) -> int:
    """Bytes on the line: as they are where they are compressed already, otherwise as gzip would send them."""
    return len(body) if is_compressed else len(gzip.compress(body, 6))


def machine() -> str:
    """The machine in one line: processor, cores, memory."""
    cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    models = [line.partition(":")[2].strip() for line in cpu.splitlines() if line.startswith("model name")]
    memory = Path("/proc/meminfo").read_text(encoding="ascii").split()[1]
    return f"{len(models)} × {models[0] if models else platform.processor()}, {int(memory) / 1_000_000:.0f} GB memory"


def versions() -> str:
    """What the figures were measured with."""
    names = ("django", "wagtail", "tantivy", "sudachipy", "sudachidict-core")
    return f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in names)
