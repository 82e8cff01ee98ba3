"""Pages are drawn from templates, in which whatever people wrote is escaped."""

from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from keepwarm.domain.errors import Problem
from keepwarm.web import words
from keepwarm.web.addresses import linker, owner_link, site_of
from keepwarm.web.assets import asset_paths
from keepwarm.web.site import Site

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The templates; a name that a page was not given is a mistake and not an empty space."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(words.FILTERS)
    made.globals.update(words.NAMES, assets=asset_paths())
    return made


def compile_templates() -> None:
    """Read every template now, so that the first visitor does not wait for it."""
    for name in environment().list_templates():
        environment().get_template(name)


def draw(request: Request, template: str, *, status: int = 200, **content: object) -> HTMLResponse:
    """One page of the site that is visited; in it `link` gives the path of a route by its name."""
    site = site_of(request)
    around = {
        "link": linker(request),
        "imagined": site.clock() if site.imagined else None,
        "banner": None if site.own is None else Banner(request, site.own),
    }
    rendered = environment().get_template(template).render(**around, **content)
    return HTMLResponse(rendered, status_code=status)


def draw_plain(template: str, *, status: int, **content: object) -> HTMLResponse:
    """A page that belongs to no book and shows nothing of one: who asks may be a stranger."""
    return HTMLResponse(environment().get_template(template).render(**content), status_code=status)


class Banner:
    """What stands above every page of the demo: the way to the owner's own book."""

    def __init__(self, request: Request, own: Site) -> None:
        self.begun = False
        with suppress(Problem):  # a book that cannot be read says so itself, when it is opened
            self.begun = own.has_book()
        self.way_out = owner_link(request, "today" if self.begun else "begin")
