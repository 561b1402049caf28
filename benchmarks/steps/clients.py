"""The library page as several readers get it at once: real HTTP against gunicorn as `make run` starts it."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.measure import stopwatch, summary
from benchmarks.queries import heavy_queries

#: How many ask at the same time, each the next as soon as he has his answer.
CLIENTS = (1, 8)
#: Questions in all of each round.
ASKED = 400
START, PATIENCE = 60.0, 30.0


def clients(_size: int, _seconds: float) -> dict[str, Any]:
    """Times and answers a second with 1 and with 8 clients at the budget's questions."""
    paths = [f"/cases/?{query.query_string}" for query in heavy_queries()]
    figures: dict[str, Any] = {}
    with served() as port:
        _ask(port, paths[:40], clients=4)  # both workers have read their dictionary
        for count in CLIENTS:
            with stopwatch() as watch:
                times = _ask(port, (paths * 4)[:ASKED], clients=count)
            figures |= summary(f"clients_{count}", times)
            figures[f"clients_{count}_rate"] = len(times) / watch.seconds
    return figures


@contextmanager
def served() -> Iterator[int]:
    """A port on which the site of this folder answers."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = ["gunicorn", "platform_site.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", *command, "--log-level", "error"], env=dict(os.environ)
    )
    try:
        _await(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _await(port: int) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end:
        try:
            _get(port, "/health/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"gunicorn did not answer within {START:.0f} s")


def _ask(port: int, paths: list[str], *, clients: int) -> list[float]:
    """Milliseconds of every answer; each client takes the next question that nobody has asked yet."""
    waiting, times, failures = iter(paths), list[float](), list[BaseException]()
    lock = threading.Lock()

    def ask() -> None:
        while not failures:
            with lock:
                path = next(waiting, None)
            if path is None:
                return
            try:
                with stopwatch() as watch:
                    _get(port, path)
            except (OSError, AssertionError) as failure:
                failures.append(failure)
            times.append(watch.milliseconds)

    threads = [threading.Thread(target=ask) for _client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return times


def _get(port: int, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": "localhost", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise AssertionError(f"{path} answered {answer.status}")
    finally:
        connection.close()
