import pytest

from scripts.elasticsearch import debian, installation
from scripts.elasticsearch.errors import Unavailable
from scripts.elasticsearch.installation import Installation


@pytest.fixture
def ready(monkeypatch):
    """All programs are there."""
    monkeypatch.setattr(debian, "ensure", lambda programs: None)


@pytest.fixture
def fetched(monkeypatch, ready):
    """Maven and javac, played; returns how often each was called."""
    calls = []

    def play(command, *, otherwise, text=""):
        calls.append(command[0])
        if command[0] == "mvn":
            lib = next(part for part in command if part.startswith("-DoutputDirectory=")).partition("=")[2]
            folder = installation.Path(lib)
            folder.mkdir(parents=True)
            for name in (
                "elasticsearch-8.19.21",
                "elasticsearch-ssl-config-8.19.21",
                "netty-common-4.1",
                "lucene-core-9",
            ):
                (folder / f"{name}.jar").touch()
        else:
            folder = installation.Path(command[command.index("-d") + 1])
            folder.mkdir(parents=True)
            (folder / "Some.class").touch()
        return ""

    monkeypatch.setattr(debian, "run", play)
    return calls


def test_installation_is_laid_out_as_the_server_expects(fetched, tmp_path):
    home = Installation(tmp_path).ensure()
    assert {path.name for path in (home / "lib").iterdir()} == {"elasticsearch-8.19.21.jar", "lucene-core-9.jar"}
    network = home / "modules" / "transport-netty4"
    assert {path.suffix for path in network.iterdir()} == {".jar", ".properties"}
    assert (network / "netty-common-4.1.jar").exists()
    assert "version=8.19.21" in (home / "modules/greeting/plugin-descriptor.properties").read_text()
    assert (home / "modules/greeting/greeting.jar").stat().st_size > 0


def test_installation_happens_once(fetched, tmp_path):
    first = Installation(tmp_path).ensure()
    calls = len(fetched)
    assert Installation(tmp_path).ensure() == first
    assert len(fetched) == calls


def test_interrupted_installation_is_run_again(fetched, tmp_path, monkeypatch):
    left = tmp_path / "unfinished-of-a-killed-run"
    left.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(installation, "_lay_out", lambda home: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            Installation(tmp_path).ensure()
    assert not Installation(tmp_path).home.exists()
    assert Installation(tmp_path).ensure().exists()
    assert {path.name for path in tmp_path.iterdir()} == {"lock", Installation(tmp_path).home.name}


def test_new_sources_make_a_new_installation(tmp_path, monkeypatch):
    before = Installation(tmp_path).home
    monkeypatch.setattr(installation, "SOURCES", tmp_path)
    (tmp_path / "pom.xml").write_text("another version")
    assert Installation(tmp_path).home != before


def test_missing_program_names_the_package(monkeypatch):
    monkeypatch.setattr(debian, "find", lambda program: None)
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
    with pytest.raises(
        Unavailable, match=r"^not installed: default-jdk-headless, maven, util-linux \(Debian packages\)$"
    ):
        debian.ensure(debian.NODE)


def test_root_installs_what_is_missing(monkeypatch):
    calls = []
    monkeypatch.setattr(debian, "find", lambda program: None if program == "nginx" else f"/bin/{program}")
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0)
    monkeypatch.setattr(debian, "run", lambda command, otherwise: calls.append(command))
    debian.ensure(debian.FRONT)
    assert [call[1] for call in calls] == ["update", "install"]
    assert calls[1][-1] == "nginx"


def test_failed_command_gives_one_line():
    script = "echo Downloading; printf '\\033[0m[ERROR] unknown host\\n'; echo more; exit 1"
    with pytest.raises(Unavailable) as caught:
        debian.run(["sh", "-c", script], otherwise="Maven could not fetch")
    assert str(caught.value) == "Maven could not fetch: [ERROR] unknown host"


def test_program_that_is_not_there_gives_one_line():
    with pytest.raises(Unavailable, match="^could not: .*no-such-program"):
        debian.run(["no-such-program"], otherwise="could not")
