"""What every answer says to the browser: run nothing foreign, tell nobody, keep nothing (TRUST.md, C)."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
))  # fmt: skip

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


ENCRYPTED_ONLY = {"Strict-Transport-Security": "max-age=63072000"}
"""Where the site has an address from outside: for two years, browsers come to it by https alone."""


class SafeHeaders:
    """Adds the headers to every answer; what does not say how long it keeps is not kept at all.

    A page that needs another policy brings its own.
    """

    def __init__(self, app: ASGIApp, *, encrypted_only: bool = False) -> None:
        self.app = app
        self.headers = HEADERS | (ENCRYPTED_ONLY if encrypted_only else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and add the headers to what comes back."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                policy = headers.get("Content-Security-Policy", POLICY)
                headers.update({**self.headers, "Content-Security-Policy": policy})
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, with_headers)
