"""The cluster's life with nodes that only answer for their health; `test_real_server.py` has the real ones."""

import signal
import sys
from pathlib import Path

import pytest

from scripts.elasticsearch import __main__ as command_line
from scripts.elasticsearch.cluster import Cluster
from scripts.elasticsearch.errors import Failed
from scripts.elasticsearch.installation import Installation
from scripts.elasticsearch.node import Node

ANSWERS = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Health(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

HTTPServer(("127.0.0.1", int(sys.argv[1])), Health).serve_forever()
"""


@pytest.fixture
def node_code(monkeypatch):
    """What a node runs instead of Java."""
    code = {"all": ANSWERS}

    def command(node, home, heap):
        node.folder.mkdir(parents=True, exist_ok=True)
        return [sys.executable, "-c", code["all"], str(node.http_port)]

    monkeypatch.setattr(Node, "command", command)
    monkeypatch.setattr(Installation, "ensure", lambda self: Path("/nowhere"))
    return code


@pytest.fixture
def make(node_code, tmp_path):
    """Makes a cluster that is ended after the test."""
    made = []

    def make(nodes=1, name="cluster", **options):
        made.append(Cluster(nodes, tmp_path / name, **options))
        return made[-1]

    yield make
    for cluster in made:
        cluster.stop()


def processes(cluster):
    return cluster._state().processes


def test_cluster_starts_and_stops(make):
    cluster = make(nodes=2)
    with cluster as same:
        assert same is cluster
        started = processes(cluster)
        assert all(process.is_running for process in started)
        ports = [int(url.rpartition(":")[2]) for url in cluster.urls]
        assert ports == [cluster._state().port, cluster._state().port + 1]
    assert not any(process.is_alive for process in started)
    assert not cluster.folder.exists()
    cluster.stop()


def test_cluster_ends_when_its_test_fails(make):
    with pytest.raises(ZeroDivisionError), make() as cluster:
        (started,) = processes(cluster)
        raise ZeroDivisionError
    assert not started.is_alive


def test_killed_node_starts_again_at_its_address(make):
    cluster = make(nodes=2).start()
    urls = cluster.urls
    first, second = processes(cluster)
    cluster.kill(1)
    assert first.is_running and not second.is_alive
    cluster.wait()
    cluster.restart(1)
    cluster.wait(nodes=2)
    assert cluster.urls == urls
    assert processes(cluster)[0] == first and processes(cluster)[1] != second


def test_node_is_paused_and_resumed(make):
    cluster = make().start()
    cluster.pause(0)
    with pytest.raises(Failed, match="node 0 does not run"):
        cluster.wait()
    cluster.resume(0)
    cluster.wait()
    assert processes(cluster)[0].is_running


def test_node_that_ends_while_starting_shows_its_log(make, node_code):
    node_code["all"] = "raise SystemExit('no memory')"
    with pytest.raises(Failed, match=r"(?s)node 0 does not run; see .*node\.log.no memory"):
        make().start()


def test_failed_start_leaves_nothing(make, node_code):
    node_code["all"] = "import time; time.sleep(600)"
    cluster = make(nodes=2)
    with pytest.raises(Failed, match="not green after 1 s"):
        cluster.start(patience=1)
    assert not cluster.folder.exists()


def test_port_of_others_is_refused(make):
    cluster = make().start()
    with pytest.raises(Failed, match="in use by others: port"):
        make(name="another", port=cluster._state().port).start()
    assert processes(cluster)[0].is_running


def test_start_ends_what_ran_before(make):
    cluster = make().start()
    (before,) = processes(cluster)
    cluster.start()
    assert not before.is_alive


@pytest.mark.parametrize(("nodes", "heap"), [(1, "512m"), (3, "384m")])
def test_nodes_among_others_have_less_memory(nodes, heap, make):
    assert make(nodes=nodes).heap == heap
    assert make(nodes=nodes, heap="1g").heap == "1g"


@pytest.mark.parametrize("number", [-1, 1])
def test_unknown_node_is_refused(make, number):
    cluster = make().start()
    with pytest.raises(Failed, match=f"there is no node {number}"):
        cluster.kill(number)


def test_cluster_that_was_not_started_says_so(tmp_path):
    with pytest.raises(Failed, match="no cluster was started in"):
        Cluster(folder=tmp_path).kill(0)


def test_command_line_drives_a_cluster_that_lasts(node_code, tmp_path, capsys):
    def run(*arguments):
        command_line.main([*arguments, "--dir", str(tmp_path)])
        return capsys.readouterr().out.strip()

    urls = run("start", "--nodes", "2")
    assert urls.count("http://127.0.0.1:") == 2
    assert run("urls") == urls
    (first, second) = processes(Cluster(folder=tmp_path))
    run("pause", "0")
    assert not first.is_running and first.is_alive
    run("resume", "0")
    run("kill", "1")
    assert not second.is_alive
    run("restart", "1")
    run("wait")
    run("stop")
    assert not first.is_alive


def test_command_line_needs_a_node_for_a_fault(capsys):
    with pytest.raises(SystemExit):
        command_line.main(["kill"])
    assert "kill needs the number of a node" in capsys.readouterr().err


def test_command_line_gives_a_reason(tmp_path):
    with pytest.raises(SystemExit, match="^elasticsearch: no cluster was started"):
        command_line.main(["urls", "--dir", str(tmp_path)])


def test_command_line_runs_until_it_is_told_to_end(node_code, tmp_path, monkeypatch):
    def be_told():
        assert processes(Cluster(folder=tmp_path))[0].is_running
        raise KeyboardInterrupt

    handler = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(signal, "pause", be_told)
    try:
        command_line.main(["run", "--dir", str(tmp_path)])
    finally:
        signal.signal(signal.SIGTERM, handler)
    assert not tmp_path.exists()


def test_command_line_starts_and_stops_a_front(node_code, tmp_path, monkeypatch, capsys):
    class FakeFront:
        url_with_password, ca_path = "https://tests:secret@127.0.0.1:1", "ca.pem"

        def __init__(self, urls, folder, *, lasting=False):
            self.folder = folder

        def __enter__(self):
            self.folder.mkdir()
            return self

        def __exit__(self, *_):
            self.stop()

        def stop(self):
            if self.folder.exists():
                self.folder.rmdir()

    monkeypatch.setattr(command_line, "Front", FakeFront)
    command_line.main(["start", "--front", "--dir", str(tmp_path)])
    assert capsys.readouterr().out.splitlines()[1] == "https://tests:secret@127.0.0.1:1 ca.pem"
    assert (tmp_path / "front").exists()
    command_line.main(["stop", "--dir", str(tmp_path)])
    assert not tmp_path.exists()
