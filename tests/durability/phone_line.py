"""A server that can be restarted at one address, behind a line that loses requests and answers."""

import asyncio
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from keepwarm.storage.book import Library
from keepwarm.web.app import make_app
from keepwarm.web.serving import listen, make_server, own_names
from keepwarm.web.site import Site
from tests.books import NOW

_PATIENCE = 20
_A_MOMENT = 0.01


class Fate(Enum):
    """What becomes of something that a phone sends."""

    LOST_BEFORE = "it never arrives"
    LOST_AFTER = "it is taken in, and the answer never arrives"


class Line:
    """Passes everything on, but of what goes to the outbox loses what `fates` says, in order.

    `is_newer` makes the worker another one than before, as a new version of the server does.
    """

    def __init__(self) -> None:
        self.fates: list[Fate] = []
        self.lost: list[Fate] = []
        self.app: ASGIApp | None = None
        self.is_newer = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or lose it."""
        assert self.app is not None
        if self.is_newer and scope.get("path") == "/sw.js":
            plain = [one for one in scope["headers"] if one[0] != b"accept-encoding"]
            await self.app({**scope, "headers": plain}, receive, _with_another_version(send))
            return
        if scope["type"] != "http" or scope["path"] != "/outbox" or not self.fates:
            await self.app(scope, receive, send)
            return
        fate = self.fates.pop(0)
        if fate is Fate.LOST_AFTER:
            await self.app(scope, receive, _into_nothing)
        self.lost.append(fate)
        # An answer that promises more than it holds breaks off, and its connection with it.
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9")]})
        await send({"type": "http.response.body", "body": b"", "more_body": True})
        raise ConnectionResetError


def _with_another_version(send: Send) -> Send:
    async def changed(message: Message) -> None:
        if "body" in message:
            body = re.sub(rb'(VERSION = ").{4}', rb"\1newe", message["body"])
            message = {**message, "body": body}
        await send(message)

    return changed


async def _into_nothing(_: object) -> None:
    return


class _HangingUp(uvicorn.Server):
    """A server that breaks off every connection when it stops, as one does that loses its power."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; what was accepted at the last moment goes too."""
        await self._hang_up()
        await super().shutdown(sockets)
        await self._hang_up()

    async def _hang_up(self) -> None:
        await asyncio.sleep(_A_MOMENT)
        for one in list(self.server_state.connections):
            if one.transport is not None:
                one.transport.abort()
        await asyncio.sleep(_A_MOMENT)


class Serving:
    """A library served at one address, as often as it is started."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.line = Line()
        self.port = 0
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where it is, whether it runs or not."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen, at the same port as before."""
        self._listener = listen("127.0.0.1", self.port)
        self.port = self._listener.getsockname()[1]
        self.line.app = make_app(Site(self.library, lambda: NOW), own_names(self.port))
        self._server = _HangingUp(make_server(self.line).config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listener]})
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        """Answer nobody any more."""
        assert self._server is not None
        assert self._thread is not None
        self._server.should_exit = True
        self._thread.join(_PATIENCE)
        self._listener.close()


@contextmanager
def serving(library: Library) -> Iterator[Serving]:
    """Serve, and stop in the end."""
    made = Serving(library)
    made.start()
    try:
        yield made
    finally:
        made.stop()
