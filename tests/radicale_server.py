"""A calendar server of our own for the tests: Radicale in a temporary folder, on this machine alone."""

import base64
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

USER, PASSWORD = "ada", "correct-horse"
_START_SECONDS = 60

_CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/collections
[logging]
level = error
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Radicale:
    """A running server, and what a calendar program does with it."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def make_calendar(self, name: str, words: str, holds: str = "VEVENT") -> str:
        """Make a calendar of the user's; its path."""
        path = f"/{USER}/{name}/"
        body = (
            '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
            f"<D:displayname>{words}</D:displayname><C:supported-calendar-component-set>"
            f'<C:comp name="{holds}"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>'
        )
        self._do("MKCALENDAR", path, body)
        return path

    def put(self, path: str, name: str, event: str) -> None:
        """Put an event into a calendar, in place of one of that name."""
        content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{event}END:VCALENDAR\r\n"
        self._do("PUT", f"{path}{name}.ics", content)

    def delete(self, path: str, name: str) -> None:
        """Take an event out of a calendar."""
        self._do("DELETE", f"{path}{name}.ics", "")

    def forget_tokens(self, path: str) -> None:
        """Lose what was noted for those who ask what has changed, as a server that was restored does."""
        cache = self.folder / "collections" / "collection-root" / path.strip("/") / ".Radicale.cache"
        for token in (cache / "sync-token").glob("*"):
            token.unlink()

    def _do(self, method: str, path: str, body: str) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        secret = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        connection.request(method, path, body.encode(), {"Authorization": f"Basic {secret}"})
        answer = connection.getresponse()
        assert answer.status in (200, 201, 204), (method, path, answer.status, answer.read())
        connection.close()


@contextmanager
def running_radicale(folder: Path) -> Iterator[Radicale]:
    """A server for a while. Raises RuntimeError where it does not start."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    config = folder / "config"
    config.write_text(_CONFIG.format(port=port, folder=folder))
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(config)], stdout=output, stderr=output
        )
    try:
        _wait_for(server, port, log)
        yield Radicale(folder=folder, port=port)
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(_START_SECONDS * 10):
        if server.poll() is not None:
            raise RuntimeError(f"Radicale does not start: {log.read_text(errors='replace')[-2_000:]}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("Radicale does not answer.")
