"""Pages are drawn from templates, in which whatever people wrote is escaped."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from keepwarm.web import words
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


def draw(
    site: Site, template: str, link: Callable[..., str], *, status: int = 200, **content: object
) -> HTMLResponse:
    """One page; `link` gives the path of a route by its name."""
    imagined = site.clock() if site.imagined else None
    rendered = environment().get_template(template).render(link=link, imagined=imagined, **content)
    return HTMLResponse(rendered, status_code=status)
