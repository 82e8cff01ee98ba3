"""How much a request may bring: a form little, an upload much."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from keepwarm.web.addresses import DEMO_PATH

FORM_BYTES = 256 * 1024
UPLOAD_BYTES = 2 * 1024**3
UPLOAD_PATHS = frozenset({"/import", f"{DEMO_PATH}/import"})


class BodyLimit:
    """Stops reading a body that is longer than its place takes, said beforehand or not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, counting what is received."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = UPLOAD_BYTES if scope["path"] in UPLOAD_PATHS else FORM_BYTES
        promised = Headers(scope=scope).get("content-length", "0")
        received = int(promised) if promised.isdecimal() and int(promised) > most else 0

        async def counting() -> Message:
            nonlocal received
            if received > most:
                raise HTTPException(413)
            message = await receive()
            received += len(message.get("body", b""))
            return message

        await self.app(scope, counting, send)
