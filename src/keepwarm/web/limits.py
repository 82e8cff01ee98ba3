"""How much a request may bring: a form little, an upload much."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from keepwarm.web.addresses import DEMO_PATH, PUBLIC_PATHS

FORM_BYTES = 256 * 1024
STRANGERS_BYTES = 20 * 1024
_TO_COME_IN = ("/login", "/setup")
CONTACT_FILE_BYTES = 256 * 1024 + 4 * 1024
"""What a phone makes of a contact with its photo, and the fields beside it."""

PHOTO_BYTES = 16 * 1024**2
_WITH_PHOTO = frozenset({"/cards", "/capture/paper"})
UPLOAD_BYTES = 2 * 1024**3
LIST_BYTES = 1024 * 1024
"""Who will be at an event: a few thousand lines."""

_WITH_LIST = ("/list", "/list/take-in")

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
        most = most_bytes(scope["path"])
        promised = Headers(scope=scope).get("content-length", "0")
        received = int(promised) if promised.isdecimal() and int(promised) > most else 0

        async def counting() -> Message:
            nonlocal received
            if received > most:
                raise HTTPException(413)
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise HTTPException(413)
            return message

        await self.app(scope, counting, send)


def most_bytes(path: str) -> int:
    """How much a request to this path may bring: of strangers little, of a photo as much as one is."""
    if path in UPLOAD_PATHS:
        return UPLOAD_BYTES
    own = path.removeprefix(DEMO_PATH)
    if own.startswith(PUBLIC_PATHS):
        return CONTACT_FILE_BYTES if own.startswith("/c/") and own.endswith("/file") else STRANGERS_BYTES
    if own.startswith(_TO_COME_IN):
        return STRANGERS_BYTES
    if own.startswith("/event/") and own.endswith(_WITH_LIST):
        return LIST_BYTES
    return PHOTO_BYTES if own in _WITH_PHOTO or own.startswith("/cards/") else FORM_BYTES
