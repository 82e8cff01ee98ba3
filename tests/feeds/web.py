"""A web server that says whatever a test wants, on this machine."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer; with `cut`, only so many bytes of the body that its header promises."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Site:
    """A running server: what it is to say next, one after the other, and what it has heard."""

    address: str
    heard: list[Heard] = field(default_factory=list)
    answers: list[Said] = field(default_factory=list)

    def says(self, *answers: Said) -> None:
        """From now on, these and nothing else."""
        self.answers[:] = answers


@contextmanager
def website(certificate: Path | None = None, key: Path | None = None) -> Iterator[Site]:
    """A server for a while, in TLS where it has a certificate."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.heard.append(Heard(method=self.command, path=self.path, headers=headers, body=body))
            said = site.answers.pop(0) if site.answers else Said(status=500)
            self.send_response(said.status)
            for name, value in {"Content-Length": str(len(said.body)), **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said.body if said.cut is None else said.body[: said.cut])
            self.close_connection = said.cut is not None

        do_GET = do_PROPFIND = do_REPORT = answer

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    scheme, host = "http", "127.0.0.1"
    if certificate is not None:
        scheme, host = "https", "localhost"
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    site.address = f"{scheme}://{host}:{server.server_address[1]}"
    yield site
    server.shutdown()
    server.server_close()
    thread.join(30)
