"""A cluster in a folder: started, waited for, hurt and ended."""

import contextlib
import http.client
import json
import shutil
import signal
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

from scripts.elasticsearch.errors import Failed
from scripts.elasticsearch.folders import new_folder
from scripts.elasticsearch.installation import CACHE, Installation
from scripts.elasticsearch.node import LOOPBACK, Node, free_port, taken
from scripts.elasticsearch.processes import Process

#: Memory of a node's Java heap; beside it a node takes about as much again.
HEAP_ALONE = "512m"
HEAP_AMONG_OTHERS = "384m"
#: Seconds until a cluster must be ready; a busy machine takes many times longer than an idle one.
PATIENCE = 180


@dataclass(frozen=True)
class State:
    """What is kept in the folder, so that another process can hurt or end the cluster."""

    port: int
    heap: str
    processes: tuple[Process, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """From `path`; raises `Failed` where no cluster was started."""
        try:
            data = json.loads(path.read_text())
        except FileNotFoundError:
            raise Failed(f"no cluster was started in {path.parent}") from None
        return cls(data["port"], data["heap"], tuple(Process(**process) for process in data["processes"]))

    def write(self, path: Path) -> None:
        """To `path`, whole or not at all."""
        new = path.with_suffix(".new")
        new.write_text(json.dumps(asdict(self)))
        new.replace(path)


class Cluster:
    """Nodes on loopback, numbered from 0 as in `urls`. They end with this process, unless they are to be `lasting`.

    A folder (default: one of its own) holds one cluster and its data, which `stop()` removes. `port` is that of the
    first node; the others follow (default: where they are free). `cache` holds the server's files.
    """

    def __init__(
        self,
        nodes: int = 1,
        folder: Path | None = None,
        *,
        port: int | None = None,
        heap: str = "",
        cache: Path = CACHE,
        lasting: bool = False,
    ) -> None:
        self.nodes = nodes
        self.port = port
        self.heap = heap or (HEAP_ALONE if nodes == 1 else HEAP_AMONG_OTHERS)
        self.folder = (folder or new_folder(cache)).resolve()
        self.installation = Installation(cache)
        self.lasting = lasting

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def urls(self) -> list[str]:
        """Where clients connect, one address for each node, dead or alive."""
        return [f"http://{LOOPBACK}:{node.http_port}" for node in self._nodes(self._state())]

    def start(self, patience: float = PATIENCE) -> Self:
        """Start the nodes and wait until they are green. What ran in the folder before is ended.

        Raises `Unavailable` where this machine cannot run a cluster, `Failed` where it could but did not.
        """
        home = self.installation.ensure()
        self.stop()
        if self.port is not None and (others := taken(self.port, self.nodes)):
            raise Failed(f"in use by others: port {', '.join(map(str, others))}")
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self._start_all(home, State(self.port or free_port(self.nodes), self.heap))
            self.wait(nodes=self.nodes, patience=patience)
        except BaseException:
            self.stop()
            raise
        return self

    def kill(self, number: int) -> None:
        """End a node at once, as a power cut does."""
        self._process(number).end()

    def pause(self, number: int) -> None:
        """Freeze a node: its connections stay open and nothing answers."""
        self._process(number).pause()

    def resume(self, number: int) -> None:
        """Let a frozen node go on."""
        self._process(number).resume()

    def restart(self, number: int) -> None:
        """Start a node on the data that it has, after ending it if it is alive. `wait()` tells when it has joined."""
        self._process(number).end(patience=20)
        state = self._state()
        node = self._nodes(state)[number]
        processes = list(state.processes)
        processes[number] = self._run(node, self.installation.ensure(), state.heap)
        replace(state, processes=tuple(processes)).write(self._file)

    def wait(self, status: str = "green", nodes: int | None = None, patience: float = PATIENCE) -> None:
        """Wait until `nodes` nodes (default: those that run) are one cluster of at least this `status`."""
        deadline = time.monotonic() + patience
        while not self._is_ready(status, nodes):
            if time.monotonic() > deadline:
                raise Failed.with_log(f"not {status} after {patience:.0f} s", self._nodes(self._state())[0].log)
            time.sleep(0.1)

    def stop(self) -> None:
        """End all nodes and remove the folder. Without a cluster this does nothing."""
        if not self._file.exists():
            return
        state = self._state()
        for process in state.processes:
            process.send(signal.SIGKILL)
        for process, node in zip(state.processes, self._nodes(state), strict=True):
            process.end()
            shutil.rmtree(node.folder, ignore_errors=True)
        self._file.unlink()
        with contextlib.suppress(OSError):  # others' files keep a given folder
            self.folder.rmdir()

    def _start_all(self, home: Path, state: State) -> None:
        for number in range(self.nodes):
            process = self._run(self._node(number, self.nodes, state.port), home, state.heap)
            state = replace(state, processes=(*state.processes, process))
            state.write(self._file)

    def _run(self, node: Node, home: Path, heap: str) -> Process:
        return Process.start(node.command(home, heap), node.log, lasting=self.lasting)

    def _is_ready(self, status: str, nodes: int | None) -> bool:
        state = self._state()
        pairs = list(zip(self._nodes(state), state.processes, strict=True))
        running = [node for node, process in pairs if process.is_running]
        if len(running) < (nodes or 1):
            ended = next(node for node, process in pairs if not process.is_running)
            raise Failed.with_log(f"node {ended.number} does not run", ended.log)
        return all(_answers(node, status, len(running)) for node in running)

    def _process(self, number: int) -> Process:
        processes = self._state().processes
        if not 0 <= number < len(processes):
            raise Failed(f"there is no node {number}: they are 0 to {len(processes) - 1}")
        return processes[number]

    def _nodes(self, state: State) -> list[Node]:
        nodes = len(state.processes)
        return [self._node(number, nodes, state.port) for number in range(nodes)]

    def _node(self, number: int, nodes: int, port: int) -> Node:
        return Node(number, nodes, port, self.folder / f"node-{number}")

    def _state(self) -> State:
        return State.read(self._file)

    @property
    def _file(self) -> Path:
        return self.folder / "cluster.json"


def _answers(node: Node, status: str, nodes: int) -> bool:
    """Whether `node` sees at least `nodes` nodes and `status`. Asked without the proxies of the environment."""
    connection = http.client.HTTPConnection(LOOPBACK, node.http_port, timeout=10)
    try:
        connection.request("GET", f"/_cluster/health?wait_for_status={status}&wait_for_nodes=%3E%3D{nodes}&timeout=2s")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
