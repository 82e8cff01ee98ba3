"""People: everybody, or those whom a few words find."""

from starlette.responses import Response

from keepwarm.storage.pages.people import people_page
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit

_LONGEST_QUERY = 200


def people(visit: Visit) -> Response:
    """One page of the people found."""
    asked = visit.asked("page")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    with visit.site.open() as book:
        page = people_page(book, visit.asked("q")[:_LONGEST_QUERY], max(number, 1))
        notice, today = find_notice(visit, book), book.today
    return visit.show("people.html", page=page, notice=notice, today=today)
