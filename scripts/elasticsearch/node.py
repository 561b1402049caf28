"""One node: its ports, its settings and the command that runs it."""

import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

from scripts.elasticsearch.errors import Failed

LOOPBACK = "127.0.0.1"
#: Ports between nodes lie this far above those for clients.
BETWEEN_NODES = 100
#: Below the ports that the kernel gives to connections: a killed node finds its port free when it starts again.
FREE_PORTS = range(20_000, 32_000)
#: Small and quick to start rather than fast for long.
JAVA_FLAGS = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-Xshare:auto",
    "-Dlog4j2.disable.jmx=true",
)


@dataclass(frozen=True)
class Node:
    """The node `number` (from 0) of `nodes` in a cluster whose first port is `port`."""

    number: int
    nodes: int
    port: int
    folder: Path

    @property
    def http_port(self) -> int:
        """Where clients connect."""
        return self.port + self.number

    @property
    def log(self) -> Path:
        """What the node writes."""
        return self.folder / "node.log"

    def command(self, home: Path, heap: str) -> list[str]:
        """Runs this node from the installation in `home`; makes the folders that it needs."""
        for name in ("config", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        java = ["java", "-Xms64m", f"-Xmx{heap}", *JAVA_FLAGS, f"-Djava.io.tmpdir={self.folder / 'tmp'}"]
        main = ["-cp", f"{home / 'classes'}:{home / 'lib'}/*", "LoopbackNode", str(home), str(self.folder / "config")]
        return [*java, *main, *(f"{name}={value}" for name, value in self.settings().items())]

    def settings(self) -> dict[str, str]:
        """What differs from the server's defaults."""
        return self._place() | self._neighbours() | self._economies()

    def _place(self) -> dict[str, str]:
        return {
            "cluster.name": f"tests-{self.port}",
            "node.name": _name(self.number),
            "network.host": LOOPBACK,
            "http.port": str(self.http_port),
            "transport.port": str(self.http_port + BETWEEN_NODES),
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
        }

    def _neighbours(self) -> dict[str, str]:
        if self.nodes == 1:
            return {"discovery.type": "single-node"}
        first = self.port + BETWEEN_NODES
        return {
            "discovery.seed_hosts": ",".join(f"{LOOPBACK}:{first + n}" for n in range(self.nodes)),
            "cluster.initial_master_nodes": ",".join(_name(n) for n in range(self.nodes)),
        }

    def _economies(self) -> dict[str, str]:
        return {
            "logger.level": "warn",
            "node.processors": "2",
            "node.store.allow_mmap": "false",  # needs no change of the kernel's limits
            "cluster.routing.allocation.disk.threshold_enabled": "false",  # a full disk is not what is tested
        }


def _name(number: int) -> str:
    return f"node-{number}"


def free_port(nodes: int = 1) -> int:
    """A first port whose followers are free for `nodes` nodes."""
    for _ in range(200):
        port = FREE_PORTS.start + secrets.randbelow(len(FREE_PORTS))
        if not taken(port, nodes):
            return port
    raise Failed(f"no free port between {FREE_PORTS.start} and {FREE_PORTS.stop}")


def taken(port: int, nodes: int = 1) -> list[int]:
    """The ports that a cluster from `port` would need and that others use."""
    wanted = [port + distance + n for distance in (0, BETWEEN_NODES) for n in range(nodes)]
    return [number for number in wanted if not _is_free(number)]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
