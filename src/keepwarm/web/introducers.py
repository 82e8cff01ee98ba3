"""Who can introduce me? One field, and the ways that it finds."""

from starlette.responses import Response

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.usecases.find_introducers import Introductions, find_introducers, understand
from keepwarm.web.visits import Visit

_LONGEST = 200


def introducers(visit: Visit) -> Response:
    """The page; with something in its field, whom to ask."""
    query = visit.asked("q")[:_LONGEST].strip()
    found: Introductions | None = None
    wrong, status = "", 200
    with visit.site.open() as book:
        try:
            found = find_introducers(book, understand(book, query)) if query else None
        except (Invalid, Missing) as problem:
            wrong, status = str(problem), 400
    return visit.show("introducers.html", status=status, query=query, found=found, wrong=wrong)
