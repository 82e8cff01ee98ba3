"""The brief: one screen before a contact."""

from starlette.responses import Response

from keepwarm.usecases.brief_person import brief_person
from keepwarm.web.visits import Visit


def brief(visit: Visit) -> Response:
    """What to have before one's eyes before being in touch with somebody."""
    with visit.site.open() as book:
        shown = brief_person(book, visit.person_id)
    return visit.show("brief.html", brief=shown, page=shown.page.page, prepared=shown.prepared)
