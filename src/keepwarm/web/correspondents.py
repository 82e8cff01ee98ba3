"""People you write with who are not in your book: one tap adds one of them, or sets them aside."""

from starlette.responses import Response

from keepwarm.storage.pages.correspondents import correspondents_page
from keepwarm.usecases.add_correspondents import add_correspondents, set_correspondents_aside
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_GONE = "Nobody who waits has this address."


def correspondents(visit: Visit) -> Response:
    """Those who wait, the nearest first; or those who were set aside."""
    set_aside = bool(visit.asked("aside"))
    with visit.site.open() as book:
        page, notice = correspondents_page(book, set_aside=set_aside), find_notice(visit, book)
    return visit.show("correspondents.html", page=page, aside=set_aside, notice=notice)


def decide_correspondents(visit: Visit) -> Response:
    """Add those who are named, with or without a voice, or set them aside."""
    ids = [visit.id_of(text, _GONE) for text in visit.form.getlist("person")]
    answer = visit.said("answer")
    with visit.site.open(writing=True) as book:
        if answer == "not-now":
            set_correspondents_aside(book, ids)
        else:
            add_correspondents(book, ids, spoken=answer == "spoken")
        done = batch_of(book)
    return visit.move_on("correspondents", done=done)
