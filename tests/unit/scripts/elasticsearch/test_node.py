import socket
from pathlib import Path

import pytest

from scripts.elasticsearch.errors import Failed
from scripts.elasticsearch.node import FREE_PORTS, LOOPBACK, Node, free_port, taken


def node(number: int = 0, nodes: int = 1, port: int = 9200) -> Node:
    return Node(number, nodes, port, Path("/cluster") / f"node-{number}")


def test_single_node_looks_for_no_others():
    settings = node().settings()
    assert settings["discovery.type"] == "single-node"
    assert "discovery.seed_hosts" not in settings


def test_nodes_know_each_other():
    settings = node(1, nodes=3).settings()
    assert settings["discovery.seed_hosts"] == "127.0.0.1:9300,127.0.0.1:9301,127.0.0.1:9302"
    assert settings["cluster.initial_master_nodes"] == "node-0,node-1,node-2"
    assert (settings["http.port"], settings["transport.port"]) == ("9201", "9301")


@pytest.mark.parametrize("nodes", [1, 3])
def test_node_listens_on_loopback_only(nodes):
    assert node(nodes=nodes).settings()["network.host"] == LOOPBACK


def test_command_names_heap_home_and_settings(tmp_path):
    command = Node(0, 1, 9200, tmp_path / "node-0").command(Path("/home"), "256m")
    assert "-Xmx256m" in command and "http.port=9200" in command
    assert command[command.index("LoopbackNode") + 1] == "/home"
    assert {path.name for path in (tmp_path / "node-0").iterdir()} == {"config", "tmp"}


def test_taken_port_is_named():
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]
        assert taken(port) == [port]
        assert port in taken(port - 100)
    assert taken(port) == []


def test_free_port_is_below_those_of_connections():
    assert free_port(3) in FREE_PORTS


def test_no_free_port_is_said(monkeypatch):
    monkeypatch.setattr("scripts.elasticsearch.node.taken", lambda port, nodes: [port])
    with pytest.raises(Failed, match="no free port"):
        free_port()
