"""`python -m scripts.elasticsearch start --nodes 3`: a cluster that lasts until `stop`.

start           start a cluster; prints its addresses once it is green
run             the same, until Ctrl-C
urls            print the addresses
kill N          end node N at once          pause N     freeze it
restart N       start it again              resume N    let it go on
wait            until the nodes that run are green
stop            end all nodes and remove their data

Nodes count from 0. `--front` adds an address with TLS and a password, and names the CA that signed its certificate.
"""

import argparse
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from scripts.elasticsearch.cluster import Cluster
from scripts.elasticsearch.errors import Failed, Unavailable
from scripts.elasticsearch.front import Front
from scripts.elasticsearch.installation import CACHE

FAULTS = ("kill", "pause", "resume", "restart")


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the command line says; a reason on one line where that cannot be."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.verb in FAULTS and options.node is None:
        parser.error(f"{options.verb} needs the number of a node")
    try:
        _do(options)
    except (Failed, Unavailable) as error:
        sys.exit(f"elasticsearch: {error}")


def _do(options: argparse.Namespace) -> None:
    lasting = options.verb != "run"
    cluster = Cluster(
        options.nodes, options.dir, port=options.port, heap=options.heap, cache=options.cache, lasting=lasting
    )
    match options.verb:
        case "start" | "run":
            _start(cluster, options, lasting=lasting)
        case "urls":
            print(",".join(cluster.urls))
        case "wait":
            cluster.wait()
        case "stop":
            _stop(cluster)
        case fault:
            getattr(cluster, fault)(options.node)


def _start(cluster: Cluster, options: argparse.Namespace, *, lasting: bool) -> None:
    """Start, tell where, and stay if it is not to last; what started before something failed is ended."""
    _stop(cluster)
    with ExitStack() as stack:
        stack.enter_context(cluster)
        print(",".join(cluster.urls), flush=True)
        if options.front:
            front = stack.enter_context(Front(cluster.urls, _front_folder(cluster), lasting=lasting))
            print(front.url_with_password, front.ca_path, flush=True)
        if lasting:
            stack.pop_all()
        else:
            _stay()


def _stop(cluster: Cluster) -> None:
    Front([], _front_folder(cluster)).stop()
    cluster.stop()


def _front_folder(cluster: Cluster) -> Path:
    return cluster.folder / "front"


def _stay() -> None:
    """Until Ctrl-C or SIGTERM."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        signal.pause()
    except KeyboardInterrupt:
        print("stopping")


def _parser() -> argparse.ArgumentParser:
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("scripts.elasticsearch", description=__doc__, formatter_class=formatter)
    parser.add_argument("verb", choices=["start", "run", "urls", "wait", "stop", *FAULTS])
    parser.add_argument("node", nargs="?", type=int, help="a node's number, from 0")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--front", action="store_true", help="with TLS and a password too, by nginx")
    parser.add_argument("--port", type=int, help="of the first node; the others follow (default: one that is free)")
    parser.add_argument("--dir", type=Path, default=CACHE / "cluster", help="where the cluster lives")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where the server's files are kept")
    parser.add_argument("--heap", default="", help="memory of each node's Java heap")
    return parser


if __name__ == "__main__":
    main()
