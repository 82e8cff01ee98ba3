"""What nobody foresaw: a calm page with an id, and in the log where it happened and nothing of whom."""

import logging
import secrets
import traceback
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from keepwarm.web.drawing import draw

_LOG = logging.getLogger("keepwarm.web")

_SENTENCES = {
    400: "This could not be read; go back and try again.",
    404: "There is no page at this address.",
    405: "This address takes no such request.",
    413: "This is more than can be taken in at once: 2 GiB of files, or 256 KiB of words. Bring it in parts.",
}


async def refused(request: Request, error: Exception) -> Response:
    """The page for an address that is none, or a request that cannot be taken."""
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for this kind alone)
    sentence = _SENTENCES.get(error.status_code, _SENTENCES[400])
    return _page(request, error.status_code, sentence)


class Failures:
    """Answers with a page of its own where anything else went wrong inside."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; what is raised inside goes no further."""
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception as error:
            if scope["type"] != "http":
                raise
            sentence = sentence_for(error)
            if not started:
                await _page(Request(scope), 500, sentence)(scope, receive, send)


def sentence_for(error: Exception) -> str:
    """Write down where something went wrong, and say to the owner under which number."""
    name = secrets.token_hex(4)
    _LOG.error("failure %s: %s", name, where(error))
    return f"Something went wrong here that should not. Nothing was changed. Its number is {name}."


def _page(request: Request, status: int, sentence: str) -> Response:
    return draw(request, "problem.html", status=status, sentence=sentence)


def where(error: BaseException) -> str:
    """The kind of error and the places it passed, without its message, which may hold names."""
    frames = traceback.extract_tb(error.__traceback__)
    places = (f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-12:])
    return f"{type(error).__name__} at {' > '.join(places)}"
