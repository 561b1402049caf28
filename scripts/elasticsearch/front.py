"""nginx before a cluster, for TLS and passwords: the published libraries of the server have neither."""

import json
import secrets
import shutil
import socket
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Self

from scripts.elasticsearch import debian
from scripts.elasticsearch.errors import Failed
from scripts.elasticsearch.folders import new_folder
from scripts.elasticsearch.installation import CACHE
from scripts.elasticsearch.node import LOOPBACK, free_port
from scripts.elasticsearch.processes import Process

CONFIGURATION = """\
daemon off;
master_process off;  # one process, which ends with us
pid nginx.pid;
error_log error.log warn;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_max_body_size 0;
  client_body_temp_path tmp/body;
  proxy_temp_path tmp/proxy;
  fastcgi_temp_path tmp/fastcgi;
  uwsgi_temp_path tmp/uwsgi;
  scgi_temp_path tmp/scgi;
  upstream nodes {{
{servers}
    keepalive 16;
  }}
  server {{
    listen {host}:{port} ssl;
    ssl_certificate server.pem;
    ssl_certificate_key server.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    auth_basic "Elasticsearch";
    auth_basic_user_file passwords;
    location / {{
      proxy_pass http://nodes;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Authorization "";
      proxy_connect_timeout 2s;
    }}
  }}
}}
"""
CURVE = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]  # made at once, unlike RSA keys
NEW_KEY = ["openssl", "req", "-x509", *CURVE, "-nodes", "-days", "30"]


class Front:
    """`https` with a password before the nodes at `urls`. Ends with this process, unless it is to be `lasting`.

    `url`, `user` and `password` are what a client needs, and `ca_path`, which signed the certificate. A folder
    (default: one of its own) holds its files; `stop()` removes it.
    """

    def __init__(self, urls: Sequence[str], folder: Path | None = None, *, lasting: bool = False) -> None:
        self.urls = urls
        self.folder = (folder or new_folder(CACHE)).resolve()
        self.ca_path = self.folder / "ca.pem"
        self.user = "tests"
        self.password = secrets.token_urlsafe(12)
        self.port = free_port()
        self.lasting = lasting

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where clients connect."""
        return f"https://{LOOPBACK}:{self.port}"

    @property
    def url_with_password(self) -> str:
        """The same, with what it asks for."""
        return f"https://{self.user}:{self.password}@{LOOPBACK}:{self.port}"

    def start(self, patience: float = 30) -> Self:
        """Make certificates and password, start nginx and wait until it listens. Raises `Unavailable`, `Failed`."""
        with debian.locked(CACHE):
            debian.ensure(debian.FRONT)
        self.stop()
        (self.folder / "tmp").mkdir(parents=True, exist_ok=True)
        self._write_certificates()
        self._write_password()
        self._write_configuration()
        command = ["nginx", "-p", f"{self.folder}/", "-c", "nginx.conf", "-e", "error.log"]
        process = Process.start(command, self.folder / "nginx.log", lasting=self.lasting)
        self._file.write_text(json.dumps(asdict(process)))
        self._wait(process, patience)
        return self

    def stop(self) -> None:
        """End nginx, if it runs, and remove its folder."""
        if self._file.exists():
            Process(**json.loads(self._file.read_text())).end()
            shutil.rmtree(self.folder)

    def _write_certificates(self) -> None:
        ca = ["-subj", "/CN=Tests only", "-keyout", self._path("ca.key"), "-out", self._path("ca.pem")]
        debian.run([*NEW_KEY, *ca], otherwise="openssl could not make a CA")
        signer = ["-CA", self._path("ca.pem"), "-CAkey", self._path("ca.key")]
        names = ["-subj", f"/CN={LOOPBACK}", "-addext", f"subjectAltName=IP:{LOOPBACK},DNS:localhost"]
        use = ["-addext", "basicConstraints=critical,CA:FALSE"]
        server = ["-keyout", self._path("server.key"), "-out", self._path("server.pem")]
        debian.run([*NEW_KEY, *signer, *names, *use, *server], otherwise="openssl could not make a certificate")

    def _write_password(self) -> None:
        command = ["openssl", "passwd", "-apr1", "-stdin"]
        digest = debian.run(command, text=self.password, otherwise="openssl could not digest a password")
        (self.folder / "passwords").write_text(f"{self.user}:{digest.strip()}\n")

    def _write_configuration(self) -> None:
        servers = "\n".join(f"    server {url.removeprefix('http://')};" for url in self.urls)
        text = CONFIGURATION.format(servers=servers, host=LOOPBACK, port=self.port)
        (self.folder / "nginx.conf").write_text(text)

    def _wait(self, process: Process, patience: float) -> None:
        deadline = time.monotonic() + patience
        while not _listens(self.port):
            if not process.is_alive or time.monotonic() > deadline:
                failure = Failed.with_log("nginx does not listen", self.folder / "nginx.log")
                self.stop()
                raise failure
            time.sleep(0.05)

    def _path(self, name: str) -> str:
        return str(self.folder / name)

    @property
    def _file(self) -> Path:
        return self.folder / "process.json"


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0
