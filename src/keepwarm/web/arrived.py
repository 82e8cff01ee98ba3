"""What strangers left in return for a card: looked at by the owner, taken into the book, or left out."""

from starlette.responses import RedirectResponse, Response

from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.usecases.swap import empty_what_is_old
from keepwarm.usecases.take_in_swaps import (
    accept,
    arrived_page,
    decline,
    have_back,
    take_out,
)
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_GONE = "This is not waiting any more; what is, stands on the page of what has arrived."


def arrived(visit: Visit) -> Response:
    """All that waits, the latest first."""
    site = visit.site
    if not site.imagined:
        empty_what_is_old(site.library, site.clock())
    with site.open() as book:
        page, notice = arrived_page(book), find_notice(visit, book)
    left_out = parse_public_id(visit.asked("left"))
    return visit.show("arrived.html", page=page, notice=notice, left_out=left_out)


def decide(visit: Visit) -> Response:
    """Take one into the book, as somebody who is there or somebody new; or leave it out, or have it back."""
    submission_id = visit.id_of(visit.request.path_params["submission"], _GONE)
    said = visit.said("decision")
    with visit.site.open(writing=True) as book:
        if said == "decline":
            decline(book, submission_id)
        elif said == "back":
            have_back(book, submission_id)
        else:
            person_id = None if said == "new" else visit.id_of(said, "Nobody in your book has this address.")
            accept(book, submission_id, person_id, wish_again=bool(visit.said("wish")))
        done = batch_of(book)
    if said == "decline":
        place = f"{visit.link('arrived')}?left={public_id(submission_id)}"
        return RedirectResponse(place, status_code=303)
    return visit.move_on("arrived", done=done)


def take_out_now(visit: Visit) -> Response:
    """Take out what somebody wants taken out."""
    with visit.site.open(writing=True) as book:
        take_out(book, visit.person_id)
        done = batch_of(book)
    return visit.move_on("arrived", done=done)
