"""Today: whom to talk to, why, by which channel; and what the headline cannot see yet."""

from starlette.responses import Response

from keepwarm.storage.pages.people import strongest_unasked
from keepwarm.storage.pages.today import today_page
from keepwarm.usecases.tend_person import confirm_spoken
from keepwarm.web.addresses import demo_link
from keepwarm.web.forms import FormView
from keepwarm.web.months import bars
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_ASKED_HERE = 3


def today(visit: Visit) -> Response:
    """The day's list."""
    with visit.site.open() as book:
        page, notice = today_page(book), find_notice(visit, book)
    return visit.show(
        "today.html",
        page=page,
        bars=bars(page.headline.months, page.headline.connections),
        unasked=page.unasked[:_ASKED_HERE],
        notice=notice,
        form=FormView(),
        demo=demo_link(visit.request) if visit.site.own is None else "",
    )


def spoken(visit: Visit) -> Response:
    """ "Spoken lately?", for the strongest ties whom nothing was asked about yet."""
    with visit.site.open() as book:
        unasked, notice, on = strongest_unasked(book), find_notice(visit, book), book.today
    return visit.show("spoken.html", unasked=unasked, notice=notice, today=on)


def answer_spoken(visit: Visit) -> Response:
    """Keep a yes or a "not lately"."""
    with visit.site.open(writing=True) as book:
        confirm_spoken(book, visit.person_id, lately=visit.said("lately") == "yes")
        done = batch_of(book)
    return visit.move_on("today" if visit.said("then") == "today" else "spoken", done=done)
