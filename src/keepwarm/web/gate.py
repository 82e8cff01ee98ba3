"""Who may enter, where the site is reached from outside: everything but a few addresses needs a session.

It is decided before a form is read or a page begins, for whatever address there is: a new page is behind
the gate unless it is named here (TRUST.md, A1).
"""

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from keepwarm.usecases.keep_sessions import find_visitor
from keepwarm.web.addresses import PUBLIC_PATHS
from keepwarm.web.outside import with_session
from keepwarm.web.site import Site

COOKIE = "__Host-keepwarm"
"""A name that browsers take only with Secure, from this very host, for all of its paths."""

_FOR_EVERYBODY = "/static/"
"""What is the same for everybody, so that nobody needs to be looked up for it."""

_BELOW = (*PUBLIC_PATHS, _FOR_EVERYBODY, "/login/", "/setup/")
_EXACTLY = frozenset({"/login", "/setup", "/sw.js", "/manifest.webmanifest"})
_NO_PAGE = re.compile(r"/outbox|/pocket\w*\.json", re.ASCII)
"""What a script asks for: it is told in a sentence, and not led to a page."""

_SENTENCE = "You are not logged in here any more; log in, and it goes on."


class Gate:
    """Passes on strangers to what is public, and to the rest who has a session."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or show to the door."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        token = Request(scope).cookies.get(COOKIE, "")
        if token and not scope["path"].startswith(_FOR_EVERYBODY):
            session = await run_in_threadpool(find_visitor, self.site.library, token, self.site.clock())
            if session is not None:
                await self.app(with_session(scope, session), receive, send)
                return
        if is_public(scope["path"]):
            await self.app(scope, receive, send)
        else:
            await _shown_to_the_door(scope["path"])(scope, receive, send)


def is_public(path: str) -> bool:
    """Whether strangers may come here."""
    return path in _EXACTLY or path.startswith(_BELOW)


def _shown_to_the_door(path: str) -> Response:
    if _NO_PAGE.fullmatch(path):
        return JSONResponse({"state": "login", "sentence": _SENTENCE}, status_code=401)
    return RedirectResponse("/login", status_code=303)
