"""The keys, as a page: what `?` shows where scripts run, and a link in the footer everywhere."""

from starlette.responses import Response

from keepwarm.web.visits import Visit


def keys(visit: Visit) -> Response:
    """The list."""
    return visit.show("keys.html")
