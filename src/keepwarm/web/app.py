"""The web app over one book."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from keepwarm.web.drawing import compile_templates
from keepwarm.web.failures import Failures, refused
from keepwarm.web.gate import Gate
from keepwarm.web.guard import Guard
from keepwarm.web.headers import SafeHeaders
from keepwarm.web.limits import BodyLimit
from keepwarm.web.outside import Forwarded, Outside
from keepwarm.web.routes import routes
from keepwarm.web.site import Site

_THREADS = 12
"""Fewer than the database's pool has connections, so that no visit waits for one that waits for it."""


def make_app(
    site: Site, hosts: Collection[str], demo: Site | None = None, *, outside: Outside | None = None
) -> Starlette:
    """The app that serves the site under these names, each with its port ("127.0.0.1:8420").

    With a demo beside it, that is what is seen as long as there is no book. Where it is reached from
    outside it is served under that address alone, behind the gate, and without a demo.
    """
    compile_templates()
    demo = demo if outside is None else None
    gate = [] if outside is None else [Middleware(Gate, site=site)]
    app = Starlette(
        routes=routes(demo=demo is not None),
        middleware=[
            Middleware(SafeHeaders, encrypted_only=outside is not None),
            Middleware(Failures),
            Middleware(Forwarded, behind=() if outside is None else outside.behind),
            Middleware(Guard, hosts=hosts if outside is None else (outside.name,)),
            *gate,
            Middleware(BodyLimit),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
        exception_handlers={HTTPException: refused},
        lifespan=_lifespan,
    )
    app.state.site = site
    app.state.demo = demo
    app.state.outside = outside
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = _THREADS
    yield
    for site in (app.state.site, app.state.demo):
        if site is not None:
            site.close()
