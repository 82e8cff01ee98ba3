"""From contacts to connections: how it moved, who is near, who waits for the first word."""

from starlette.responses import Response

from keepwarm.storage.pages.nearly import nearly_page
from keepwarm.web.months import bars
from keepwarm.web.visits import Visit


def connections(visit: Visit) -> Response:
    """The page."""
    with visit.site.open() as book:
        page = nearly_page(book)
    return visit.show(
        "connections.html", page=page, bars=bars(page.headline.months, page.headline.connections)
    )
