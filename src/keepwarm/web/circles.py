"""Recurring groups: the roster, the next date, and who belongs to them."""

from starlette.responses import Response

from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.storage.pages.circle import circle_page
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.tend_circle import (
    begin_circle,
    join_circle,
    join_those_met,
    leave_circle,
    rename_circle,
)
from keepwarm.web.events import events
from keepwarm.web.forms import FieldErrors, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_GONE = "This group is not in your book any more; look at your events again."


def circle(visit: Visit, form: FormView | None = None, status: int = 200) -> Response:
    """One group: whom to look for there."""
    with visit.site.open() as book:
        page, notice = circle_page(book, _id_of(visit)), find_notice(visit, book)
    return visit.show("circle.html", status=status, page=page, notice=notice, form=form or FormView())


def begin(visit: Visit) -> Response:
    """Begin a group."""
    try:
        with visit.site.open(writing=True) as book:
            circle_id = begin_circle(book, visit.said("group_name"))
            done = batch_of(book)
    except Invalid as problem:
        return events(visit, form=view_of(visit.form, FieldErrors({"group_name": str(problem)})), status=400)
    return visit.move_on("circle", circle=public_id(circle_id), done=done)


def rename(visit: Visit) -> Response:
    """Call it otherwise."""
    try:
        with visit.site.open(writing=True) as book:
            rename_circle(book, _id_of(visit), visit.said("name"), visit.said("about"))
            done = batch_of(book)
    except Invalid as problem:
        return circle(visit, view_of(visit.form, FieldErrors({"name": str(problem)})), 400)
    return _back(visit, done)


def join(visit: Visit) -> Response:
    """Add somebody by name, or everybody who was met at its events."""
    try:
        with visit.site.open(writing=True) as book:
            if visit.said("all"):
                join_those_met(book, _id_of(visit))
            else:
                join_circle(book, _id_of(visit), (find_person(book, visit.said("who")).person_id,))
            done = batch_of(book)
    except Invalid as problem:
        return circle(visit, view_of(visit.form, FieldErrors({"who": str(problem)})), 400)
    return _back(visit, done)


def leave(visit: Visit) -> Response:
    """Take somebody out of it."""
    with visit.site.open(writing=True) as book:
        leave_circle(book, _id_of(visit), visit.person_id)
        done = batch_of(book)
    return _back(visit, done)


def _back(visit: Visit, done: int | None) -> Response:
    return visit.move_on("circle", circle=public_id(_id_of(visit)), done=done)


def _id_of(visit: Visit) -> int:
    return visit.id_of(visit.request.path_params["circle"], _GONE)
