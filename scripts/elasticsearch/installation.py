"""The server's files in a cache folder: fetched by Maven once, laid out as the server expects them."""

import hashlib
import shutil
import tempfile
from pathlib import Path

from scripts.elasticsearch import debian

SOURCES = Path(__file__).resolve().parent / "node"
CACHE = SOURCES.parents[2] / "var" / "elasticsearch"
#: Maven's own tool that copies a project's libraries into a folder.
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
#: Begins the names of folders that a killed installation leaves behind.
UNFINISHED = "unfinished-"
#: Libraries that belong to the network module, which the server loads apart from its own.
NETWORK = ("netty-*.jar", "transport-netty4-*.jar", "elasticsearch-ssl-config-*.jar")
#: Modules of a node: folder → the class that the server loads.
MODULES = {"transport-netty4": "org.elasticsearch.transport.netty4.Netty4Plugin", "greeting": "GreetingPlugin"}
DESCRIPTOR = """\
name={name}
description={name}
classname={classname}
version={version}
elasticsearch.version={version}
java.version=17
extended.plugins=
has.native.controller=false
"""


class Installation:
    """What nodes run from. Its folder is named after its sources and appears complete or not at all."""

    def __init__(self, cache: Path = CACHE) -> None:
        self.cache = cache.resolve()
        self.home = self.cache / f"node-{_digest()}"

    def ensure(self) -> Path:
        """Make the installation if it is not there yet; returns its folder. Raises `Unavailable`."""
        with debian.locked(self.cache):
            debian.ensure(debian.NODE)
            if not self.home.exists():
                self._make()
        return self.home

    def _make(self) -> None:
        for left in self.cache.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=self.cache) as folder:
            home = Path(folder) / "home"
            _fetch(home / "lib")
            _compile(home, "LoopbackNode", home / "classes")
            _compile(home, "GreetingPlugin", home / "greeting")
            _lay_out(home)
            home.rename(self.home)


def _digest() -> str:
    """Changes with whatever an installation is made from."""
    sources = [Path(__file__), *sorted(SOURCES.iterdir())]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]


def _fetch(folder: Path) -> None:
    command = ["mvn", "--quiet", "--batch-mode", "--strict-checksums"]
    command += ["--file", str(SOURCES / "pom.xml"), COPY, "-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    debian.run(command, otherwise="Maven could not fetch the server's libraries")


def _compile(home: Path, name: str, folder: Path) -> None:
    command = ["javac", "--release", "17", "-nowarn", "-cp", f"{home / 'lib'}/*", "-d", str(folder)]
    debian.run([*command, str(SOURCES / f"{name}.java")], otherwise=f"javac could not compile {name}")


def _lay_out(home: Path) -> None:
    """Libraries stay in `lib`; what the server loads as a module moves to a folder of its own with a descriptor."""
    version = next((home / "lib").glob("elasticsearch-[0-9]*.jar")).stem.removeprefix("elasticsearch-")
    (home / "plugins").mkdir()
    for name, classname in MODULES.items():
        module = home / "modules" / name
        module.mkdir(parents=True)
        descriptor = DESCRIPTOR.format(name=name, classname=classname, version=version)
        (module / "plugin-descriptor.properties").write_text(descriptor)
    for pattern in NETWORK:
        for library in (home / "lib").glob(pattern):
            library.rename(home / "modules" / "transport-netty4" / library.name)
    shutil.make_archive(str(home / "greeting"), "zip", home / "greeting")
    (home / "greeting.zip").rename(home / "modules" / "greeting" / "greeting.jar")
