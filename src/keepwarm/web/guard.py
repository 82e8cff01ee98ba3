"""Who may ask: only under our own names, and what changes the book only from our own pages.

A page of somebody else can make a browser send requests here, under our name (a link, a form) or
under its own (DNS rebinding). Both are refused before anything is read (TRUST.md, C21 and F46).
"""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from keepwarm.web.drawing import draw_plain

_READING = frozenset({"GET", "HEAD"})
_OUR_OWN = frozenset({"same-origin", "none"})
_WRONG_NAME = "Keepwarm is not served under this name; open the address that it printed when it started."
_FOREIGN = (
    "This did not come from a page of Keepwarm, so nothing was changed. Open the page here, and do it again."
)


class Guard:
    """Passes on requests whose Host is one of `hosts` (with port) and whose changes come from our pages."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if headers.getlist("host") != [headers.get("host")] or headers["host"].lower() not in self.hosts:
            await draw_plain("refused.html", status=400, sentence=_WRONG_NAME)(scope, receive, send)
        elif scope["method"] not in _READING and not comes_from_us(headers):
            await draw_plain("refused.html", status=403, sentence=_FOREIGN)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def comes_from_us(headers: Headers) -> bool:
    """Whether the browser says that one of our own pages, or the owner by hand, sent this.

    Browsers that do not send Sec-Fetch-Site name the page's origin; where nothing is said it is refused.
    """
    if (site := headers.get("sec-fetch-site")) is not None:
        return site in _OUR_OWN
    said = headers.get("origin") or headers.get("referer") or ""
    try:
        origin = urlsplit(said)
    except ValueError:
        return False
    return origin.scheme in ("http", "https") and origin.netloc.lower() == headers["host"].lower()
