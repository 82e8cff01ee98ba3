"""Meet: what is one tap away when there are people around."""

from collections.abc import Iterator
from contextlib import suppress

from starlette.responses import Response
from starlette.routing import NoMatchFound

from keepwarm.storage.pages.meet import meet_page
from keepwarm.usecases.show_person import home_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit

_PLACES = (
    ("scan", "Scan a code or a paper card"),
    ("first_meetings", "First meetings"),
    ("cards", "My cards"),
    ("arrived", "What has arrived"),
    ("one_to_ones", "One-to-ones"),
    ("events", "Events"),
    ("profile", "What I say of myself"),
)
"""Routes that are one tap away, and their words."""


def meet(visit: Visit) -> Response:
    """The page."""
    with visit.site.open() as book:
        page, notice, home = meet_page(book), find_notice(visit, book), home_of(book)
    return visit.show("meet.html", page=page, notice=notice, home=home, places=list(_places(visit)))


def _places(visit: Visit) -> Iterator[tuple[str, str, str]]:
    """Name, path and words of the places that there are."""
    for route, words in _PLACES:
        with suppress(NoMatchFound):
            yield route, visit.link(route), words
