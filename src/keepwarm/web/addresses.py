"""Which site an address belongs to: the demo's pages have the same addresses as the owner's, below /demo."""

from collections.abc import Callable

from starlette.requests import Request

from keepwarm.web.site import Site

DEMO_PATH = "/demo"
PUBLIC_PATHS = ("/c/", "/r/", "/a/")
"""Where strangers may come: a card of the owner's, a receipt, their half of an agenda."""

DEMO_NAMES = "demo:"
"""What stands before the names of the demo's routes."""


def site_of(request: Request) -> Site:
    """The site that a request visits."""
    state = request.scope["app"].state
    is_demo = state.demo is not None and request.url.path.startswith(f"{DEMO_PATH}/")
    found: Site = state.demo if is_demo else state.site
    return found


def linker(request: Request) -> Callable[..., str]:
    """Gives the path of a route by its name, within the site that is visited."""
    before = DEMO_NAMES if site_of(request).own is not None else ""

    def link(route: str, **parts: str) -> str:
        return str(request.scope["app"].url_path_for(before + route, **parts))

    return link


def before_paths(request: Request, public_url: str = "") -> str:
    """What stands before a path where an address is given whole: that from outside, or that of this visit."""
    return public_url.rstrip("/") or f"{request.url.scheme}://{request.url.netloc}"


def owner_link(request: Request, route: str) -> str:
    """The path of a route among the owner's own."""
    return str(request.scope["app"].url_path_for(route))


def demo_link(request: Request) -> str:
    """Where the demo begins; nothing where there is none."""
    app = request.scope["app"]
    return "" if app.state.demo is None else str(app.url_path_for(f"{DEMO_NAMES}today"))
